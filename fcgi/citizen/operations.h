/* SPDX-License-Identifier: EUPL-1.2
 *
 * The operations of minsag-citizen: one handler, one file, one SQL function
 * and one manual entry of the same name each. A handler checks its fields,
 * calls its function, and shows the rows.
 */
#ifndef MINSAG_CITIZEN_OPERATIONS_H
#define MINSAG_CITIZEN_OPERATIONS_H

#include "core/request.h"
#include "core/result.h"
#include "core/route.h"

enum result me(struct request *req);
enum result session_extend(struct request *req);
enum result case_list(struct request *req);
enum result case_read(struct request *req);
enum result timeline(struct request *req);
enum result document_list(struct request *req);
enum result document_read(struct request *req);
enum result hidden_list(struct request *req);
enum result search(struct request *req);
enum result area_list(struct request *req);
enum result upload_limits(struct request *req);
enum result upload_list(struct request *req);
enum result upload_read(struct request *req);
enum result notice_list(struct request *req);
enum result notice_settings(struct request *req);
enum result notice_settings_put(struct request *req);
enum result notice_area_put(struct request *req);
enum result notice_contact_put(struct request *req);
enum result notice_contact_confirm(struct request *req);
enum result look_list(struct request *req);
enum result look_csv(struct request *req);
enum result look_pdf(struct request *req);
enum result look_proof(struct request *req);
enum result remark_list(struct request *req);
enum result remark_list_of_case(struct request *req);
enum result remark_add(struct request *req);
enum result remark_add_to_case(struct request *req);
enum result remark_withdraw(struct request *req);
enum result term_find(struct request *req);
enum result changes(struct request *req);
enum result health(struct request *req);

extern const struct route_table citizen_routes;

#endif
