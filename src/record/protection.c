#include "record/protection.h"

#include "text/date.h"
#include "text/normal.h"

/* Longer than any word below, with hidden characters in it. */
#define LONGEST 64

static bool
is_one_of(struct slice cell, const char *const *words)
{
	if (slice_trim(cell).len > LONGEST)
		return false;
	for (; *words; words++) {
		if (text_same(cell, slice_view(*words)))
			return true;
	}
	return false;
}

bool
mark_is_set(struct slice cell)
{
	/* Only words that nobody can mean as a yes; NULL, "?" or "ej prövad" is
	 * unclear and counts as set. */
	static const char *const plain_no[] = {"n", "nej", "nei", "no", "ei",
	    "0", "-", "–", "ingen", "inget", "inga", "false", "falskt", "usann",
	    "ugradert", NULL};
	return !text_is_blank(cell) && !is_one_of(cell, plain_no);
}

/* "2012" alone, or a date that exists. */
static bool
is_day(struct slice cell)
{
	struct slice text = slice_trim(cell);
	bool year = text.len == 4 &&
		    (slice_starts(text, "19") || slice_starts(text, "20"));
	for (size_t i = 0; year && i < text.len; i++)
		year = text.at[i] >= '0' && text.at[i] <= '9';
	return year || day_parse(text) != DAY_NONE;
}

enum death
death_read(struct slice cell)
{
	static const char *const sure[] = {"j", "ja", "y", "yes", "k", "kyllä",
	    "x", "1", "true", "sant", "avliden", "avlidna", "avl", "avl.", "av",
	    "död", "dödsbo", "deceased", "dead", "died", "kuollut", "død",
	    "avdød", NULL};
	if (!mark_is_set(cell))
		return DEATH_NO;
	return is_one_of(cell, sure) || is_day(cell) ? DEATH_SURE
						     : DEATH_UNCLEAR;
}
