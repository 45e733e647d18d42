/*
 * format/draw.h - one section of a format, drawn; for format.c alone.
 *
 * Each is false where the number cannot surely be drawn so.
 */
#ifndef FORMAT_DRAW_H
#define FORMAT_DRAW_H

#include "format/code.h"
#include "text/date.h"

/* Day and time of day that a number stands for. */
struct moment {
	int32_t days; /* of the serial */
	int64_t micros; /* of the day, 0 to 86,400,000,000 - 1 */
	day when; /* DAY_NONE: a time only */
};

/* Numbers have no sign here: it was written, or the section has its own. */

/* SECTION_NUMBER and SECTION_WORDS. */
bool draw_number(struct strbuf *out, const struct section *section,
    const struct decimal *number);
/* SECTION_SCIENTIFIC */
bool draw_scientific(struct strbuf *out, const struct section *section,
    const struct decimal *number);
/* SECTION_FRACTION: exact fractions only. */
bool draw_fraction(struct strbuf *out, const struct section *section,
    const struct decimal *number);
/* SECTION_GENERAL, with the literals around it. */
bool draw_general(struct strbuf *out, const struct section *section,
    const struct decimal *number);

/* All digits of a number, without a sign. */
bool draw_plain(struct strbuf *out, const struct decimal *number);

/* SECTION_DATE to SECTION_ELAPSED. */
bool draw_moment(struct strbuf *out, const struct section *section,
    const struct moment *moment);

#endif
