#include "record/address.h"

#include "base/utf8.h"
#include "record/apartment.h"
#include "record/messages.h"
#include "record/postcode.h"
#include "text/normal.h"

struct making {
	struct arena *letter_mem;
	const struct columns *columns;
	const struct row *row;
	struct address *address;
	struct problem *why;
};

/* The cell's text; empty where the job names no such column. */
static struct slice
cell(const struct making *making, size_t column)
{
	if (column == COLUMN_NONE || column >= making->row->count)
		return (struct slice){NULL, 0};
	return text_clean(making->letter_mem, making->row->values[column].text);
}

/* False, and why, where the cell would take two lines. */
static bool
check_one_line(const struct making *making, size_t column, struct slice text)
{
	if (slice_find_char(text, '\n') == text.len)
		return true;
	PROBLEM(making->why, &record_line_break,
	    ARGS(making->columns->at[column].name));
	return false;
}

static void
add_line(const struct making *making, struct slice line)
{
	if (line.len)
		making->address->lines[making->address->count++] = line;
}

static bool
add_street(const struct making *making, size_t column)
{
	struct slice text = cell(making, column);
	if (!check_one_line(making, column, text))
		return false;
	add_line(making, apartment_write(making->letter_mem, text));
	return true;
}

static bool
add_name(const struct making *making, const struct address_columns *from)
{
	struct slice parts[4];
	size_t count = 0;
	for (size_t i = 0; i < from->name_count && i < 4; i++) {
		struct slice part = cell(making, from->name[i]);
		if (!check_one_line(making, from->name[i], part))
			return false;
		if (part.len)
			parts[count++] = part;
	}
	if (!count) {
		PROBLEM(making->why, &record_no_name, NO_ARGS);
		return false;
	}
	add_line(
	    making, arena_join(making->letter_mem, parts, count, SLICE(" ")));
	return true;
}

/*
 * What follows a c/o in any of its spellings; the text itself where it does
 * not begin with one. A name such as Corinne begins with none.
 */
static struct slice
skip_care_of(struct slice text)
{
	static const char *const spellings[] = {"c/o", "℅", "c\\o", "c/", "co/",
	    "c.o.", "c o ", "co ", "co:", "co.", "%"};
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
		size_t len = strlen(spellings[i]);
		if (text.len >= len &&
		    strncasecmp(text.at, spellings[i], len) == 0) {
			struct slice rest = slice_trim(slice_from(text, len));
			while (rest.len && strchr(":.", rest.at[0]))
				rest = slice_trim(slice_from(rest, 1));
			return rest;
		}
	}
	return slice_is(text, "c/o") ? (struct slice){text.at, 0} : text;
}

static bool
add_care_of(const struct making *making, size_t column)
{
	struct slice text = cell(making, column);
	if (!text.len)
		return true;
	if (!check_one_line(making, column, text))
		return false;
	struct slice whose = skip_care_of(text);
	if (!whose.len) {
		PROBLEM(making->why, &record_bare_co,
		    ARGS(making->columns->at[column].name));
		return false;
	}
	add_line(making, arena_print(making->letter_mem, "c/o %.*s",
			     (int)whose.len, whose.at));
	return true;
}

enum land { LAND_SWEDEN, LAND_FINLAND, LAND_OTHER };

static enum land
read_land(struct slice country)
{
	static const struct {
		const char *name;
		enum land land;
	} lands[] = {{"", LAND_SWEDEN}, {"SE", LAND_SWEDEN}, {"S", LAND_SWEDEN},
	    {"SWE", LAND_SWEDEN}, {"Sverige", LAND_SWEDEN},
	    {"Sweden", LAND_SWEDEN}, {"Ruotsi", LAND_SWEDEN},
	    {"FI", LAND_FINLAND}, {"FIN", LAND_FINLAND},
	    {"Finland", LAND_FINLAND}, {"Suomi", LAND_FINLAND}};
	for (size_t i = 0; i < sizeof lands / sizeof *lands; i++) {
		if (text_same(country, slice_view(lands[i].name)))
			return lands[i].land;
	}
	return LAND_OTHER;
}

/* A Finnish postcode that a postcode column has set in the Swedish way. */
static struct slice
join_digits(struct arena *letter_mem, struct slice text)
{
	if (text.len == 6 && text.at[3] == ' ')
		return arena_print(
		    letter_mem, "%.3s%.2s", text.at, text.at + 4);
	return text;
}

/* As the land writes it; false, and why, where a Swedish one is none. */
static bool
read_land_postcode(const struct making *making,
    const struct address_columns *from, enum land land, struct slice *postcode)
{
	size_t column = from->postcode;
	struct slice text = cell(making, column);
	*postcode = text;
	if (land == LAND_OTHER)
		return true; /* many lands have none */
	if (!text.len && from->may_lack)
		return true;
	if (!text.len) {
		PROBLEM(making->why, &record_no_postcode, NO_ARGS);
		return false;
	}
	if (!postcode_read(making->letter_mem, text, postcode)) {
		*postcode = text;
		if (from->any_postcode)
			return true;
		PROBLEM(making->why, &record_bad_postcode,
		    ARGS(making->columns->at[column].name));
		return false;
	}
	if (land == LAND_FINLAND)
		*postcode = join_digits(making->letter_mem, *postcode);
	return true;
}

static bool
add_town(const struct making *making, const struct address_columns *from,
    enum land land)
{
	struct slice parts[2];
	if (!read_land_postcode(making, from, land, &parts[0]))
		return false;
	parts[1] = cell(making, from->town);
	if (!parts[1].len && !from->may_lack) {
		PROBLEM(making->why, &record_no_town, NO_ARGS);
		return false;
	}
	if (!check_one_line(making, from->town, parts[1]))
		return false;
	if (from->town_capitals || land != LAND_SWEDEN)
		parts[1] = text_upper(making->letter_mem, parts[1], "sv");
	size_t skip = parts[0].len == 0;
	add_line(making,
	    arena_join(making->letter_mem, parts + skip, 2 - skip, SLICE(" ")));
	return true;
}

bool
address_make(struct arena *letter_mem, const struct address_columns *from,
    const struct columns *columns, const struct row *row,
    struct address *address, struct problem *why)
{
	struct making making = {letter_mem, columns, row, address, why};
	*address = (struct address){0};
	if (!add_name(&making, from) || !add_care_of(&making, from->co))
		return false;
	size_t before = address->count;
	if (!add_street(&making, from->street) ||
	    !add_street(&making, from->street2))
		return false;
	if (address->count == before && !from->may_lack) {
		PROBLEM(why, &record_no_street, NO_ARGS);
		return false;
	}
	struct slice country = cell(&making, from->country);
	if (!check_one_line(&making, from->country, country))
		return false;
	enum land land = read_land(country);
	if (!add_town(&making, from, land))
		return false;
	/* The last line of mail that leaves the country (UPU S42). */
	if (land != LAND_SWEDEN)
		add_line(&making, text_upper(letter_mem, country, "sv"));
	return true;
}

#define NAME_MAX_SPAR 36
#define LINE_MAX_SPAR 35
#define TOWN_MAX_SPAR 27

static size_t
count_characters(const struct row *row, size_t column)
{
	if (column == COLUMN_NONE || column >= row->count)
		return 0;
	return utf8_count(row->values[column].text);
}

size_t
address_find_long(
    const struct address_columns *from, const struct row *row, size_t *limit)
{
	const struct {
		size_t column, limit;
	} lines[] = {{from->co, LINE_MAX_SPAR}, {from->street, LINE_MAX_SPAR},
	    {from->street2, LINE_MAX_SPAR}, {from->town, TOWN_MAX_SPAR}};
	size_t name = 0;
	for (size_t i = 0; i < from->name_count; i++) {
		size_t part = count_characters(row, from->name[i]);
		name += part ? part + (name > 0) : 0;
	}
	*limit = NAME_MAX_SPAR;
	if (name > NAME_MAX_SPAR)
		return from->name[0];
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		*limit = lines[i].limit;
		if (count_characters(row, lines[i].column) > *limit)
			return lines[i].column;
	}
	return COLUMN_NONE;
}
