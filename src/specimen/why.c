#include "specimen/why.h"

#include "base/file.h"
#include "specimen/extremes.h"
#include "specimen/messages.h"

static void
write_branch(struct strbuf *out, const struct words *words,
    const struct branch *branch, const struct sources *sources)
{
	static const struct message *const says[] = {
	    [BRANCH_TEXT] = &specimen_is_text,
	    [BRANCH_NO_TEXT] = &specimen_is_no_text,
	    [BRANCH_ONE_ROW] = &specimen_is_one_row,
	    [BRANCH_ROWS] = &specimen_is_rows,
	    [BRANCH_NO_ROW] = &specimen_is_no_row,
	    [BRANCH_FILLED] = &specimen_is_filled,
	    [BRANCH_EMPTY] = &specimen_is_empty,
	};
	const struct message *message = says[branch->kind];
	if (branch->kind == BRANCH_TEXT && !branch->source.len)
		message = &specimen_is_else;
	message_write(out, words, message,
	    ARGS(path_name(sources_name(sources, branch->span.file)),
		branch->span.line, branch->source));
}

/* "brev.fi.md", or both of two texts. */
static void
write_version(struct strbuf *out, const struct job *job, size_t version)
{
	const struct job_letter *letter = &job->writes.letters[version];
	struct strbuf names = {0};
	for (size_t t = 0; t < letter->count; t++) {
		if (t)
			strbuf_add_text(&names, " + ");
		strbuf_add_text(
		    &names, path_name(letter->texts[t].letter->path));
	}
	message_write(
	    out, job->words, &specimen_is_version, ARGS(strbuf_view(&names)));
	strbuf_fini(&names);
}

void
why_write_circumstance(struct strbuf *out, const struct job *job,
    const struct circumstances *list, size_t index,
    const struct sources *sources)
{
	const struct circumstance *of = &list->at[index];
	const struct words *words = job->words;
	switch (of->kind) {
	case IS_BRANCH:
		write_branch(
		    out, words, &list->branches.at[of->index], sources);
		break;
	case IS_VERSION:
		write_version(out, job, of->index);
		break;
	case IS_LANGUAGE:
		message_write(
		    out, words, &specimen_is_language, ARGS(of->language));
		break;
	case IS_CLIENT:
		message_write(out, words, &specimen_is_client, NO_ARGS);
		break;
	case IS_CARE_OF:
		message_write(out, words, &specimen_is_care_of, NO_ARGS);
		break;
	case IS_GUARDIAN:
		message_write(out, words, &specimen_is_guardian, NO_ARGS);
		break;
	case IS_HOUSEHOLD:
		message_write(out, words, &specimen_is_household, NO_ARGS);
		break;
	case IS_LARGE:
		message_write(out, words, &specimen_is_large, NO_ARGS);
		break;
	case IS_ENVELOPE:
		message_write(out, words, &specimen_is_envelope,
		    ARGS(job->file->print.envelopes[of->index].name.text));
		break;
	case IS_ENCLOSURE:
		message_write(out, words, &specimen_is_enclosure,
		    ARGS(job->writes.enclosures[of->index].file));
		break;
	}
}

void
why_write_extreme(struct strbuf *out, const struct words *words,
    enum extreme extreme, int64_t value)
{
	static const struct message *const says[] = {
	    [EXTREME_NAME] = &specimen_why_name,
	    [EXTREME_ADDRESS] = &specimen_why_address,
	    [EXTREME_TABLE] = &specimen_why_table,
	    [EXTREME_FULL] = &specimen_why_full,
	    [EXTREME_BREAK] = &specimen_why_break,
	    [EXTREME_PAGES] = &specimen_why_pages,
	};
	if (extreme == EXTREME_FULL) /* mpt to whole millimetres */
		value = extremes_room(value) * 254 / 720000;
	if (extreme == EXTREME_BREAK)
		value = extremes_lines(value);
	message_write(out, words, says[extreme], ARGS(value));
}

static void
part(struct strbuf *out, size_t start)
{
	if (out->len > start)
		strbuf_add_text(out, "; ");
}

void
why_write_letter(struct strbuf *out, const struct job *job,
    const struct gathered *gathered, const struct gathered_letter *letter,
    struct branch_set *shown, const struct sources *sources)
{
	const struct circumstances *list = &gathered->circumstances;
	const struct branch_set *met =
	    &gathered->cover.entries[letter->cover.entry].met;
	size_t start = out->len;
	for (int i = 0; i < EXTREMES; i++) {
		int64_t value = letter->cover.extremes[i];
		if (!cover_is_most(&gathered->cover, (enum extreme)i, value))
			continue;
		part(out, start);
		why_write_extreme(out, job->words, (enum extreme)i, value);
	}
	/* what it is as a whole comes before the parts of its text */
	for (size_t k = 0; k < list->count; k++) {
		size_t i = (k + list->branches.count) % list->count;
		if (!branch_set_has(met, i) || branch_set_has(shown, i))
			continue;
		branch_set_add(shown, i);
		part(out, start);
		why_write_circumstance(out, job, list, i, sources);
	}
	if (out->len == start)
		message_write(out, job->words, &specimen_nothing_new, NO_ARGS);
}
