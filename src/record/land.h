/*
 * record/land.h - countries: their names, postcodes, and last address lines.
 *
 * One table. Where postcode and town stand, and how the postcode is written:
 * Universal Postal Union, "Addressing solutions", the country sheets, and
 * UPU S42 (the country's name alone, in capitals, on the last line, in a
 * language of the country that posts). A country that is not in the table is
 * not guessed.
 */
#ifndef RECORD_LAND_H
#define RECORD_LAND_H

#include "base/arena.h"

enum land_form {
	LAND_CODE_TOWN, /* "0155 OSLO" */
	LAND_TOWN_CODE, /* "NEW YORK NY 10001" */
	LAND_TOWN_COMMA_CODE, /* "RIGA, LV-1010" */
	LAND_CODE_BELOW, /* town, and the postcode on a line of its own */
};

struct land {
	const char *code; /* ISO 3166-1, two letters */
	const char *sv, *fi, *en; /* as the last line says it */
	const char *others; /* further names and codes, '|' between */
	/*
	 * '9' a digit, 'A' a letter, 'X' either, anything else itself; several
	 * by '|'. A postcode may come with other blanks and hyphens, or none.
	 */
	const char *postcodes;
	enum land_form form;
	bool may_lack_code; /* many addresses have none */
};

/* By any of its names or codes, without regard to case; NULL where none. */
const struct land *land_find(struct slice name);

/* Sweden itself: no country is written, and its postcodes are our own. */
bool land_is_home(const struct land *land);

/* The name for the last line, not yet in capitals; English by default. */
struct slice land_name(const struct land *land, const char *language);

/*
 * The postcode as the country writes it, also where the country's letter
 * stands before it ("N-0155", "D 10115"). False where it is none.
 */
bool land_read_postcode(struct arena *arena, const struct land *land,
    struct slice text, struct slice *clean);

/*
 * "999 14 Norrviken" taken apart, in the country's own order. False where it
 * is not one postcode and one town, or could be so in two ways.
 */
bool land_split_postal(struct arena *arena, const struct land *land,
    struct slice text, struct slice *postcode, struct slice *town);

#endif
