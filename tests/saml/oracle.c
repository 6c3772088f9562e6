/* SPDX-License-Identifier: EUPL-1.2
 *
 * The second opinion: what Lasso, as Debian ships it, does with a message.
 * Tests only; nothing of the product is linked to it.
 *
 *   oracle SP-METADATA IDP-METADATA SIGN-KEY DECRYPT-KEY
 *
 * reads lines "<kind> <message>" and answers each with one line:
 *   response BASE64   the SAMLResponse field
 *   soap BASE64       base64 of a SOAP envelope with a LogoutRequest
 *   redirect QUERY    a query string with a LogoutRequest
 * "A <signature status> <NameID> <cprNumber>" when Lasso's own calls accept
 * it (no check of ours added), "R <Lasso's error>" when they refuse it. The
 * values are what a reader of the first text node gets, URL-escaped; "-" when
 * there is none.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <lasso/lasso.h>
#include <lasso/xml/misc_text_node.h>
#include <lasso/xml/saml-2.0/samlp2_response.h>
#include <lasso/xml/saml-2.0/saml2_assertion.h>
#include <lasso/xml/saml-2.0/saml2_attribute.h>
#include <lasso/xml/saml-2.0/saml2_attribute_statement.h>
#include <lasso/xml/saml-2.0/saml2_attribute_value.h>

#define CPR_NUMBER "https://data.gov.dk/model/core/eid/cprNumber"

/* Attacks make GLib complain; that is no news. */
static void
ignore_log(const gchar *domain, GLogLevelFlags level, const gchar *message,
    gpointer data)
{
	(void)domain, (void)level, (void)message, (void)data;
}

static LassoServer *
make_server(char **arguments)
{
	LassoServer *server = lasso_server_new(arguments[1], arguments[3],
	    NULL, NULL);

	if (server == NULL)
		return NULL;
	if (lasso_server_set_encryption_private_key(server, arguments[4]) != 0 ||
	    lasso_server_add_provider(server, LASSO_PROVIDER_ROLE_IDP,
	    arguments[2], NULL, NULL) != 0) {
		g_object_unref(server);
		return NULL;
	}
	return server;
}

/* The first text node of the first value of the attribute, or NULL. */
static const char *
first_text(const LassoSaml2Attribute *attribute)
{
	if (attribute->AttributeValue == NULL)
		return NULL;
	LassoSaml2AttributeValue *value = attribute->AttributeValue->data;
	if (!LASSO_IS_SAML2_ATTRIBUTE_VALUE(value) || value->any == NULL ||
	    !LASSO_IS_MISC_TEXT_NODE(value->any->data))
		return NULL;
	return LASSO_MISC_TEXT_NODE(value->any->data)->content;
}

static const char *
cpr_number(const LassoSaml2Assertion *assertion)
{
	for (GList *s = assertion->AttributeStatement; s != NULL; s = s->next) {
		LassoSaml2AttributeStatement *statement = s->data;
		for (GList *a = statement->Attribute; a != NULL; a = a->next) {
			LassoSaml2Attribute *attribute = a->data;
			if (attribute->Name != NULL &&
			    strcmp(attribute->Name, CPR_NUMBER) == 0)
				return first_text(attribute);
		}
	}
	return NULL;
}

static const char *
name_id(const LassoSaml2Assertion *assertion)
{
	if (assertion->Subject == NULL || assertion->Subject->NameID == NULL)
		return NULL;
	return assertion->Subject->NameID->content;
}

static void
print_text(const char *text)
{
	gchar *escaped = text == NULL || *text == '\0' ? NULL :
	    g_uri_escape_string(text, NULL, FALSE);

	printf(" %s", escaped != NULL ? escaped : "-");
	g_free(escaped);
}

static void
judge_response(LassoServer *server, char *message)
{
	LassoLogin *login = lasso_login_new(server);
	LassoProfile *profile = LASSO_PROFILE(login);

	lasso_profile_set_signature_verify_hint(profile,
	    LASSO_PROFILE_SIGNATURE_VERIFY_HINT_MAYBE);
	int rc = lasso_login_process_authn_response_msg(login, message);
	if (rc != 0) {
		printf("R %d\n", rc);
	} else {
		LassoSamlp2Response *response =
		    LASSO_SAMLP2_RESPONSE(profile->response);
		LassoSaml2Assertion *first = response->Assertion == NULL ? NULL
		    : response->Assertion->data;
		printf("A %d", lasso_profile_get_signature_status(profile));
		print_text(first == NULL ? NULL : name_id(first));
		print_text(first == NULL ? NULL : cpr_number(first));
		printf("\n");
	}
	lasso_login_destroy(login);
}

static void
judge_logout(LassoServer *server, char *message)
{
	LassoLogout *logout = lasso_logout_new(server);
	int rc = lasso_logout_process_request_msg(logout, message);

	printf(rc == 0 ? "A 0 - -\n" : "R %d\n", rc);
	lasso_logout_destroy(logout);
}

static void
judge(LassoServer *server, char *line)
{
	char *message = strchr(line, ' ');

	if (message == NULL) {
		printf("R 0\n");
		return;
	}
	*message++ = '\0';
	if (strcmp(line, "response") == 0) {
		judge_response(server, message);
	} else if (strcmp(line, "redirect") == 0) {
		judge_logout(server, message);
	} else {
		gsize length;
		gchar *text = (gchar *)g_base64_decode(message, &length);
		text = g_realloc(text, length + 1);
		text[length] = '\0';
		judge_logout(server, text);
		g_free(text);
	}
}

int
main(int count, char **arguments)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t length;

	if (count != 5 || lasso_init() != 0)
		return 2;
	g_log_set_default_handler(ignore_log, NULL);
	LassoServer *server = make_server(arguments);
	if (server == NULL) {
		fprintf(stderr, "oracle: Lasso refuses the keys or metadata\n");
		return 2;
	}
	while ((length = getline(&line, &size, stdin)) > 0) {
		if (line[length - 1] == '\n')
			line[length - 1] = '\0';
		judge(server, line);
		fflush(stdout);
	}
	free(line);
	g_object_unref(server);
	lasso_shutdown();
	return 0;
}
