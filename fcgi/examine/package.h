/* SPDX-License-Identifier: EUPL-1.2
 *
 * Documents that are packages of files: Word, Excel, PowerPoint and LibreOffice
 * in Zip, their older forms and Outlook's messages in Microsoft's compound file.
 * The one door to libgsf.
 */
#ifndef MINSAG_PACKAGE_H
#define MINSAG_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>

enum package_verdict {
	PACKAGE_NONE,    /* no package */
	PACKAGE_READ,
	PACKAGE_DAMAGED, /* one that cannot be read */
	PACKAGE_LOCKED,  /* asks for a password */
	PACKAGE_MACROS   /* has programs in it */
};

/* Whether it begins as a Zip does. */
bool
package_is_zip(const void *at, size_t size);

/*
 * *ret_type: what it is a document of, also with a verdict against it;
 * application/zip or application/x-ole-storage: of nothing that is known here.
 */
enum package_verdict
package_look(const void *at, size_t size, const char **ret_type);

#endif
