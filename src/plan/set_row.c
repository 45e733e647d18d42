#include "plan/set_row.h"

#include "plan/own_file.h"

static bool
set_one(const struct row_setter *setter, struct arena *letter_mem,
    const struct row *row, struct set_one *one, struct set_record *record,
    bool *fits)
{
	struct composed letter = {
	    .addressee = one->addressee,
	    .names = one->names,
	};
	struct set_letter set;
	*fits = typesetter_make(setter->typesetter, setter->composer,
	    letter_mem, row, &letter, &set, &record->kind, &record->why);
	if (!*fits)
		return true;
	one->address = letter.address;
	one->version = letter.version;
	one->large_print = letter.large_print;
	one->pages = (uint32_t)set.pages.count;
	one->sheets = set.sheets;
	one->envelope = set.envelope;
	one->digest = set.pages.digest;
	return pdf_check_letter(setter->pdf_check, &set.pages, setter->diag);
}

/* To whom: each with a letter of its own. */
static size_t
address_letters(const struct job *job, const struct row *row,
    const struct household_names *names, struct set_record *record)
{
	enum addressee to[ADDRESSEES_MAX] = {ADDRESSEE_CLIENT};
	size_t count =
	    names ? 1
		  : addressee_list(&job->reads,
			(enum guardian_mail)job->file->guardian.mail.index, row,
			to);
	for (size_t i = 0; i < count; i++)
		record->at[i] = (struct set_one){.addressee = to[i]};
	if (names)
		record->at[0].names = *names;
	return count;
}

bool
set_row(const struct row_setter *setter, struct arena *letter_mem,
    const struct row *row, const struct household_names *names,
    struct set_record *record)
{
	*record = (struct set_record){.row = row->number, .kind = RULE_TEXT};
	size_t count = address_letters(setter->job, row, names, record);
	bool fits = own_file_name(&setter->job->reads.columns,
	    setter->job->pile.named_by, letter_mem, row, &record->file,
	    &record->why);
	for (size_t i = 0; fits && i < count; i++) {
		if (!set_one(
			setter, letter_mem, row, &record->at[i], record, &fits))
			return false;
	}
	if (!fits)
		return true;
	record->count = count;
	record->sort_key = sort_keys_make(setter->sort_keys, letter_mem, row);
	return true;
}
