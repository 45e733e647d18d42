/*
 * tests/unit/merge/fixture.h - a small register for letters' tests.
 *
 * Columns of every type, the facts of a job, and rows written as
 * "Column: value" lines; what a row does not name is empty.
 */
#ifndef TESTS_UNIT_MERGE_FIXTURE_H
#define TESTS_UNIT_MERGE_FIXTURE_H

#include <stdlib.h>

#include "merge/merge.h"

static const struct {
	const char *name;
	enum column_type type;
} fixture_columns[] = {
    {"Förnamn", COLUMN_TEXT},
    {"Efternamn", COLUMN_TEXT},
    {"C/o", COLUMN_TEXT},
    {"Adress", COLUMN_TEXT},
    {"Postnr", COLUMN_POSTCODE},
    {"Ort", COLUMN_TEXT},
    {"Språk", COLUMN_CHOICE},
    {"Distrikt", COLUMN_TEXT},
    {"Handläggare", COLUMN_TEXT},
    {"Handläggare tel", COLUMN_PHONE},
    {"Beslut till", COLUMN_DATE},
    {"Antal", COLUMN_INTEGER},
    {"Avgift", COLUMN_DECIMAL},
    {"Larm", COLUMN_FLAG},
};

#define FIXTURE_COLUMNS (sizeof fixture_columns / sizeof *fixture_columns)

struct fixture {
	struct arena *job_mem, *letter_mem;
	struct columns columns;
	struct named_value names[11];
	struct expr_table table; /* möten: tid, plats, dag */
	struct value meetings[5 * 3];
	struct expr_rows rows;
	struct scope scope;
	struct value *values;
	struct value extras[11];
	struct row row;
};

static inline void
fixture_add_choices(struct fixture *fixture, struct column *column)
{
	static const char *const values[] = {"sv", "fi"};
	column->choices = ARENA_ARRAY(fixture->job_mem, struct choice, 2);
	column->choice_count = 2;
	for (size_t i = 0; i < 2; i++)
		column->choices[i].value = slice_view(values[i]);
	/* An empty cell means Swedish. */
	column->choices[0].spellings =
	    ARENA_ARRAY(fixture->job_mem, struct slice, 1);
	column->choices[0].spelling_count = 1;
}

static inline void
fixture_set_names(struct fixture *fixture)
{
	fixture->names[0] = (struct named_value){
	    .name = SLICE("val från"),
	    .type = COLUMN_DATE,
	    .value = {.kind = VALUE_DATE, .when = day_of(2012, 9, 1)},
	};
	fixture->names[1] = (struct named_value){
	    .name = SLICE("gäller från"),
	    .type = COLUMN_DATE,
	    .value = {.kind = VALUE_DATE, .when = day_of(2012, 10, 1)},
	};
	fixture->names[2] = (struct named_value){
	    .name = SLICE("undertecknare"),
	    .type = COLUMN_TEXT,
	    .value = {.kind = VALUE_TEXT, .text = SLICE("Karin Ek")},
	};
	fixture->names[3] = (struct named_value){
	    .name = SLICE("undertecknarens titel"),
	    .type = COLUMN_TEXT,
	    .value = {.kind = VALUE_TEXT, .text = SLICE("enhetschef")},
	};
	fixture->names[4] = (struct named_value){
	    .name = SLICE("addressee"),
	    .type = COLUMN_TEXT,
	    .value = {.kind = VALUE_TEXT, .text = SLICE("client")},
	    .per_letter = true,
	};
	fixture->names[8] = (struct named_value){
	    .name = SLICE("kontakt telefon"),
	    .type = COLUMN_TEXT,
	    .value = {.kind = VALUE_TEXT, .text = SLICE("0920-123 45")},
	};
	fixture->names[9] = (struct named_value){
	    .name = SLICE("kontakt e-post"),
	    .type = COLUMN_TEXT,
	    .value = {.kind = VALUE_TEXT, .text = SLICE("omsorg@exempel.se")},
	};
	fixture->names[10] = (struct named_value){
	    .name = SLICE("svar senast"),
	    .type = COLUMN_DATE,
	    .value = {.kind = VALUE_DATE, .when = day_of(2012, 8, 15)},
	};
	static const char *const columns[] = {
	    "möten.tid", "möten.plats", "möten.dag"};
	for (size_t i = 0; i < 3; i++)
		fixture->names[5 + i] = (struct named_value){
		    .name = slice_view(columns[i]),
		    .type = i == 2 ? COLUMN_DATE : COLUMN_TEXT,
		    .per_letter = true,
		};
	fixture->table = (struct expr_table){SLICE("möten"), 5, 3};
	fixture->rows.values = fixture->meetings;
}

/* "10:00; Rådhuset; 2012-04-01" is one more row of möten. */
static inline bool
fixture_add_meeting(struct fixture *fixture, struct slice text)
{
	if (fixture->rows.count == 5)
		return false;
	struct value *to = fixture->meetings + fixture->rows.count++ * 3;
	for (size_t i = 0; i < 3; i++) {
		size_t len = slice_find_char(text, ';');
		struct slice cell = slice_trim(slice_part(text, 0, len));
		text = slice_from(text, len + 1);
		to[i] = (struct value){
		    .kind = cell.len ? VALUE_TEXT : VALUE_EMPTY,
		    .text = arena_dup(fixture->job_mem, cell),
		};
		if (i == 2 && cell.len) {
			to[i].kind = VALUE_DATE;
			to[i].when = day_parse_iso(cell);
		}
	}
	return true;
}

static inline void
fixture_init(struct fixture *fixture)
{
	*fixture = (struct fixture){0};
	fixture->job_mem = arena_new();
	fixture->letter_mem = arena_new();
	struct column *columns =
	    ARENA_ARRAY(fixture->job_mem, struct column, FIXTURE_COLUMNS);
	fixture->values =
	    ARENA_ARRAY(fixture->job_mem, struct value, FIXTURE_COLUMNS);
	for (size_t i = 0; i < FIXTURE_COLUMNS; i++) {
		columns[i].name = slice_view(fixture_columns[i].name);
		columns[i].type = fixture_columns[i].type;
		if (columns[i].type == COLUMN_CHOICE)
			fixture_add_choices(fixture, &columns[i]);
		column_prepare(
		    fixture->job_mem, &columns[i], day_of(2012, 3, 19));
	}
	fixture->columns = (struct columns){columns, FIXTURE_COLUMNS};
	fixture_set_names(fixture);
	fixture->scope = (struct scope){
	    .columns = &fixture->columns,
	    .names = fixture->names,
	    .name_count = 11,
	    .tables = &fixture->table,
	    .table_count = 1,
	    .today = day_of(2012, 3, 19),
	};
	fixture->row = (struct row){
	    .number = 1,
	    .line = 2,
	    .values = fixture->values,
	    .count = FIXTURE_COLUMNS,
	};
	fixture->extras[4].kind = VALUE_TEXT;
	fixture->extras[4].text = SLICE("client");
}

static inline void
fixture_fini(struct fixture *fixture)
{
	arena_free(fixture->job_mem);
	arena_free(fixture->letter_mem);
}

/* False where there is no such column. */
static inline bool
fixture_set(struct fixture *fixture, struct slice name, struct slice text)
{
	if (slice_is(name, "addressee")) {
		fixture->extras[4].text = text;
		return true;
	}
	if (slice_is(name, "möten"))
		return fixture_add_meeting(fixture, text);
	size_t column = columns_find(&fixture->columns, name);
	if (column == COLUMN_NONE)
		return false;
	struct problem why = {0};
	column_read(&fixture->columns.at[column], fixture->job_mem, text,
	    &fixture->values[column], &why);
	return true;
}

static inline void
fixture_clear(struct fixture *fixture)
{
	for (size_t i = 0; i < FIXTURE_COLUMNS; i++)
		fixture_set(fixture, slice_view(fixture_columns[i].name),
		    (struct slice){"", 0});
	fixture->extras[4].text = SLICE("client");
	fixture->rows.count = 0;
}

static inline struct expr_context
fixture_context(struct fixture *fixture)
{
	return (struct expr_context){
	    .row = &fixture->row,
	    .extras = fixture->extras,
	    .letter_mem = fixture->letter_mem,
	    .language = "sv",
	    .tables = &fixture->rows,
	};
}

#endif
