#include "plan/odd_cells.h"

#include <stdlib.h>
#include <strings.h>

#include "base/code.h"
#include "base/memory.h"
#include "letter/letter.h"
#include "plan/lines_seen.h"
#include "plan/messages.h"
#include "record/torn.h"

enum odd {
	ODD_APOSTROPHE,
	ODD_LETTERS,
	ODD_WORD,
	ODD_TIME,
	ODD_NAME,
	ODD_DAY,
	ODD_COUNT
};

static const struct message *const said[ODD_COUNT] = {
    &plan_odd_apostrophe,
    &plan_odd_letters,
    &plan_odd_word,
    &plan_odd_time,
    &plan_odd_name,
    &plan_odd_day,
};

struct odd_column {
	size_t column;
	bool in_address; /* what is surely wrong holds the row */
	bool is_name; /* of a person */
	struct lines_seen seen[ODD_COUNT];
};

struct odd_cells {
	const struct job *job;
	struct odd_column *at;
	size_t count, room;
};

static void
add(struct odd_cells *cells, size_t column, bool in_address)
{
	if (column == COLUMN_NONE ||
	    (cells->job->reads.columns.at[column].type != COLUMN_TEXT &&
		cells->job->reads.columns.at[column].type != COLUMN_DATE))
		return;
	for (size_t i = 0; i < cells->count; i++) {
		if (cells->at[i].column == column)
			return;
	}
	cells->at = mem_grow(
	    cells->at, &cells->room, cells->count + 1, sizeof *cells->at);
	cells->at[cells->count++] =
	    (struct odd_column){.column = column, .in_address = in_address};
}

static void
add_column(size_t column, void *ctx)
{
	add(ctx, column, false);
}

static void
add_letter(struct odd_cells *cells, const struct letter *letter)
{
	for (size_t i = 0; i < letter->field_count; i++) {
		const struct letter_field *field = &letter->fields[i];
		if (field->use == USE_VALUE && field->expr)
			expr_each_column(field->expr, add_column, cells);
	}
}

static void
add_name(struct odd_cells *cells, size_t column)
{
	add(cells, column, true);
	for (size_t i = 0; i < cells->count; i++) {
		if (cells->at[i].column == column)
			cells->at[i].is_name = cells->job->file->persons.on;
	}
}

static void
add_address(struct odd_cells *cells, const struct address_columns *from)
{
	for (size_t i = 0; i < from->name_count; i++)
		add_name(cells, from->name[i]);
	add(cells, from->co, true);
	add(cells, from->street, true);
	add(cells, from->street2, true);
	add(cells, from->town, true);
}

static void *
open_cells(const struct job *job)
{
	struct odd_cells *cells = mem_new(1, sizeof *cells);
	cells->job = job;
	add_address(cells, &job->reads.address);
	if (job->reads.guardian != COLUMN_NONE &&
	    job->file->guardian.mail.index != GUARDIAN_CLIENT)
		add_address(cells, &job->reads.guardian_address);
	for (size_t v = 0; v < job->writes.letter_count; v++) {
		const struct job_letter *letter = &job->writes.letters[v];
		for (size_t t = 0; t < letter->count; t++)
			add_letter(cells, letter->texts[t].letter);
	}
	return cells;
}

static void
close_cells(void *state)
{
	struct odd_cells *cells = state;
	if (!cells)
		return;
	for (size_t i = 0; i < cells->count; i++) {
		for (size_t k = 0; k < ODD_COUNT; k++)
			lines_seen_fini(&cells->at[i].seen[k]);
	}
	free(cells->at);
	free(cells);
}

/* 'Åsa and '0123; not 't Hart, nor 'Kalle'. */
static bool
has_apostrophe(struct slice text)
{
	if (text.len < 2 || text.at[0] != '\'')
		return false;
	char next = text.at[1];
	bool begins = (next >= 'A' && next <= 'Z') || char_is_digit(next) ||
		      next == '+' || (unsigned char)next >= 0x80;
	struct slice rest = slice_from(text, 1);
	return begins && slice_find_char(rest, '\'') == rest.len;
}

/* As Excel, LibreOffice and Python write them; in an address the others hold
 * the row, unless they are written as a name is. */
static bool
is_word(struct slice text, bool in_address)
{
	static const char *const words[] = {
	    "None", "True", "False", "NaT", "TRUE", "FALSE", "SANT", "FALSKT"};
	size_t count = in_address ? 2 : sizeof words / sizeof *words;
	for (size_t i = 0; i < count; i++) {
		if (slice_is(text, words[i]))
			return true;
	}
	return false;
}

/* Behind a day, a time of midnight; alone, one with seconds. */
static bool
is_time(struct slice text)
{
	bool dated = text.len > 11 &&
		     (text.at[10] == ' ' || text.at[10] == 'T') &&
		     day_parse_iso(slice_part(text, 0, 10)) != DAY_NONE;
	if (dated)
		text = slice_from(text, 11);
	return slice_starts(text, "00:00:00") ||
	       (dated && slice_is(text, "00:00"));
}

static bool
is_note(struct slice word)
{
	static const char *const words[] = {"obs", "anm", "test", "testsson",
	    "testperson", "tolkbehov", "flyttat", "kontakta"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (word.len == strlen(words[i]) &&
		    strncasecmp(word.at, words[i], word.len) == 0)
			return true;
	}
	return false;
}

static bool
is_in_word(char c)
{
	return char_is_letter(c) || (unsigned char)c >= 0x80;
}

/* Åsa *, Ek?, Ek OBS hotfull, Test Testsson; Bj?rk holds the row. */
static bool
is_no_name(struct slice text)
{
	bool odd = false, letters = false;
	for (size_t at = 0; at < text.len && !odd; at++) {
		size_t from = at;
		while (at < text.len && is_in_word(text.at[at]))
			at++;
		letters |= at > from;
		odd = is_note(slice_part(text, from, at - from)) ||
		      (letters && at < text.len &&
			  strchr("*?!:;#=_+|<>%", text.at[at]));
	}
	return odd && !torn_find(text).len;
}

#define PAST_MOST 54787 /* 150 years */
#define AHEAD_MOST 36525 /* 100 years */

/* 0001-01-01, 1753-01-01, 9999-12-31, and where a spreadsheet begins to
 * count: what programs write of no day, or of one that has no end. */
bool
odd_cells_no_day(const struct job *job, const struct value *value)
{
	day when = value->kind == VALUE_DATE ? value->when
					     : day_parse_iso(value->text);
	day today = job->file->date.when;
	if (when == DAY_NONE)
		return false;
	return when < today - PAST_MOST || when > today + AHEAD_MOST ||
	       when == day_of(1899, 12, 30) || when == day_of(1899, 12, 31) ||
	       when == day_of(1900, 1, 1);
}

static bool
is_odd(const struct odd_cells *cells, enum odd odd, const struct odd_column *of,
    const struct value *value)
{
	bool in_address = of->in_address;
	if (odd == ODD_DAY)
		return odd_cells_no_day(cells->job, value);
	if (value->kind != VALUE_TEXT)
		return false;
	switch (odd) {
	case ODD_APOSTROPHE:
		return has_apostrophe(value->text);
	case ODD_LETTERS:
		return !in_address && torn_find_in_text(value->text).len > 0;
	case ODD_WORD:
		return is_word(value->text, in_address);
	case ODD_TIME:
		return !in_address && is_time(value->text);
	case ODD_NAME:
		return of->is_name && is_no_name(value->text);
	case ODD_DAY:
	case ODD_COUNT:
		break;
	}
	return false;
}

static bool
is_told(const struct value *value)
{
	return value->kind == VALUE_TEXT || value->kind == VALUE_DATE;
}

static void
see_letter(void *state, const struct watched *watched)
{
	struct odd_cells *cells = state;
	for (size_t i = 0; i < cells->count; i++) {
		struct odd_column *of = &cells->at[i];
		const struct value *value = &watched->row->values[of->column];
		for (size_t k = 0; is_told(value) && k < ODD_COUNT; k++) {
			if (is_odd(cells, (enum odd)k, of, value))
				lines_seen_add(&of->seen[k], watched);
		}
	}
}

static bool
report_cells(void *state, const struct watch_end *end)
{
	struct odd_cells *cells = state;
	const struct job *job = cells->job;
	for (size_t i = 0; i < cells->count; i++) {
		struct odd_column *of = &cells->at[i];
		for (size_t k = 0; k < ODD_COUNT; k++) {
			if (!lines_seen_settle(&of->seen[k], end))
				return false;
			if (of->seen[k].rows)
				REPORT(end->diag,
				    job->file->register_.file.span, said[k],
				    ARGS(of->seen[k].rows,
					job->reads.columns.at[of->column].name,
					strbuf_view(&of->seen[k].places)));
		}
	}
	return true;
}

const struct watcher odd_cells_watcher = {
    .open = open_cells,
    .see_letter = see_letter,
    .report = report_cells,
    .close = close_cells,
};
