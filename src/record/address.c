#include "record/address.h"

#include "base/utf8.h"
#include "record/address_cell.h"
#include "record/apartment.h"
#include "record/land.h"
#include "record/messages.h"
#include "text/normal.h"

struct making {
	struct arena *letter_mem;
	const struct columns *columns;
	const struct row *row;
	bool judged; /* its cells may stand in an address */
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

/*
 * The same for a line of its own: false, and why, where it was to be computed
 * and could not be, would take two lines, or is not a part of an address.
 */
static bool
read_cell(const struct making *making, enum address_part part, size_t column,
    struct slice *text)
{
	*text = cell(making, column);
	if (column == COLUMN_NONE)
		return true;
	const struct problem *doubt = row_doubt(making->row, column);
	if (doubt) {
		*making->why = *doubt;
		return false;
	}
	if (!text->len)
		return true;
	struct slice name = making->columns->at[column].name;
	if (slice_find_char(*text, '\n') == text->len)
		return making->judged || address_cell_fits(making->letter_mem,
					     part, name, *text, making->why);
	PROBLEM(making->why, &record_line_break, ARGS(name));
	return false;
}

static void
add_line(const struct making *making, enum address_line kind, struct slice line)
{
	struct address *to = making->address;
	if (!line.len)
		return;
	to->kinds[to->count] = kind;
	to->lines[to->count++] = line;
}

static bool
add_street(const struct making *making, size_t column)
{
	struct slice text;
	if (!read_cell(making, PART_LINE, column, &text))
		return false;
	add_line(
	    making, ADDRESS_STREET, apartment_write(making->letter_mem, text));
	return true;
}

static bool
add_name(const struct making *making, const struct address_columns *from)
{
	struct slice parts[4];
	size_t count = 0;
	for (size_t i = 0; i < from->name_count && i < 4; i++) {
		struct slice part;
		if (!read_cell(making, count ? PART_NEXT_NAME : PART_NAME,
			from->name[i], &part))
			return false;
		if (part.len)
			parts[count++] = part;
	}
	if (!count) {
		PROBLEM(making->why, &record_no_name, NO_ARGS);
		return false;
	}
	add_line(making, ADDRESS_NAME,
	    arena_join(making->letter_mem, parts, count, SLICE(" ")));
	return true;
}

/*
 * The text behind a c/o in any of its spellings; the text itself where it does
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
	return text;
}

static bool
add_care_of(const struct making *making, size_t column)
{
	struct slice text;
	if (!read_cell(making, PART_CARE_OF, column, &text))
		return false;
	if (!text.len)
		return true;
	struct slice whose = skip_care_of(text), name;
	name = making->columns->at[column].name;
	if (!whose.len) {
		PROBLEM(making->why, &record_bare_co, ARGS(name));
		return false;
	}
	if (!making->judged && !address_cell_fits(making->letter_mem, PART_LINE,
				   name, whose, making->why))
		return false;
	add_line(making, ADDRESS_CARE_OF,
	    arena_print(
		making->letter_mem, "c/o %.*s", (int)whose.len, whose.at));
	return true;
}

/* Whose address lacks it. */
static void
lack(struct problem *why, const struct address_columns *from,
    const struct message *clients, const struct message *guardians)
{
	PROBLEM(why, from->of_guardian ? guardians : clients, NO_ARGS);
}

/* Whether reading the cell has judged it: a Swedish postcode in one form. */
static bool
is_judged(const struct making *making, size_t column, const struct land *land)
{
	const struct column *of = &making->columns->at[column];
	return land_is_home(land) && of->type == COLUMN_POSTCODE &&
	       !of->any_land && making->row->values[column].kind == VALUE_TEXT;
}

/*
 * The postcode as its country writes it; false, and why, where it is not one.
 */
static bool
read_land_postcode(const struct making *making,
    const struct address_columns *from, const struct land *land,
    struct slice *postcode)
{
	struct slice text;
	if (!read_cell(making, PART_POSTCODE, from->postcode, &text))
		return false;
	*postcode = text;
	if (!land)
		return true;
	if (!text.len && (from->may_lack || land->may_lack_code))
		return true;
	if (!text.len) {
		lack(making->why, from, &record_no_postcode,
		    &record_no_guardian_postcode);
		return false;
	}
	if (is_judged(making, from->postcode, land) ||
	    land_read_postcode(making->letter_mem, land, text, postcode))
		return true;
	*postcode = text;
	if (from->any_postcode)
		return true;
	if (land_is_home(land))
		PROBLEM(making->why, &record_bad_postcode,
		    ARGS(making->columns->at[from->postcode].name));
	else
		PROBLEM(making->why, &record_foreign_postcode,
		    ARGS(making->columns->at[from->postcode].name,
			making->columns->at[from->country].name));
	return false;
}

/* Postcode and town on one line or two, in the land's order. */
static void
add_place(const struct making *making, const struct land *land,
    struct slice postcode, struct slice town)
{
	enum land_form form = land ? land->form : LAND_CODE_TOWN;
	struct slice parts[2] = {town, postcode};
	if (form == LAND_CODE_TOWN) {
		parts[0] = postcode;
		parts[1] = town;
	}
	if (form == LAND_CODE_BELOW) {
		add_line(making, ADDRESS_PLACE, town);
		add_line(making, ADDRESS_PLACE, postcode);
		return;
	}
	size_t skip = parts[0].len == 0;
	size_t count = 2 - skip - (parts[1].len == 0);
	add_line(making, ADDRESS_PLACE,
	    arena_join(making->letter_mem, parts + skip, count,
		form == LAND_TOWN_COMMA_CODE ? SLICE(", ") : SLICE(" ")));
}

static bool
add_town(const struct making *making, const struct address_columns *from,
    const struct land *land)
{
	struct slice postcode, town;
	if (!read_land_postcode(making, from, land, &postcode) ||
	    !read_cell(making, PART_TOWN, from->town, &town))
		return false;
	if (!town.len && !from->may_lack) {
		lack(making->why, from, &record_no_town,
		    &record_no_guardian_town);
		return false;
	}
	if (from->town_capitals || !land || !land_is_home(land))
		town = text_upper(making->letter_mem, town, "sv");
	making->address->postcode = postcode;
	add_place(making, land, postcode, town);
	return true;
}

/* The country's name; false, and why, where the land is not known. */
static bool
read_country(const struct making *making, const struct address_columns *from,
    const struct land **land, struct slice *country)
{
	if (!read_cell(making, PART_COUNTRY, from->country, country))
		return false;
	*land = land_find(*country);
	if (*land) {
		*country = land_name(*land, from->language);
		return true;
	}
	/* Printed as it stands where the job lets doubtful addresses pass. */
	if (from->may_lack)
		return true;
	PROBLEM(making->why, &record_unknown_country,
	    ARGS(making->columns->at[from->country].name));
	return false;
}

bool
address_make(struct arena *letter_mem, const struct address_columns *from,
    const struct columns *columns, const struct row *row, bool judged,
    struct address *address, struct problem *why)
{
	struct making making = {letter_mem, columns, row, judged, address, why};
	*address = (struct address){0};
	if (!add_name(&making, from) || !add_care_of(&making, from->co))
		return false;
	size_t before = address->count;
	if (!add_street(&making, from->street) ||
	    !add_street(&making, from->street2))
		return false;
	if (address->count == before && !from->may_lack) {
		lack(why, from, &record_no_street, &record_no_guardian_street);
		return false;
	}
	const struct land *land;
	struct slice country;
	if (!read_country(&making, from, &land, &country) ||
	    !add_town(&making, from, land))
		return false;
	/* The last line of mail that leaves the country (UPU S42). */
	if (!land || !land_is_home(land))
		add_line(&making, ADDRESS_COUNTRY,
		    text_upper(letter_mem, country, "sv"));
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
