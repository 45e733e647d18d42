/*
 * shop/marks.h - what the marks of one sheet say.
 *
 * The writer draws it and control.csv lists it: both ask here. It depends on
 * the letter's number, so no content hash has it.
 */
#ifndef SHOP_MARKS_H
#define SHOP_MARKS_H

#include "base/hash.h"
#include "shop/shop.h"

/* Digits of the mailing's number, shop_run_number. */
#define SHOP_RUN_DIGITS 12

struct shop_sheet {
	struct slice run; /* SHOP_RUN_DIGITS digits */
	uint32_t letter, sheet, sheets; /* sheet: from 1 within the letter */
	uint32_t class; /* of envelopes, from 1; 0: none */
	uint32_t sequence; /* of the letters' sheets in the file, from 1 */
};

/* The digits that stand for a digest. */
void shop_run_number(struct digest digest, char digits[SHOP_RUN_DIGITS + 1]);

/* What the code holds: always of the same length. Lives in mem. */
struct slice shop_code_says(struct arena *mem, const struct shop_code *code,
    const struct shop_sheet *sheet);

/* Whether there is a mark, by place: bit 0 is the first place. */
uint32_t shop_omr_says(
    const struct shop_omr *omr, const struct shop_sheet *sheet);

/* The greatest number that the code has room for; UINT32_MAX without one. */
uint32_t shop_letters_most(const struct shop *shop);
uint32_t shop_sheets_most(const struct shop *shop);

#endif
