/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"
#include "core/gateway.h"

#include <errno.h>
#include <fcgiapp.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "core/lobby.h"

/* What a handler left unread of a body, read for the connection's sake: the
 * largest that nginx lets through, a chunk of an upload, for nginx takes a
 * worker that closes before it has sent all for a dead one. */
#define DRAIN_BYTES_MOST (4 * 1024 * 1024 + 65536)

/* FastCGI specification 1.0, section 3.3 and appendix A. */
#define RECORD_VERSION 1
#define RECORD_END_REQUEST 3
#define RECORD_STDOUT 6
#define RECORD_HEAD_BYTES 8
/* Longest content that is a multiple of 8, so that no padding is needed. */
#define RECORD_BODY_MOST 65528
/* Records put into one system call: more than one chunk of a document. */
#define RECORDS_AT_ONCE 5

struct gateway {
	FCGX_Request request;
	bool open; /* between accept and finish */
	bool cut;
	bool written;  /* something went through fcgi2's buffer */
	bool answered; /* gateway_answer has sent the end of the request */
	/* The record under way: what of its head and body is still unsent. */
	unsigned char head[RECORD_HEAD_BYTES];
	size_t head_left, body_left;
};

static bool
is_listening(int fd)
{
	int yes = 0;
	socklen_t size = sizeof(yes);

	return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &yes, &size) == 0 &&
	    yes != 0;
}

enum result
gateway_init(int listening)
{
	if (!is_listening(listening))
		return RESULT_BAD_INPUT;
	if (FCGX_Init() != 0)
		return RESULT_BROKEN;
	/* After FCGX_Init, which sets handlers of its own. */
	signal(SIGPIPE, SIG_IGN);
	return lobby_open(listening);
}

struct gateway *
gateway_new(void)
{
	struct gateway *gateway = calloc(1, sizeof(*gateway));

	if (gateway == NULL)
		return NULL;
	if (FCGX_InitRequest(&gateway->request, -1, 0) != 0) {
		free(gateway);
		return NULL;
	}
	gateway->request.ipcFd = -1;
	return gateway;
}

static void
close_connection(struct gateway *gateway)
{
	FCGX_Free(&gateway->request, 1);
	gateway->request.ipcFd = -1;
}

void
gateway_free(struct gateway *gateway)
{
	if (gateway == NULL)
		return;
	gateway_finish(gateway);
	free(gateway);
}

void
gateway_stop(void)
{
	lobby_stop();
}

bool
gateway_stopping(void)
{
	return lobby_stopping();
}

enum result
gateway_accept(struct gateway *gateway)
{
	FCGX_Request *request = &gateway->request;
	enum result result;

	for (;;) {
		result = lobby_take(&request->ipcFd);
		if (result != RESULT_OK)
			return result;
		/* FCGX_Accept_r begins by finishing what was before: this is
		 * what makes it keep the connection. */
		request->keepConnection = 1;
		if (FCGX_Accept_r(request) == 0)
			break;
		/* The peer sent something else than FastCGI, or left; fcgi2
		 * has closed, and has no socket to accept another one at. */
		request->ipcFd = -1;
		lobby_forget();
	}
	gateway->open = true;
	gateway->cut = gateway->written = gateway->answered = false;
	gateway->head_left = gateway->body_left = 0;
	return RESULT_OK;
}

/*
 * Reads the rest of the body: bytes left in the connection would be taken
 * for the head of the next request. False when that is too much to read.
 */
static bool
drain(struct gateway *gateway)
{
	char trash[4096];
	size_t total = 0, got = 1;

	while (got > 0 && total < DRAIN_BYTES_MOST) {
		if (gateway_read(gateway, trash, sizeof(trash),
			&got) != RESULT_OK)
			return false;
		total += got;
	}
	return got == 0;
}

void
gateway_abort(struct gateway *gateway)
{
	if (!gateway->open || gateway->cut)
		return;
	gateway->cut = true;
	if (gateway->request.ipcFd >= 0)
		shutdown(gateway->request.ipcFd, SHUT_RDWR);
}

void
gateway_finish(struct gateway *gateway)
{
	if (!gateway->open)
		return;
	if (gateway->head_left > 0 || gateway->body_left > 0)
		gateway_abort(gateway);
	if (gateway->cut) {
		close_connection(gateway);
	} else if (gateway->answered) {
		FCGX_Free(&gateway->request, !gateway->request.keepConnection);
	} else {
		if (gateway_stopping() || !drain(gateway))
			gateway->request.keepConnection = 0;
		FCGX_Finish_r(&gateway->request);
	}
	gateway->open = false;
	if (gateway->request.ipcFd >= 0)
		lobby_return(gateway->request.ipcFd);
	else
		lobby_forget();
	gateway->request.ipcFd = -1;
}

bool
gateway_gone(const struct gateway *gateway)
{
	struct pollfd polled = {.fd = gateway->request.ipcFd,
	    .events = POLLRDHUP};

	return gateway->cut || poll(&polled, 1, 0) != 0;
}

const char *
gateway_parameter(const struct gateway *gateway, const char *name)
{
	return FCGX_GetParam(name, gateway->request.envp);
}

enum result
gateway_read(struct gateway *gateway, void *at, size_t size,
    size_t *ret_count)
{
	FCGX_Stream *in = gateway->request.in;
	int most = size > INT32_MAX ? INT32_MAX : (int)size, got;

	got = FCGX_GetStr(at, most, in);
	if (got < most && FCGX_GetError(in) != 0)
		return RESULT_HUNG_UP;
	*ret_count = (size_t)got;
	return RESULT_OK;
}

enum result
gateway_write(struct gateway *gateway, const void *at, size_t size)
{
	const char *next = at;
	int part;

	if (gateway->head_left > 0 || gateway->body_left > 0)
		return RESULT_BROKEN; /* inside a record of write_some */
	gateway->written = true;
	for (; size > 0; next += part, size -= (size_t)part) {
		part = size > INT32_MAX ? INT32_MAX : (int)size;
		if (FCGX_PutStr(next, part, gateway->request.out) != part)
			return RESULT_HUNG_UP;
	}
	return RESULT_OK;
}

enum result
gateway_flush(struct gateway *gateway)
{
	if (FCGX_FFlush(gateway->request.out) != 0)
		return RESULT_HUNG_UP;
	return RESULT_OK;
}

int
gateway_descriptor(const struct gateway *gateway)
{
	return gateway->request.ipcFd;
}

/* FCGI_Header, section 3.3, without padding. */
static void
make_head_of(const struct gateway *gateway, int type, size_t length,
    unsigned char ret_head[RECORD_HEAD_BYTES])
{
	unsigned id = (unsigned)gateway->request.requestId;

	ret_head[0] = RECORD_VERSION;
	ret_head[1] = (unsigned char)type;
	ret_head[2] = (unsigned char)(id >> 8);
	ret_head[3] = (unsigned char)id;
	ret_head[4] = (unsigned char)(length >> 8);
	ret_head[5] = (unsigned char)length;
	ret_head[6] = ret_head[7] = 0; /* padding, reserved */
}

static void
make_head(const struct gateway *gateway, size_t length,
    unsigned char ret_head[RECORD_HEAD_BYTES])
{
	make_head_of(gateway, RECORD_STDOUT, length, ret_head);
}

/* Sends all pieces, waiting for the client as long as it takes. */
static enum result
send_all(int fd, struct iovec *pieces, size_t count)
{
	struct msghdr message = {.msg_iov = pieces, .msg_iovlen = count};

	while (message.msg_iovlen > 0) {
		ssize_t sent = sendmsg(fd, &message, MSG_NOSIGNAL);
		if (sent < 0 && errno == EINTR)
			continue;
		if (sent < 0)
			return RESULT_HUNG_UP;
		while (message.msg_iovlen > 0 &&
		    (size_t)sent >= message.msg_iov->iov_len) {
			sent -= (ssize_t)message.msg_iov->iov_len;
			message.msg_iov++;
			message.msg_iovlen--;
		}
		if (message.msg_iovlen > 0) {
			message.msg_iov->iov_base =
			    (char *)message.msg_iov->iov_base + sent;
			message.msg_iov->iov_len -= (size_t)sent;
		}
	}
	return RESULT_OK;
}

/*
 * Appendix B of the specification: the answer's record, an empty one that ends
 * the stream, and FCGI_END_REQUEST with status 0, request complete.
 */
enum result
gateway_answer(struct gateway *gateway, const void *at, size_t size)
{
	unsigned char head[RECORD_HEAD_BYTES];
	unsigned char end[3 * RECORD_HEAD_BYTES] = {0};
	struct iovec pieces[3] = {{head, sizeof(head)}, {NULL, size},
	    {end, sizeof(end)}};
	enum result result;

	if (size == 0 || size > RECORD_BODY_MOST || gateway->written ||
	    gateway_stopping() || !drain(gateway))
		return gateway_write(gateway, at, size);
	make_head(gateway, size, head);
	make_head(gateway, 0, end);
	make_head_of(gateway, RECORD_END_REQUEST, RECORD_HEAD_BYTES,
	    end + RECORD_HEAD_BYTES);
	/* iovec is not const because readv shares it; sendmsg only reads. */
	memcpy(&pieces[1].iov_base, &at, sizeof(at));
	result = send_all(gateway->request.ipcFd, pieces, 3);
	if (result != RESULT_OK)
		gateway_abort(gateway);
	gateway->answered = true;
	return result;
}

/* Pieces of one sendmsg: heads and bodies in turn. */
struct pieces {
	struct iovec at[2 * RECORDS_AT_ONCE];
	int count;
	unsigned char heads[RECORDS_AT_ONCE][RECORD_HEAD_BYTES];
	size_t bodies[RECORDS_AT_ONCE]; /* lengths announced; [0] goes on */
	int records;
};

static void
add_piece(struct pieces *pieces, const void *at, size_t length)
{
	struct iovec *piece = &pieces->at[pieces->count];

	if (length == 0)
		return;
	/* iovec is not const because readv shares it; sendmsg only reads. */
	memcpy(&piece->iov_base, &at, sizeof(at));
	piece->iov_len = length;
	pieces->count++;
}

/*
 * Lays out what is left of the record under way, then new records, over size
 * bytes of at.
 */
static void
lay_out(struct gateway *gateway, const unsigned char *at, size_t size,
    struct pieces *pieces)
{
	size_t length, taken;

	pieces->count = pieces->records = 0;
	if (gateway->head_left == 0 && gateway->body_left == 0) {
		length = size < RECORD_BODY_MOST ? size : RECORD_BODY_MOST;
		make_head(gateway, length, gateway->head);
		gateway->head_left = RECORD_HEAD_BYTES;
		gateway->body_left = length;
	}
	add_piece(pieces, gateway->head + RECORD_HEAD_BYTES -
	    gateway->head_left, gateway->head_left);
	taken = size < gateway->body_left ? size : gateway->body_left;
	add_piece(pieces, at, taken);
	pieces->bodies[pieces->records++] = taken;
	/* A record can only follow one whose body is whole. */
	while (taken < size && pieces->records < RECORDS_AT_ONCE) {
		length = size - taken < RECORD_BODY_MOST ? size - taken
		    : RECORD_BODY_MOST;
		make_head(gateway, length, pieces->heads[pieces->records]);
		add_piece(pieces, pieces->heads[pieces->records],
		    RECORD_HEAD_BYTES);
		add_piece(pieces, at + taken, length);
		pieces->bodies[pieces->records++] = length;
		taken += length;
	}
}

/* Books sent bytes on the records and returns how many were body. */
static size_t
book(struct gateway *gateway, const struct pieces *pieces, size_t sent)
{
	size_t body = 0, part;

	for (int i = 0; i < pieces->records && sent > 0; i++) {
		if (i > 0) { /* begun: it is the record under way now */
			memcpy(gateway->head, pieces->heads[i],
			    RECORD_HEAD_BYTES);
			gateway->head_left = RECORD_HEAD_BYTES;
			gateway->body_left = pieces->bodies[i];
		}
		part = sent < gateway->head_left ? sent : gateway->head_left;
		gateway->head_left -= part;
		sent -= part;
		part = sent < pieces->bodies[i] ? sent : pieces->bodies[i];
		gateway->body_left -= part;
		sent -= part;
		body += part;
	}
	return body;
}

enum result
gateway_write_some(struct gateway *gateway, const void *at, size_t size,
    size_t *ret_count)
{
	struct pieces pieces;
	struct msghdr message = {.msg_iov = pieces.at};
	bool fresh = gateway->head_left == 0 && gateway->body_left == 0;
	ssize_t sent;

	if (gateway->cut || gateway->request.ipcFd < 0)
		return RESULT_HUNG_UP;
	*ret_count = 0;
	if (size == 0)
		return RESULT_OK;
	lay_out(gateway, at, size, &pieces);
	message.msg_iovlen = (size_t)pieces.count;
	do {
		sent = sendmsg(gateway->request.ipcFd, &message,
		    MSG_DONTWAIT | MSG_NOSIGNAL);
	} while (sent < 0 && errno == EINTR);
	if (sent <= 0 && fresh) /* nothing announced yet */
		gateway->head_left = gateway->body_left = 0;
	if (sent < 0)
		return errno == EAGAIN || errno == EWOULDBLOCK ||
		    errno == ENOBUFS ? RESULT_OK : RESULT_HUNG_UP;
	*ret_count = book(gateway, &pieces, (size_t)sent);
	return RESULT_OK;
}
