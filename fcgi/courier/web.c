/* SPDX-License-Identifier: EUPL-1.2 */
#include "courier/web.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#define CONNECT_SECONDS 10L
#define ALL_SECONDS 60L
#define HOST_MOST 253
#define PORT_MOST 5
#define ADDRESS_SIZE 64 /* INET6_ADDRSTRLEN and a zone */

/* A body on its way out. */
struct outgoing {
	const char *at;
	size_t left;
};

/* libcurl's own lists, freed with the handle. */
struct transfer {
	CURL *curl;
	struct curl_slist *headers, *addresses, *recipients;
	struct outgoing outgoing;
};

enum result
web_start(void)
{
	return curl_global_init(CURL_GLOBAL_ALL) == 0 ? RESULT_OK
						      : RESULT_BROKEN;
}

/* Host and port of an address; the port is the scheme's when it is left out. */
static void
read_place(const char *url, char host[HOST_MOST + 1], char port[PORT_MOST + 1])
{
	const char *at = strstr(url, "://") + 3;
	size_t length = strcspn(at, ":/");

	if (*at == '[')
		length = strcspn(++at, "]");
	snprintf(host, HOST_MOST + 1, "%.*s", (int)length, at);
	at += length + (at[length] == ']');
	snprintf(port, PORT_MOST + 1, "%.*s",
	    *at == ':' ? (int)strspn(at + 1, "0123456789") : 3,
	    *at == ':' ? at + 1 : "443");
}

void
web_find(struct web_peer *peer)
{
	char host[HOST_MOST + 1], port[PORT_MOST + 1], one[ADDRESS_SIZE];
	struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found = NULL;
	size_t used = 0;

	peer->addresses[0] = '\0';
	read_place(peer->url, host, port);
	if (getaddrinfo(host, port, &hints, &found) != 0)
		return;
	for (struct addrinfo *at = found; at != NULL; at = at->ai_next) {
		if (getnameinfo(at->ai_addr, at->ai_addrlen, one, sizeof(one),
		    NULL, 0, NI_NUMERICHOST) != 0 ||
		    used + strlen(one) + 2 > sizeof(peer->addresses))
			continue;
		used += (size_t)snprintf(peer->addresses + used,
		    sizeof(peer->addresses) - used, "%s%s",
		    used == 0 ? "" : ",", one);
	}
	freeaddrinfo(found);
}

static bool
is_loopback(const char *address)
{
	struct in6_addr six;
	struct in_addr four;

	if (inet_pton(AF_INET, address, &four) == 1)
		return ntohl(four.s_addr) >> 24 == IN_LOOPBACKNET;
	return inet_pton(AF_INET6, address, &six) == 1 &&
	    IN6_IS_ADDR_LOOPBACK(&six);
}

bool
web_is_near(const struct web_peer *peer)
{
	char addresses[WEB_ADDRESSES_SIZE], *next, *one;

	memcpy(addresses, peer->addresses, sizeof(addresses));
	for (one = strtok_r(addresses, ",", &next); one != NULL;
	    one = strtok_r(NULL, ",", &next))
		if (!is_loopback(one))
			return false;
	return true;
}

/* libcurl's callbacks have these types. */
static size_t
keep(char *at, size_t size, size_t count, void *to)
{
	struct web_answer *answer = to;
	size_t length = size * count;
	size_t most = answer->most > 0 ? answer->most : WEB_ANSWER_MOST;
	size_t room = most - answer->length;
	size_t kept = length < room ? length : room;

	memcpy(answer->body + answer->length, at, kept);
	answer->length += kept;
	answer->body[answer->length] = '\0';
	answer->cut = answer->cut || kept < length;
	return length;
}

/* A reply line that refuses; what comes behind it, as to QUIT, does not. */
static size_t
keep_refusal(char *at, size_t size, size_t count, void *to)
{
	struct web_answer *answer = to;

	if (size * count == 0 || (at[0] != '4' && at[0] != '5'))
		return size * count;
	answer->length = 0;
	return keep(at, size, count, answer);
}

static size_t
give(char *to, size_t size, size_t count, void *from)
{
	struct outgoing *outgoing = from;
	size_t length = size * count;

	if (length > outgoing->left)
		length = outgoing->left;
	memcpy(to, outgoing->at, length);
	outgoing->at += length;
	outgoing->left -= length;
	return length;
}

static void
set_blob(CURL *curl, CURLoption option, const struct secret *secret)
{
	struct curl_blob blob = {.flags = CURL_BLOB_NOCOPY};

	if (secret == NULL)
		return;
	blob.data = secret->bytes;
	blob.len = secret->length;
	curl_easy_setopt(curl, option, &blob);
}

/* What each transfer has in common. false: no memory. */
static bool
begin(struct transfer *transfer, const struct web_peer *peer,
    const char *protocols, struct web_answer *answer)
{
	char host[HOST_MOST + 1], port[PORT_MOST + 1];
	char place[HOST_MOST + PORT_MOST + WEB_ADDRESSES_SIZE + 3];
	CURL *curl = curl_easy_init();

	*transfer = (struct transfer){.curl = curl};
	answer->status = 0;
	answer->length = 0;
	answer->cut = false;
	answer->body[0] = '\0';
	if (curl == NULL)
		return false;
	read_place(peer->url, host, port);
	snprintf(place, sizeof(place), "%s:%s:%s", host, port,
	    peer->addresses);
	if (peer->addresses[0] != '\0')
		transfer->addresses = curl_slist_append(NULL, place);
	curl_easy_setopt(curl, CURLOPT_RESOLVE, transfer->addresses);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, protocols);
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, ALL_SECONDS);
	curl_easy_setopt(curl, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
	curl_easy_setopt(curl, CURLOPT_CAINFO, NULL);
	set_blob(curl, CURLOPT_CAINFO_BLOB, peer->authority);
	set_blob(curl, CURLOPT_SSLCERT_BLOB, peer->certificate);
	set_blob(curl, CURLOPT_SSLKEY_BLOB, peer->key);
	return true;
}

/* It ended before a word of the request was said. */
static bool
is_early(CURLcode code)
{
	static const CURLcode codes[] = {CURLE_OUT_OF_MEMORY,
	    CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT,
	    CURLE_SSL_CONNECT_ERROR, CURLE_USE_SSL_FAILED,
	    CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
	    CURLE_SSL_CACERT_BADFILE};

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (codes[i] == code)
			return true;
	return false;
}

static enum result
end(struct transfer *transfer, struct web_answer *answer,
    const char **ret_rule)
{
	CURLcode code = curl_easy_perform(transfer->curl);
	long status = 0;

	curl_easy_getinfo(transfer->curl, CURLINFO_RESPONSE_CODE, &status);
	answer->status = (int)status;
	curl_easy_cleanup(transfer->curl);
	curl_slist_free_all(transfer->headers);
	curl_slist_free_all(transfer->addresses);
	curl_slist_free_all(transfer->recipients);
	if (code == CURLE_OK)
		return RESULT_OK;
	*ret_rule = curl_easy_strerror(code);
	return is_early(code) ? RESULT_BROKEN : RESULT_HUNG_UP;
}

static void
set_body(struct transfer *transfer, const struct web_request *request)
{
	CURL *curl = transfer->curl;
	char header[128];

	if (request->type == NULL)
		return;
	snprintf(header, sizeof(header), "Content-Type: %s", request->type);
	transfer->headers = curl_slist_append(transfer->headers, header);
	curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request->body);
	curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
	    (curl_off_t)request->length);
}

enum result
web_ask(const struct web_peer *peer, const struct web_request *request,
    struct web_answer *answer, const char **ret_rule)
{
	struct transfer transfer;
	char url[1024];

	*ret_rule = "web: memory, or too long an address";
	if ((size_t)snprintf(url, sizeof(url), "%s%s", peer->url,
	    request->path) >= sizeof(url) ||
	    !begin(&transfer, peer, "https", answer))
		return RESULT_BROKEN;
	curl_easy_setopt(transfer.curl, CURLOPT_URL, url);
	curl_easy_setopt(transfer.curl, CURLOPT_WRITEFUNCTION, keep);
	curl_easy_setopt(transfer.curl, CURLOPT_WRITEDATA, answer);
	if (peer->user != NULL) {
		curl_easy_setopt(transfer.curl, CURLOPT_HTTPAUTH,
		    CURLAUTH_BASIC);
		curl_easy_setopt(transfer.curl, CURLOPT_USERNAME, peer->user);
	}
	transfer.headers = curl_slist_append(NULL, "Expect:");
	set_body(&transfer, request);
	curl_easy_setopt(transfer.curl, CURLOPT_HTTPHEADER, transfer.headers);
	curl_easy_setopt(transfer.curl, CURLOPT_CUSTOMREQUEST,
	    request->method);
	return end(&transfer, answer, ret_rule);
}

enum result
web_send(const struct web_peer *peer, const struct web_mail *mail,
    struct web_answer *answer, const char **ret_rule)
{
	struct transfer transfer;
	enum result result;
	char url[1024];

	/* The name that we greet with is that of the sender's domain. */
	*ret_rule = "web: memory, or too long an address";
	if ((size_t)snprintf(url, sizeof(url), "%s/%s", peer->url,
	    strchr(mail->from, '@') + 1) >= sizeof(url) ||
	    !begin(&transfer, peer, "smtp", answer))
		return RESULT_BROKEN;
	transfer.outgoing = (struct outgoing){mail->message, mail->length};
	transfer.recipients = curl_slist_append(NULL, mail->to);
	curl_easy_setopt(transfer.curl, CURLOPT_URL, url);
	curl_easy_setopt(transfer.curl, CURLOPT_USE_SSL,
	    peer->tls ? (long)CURLUSESSL_ALL : (long)CURLUSESSL_NONE);
	curl_easy_setopt(transfer.curl, CURLOPT_MAIL_FROM, mail->from);
	curl_easy_setopt(transfer.curl, CURLOPT_MAIL_RCPT,
	    transfer.recipients);
	curl_easy_setopt(transfer.curl, CURLOPT_READFUNCTION, give);
	curl_easy_setopt(transfer.curl, CURLOPT_READDATA, &transfer.outgoing);
	curl_easy_setopt(transfer.curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(transfer.curl, CURLOPT_HEADERFUNCTION,
	    keep_refusal);
	curl_easy_setopt(transfer.curl, CURLOPT_HEADERDATA, answer);
	result = end(&transfer, answer, ret_rule);
	if (result == RESULT_HUNG_UP && answer->length > 0)
		return RESULT_BROKEN; /* it was refused */
	return result;
}
