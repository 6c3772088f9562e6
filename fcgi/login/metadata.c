/* SPDX-License-Identifier: EUPL-1.2 */
#include "login/metadata.h"
#include "login/names.h"

/* xmlsec before 1.3 couldn't open OAEP with SHA-256; what we publish here is
 * what decrypt.h accepts (algorithm.c). */
#define ENCRYPTION_METHODS \
	"<md:EncryptionMethod Algorithm=\"" ALG_AES256_GCM "\"/>" \
	"<md:EncryptionMethod Algorithm=\"" ALG_OAEP_MGF1P "\"/>"

static void
build_keys(const char *const certificates[METADATA_KEYS_MOST],
    const char *use, const char *methods, struct build *build)
{
	for (int i = 0; i < METADATA_KEYS_MOST; i++) {
		if (certificates[i] == NULL)
			continue;
		build_xmls(build, "<md:KeyDescriptor use=\"", use,
		    "\"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>",
		    certificates[i], "</ds:X509Certificate></ds:X509Data>"
		    "</ds:KeyInfo>", NULL);
		build_raw(build, methods);
		build_raw(build, "</md:KeyDescriptor>");
	}
}

/* The IdP takes the first binding that it speaks. */
static void
build_services(const struct saml *saml, struct build *build)
{
	static const char *const bindings[] = {BINDING_REDIRECT, BINDING_POST};

	for (size_t i = 0; i < sizeof bindings / sizeof bindings[0]; i++)
		build_xmls(build, "<md:SingleLogoutService Binding=\"",
		    bindings[i], "\" Location=\"", saml->slo_url,
		    "\" ResponseLocation=\"", saml->slo_url, "\"/>", NULL);
	build_xmls(build, "<md:SingleLogoutService Binding=\"" BINDING_SOAP
	    "\" Location=\"", saml->slo_soap_url, "\"/><md:NameIDFormat>"
	    FORMAT_PERSISTENT "</md:NameIDFormat>"
	    "<md:AssertionConsumerService index=\"0\" isDefault=\"true\" "
	    "Binding=\"" BINDING_POST "\" Location=\"", saml->acs_url, "\"/>",
	    NULL);
}

static void
build_attributes(struct build *build)
{
	static const char *const names[] = {OIO_SPEC_VERSION, OIO_LOA, OIO_CPR,
	    OIO_FULL_NAME};

	build_raw(build, "<md:AttributeConsumingService index=\"0\" "
	    "isDefault=\"true\"><md:ServiceName xml:lang=\"da\">Min Sag"
	    "</md:ServiceName>");
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		build_xmls(build, "<md:RequestedAttribute NameFormat=\""
		    ATTRIBUTE_URI "\" isRequired=\"true\" Name=\"", names[i],
		    "\"/>", NULL);
	build_raw(build, "</md:AttributeConsumingService>");
}

static void
build_people(const struct metadata_options *options, struct build *build)
{
	const char *name = options->organisation;

	build_xmls(build, "<md:Organization><md:OrganizationName "
	    "xml:lang=\"da\">", name, "</md:OrganizationName>"
	    "<md:OrganizationDisplayName xml:lang=\"da\">", name,
	    "</md:OrganizationDisplayName><md:OrganizationURL "
	    "xml:lang=\"da\">", options->saml->acs_url,
	    "</md:OrganizationURL></md:Organization>"
	    "<md:ContactPerson contactType=\"technical\"><md:Company>", name,
	    "</md:Company>", NULL);
	if (options->contact_email != NULL)
		build_xmls(build, "<md:EmailAddress>mailto:",
		    options->contact_email, "</md:EmailAddress>", NULL);
	build_raw(build, "</md:ContactPerson>");
}

void
metadata_build(const struct metadata_options *options, struct build *build)
{
	const struct saml *saml = options->saml;

	build_xmls(build, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<md:EntityDescriptor xmlns:md=\"" NS_METADATA "\" xmlns:ds=\""
	    NS_DSIG "\" entityID=\"", saml->entity_id, "\">"
	    "<md:SPSSODescriptor AuthnRequestsSigned=\"true\" "
	    "WantAssertionsSigned=\"true\" protocolSupportEnumeration=\""
	    NS_SAMLP "\">", NULL);
	build_keys(options->sign_certificates, "signing", "", build);
	build_keys(options->decrypt_certificates, "encryption",
	    ENCRYPTION_METHODS, build);
	build_services(saml, build);
	build_attributes(build);
	build_raw(build, "</md:SPSSODescriptor>");
	build_people(options, build);
	build_raw(build, "</md:EntityDescriptor>\n");
}
