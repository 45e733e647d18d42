/*
 * base/languages.h - the one table of languages: a language is a row of it
 * and a catalogue in src/po.
 *
 * It stands in base/ because the catalogues do (base/words.h); the rest of a
 * row is read by text/, letter/, layout/ and intake/. It knows no ICU: what a
 * letter's language has no row for, text/ asks ICU, where ICU knows it.
 */
#ifndef BASE_LANGUAGES_H
#define BASE_LANGUAGES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"

/* How a name is made a genitive (text/words.h). */
enum genitive {
	GENITIVE_NONE,
	GENITIVE_SWEDISH, /* Annas, Anders */
	GENITIVE_NORWEGIAN, /* Annas, Anders’ */
	GENITIVE_ENGLISH, /* Anna’s, Anders’ */
};

/* Words as they stand in a letter. Strings are NULL where nothing is known. */
struct language {
	const char *code; /* BCP 47, the language alone: "sv" */
	const char *other; /* another code for it: "no" of "nb"; or NULL */
	bool spoken; /* has a catalogue in src/po, or is English */
	/* January first, as they stand in a date. */
	const char *months[12];
	const char *short_months[12]; /* without a full stop */
	/* Monday first, in the form they have before "den 19 mars". */
	const char *weekdays[7];
	const char *days[7]; /* the same standing alone; or NULL */
	/* {d} day, {m} month, {w} weekday, {y} year. */
	const char *short_date, *long_date, *full_date;
	const char *minus, *group, *decimal; /* of a number */
	const char *list_and, *list_or;
	const char *page_of; /* "page {page} of {pages}", on a letter */
	enum genitive genitive;
	/* The second person in all its forms, NULL at the end. */
	const char *you[12];
	/* Of hyphenation, and the Debian package that brings it; or NULL. */
	const char *dictionary, *package;
	/* Numbers that Windows has for it, in formats of spreadsheets. A
	 * language with such needs `days`. */
	const char *windows[3];
};

/* The language of row `index`, or NULL past the last. */
const struct language *language_at(size_t index);

/*
 * By the language part of "nb", "nb-NO" or "no_NO.UTF-8"; NULL where it has no
 * row.
 */
const struct language *language_find(const char *tag);

/* The same for a language in which the program can speak. */
const struct language *language_find_spoken(const char *tag);

/* Adds "en, nb, sv": the codes of those, for a message. */
void language_list_spoken(struct strbuf *out);

#endif
