/* SPDX-License-Identifier: EUPL-1.2
 *
 * The operations of minsag-document: one handler, one file, one SQL function
 * and one manual entry of the same name each.
 */
#ifndef MINSAG_DOCUMENT_OPERATIONS_H
#define MINSAG_DOCUMENT_OPERATIONS_H

#include "core/request.h"
#include "core/result.h"
#include "core/route.h"

enum result document_open(struct request *req);
enum result health(struct request *req);

extern const struct route_table document_routes;

#endif
