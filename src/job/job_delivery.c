#include "job/job_delivery.h"

#include "job/job_file.h"
#include "job/messages.h"
#include "text/workday.h"

#define AT(member) offsetof(struct job_file, delivery.member)

static const struct field fields[] = {
    {"contact", FIELD_TEXT, AT(contact)},
    {"paper", FIELD_TEXT, AT(paper)},
    {"inserts", FIELD_LIST, AT(inserts)},
    {"posted", FIELD_DATE, AT(posted)},
    {"arrives", FIELD_DATE, AT(arrives)},
    {"destroy_by", FIELD_DATE, AT(destroy_by)},
    {0},
};
const struct schema job_delivery_schema = {"delivery", fields};

static bool
refuse(struct diag *diag, const struct conf_date *said,
    const struct message *message, day than)
{
	char date[11];
	day_write_iso(than, date);
	REPORT(diag, said->span, message, ARGS((const char *)date));
	return false;
}

/* The files are there so many working days before the letters are posted. */
static bool
take_notice(struct job_file *file, struct diag *diag)
{
	struct job_delivery *delivery = &file->delivery;
	uint32_t notice = file->shop ? file->shop->notice : 0;
	if (!delivery->posted.span.file) {
		if (notice)
			REPORT(diag, file->printshop.span, &job_notice_unused,
			    ARGS(notice));
		return true;
	}
	if (delivery->posted.when < file->date.when)
		return refuse(diag, &delivery->posted, &job_posted_before,
		    file->date.when);
	day latest = day_before_working(delivery->posted.when, notice);
	if (!delivery->arrives.span.file)
		delivery->arrives =
		    (struct conf_date){latest, delivery->posted.span};
	else if (delivery->arrives.when > latest)
		return refuse(
		    diag, &delivery->arrives, &job_arrives_late, latest);
	return true;
}

bool
job_delivery_check(struct job_file *file, struct diag *diag)
{
	struct job_delivery *delivery = &file->delivery;
	const struct conf_date *taken = &file->register_.taken;
	if (!take_notice(file, diag))
		return false;
	if (!delivery->arrives.span.file)
		return true;
	if (taken->span.file && delivery->arrives.when < taken->when)
		return refuse(
		    diag, &delivery->arrives, &job_arrives_before, taken->when);
	if (!delivery->destroy_by.span.file ||
	    delivery->destroy_by.when > delivery->arrives.when)
		return true;
	REPORT(diag, delivery->destroy_by.span, &job_destroyed_before, NO_ARGS);
	return false;
}
