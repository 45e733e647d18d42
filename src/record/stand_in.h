/*
 * record/stand_in.h - words and signs that stand for nothing.
 *
 * Registers hold "-", "NULL", "Okänd", "Utan känd hemvist" where they should
 * hold nothing. Whether such a cell is one depends on where it stands: Tom is a
 * man's name and an empty street, NO is Norway and no c/o. Whole cells only.
 */
#ifndef RECORD_STAND_IN_H
#define RECORD_STAND_IN_H

#include "base/arena.h"

enum stand_in_place {
	STAND_IN_NAME = 1,
	STAND_IN_LINE = 2, /* street, c/o */
	STAND_IN_TOWN = 4,
	STAND_IN_SHOWN = 8, /* anything that a letter prints; a country */
	STAND_IN_KEY = 16,
};

/*
 * `clean` as text_clean leaves it. A cell without a letter or digit stands for
 * nothing everywhere; but where it is shown, signs such as ✓ and € are meant.
 */
bool stand_in_is(
    struct arena *scratch, struct slice clean, enum stand_in_place place);

/* A word of the table, folded; NULL past the last. */
const char *stand_in_word(size_t index);

/*
 * An error of a spreadsheet as it is shown: #N/A, #SAKNAS!, #VÄRDEFEL!, in any
 * language of Excel; Err:502 of LibreOffice; ##### of a narrow column.
 */
bool error_word_is(struct slice clean);

#endif
