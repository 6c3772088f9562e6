/* SPDX-License-Identifier: EUPL-1.2 */
#include <libxml/parser.h>
#include <xmlsec/openssl/evp.h>
#include <xmlsec/xmldsig.h>
#include "login/names.h"
#include "login/sign.h"
#include "login/xml.h"

void
sign_template(struct build *build, const char *id)
{
	build_xmls(build, "<ds:Signature xmlns:ds=\"" NS_DSIG "\">"
	    "<ds:SignedInfo><ds:CanonicalizationMethod Algorithm=\""
	    ALG_EXC_C14N "\"/><ds:SignatureMethod Algorithm=\"" ALG_RSA_SHA256
	    "\"/><ds:Reference URI=\"#", id, "\"><ds:Transforms>"
	    "<ds:Transform Algorithm=\"" ALG_ENVELOPED "\"/>"
	    "<ds:Transform Algorithm=\"" ALG_EXC_C14N "\"/></ds:Transforms>"
	    "<ds:DigestMethod Algorithm=\"" ALG_SHA256 "\"/><ds:DigestValue/>"
	    "</ds:Reference></ds:SignedInfo><ds:SignatureValue/>"
	    "</ds:Signature>", NULL);
}

static xmlSecKeyPtr
private_key(EVP_PKEY *pkey)
{
	xmlSecKeyPtr key = xmlSecKeyCreate();
	xmlSecKeyDataPtr data = NULL;

	if (key == NULL || EVP_PKEY_up_ref(pkey) != 1)
		goto fail;
	data = xmlSecOpenSSLEvpKeyAdopt(pkey);
	if (data == NULL) {
		EVP_PKEY_free(pkey);
		goto fail;
	}
	if (xmlSecKeySetValue(key, data) < 0) {
		xmlSecKeyDataDestroy(data);
		goto fail;
	}
	return key;
fail:
	if (key != NULL)
		xmlSecKeyDestroy(key);
	return NULL;
}

static bool
fill_in(EVP_PKEY *key, xmlDoc *doc)
{
	xmlNode *root = xmlDocGetRootElement(doc);
	xmlAttr *id = xmlHasProp(root, BAD_CAST "ID");
	xmlNode *signature = xml_only(root, NS_DSIG, "Signature");
	xmlSecDSigCtxPtr ctx = xmlSecDSigCtxCreate(NULL);
	bool done = false;

	if (ctx == NULL || id == NULL || signature == NULL ||
	    xmlAddID(NULL, doc, id->children->content, id) == NULL)
		goto out;
	ctx->signKey = private_key(key);
	done = ctx->signKey != NULL && xmlSecDSigCtxSign(ctx, signature) >= 0;
out:
	if (ctx != NULL)
		xmlSecDSigCtxDestroy(ctx);
	return done;
}

enum result
sign_message(EVP_PKEY *key, struct build *build)
{
	enum result result = RESULT_BROKEN;
	xmlBuffer *out = xmlBufferCreate();
	xmlDoc *doc = NULL;
	const char *rule;

	if (build->failed || out == NULL || xml_parse(build->text,
	    build->length, XML_CONFIGURED, &doc, &rule) != RESULT_OK ||
	    !fill_in(key, doc) ||
	    xmlNodeDump(out, doc, xmlDocGetRootElement(doc), 0, 0) < 0)
		goto out;
	build_clear(build);
	build_bytes(build, xmlBufferContent(out), (size_t)xmlBufferLength(out));
	result = build->failed ? RESULT_BROKEN : RESULT_OK;
out:
	xmlFreeDoc(doc);
	xmlBufferFree(out);
	return result;
}
