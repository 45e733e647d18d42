/*
 * tests/unit/expr/register.h - the register that the tests of expr/ ask about:
 * one column of each type, a row that can be changed, facts and an extra.
 */
#ifndef TESTS_UNIT_EXPR_REGISTER_H
#define TESTS_UNIT_EXPR_REGISTER_H

#include <stdlib.h>

#include "expr/expr.h"
#include "text/date.h"

#define REGISTER_COLUMNS 20
#define REGISTER_NAMES 6

struct test_register {
	struct arena *mem;
	struct column at[REGISTER_COLUMNS];
	struct columns columns;
	struct named_value names[REGISTER_NAMES];
	struct scope scope;
	struct value values[REGISTER_COLUMNS];
	struct row row;
};

/* Name, type, and the cell of the row that tests start from. */
static const struct {
	const char *name;
	enum column_type type;
	const char *cell;
} register_columns[REGISTER_COLUMNS] = {
    {"Personnummer", COLUMN_PERSONNUMMER, "19320229-9800"},
    {"Förnamn", COLUMN_TEXT, "Åsa-Märta"},
    {"Efternamn", COLUMN_TEXT, "Öberg Lind"},
    {"Boendeform", COLUMN_CHOICE, "Eget boende"},
    {"Boende", COLUMN_TEXT, "Servicehus"},
    {"Språk", COLUMN_CHOICE, ""},
    {"Postnr", COLUMN_POSTCODE, "12345"},
    {"Beslut till", COLUMN_DATE, "2012-12-31"},
    {"Timmar", COLUMN_INTEGER, "12"},
    {"Avgift", COLUMN_DECIMAL, "1234,5"},
    {"Samtycke", COLUMN_FLAG, "ja"},
    {"God man", COLUMN_TEXT, ""},
    {"C/o", COLUMN_TEXT, ""},
    {"E-post", COLUMN_EMAIL, "asa@example.se"},
    {"Enhet", COLUMN_TEXT, "Enhet 1"},
    {"Namn", COLUMN_TEXT, "Jönsson, Gösta"},
    {"Postadress", COLUMN_TEXT, "999 14 Norrviken"},
    {"till", COLUMN_TEXT, "x"},
    {"Mobil", COLUMN_PHONE, "0999-10 01 23"},
    {"Orgnr", COLUMN_ORGANISATIONSNUMMER, "559999-9991"},
};

static inline struct value
register_text(const char *text)
{
	return (struct value){.kind = VALUE_TEXT, .text = slice_view(text)};
}

static inline struct value
register_date(const char *text)
{
	return (struct value){
	    .kind = VALUE_DATE, .when = day_parse_iso(slice_view(text))};
}

static inline void
register_choices(struct test_register *reg)
{
	static struct slice home[] = {
	    {"ordinärt boende", sizeof "ordinärt boende" - 1}, {"hemma", 5}};
	static struct slice service[] = {{"SH", 2}, {"serviceboende", 13}};
	static struct slice swedish[] = {{"svenska", 7}, {"", 0}};
	static struct slice finnish[] = {{"suomi", 5}};
	static struct choice living[] = {{.value = {"Eget boende", 11},
					     .spellings = home,
					     .spelling_count = 2},
	    {.value = {"Servicehus", 10},
		.spellings = service,
		.spelling_count = 2}};
	static struct choice languages[] = {
	    {.value = {"sv", 2}, .spellings = swedish, .spelling_count = 2},
	    {.value = {"fi", 2}, .spellings = finnish, .spelling_count = 1}};
	reg->at[3].choices = living;
	reg->at[3].choice_count = 2;
	reg->at[5].choices = languages;
	reg->at[5].choice_count = 2;
}

static inline void
register_set(struct test_register *reg, struct slice name, struct slice cell)
{
	struct problem why;
	size_t index = columns_find(&reg->columns, name);
	if (index == COLUMN_NONE) {
		printf("FAILED the test names a column that is not there\n");
		exit(1);
	}
	column_read(&reg->at[index], reg->mem, arena_dup(reg->mem, cell),
	    &reg->values[index], &why);
}

/* The row as it stands in the table above. */
static inline void
register_reset(struct test_register *reg)
{
	for (size_t i = 0; i < REGISTER_COLUMNS; i++)
		register_set(reg, slice_view(register_columns[i].name),
		    slice_view(register_columns[i].cell));
}

/* "Timmar=3;Ort=": cells that differ; values of the arena's life. */
static inline void
register_change(struct test_register *reg, const char *changes)
{
	struct slice rest = slice_view(changes);
	while (rest.len) {
		size_t end = slice_find_char(rest, ';');
		struct slice one = slice_part(rest, 0, end);
		size_t sign = slice_find_char(one, '=');
		register_set(
		    reg, slice_part(one, 0, sign), slice_from(one, sign + 1));
		rest = slice_from(rest, end + 1);
	}
}

static inline void
register_init(struct test_register *reg)
{
	*reg = (struct test_register){.mem = arena_new()};
	day today = day_parse_iso(SLICE("2012-03-19"));
	for (size_t i = 0; i < REGISTER_COLUMNS; i++) {
		reg->at[i].name = slice_view(register_columns[i].name);
		reg->at[i].type = register_columns[i].type;
	}
	register_choices(reg);
	for (size_t i = 0; i < REGISTER_COLUMNS; i++)
		column_prepare(reg->mem, &reg->at[i], today);
	reg->columns = (struct columns){reg->at, REGISTER_COLUMNS};
	const struct named_value names[REGISTER_NAMES] = {
	    {SLICE("val från"), COLUMN_DATE, register_date("2012-09-01"),
		false},
	    {SLICE("gäller från"), COLUMN_DATE, register_date("2012-10-01"),
		false},
	    {SLICE("kommun"), COLUMN_TEXT, register_text("Sjöbo"), false},
	    {SLICE("taxa"), COLUMN_DECIMAL,
		{.kind = VALUE_NUMBER, .micro = 300000000}, false},
	    {SLICE("addressee"), COLUMN_TEXT, register_text("client"), true},
	    {SLICE("till"), COLUMN_TEXT, register_text("x"), false},
	};
	memcpy(reg->names, names, sizeof names);
	reg->scope = (struct scope){.columns = &reg->columns,
	    .names = reg->names,
	    .name_count = REGISTER_NAMES,
	    .today = today};
	reg->row = (struct row){.number = 1,
	    .line = 2,
	    .values = reg->values,
	    .count = REGISTER_COLUMNS};
	register_reset(reg);
}

static inline void
register_fini(struct test_register *reg)
{
	arena_free(reg->mem);
}

#endif
