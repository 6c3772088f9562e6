/* SPDX-License-Identifier: EUPL-1.2 */
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <openssl/crypto.h>
#include <libxml/xmlmemory.h>
#include <libxml/parser.h>
#include <libxml/xmlIO.h>
#include <xmlsec/buffer.h>
#include <xmlsec/errors.h>
#include <xmlsec/io.h>
#include <xmlsec/openssl/app.h>
#include <xmlsec/openssl/crypto.h>
#include <xmlsec/transforms.h>
#include <xmlsec/xmldsig.h>
#include "login/names.h"
#include "login/verify.h"
#include "login/xml.h"

#define RULE_SHAPE "oiosaml 1.4: Signature: wanted SignedInfo with one Reference, SignatureValue, KeyInfo"
#define BLANKS " \t\r\n"
#define PREFIXES_MOST 8 /* of one PrefixList */

static enum result
refuse(const char *rule, const char **ret_rule)
{
	*ret_rule = rule;
	return RESULT_DENIED;
}

static void
ignore_error(const char *file, int line, const char *function,
    const char *object, const char *subject, int reason, const char *message)
{
	(void)file, (void)line, (void)function, (void)object, (void)subject;
	(void)reason, (void)message;
}

/* The process-wide list of transforms that a message can name. */
static bool
limit_transforms(void)
{
	const xmlSecTransformId ids[] = {xmlSecTransformExclC14NGetKlass(),
	    xmlSecTransformEnvelopedGetKlass(),
	    xmlSecOpenSSLTransformSha256GetKlass(),
	    xmlSecOpenSSLTransformRsaSha256GetKlass()};
	xmlSecPtrListPtr list = xmlSecTransformIdsGet();

	xmlSecPtrListEmpty(list);
	for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++)
		if (xmlSecPtrListAdd(list, (void *)ids[i]) < 0)
			return false;
	return true;
}

static void
wipe_and_free(void *at)
{
	if (at != NULL)
		OPENSSL_cleanse(at, malloc_usable_size(at));
	free(at);
}

static void *
move(void *at, size_t size)
{
	size_t old = at == NULL ? 0 : malloc_usable_size(at);
	void *to = malloc(size);

	if (to == NULL)
		return NULL;
	if (old > 0)
		memcpy(to, at, old < size ? old : size);
	wipe_and_free(at);
	return to;
}

enum result
verify_start(void)
{
	if (xmlMemSetup(wipe_and_free, malloc, move, strdup) != 0)
		return RESULT_BROKEN;
	xmlInitParser();
	if (xmlSecInit() < 0 || xmlSecOpenSSLAppInit(NULL) < 0 ||
	    xmlSecOpenSSLInit() < 0 || !limit_transforms())
		return RESULT_BROKEN;
	xmlSecErrorsSetCallback(ignore_error); /* after init, which sets one */
	xmlSecIOCleanupCallbacks();
	xmlCleanupInputCallbacks();
	xmlSetExternalEntityLoader(xmlNoNetExternalEntityLoader);
	return RESULT_OK;
}

void
verify_stop(void)
{
	xmlSecOpenSSLShutdown();
	xmlSecOpenSSLAppShutdown();
	xmlSecShutdown();
	xmlCleanupParser();
}

bool
verify_is_id(const char *text)
{
	static const char first[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz_";
	static const char rest[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz_0123456789.-";

	if (text == NULL || text[0] == '\0' || strchr(first, text[0]) == NULL)
		return false;
	size_t length = strspn(text, rest);
	return text[length] == '\0' && length <= 160;
}

/* Exclusive XML Canonicalization 1.0 section 2: an InclusiveNamespaces without
 * content and with few prefixes. Real messages name one or two: xs, xsi. */
static bool
is_prefixes(const xmlNode *node)
{
	const char *list = xml_attribute(node, "PrefixList");
	int count = 0;

	if (!xml_is(node, NS_EXC_C14N, "InclusiveNamespaces") ||
	    list == NULL || node->children != NULL || xml_next(node) != NULL)
		return false;
	for (list += strspn(list, BLANKS); *list != '\0';
	     list += strspn(list, BLANKS)) {
		list += strcspn(list, BLANKS);
		count++;
	}
	return count <= PREFIXES_MOST;
}

/* {ns}name with this Algorithm and no content but, for exclusive
 * canonicalisation, an InclusiveNamespaces. */
static bool
is_method(const xmlNode *node, const char *name, const char *algorithm)
{
	if (!xml_is(node, NS_DSIG, name) ||
	    !xml_attribute_is(node, "Algorithm", algorithm))
		return false;
	const xmlNode *inside = xml_first(node);
	return inside == NULL || (strcmp(algorithm, ALG_EXC_C14N) == 0 &&
	    is_prefixes(inside));
}

static enum result
check_reference(const xmlNode *reference, const char *id,
    const char **ret_rule)
{
	const char *uri = xml_attribute(reference, "URI");
	const xmlNode *transforms = xml_first(reference);

	if (uri == NULL || uri[0] != '#' || strcmp(uri + 1, id) != 0)
		return refuse("oiosaml 1.4: Reference: wanted the ID of the "
		    "element that holds the Signature", ret_rule);
	if (!xml_is(transforms, NS_DSIG, "Transforms"))
		return refuse(RULE_SHAPE, ret_rule);
	const xmlNode *first = xml_first(transforms);
	const xmlNode *second = first == NULL ? NULL : xml_next(first);
	if (!is_method(first, "Transform", ALG_ENVELOPED) ||
	    !is_method(second, "Transform", ALG_EXC_C14N) ||
	    xml_next(second) != NULL)
		return refuse("oiosaml 1.4: Transforms: wanted "
		    "enveloped-signature, xml-exc-c14n", ret_rule);
	const xmlNode *digest = xml_next(transforms);
	if (!is_method(digest, "DigestMethod", ALG_SHA256))
		return refuse("oiosaml 1.4: DigestMethod: wanted sha256",
		    ret_rule);
	const xmlNode *value = xml_next(digest);
	if (!xml_is(value, NS_DSIG, "DigestValue") || xml_next(value) != NULL)
		return refuse(RULE_SHAPE, ret_rule);
	return RESULT_OK;
}

static enum result
check_signed_info(const xmlNode *info, const char *id, const char **ret_rule)
{
	const xmlNode *c14n = xml_first(info);
	if (!is_method(c14n, "CanonicalizationMethod", ALG_EXC_C14N))
		return refuse("oiosaml 1.4: CanonicalizationMethod: wanted "
		    "xml-exc-c14n", ret_rule);
	const xmlNode *method = xml_next(c14n);
	if (!is_method(method, "SignatureMethod", ALG_RSA_SHA256))
		return refuse("oiosaml 1.4: SignatureMethod: wanted "
		    "rsa-sha256", ret_rule);
	const xmlNode *reference = xml_next(method);
	if (!xml_is(reference, NS_DSIG, "Reference") ||
	    xml_next(reference) != NULL)
		return refuse("oiosaml 1.4: SignedInfo: wanted one Reference",
		    ret_rule);
	return check_reference(reference, id, ret_rule);
}

static enum result
check_signature(const xmlNode *signature, const char *id,
    const char **ret_rule)
{
	const xmlNode *info = xml_first(signature);
	if (!xml_is(info, NS_DSIG, "SignedInfo"))
		return refuse(RULE_SHAPE, ret_rule);
	const xmlNode *value = xml_next(info);
	if (!xml_is(value, NS_DSIG, "SignatureValue"))
		return refuse(RULE_SHAPE, ret_rule);
	const xmlNode *key = xml_next(value);
	if (key != NULL && (!xml_is(key, NS_DSIG, "KeyInfo") ||
	    xml_next(key) != NULL))
		return refuse(RULE_SHAPE, ret_rule);
	return check_signed_info(info, id, ret_rule);
}

/* No second element may carry the ID, whatever its attribute's case. */
static bool
id_is_single(const xmlDoc *doc, const xmlNode *element, const char *id)
{
	const xmlNode *root = xmlDocGetRootElement(doc);

	for (const xmlNode *n = root; n != NULL; n = xml_walk(n, root))
		for (const xmlAttr *a = n->properties; a; a = a->next) {
			const xmlNode *v = a->children;
			if (n != element && v != NULL && strcasecmp(
			    (const char *)a->name, "id") == 0 &&
			    (v->next != NULL ||
			    strcmp((const char *)v->content, id) == 0))
				return false;
		}
	return true;
}

/* The element's only Signature in any depth, in its place. */
static xmlNode *
find_signature(const xmlNode *element)
{
	const xmlNode *issuer = xml_first(element);
	xmlNode *signature = issuer == NULL ? NULL : xml_next(issuer);
	int all = 0;

	for (const xmlNode *n = element; n != NULL; n = xml_walk(n, element))
		all += xml_is(n, NS_DSIG, "Signature");
	return all == 1 && xml_is(issuer, NS_SAML, "Issuer") &&
	    xml_is(signature, NS_DSIG, "Signature") ? signature : NULL;
}

/* xmlsec's second belt: the same lists again. */
static xmlSecDSigCtxPtr
new_context(const struct idp_key *key)
{
	xmlSecDSigCtxPtr ctx = xmlSecDSigCtxCreate(NULL);

	if (ctx == NULL)
		return NULL;
	ctx->flags |= XMLSEC_DSIG_FLAGS_IGNORE_MANIFESTS |
	    XMLSEC_DSIG_FLAGS_STORE_SIGNEDINFO_REFERENCES;
	ctx->enabledReferenceUris = xmlSecTransformUriTypeSameDocument;
	ctx->signKey = xmlSecKeyDuplicate(key->xmlsec);
	if (ctx->signKey != NULL &&
	    xmlSecDSigCtxEnableReferenceTransform(ctx,
	    xmlSecTransformEnvelopedGetKlass()) >= 0 &&
	    xmlSecDSigCtxEnableReferenceTransform(ctx,
	    xmlSecTransformExclC14NGetKlass()) >= 0 &&
	    xmlSecDSigCtxEnableReferenceTransform(ctx,
	    xmlSecOpenSSLTransformSha256GetKlass()) >= 0 &&
	    xmlSecDSigCtxEnableSignatureTransform(ctx,
	    xmlSecTransformExclC14NGetKlass()) >= 0 &&
	    xmlSecDSigCtxEnableSignatureTransform(ctx,
	    xmlSecOpenSSLTransformRsaSha256GetKlass()) >= 0)
		return ctx;
	xmlSecDSigCtxDestroy(ctx);
	return NULL;
}

/* What one key says of a signature. */
enum verdict { VERDICT_SIGNED, VERDICT_OTHER_KEY, VERDICT_CHANGED };

/* The one Reference, if what it digested has its digest. */
static xmlSecDSigReferenceCtxPtr
unchanged(xmlSecDSigCtxPtr ctx)
{
	if (xmlSecPtrListGetSize(&ctx->signedInfoReferences) != 1)
		return NULL;
	xmlSecDSigReferenceCtxPtr reference =
	    xmlSecPtrListGetItem(&ctx->signedInfoReferences, 0);
	return reference->status == xmlSecDSigStatusSucceeded
	    ? reference : NULL;
}

/* When it is signed, *ret_doc is what was digested, or NULL when that isn't
 * what it must be. */
static enum verdict
verify_with(const struct idp_key *key, xmlNode *signature, const char *id,
    xmlDoc **ret_doc)
{
	xmlSecDSigCtxPtr ctx = new_context(key);
	const char *rule;
	xmlDoc *doc = NULL;

	bool valid = ctx != NULL && xmlSecDSigCtxVerify(ctx, signature) >= 0 &&
	    ctx->status == xmlSecDSigStatusSucceeded;
	xmlSecDSigReferenceCtxPtr reference = ctx == NULL
	    ? NULL : unchanged(ctx);
	enum verdict verdict = valid ? VERDICT_SIGNED
	    : reference != NULL ? VERDICT_OTHER_KEY : VERDICT_CHANGED;
	xmlSecBufferPtr bytes = valid && reference != NULL
	    ? xmlSecDSigReferenceCtxGetPreDigestBuffer(reference) : NULL;
	if (bytes != NULL && xml_parse((const char *)xmlSecBufferGetData(bytes),
	    xmlSecBufferGetSize(bytes), XML_FOREIGN, &doc, &rule) ==
	    RESULT_OK && !xml_attribute_is(xmlDocGetRootElement(doc), "ID",
	    id)) {
		xmlFreeDoc(doc);
		doc = NULL;
	}
	if (ctx != NULL)
		xmlSecDSigCtxDestroy(ctx);
	if (valid)
		*ret_doc = doc;
	return verdict;
}

/* The digest is the same for all keys: when it is wrong, one was enough. */
static enum result
try_keys(const struct idp *idp, xmlNode *signature, const char *id,
    xmlDoc **ret_doc, const char **ret_rule)
{
	enum verdict verdict = VERDICT_OTHER_KEY;

	for (size_t i = 0; i < idp->key_count &&
	    verdict == VERDICT_OTHER_KEY; i++) {
		xmlDoc *doc;
		verdict = verify_with(&idp->keys[i], signature, id, &doc);
		if (verdict != VERDICT_SIGNED)
			continue;
		if (doc == NULL)
			return refuse("oiosaml 1.4: Reference: wanted to "
			    "digest the signed element", ret_rule);
		*ret_doc = doc;
		return RESULT_OK;
	}
	return refuse("oiosaml 1.4: Signature: wanted one made with a key of "
	    "the IdP's metadata", ret_rule);
}

enum result
verify_element(const struct idp *idp, xmlDoc *doc, xmlNode *element,
    xmlDoc **ret_doc, const char **ret_rule)
{
	const char *id = xml_attribute(element, "ID");
	xmlAttr *attribute = xmlHasProp(element, BAD_CAST "ID");

	if (!verify_is_id(id) || !id_is_single(doc, element, id))
		return refuse("oiosaml 1.4: ID: wanted a name that no other "
		    "element has", ret_rule);
	xmlNode *signature = find_signature(element);
	if (signature == NULL)
		return refuse("oiosaml 1.4: Signature: wanted one, right "
		    "behind Issuer", ret_rule);
	enum result result = check_signature(signature, id, ret_rule);
	if (result != RESULT_OK)
		return result;
	if (xmlAddID(NULL, doc, BAD_CAST id, attribute) == NULL)
		return refuse("oiosaml 1.4: ID: wanted a name that no other "
		    "element has", ret_rule);
	return try_keys(idp, signature, id, ret_doc, ret_rule);
}
