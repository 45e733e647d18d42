#include "job/job_delivery.h"

#include "job/job_file.h"
#include "job/messages.h"

#define AT(member) offsetof(struct job_file, delivery.member)

static const struct field fields[] = {
    {"contact", FIELD_TEXT, AT(contact)},
    {"paper", FIELD_TEXT, AT(paper)},
    {"inserts", FIELD_LIST, AT(inserts)},
    {"arrives", FIELD_DATE, AT(arrives)},
    {"destroy_by", FIELD_DATE, AT(destroy_by)},
    {0},
};
const struct schema job_delivery_schema = {"delivery", fields};

bool
job_delivery_check(const struct job_delivery *delivery, struct diag *diag)
{
	if (!delivery->arrives.span.file || !delivery->destroy_by.span.file ||
	    delivery->destroy_by.when > delivery->arrives.when)
		return true;
	REPORT(diag, delivery->destroy_by.span, &job_destroyed_before, NO_ARGS);
	return false;
}
