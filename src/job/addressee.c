#include "job/addressee.h"

#include "base/words.h"
#include "job/messages.h"

static const char *const names[] = {"client", "care-of", "guardian"};

const char *
addressee_name(enum addressee addressee)
{
	return names[addressee];
}

enum addressee
addressee_of(struct slice name)
{
	if (slice_is(name, names[ADDRESSEE_GUARDIAN]))
		return ADDRESSEE_GUARDIAN;
	if (slice_is(name, names[ADDRESSEE_CARE_OF]))
		return ADDRESSEE_CARE_OF;
	return ADDRESSEE_CLIENT;
}

size_t
addressee_list(const struct job *job, const struct row *row,
    enum addressee to[ADDRESSEES_MAX])
{
	to[0] = ADDRESSEE_CLIENT;
	if (job->guardian == COLUMN_NONE ||
	    row->values[job->guardian].kind == VALUE_EMPTY)
		return 1;
	switch ((enum guardian_mail)job->file->guardian.mail.index) {
	case GUARDIAN_CLIENT:
		break;
	case GUARDIAN_INSTEAD:
		to[0] = ADDRESSEE_GUARDIAN;
		break;
	case GUARDIAN_CARE_OF:
		to[0] = ADDRESSEE_CARE_OF;
		break;
	case GUARDIAN_BOTH:
		to[1] = ADDRESSEE_GUARDIAN;
		return 2;
	}
	return 1;
}

/* Puts a line second, after the name. */
static void
insert_line(struct address *address, struct slice line)
{
	for (size_t i = address->count; i > 1; i--)
		address->lines[i] = address->lines[i - 1];
	address->lines[1] = line;
	address->count++;
}

static struct slice
client_name(
    const struct job *job, struct arena *letter_mem, const struct row *row)
{
	struct slice parts[4];
	size_t count = 0;
	for (size_t i = 0; i < job->address.name_count; i++) {
		struct slice part = row->values[job->address.name[i]].text;
		if (part.len)
			parts[count++] = part;
	}
	return arena_join(letter_mem, parts, count, SLICE(" "));
}

bool
addressee_address(const struct job *job, struct arena *letter_mem,
    const struct row *row, enum addressee addressee, struct address *address,
    struct problem *why)
{
	if (addressee == ADDRESSEE_CLIENT)
		return address_make(letter_mem, &job->address, &job->columns,
		    row, address, why);
	if (!address_make(letter_mem, &job->guardian_address, &job->columns,
		row, address, why))
		return false;
	struct slice client = client_name(job, letter_mem, row);
	if (!client.len || address->count >= ADDRESS_LINES_MAX) {
		PROBLEM(why, &job_no_client_name, NO_ARGS);
		return false;
	}
	if (addressee == ADDRESSEE_GUARDIAN) {
		insert_line(
		    address, arena_print(letter_mem, "%s %.*s",
				 words_translate(job_word_concerns.wording),
				 (int)client.len, client.at));
		return true;
	}
	struct slice guardian = address->lines[0];
	address->lines[0] = client;
	insert_line(address, arena_print(letter_mem, "c/o %.*s",
				 (int)guardian.len, guardian.at));
	return true;
}
