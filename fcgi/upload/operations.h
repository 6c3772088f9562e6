/* SPDX-License-Identifier: EUPL-1.2
 *
 * The operations of minsag-upload: one file each, named like its SQL function.
 */
#ifndef MINSAG_UPLOAD_OPERATIONS_H
#define MINSAG_UPLOAD_OPERATIONS_H

#include "core/request.h"
#include "core/route.h"

enum result upload_options(struct request *req) must_check;
enum result upload_create(struct request *req) must_check;
enum result upload_offset(struct request *req) must_check;
enum result upload_append(struct request *req) must_check;
enum result upload_remove(struct request *req) must_check;
enum result health(struct request *req) must_check;

/*
 * Removes what is past its time, once a minute and process. Called when an
 * answer has been sent; what fails is done at the next turn.
 */
void sweep(struct request *req);

extern const struct route_table upload_routes;

#endif
