/*
 * load/response_key.h - the key of a mailing's response codes.
 */
#ifndef LOAD_RESPONSE_KEY_H
#define LOAD_RESPONSE_KEY_H

#include "job/job.h"

/*
 * Where a letter, or a frame round it, prints {{response_code}}, makes
 * job->response_key: of the bytes of the register, and of the mailing's name,
 * date and reference. So whoever plans, approves or writes this mailing has the
 * same codes, another mailing to the same people has others, and nobody who has
 * not the register can tell them. False after a report.
 */
bool load_make_response_key(struct job *job, struct diag *diag);

#endif
