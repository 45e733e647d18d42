#include "plan/odd_lines.h"

#include <stdlib.h>

#include "base/code.h"
#include "base/memory.h"
#include "compose/addressee.h"
#include "plan/lines_seen.h"
#include "plan/messages.h"
#include "text/normal.h"

enum odd { CODE_IN_TOWN, CODE_IN_STREET, STREET_IN_TOWN, NOT_CARE_OF, ODDS };

struct odd_lines {
	const struct job *job;
	struct arena *row_mem;
	struct lines_seen clients[ODDS], guardians[ODDS], twice;
	uint32_t rows;
};

static void *
open_lines(const struct job *job)
{
	struct odd_lines *lines = mem_new(1, sizeof *lines);
	lines->job = job;
	lines->row_mem = arena_new();
	return lines;
}

static void
close_lines(void *state)
{
	struct odd_lines *lines = state;
	if (!lines)
		return;
	for (size_t i = 0; i < ODDS; i++) {
		lines_seen_fini(&lines->clients[i]);
		lines_seen_fini(&lines->guardians[i]);
	}
	lines_seen_fini(&lines->twice);
	arena_free(lines->row_mem);
	free(lines);
}

static struct slice
cell(const struct row *row, size_t column)
{
	return column == COLUMN_NONE ? (struct slice){NULL, 0}
				     : row->values[column].text;
}

static struct slice
folded(struct odd_lines *lines, const struct row *row, size_t column)
{
	return text_fold(lines->row_mem, cell(row, column));
}

/* Whether the text has the postcode's digits, blanks apart, as digits of its
 * own. */
static bool
has_code(struct slice text, struct slice code)
{
	char digits[16], own[16];
	size_t count = 0;
	for (size_t i = 0; i < code.len && count < sizeof digits; i++) {
		if (char_is_digit(code.at[i]))
			digits[count++] = code.at[i];
	}
	if (count < 4 || count == sizeof digits)
		return false;
	for (size_t at = 0; at < text.len; at++) {
		if (at && char_is_digit(text.at[at - 1]))
			continue;
		size_t len = 0, i = at;
		for (; i < text.len && len < count; i++) {
			if (char_is_digit(text.at[i]))
				own[len++] = text.at[i];
			else if (text.at[i] != ' ' || !len)
				break;
		}
		bool ends = i == text.len || !char_is_digit(text.at[i]);
		if (len == count && ends && !memcmp(own, digits, len))
			return true;
	}
	return false;
}

/* The name in one line, as it is printed. */
static struct slice
whole_name(struct odd_lines *lines, const struct row *row)
{
	const struct address_columns *from = &lines->job->reads.address;
	struct slice parts[4];
	size_t count = 0;
	for (size_t i = 0; i < from->name_count && i < 4; i++) {
		struct slice part = folded(lines, row, from->name[i]);
		if (part.len)
			parts[count++] = part;
	}
	return arena_join(lines->row_mem, parts, count, SLICE(" "));
}

/* Themselves, their own street; digits, where the cell does not say c/o. */
static bool
is_not_care_of(struct odd_lines *lines, const struct row *row,
    const struct address_columns *from)
{
	if (!cell(row, from->co).len)
		return false;
	struct slice co = folded(lines, row, from->co);
	bool said = slice_starts(co, "c/") || slice_starts(co, "co") ||
		    slice_starts(co, "%");
	size_t blank = slice_find_char(co, ' ');
	struct slice behind =
	    said && blank < co.len ? slice_trim(slice_from(co, blank)) : co;
	if (slice_starts(co, "c/o"))
		behind = slice_trim(slice_from(co, 3));
	return (slice_equal(behind, folded(lines, row, from->street)) ||
		slice_equal(behind, whole_name(lines, row)) ||
		(!said && slice_has_digit(co)));
}

static bool
is_odd(struct odd_lines *lines, const struct row *row,
    const struct address_columns *from, enum odd odd)
{
	struct slice town = cell(row, from->town);
	struct slice street = cell(row, from->street);
	struct slice code = cell(row, from->postcode);
	switch (odd) {
	case CODE_IN_TOWN:
		return has_code(town, code);
	case CODE_IN_STREET:
		return has_code(street, code);
	case STREET_IN_TOWN:
		return slice_has_digit(town) &&
		       slice_equal(folded(lines, row, from->town),
			   folded(lines, row, from->street));
	case NOT_CARE_OF:
		return is_not_care_of(lines, row, from);
	case ODDS:
		break;
	}
	return false;
}

/* "Åsa" and "Åsa Ek", "Åsa Ek" and "Ek", "Åsa Ek" in both. */
static bool
is_name_twice(struct odd_lines *lines, const struct row *row)
{
	const struct address_columns *from = &lines->job->reads.address;
	if (from->name_count != 2)
		return false;
	struct slice first = cell(row, from->name[0]);
	struct slice last = cell(row, from->name[1]);
	struct slice longer = last.len > first.len ? last : first;
	if (!first.len || !last.len ||
	    slice_find_char(longer, ' ') == longer.len)
		return false;
	first = text_fold(lines->row_mem, first);
	last = text_fold(lines->row_mem, last);
	if (last.len > first.len)
		return slice_equal(slice_part(last, 0, first.len), first) &&
		       last.at[first.len] == ' ';
	size_t before = first.len - last.len;
	return slice_equal(slice_from(first, before), last) &&
	       (!before || first.at[before - 1] == ' ');
}

static void
look_at(struct odd_lines *lines, const struct watched *watched,
    const struct address_columns *from, struct lines_seen *seen)
{
	for (size_t i = 0; i < ODDS; i++) {
		if (is_odd(lines, watched->row, from, (enum odd)i))
			lines_seen_add(&seen[i], watched);
	}
}

static void
see_letter(void *state, const struct watched *watched)
{
	struct odd_lines *lines = state;
	const struct job *job = lines->job;
	enum addressee to[ADDRESSEES_MAX];
	size_t count = addressee_list(&job->reads,
	    (enum guardian_mail)job->file->guardian.mail.index, watched->row,
	    to);
	lines->rows++;
	for (size_t i = 0; i < count; i++) {
		if (to[i] == ADDRESSEE_CLIENT)
			look_at(lines, watched, &job->reads.address,
			    lines->clients);
		else
			look_at(lines, watched, &job->reads.guardian_address,
			    lines->guardians);
	}
	if (is_name_twice(lines, watched->row))
		lines_seen_add(&lines->twice, watched);
	arena_reset(lines->row_mem);
}

static bool
report_seen(const struct odd_lines *lines, const struct address_columns *from,
    struct lines_seen *seen, const struct watch_end *end)
{
	static const struct message *const said[ODDS] = {&plan_code_twice,
	    &plan_code_twice, &plan_street_as_town, &plan_not_care_of};
	const size_t columns[ODDS] = {
	    from->town, from->street, from->town, from->co};
	const struct job *job = lines->job;
	for (size_t i = 0; i < ODDS; i++) {
		if (!lines_seen_settle(&seen[i], end))
			return false;
		if (seen[i].rows)
			REPORT(end->diag, job->file->register_.file.span,
			    said[i],
			    ARGS(seen[i].rows,
				job->reads.columns.at[columns[i]].name,
				strbuf_view(&seen[i].places)));
	}
	return true;
}

static bool
report_lines(void *state, const struct watch_end *end)
{
	struct odd_lines *lines = state;
	const struct job *job = lines->job;
	const struct address_columns *from = &job->reads.address;
	/* One such may be a name: Mohamed Ali Ali. */
	bool most = lines->twice.rows > lines->rows / 2;
	if (!report_seen(lines, from, lines->clients, end) ||
	    !report_seen(
		lines, &job->reads.guardian_address, lines->guardians, end) ||
	    !lines_seen_settle(&lines->twice, end))
		return false;
	if (most && lines->twice.rows)
		REPORT(end->diag, job->file->address.name.span,
		    &plan_name_twice,
		    ARGS(lines->twice.rows,
			job->reads.columns.at[from->name[0]].name,
			job->reads.columns.at[from->name[1]].name,
			strbuf_view(&lines->twice.places)));
	return true;
}

const struct watcher odd_lines_watcher = {
    .open = open_lines,
    .see_letter = see_letter,
    .report = report_lines,
    .close = close_lines,
};
