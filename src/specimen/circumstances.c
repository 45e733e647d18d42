#include "specimen/circumstances.h"

static void
add(struct circumstances *list, const struct job *job,
    enum circumstance_kind kind, size_t index, const char *language)
{
	list->at = arena_grow(
	    job->mem, list->at, &list->room, list->count + 1, sizeof *list->at);
	list->at[list->count++] = (struct circumstance){kind, index, language};
}

static void
add_letter(
    struct circumstances *list, const struct job *job, struct letter *letter)
{
	size_t before = list->branches.count;
	branches_add(&list->branches, job->mem, letter);
	for (size_t i = before; i < list->branches.count; i++)
		add(list, job, IS_BRANCH, i, NULL);
}

static void
add_texts(struct circumstances *list, const struct job *job)
{
	const struct job_writes *writes = &job->writes;
	for (size_t v = 0; v < writes->letter_count; v++) {
		for (size_t t = 0; t < writes->letters[v].count; t++)
			add_letter(
			    list, job, writes->letters[v].texts[t].letter);
	}
	for (size_t f = 0; f < writes->frame_count; f++) {
		if (writes->frames[f].letter && writes->frames[f].by_row)
			add_letter(list, job, writes->frames[f].letter);
	}
}

static bool
has_language(const struct circumstances *list, const char *language)
{
	for (size_t i = 0; i < list->count; i++) {
		if (list->at[i].kind == IS_LANGUAGE &&
		    strcmp(list->at[i].language, language) == 0)
			return true;
	}
	return false;
}

static void
add_versions(struct circumstances *list, const struct job *job)
{
	const struct job_writes *writes = &job->writes;
	for (size_t v = 0; v < writes->letter_count; v++)
		add(list, job, IS_VERSION, v, NULL);
	for (size_t v = 0; v < writes->letter_count; v++) {
		for (size_t t = 0; t < writes->letters[v].count; t++) {
			const char *language =
			    writes->letters[v].texts[t].language;
			if (!has_language(list, language))
				add(list, job, IS_LANGUAGE, 0, language);
		}
	}
}

static void
add_addressees(struct circumstances *list, const struct job *job)
{
	enum guardian_mail mail =
	    (enum guardian_mail)job->file->guardian.mail.index;
	add(list, job, IS_CLIENT, 0, NULL);
	if (job->reads.guardian == COLUMN_NONE)
		return;
	if (mail == GUARDIAN_CARE_OF)
		add(list, job, IS_CARE_OF, 0, NULL);
	if (mail == GUARDIAN_INSTEAD || mail == GUARDIAN_BOTH)
		add(list, job, IS_GUARDIAN, 0, NULL);
}

struct circumstances
circumstances_list(struct job *job)
{
	struct circumstances list = {0};
	add_texts(&list, job);
	add_versions(&list, job);
	add_addressees(&list, job);
	if (job->file->households.by.text.len)
		add(&list, job, IS_HOUSEHOLD, 0, NULL);
	if (job->writes.large_print)
		add(&list, job, IS_LARGE, 0, NULL);
	for (size_t i = 0; job->file->print.envelope_count > 1 &&
			   i < job->file->print.envelope_count;
	     i++)
		add(&list, job, IS_ENVELOPE, i, NULL);
	for (size_t i = 0; i < job->writes.enclosure_count; i++)
		add(&list, job, IS_ENCLOSURE, i, NULL);
	return list;
}

static bool
speaks(const struct composed *letter, const char *language)
{
	for (size_t i = 0; i < letter->count; i++) {
		if (strcmp(letter->texts[i].language, language) == 0)
			return true;
	}
	return false;
}

static bool
is_met(const struct circumstance *of, const struct composed *letter,
    const struct set_letter *set)
{
	switch (of->kind) {
	case IS_BRANCH: /* said by merge_letter */
		return false;
	case IS_VERSION:
		return letter->version == of->index;
	case IS_LANGUAGE:
		return speaks(letter, of->language);
	case IS_CLIENT:
		return letter->addressee == ADDRESSEE_CLIENT;
	case IS_CARE_OF:
		return letter->addressee == ADDRESSEE_CARE_OF;
	case IS_GUARDIAN:
		return letter->addressee == ADDRESSEE_GUARDIAN;
	case IS_HOUSEHOLD:
		return letter->names.count > 1;
	case IS_LARGE:
		return letter->large_print;
	case IS_ENVELOPE:
		return set->envelope == of->index;
	case IS_ENCLOSURE:
		return letter->enclosed >> of->index & 1;
	}
	return false;
}

void
circumstances_meet(const struct circumstances *list,
    const struct composed *letter, const struct set_letter *set,
    struct branch_set *met)
{
	for (size_t i = list->branches.count; i < list->count; i++) {
		if (is_met(&list->at[i], letter, set))
			branch_set_add(met, i);
	}
}
