#include "record/address_cell.h"

#include "base/code.h"
#include "base/utf8.h"
#include "record/beside_name.h"
#include "record/messages.h"
#include "record/stand_in.h"
#include "record/torn.h"
#include "text/date.h"
#include "text/normal.h"

/* A cell's place in record/stand_in.h. */
static enum stand_in_place
place_of(enum address_part part)
{
	switch (part) {
	case PART_NAME:
	case PART_NEXT_NAME:
		return STAND_IN_NAME;
	case PART_TOWN:
		return STAND_IN_TOWN;
	case PART_POSTCODE:
	case PART_COUNTRY:
		return STAND_IN_SHOWN;
	case PART_CARE_OF:
	case PART_LINE:
		break;
	}
	return STAND_IN_LINE;
}

static bool
has_letter(struct slice text)
{
	for (size_t at = 0; at < text.len;) {
		if (code_is_letter(utf8_next(text, &at)))
			return true;
	}
	return false;
}

/* 1,2E+05 */
static bool
is_scientific(struct slice text)
{
	size_t digits = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		if (c >= '0' && c <= '9')
			digits++;
		else if (!strchr("Ee+-,.", c))
			return false;
	}
	return digits > 0;
}

/* A date, or what a spreadsheet makes of "3-4": 03-apr, apr-03. */
static bool
is_date(struct slice text)
{
	return day_parse(text) != DAY_NONE || day_is_named(text);
}

/* 00:00:00, which a program made of an empty cell. */
static bool
is_time(struct slice text)
{
	size_t digits = 0, signs = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (char_is_digit(text.at[i]))
			digits++;
		else if (text.at[i] == ':')
			signs++;
		else
			return false;
	}
	return signs > 0 && digits > 0;
}

/* Behind a first name "3" may tell two people of one name apart. */
static bool
is_number(enum address_part part, struct slice text)
{
	bool bare = part != PART_NEXT_NAME &&
		    (!has_letter(text) || is_scientific(text));
	return bare || is_date(text) || is_time(text);
}

/*
 * No line of an address begins like this: formulas, lists, quotes and paths
 * that an export left behind. (GOV.UK Notify, public code, holds the same.)
 */
static bool
has_odd_start(struct slice text)
{
	return strchr("@()=[]\"\\/,<>~", text.at[0]) != NULL;
}

static bool
refuse(struct problem *why, const struct message *message, struct slice column)
{
	PROBLEM(why, message, ARGS(column));
	return false;
}

bool
address_cell_fits(struct arena *letter_mem, enum address_part part,
    struct slice column, struct slice text, struct problem *why)
{
	if (text.len > ADDRESS_CELL_MOST)
		return refuse(why, &record_long_cell, column);
	if (error_word_is(text))
		return refuse(why, &record_error_word, column);
	struct slice torn = torn_find(text);
	if (torn.len) {
		PROBLEM(why, &record_torn, ARGS(column, torn));
		return false;
	}
	if (part != PART_POSTCODE && beside_name_is_found(text))
		return refuse(why, &record_beside_name, column);
	if (part == PART_CARE_OF)
		return true;
	if (stand_in_is(letter_mem, text, place_of(part)))
		return refuse(why, &record_stand_in, column);
	if (part == PART_POSTCODE)
		return true;
	if (is_number(part, text))
		return refuse(why, &record_number_in_address, column);
	if (part == PART_NEXT_NAME || !has_odd_start(text))
		return true;
	PROBLEM(why, &record_odd_start, ARGS(column, slice_part(text, 0, 1)));
	return false;
}

/* 00:00:00; but 3:12 is a farm. */
static bool
is_whole_time(struct slice text)
{
	size_t first = slice_find_char(text, ':');
	return is_time(text) && slice_find_char(slice_from(text, first + 1),
				    ':') < text.len - first - 1;
}

bool
address_piece_fits(struct arena *letter_mem, enum address_part part,
    bool joined, struct slice column, struct slice text, struct problem *why)
{
	enum stand_in_place place = place_of(part);
	/* A house or a stair may be called X. */
	if (!joined || (place == STAND_IN_LINE && text.len == 1))
		place = STAND_IN_SHOWN;
	if (stand_in_is(letter_mem, text, place))
		return refuse(why, &record_stand_in, column);
	if (is_date(text) || is_whole_time(text))
		return refuse(why, &record_number_in_address, column);
	return true;
}
