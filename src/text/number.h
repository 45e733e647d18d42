/*
 * text/number.h - numbers as a language writes them.
 *
 * Numbers are int64 millionths (micro), so that decimals are exact.
 */
#ifndef TEXT_NUMBER_H
#define TEXT_NUMBER_H

#include <stdint.h>

#include "base/arena.h"

#define MICRO 1000000LL

/*
 * "1 234,5", "1234.5", "-12" in micro; false where it is not a number, has more
 * than six decimals or does not fit. Blanks part thousands and nothing else
 * does: 1.234 and 1,234 are both one and some decimals, and a text with both
 * signs is not a number.
 */
bool number_parse(struct slice text, int64_t *micro);

enum number_reading { NUMBER_NONE, NUMBER_FINE, NUMBER_TWO_READINGS };

/*
 * A number as people and programs of several countries write it: also
 * "1.234,50", "1,234.50" and "1.234.567", whose signs tell each other apart.
 * "1.234" may be one thousand or one and some: two readings, unless `decimal`
 * is said ('.' or ','; 0: unsaid), which is then no other sign's place.
 */
enum number_reading number_read(
    struct slice text, char decimal, int64_t *micro);
/* Digits with '.' and no grouping, no needless zeros. */
struct slice number_write_plain(struct arena *arena, int64_t micro);
/*
 * In the language, grouped; `decimals` (at most 6) < 0: as many as there are.
 * A half is rounded away from zero, as money is. Swedish and Finnish part
 * thousands by NBSP and have U+2212 before a negative number.
 */
struct slice number_write(
    struct arena *arena, int64_t micro, int decimals, const char *language);

/* A written number without the blanks that part its thousands. */
struct slice number_join_groups(struct arena *arena, struct slice number);

#endif
