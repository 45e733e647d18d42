#include "fate/fates.h"

#include "fate/messages.h"

#define LETTERS_NAMED 5 /* of those that cannot take a change */

/* From which fates each change may come. */
#define FROM(fate) (1u << FATE_##fate)
static const struct {
	unsigned from;
	enum fate to;
} changes[CHANGE_COUNT] = {
    [CHANGE_POSTED] = {FROM(OPEN) | FROM(REPRINTED), FATE_POSTED},
    [CHANGE_WITHDRAWN] = {FROM(OPEN) | FROM(WANTED) | FROM(REPRINTED),
	FATE_WITHDRAWN},
    [CHANGE_RETURNED] = {FROM(POSTED), FATE_RETURNED},
    [CHANGE_ANSWERED] = {FROM(POSTED), FATE_POSTED},
    [CHANGE_WANTED] = {FROM(OPEN) | FROM(POSTED) | FROM(REPRINTED),
	FATE_WANTED},
    [CHANGE_REPRINTED] = {FROM(OPEN) | FROM(WANTED) | FROM(POSTED) |
			      FROM(RETURNED) | FROM(REPRINTED),
	FATE_REPRINTED},
};

static const struct message *const fate_words[FATE_COUNT] = {
    [FATE_OPEN] = &fate_word_open,
    [FATE_WANTED] = &fate_word_wanted,
    [FATE_POSTED] = &fate_word_posted,
    [FATE_WITHDRAWN] = &fate_word_withdrawn,
    [FATE_RETURNED] = &fate_word_returned,
    [FATE_REPRINTED] = &fate_word_reprinted,
};

const struct message *
fates_word(enum fate fate)
{
	return fate_words[fate];
}

void
fates_start(struct fates *fates, struct arena *mem, uint32_t letters)
{
	fates->letters = letters;
	fates->at = ARENA_ARRAY(mem, uint8_t, (size_t)letters + 1);
}

bool
fates_allow(const struct fates *fates, uint32_t letter, enum fate_change change)
{
	return changes[change].from & 1u << fates_of(fates, letter) &&
	       (change != CHANGE_ANSWERED || !fates_answered(fates, letter) ||
		   fates->at[letter] & FATES_ANEW);
}

static bool
check_letter(const struct fates *fates, uint32_t letter,
    enum fate_change change, struct diag *diag)
{
	if (letter > fates->letters) {
		REPORT(diag, NO_SPAN, &fate_no_letter,
		    ARGS(letter, fates->letters));
		return false;
	}
	if (fates_allow(fates, letter, change))
		return true;
	REPORT(diag, NO_SPAN, &fate_not_allowed,
	    ARGS(letter,
		argument_wording(
		    fates_answered(fates, letter)
			? fate_word_answered.wording
			: fate_words[fates_of(fates, letter)]->wording)));
	return false;
}

static bool
check_range(const struct fates *fates, struct numbers_range range,
    enum fate_change change, struct diag *diag)
{
	uint32_t wrong = 0;
	for (uint32_t n = range.first; n <= range.last && wrong < LETTERS_NAMED;
	     n++)
		wrong += !check_letter(fates, n, change, diag);
	return !wrong;
}

/* Two changes of one letter at once would depend on their order. Of two ranges
 * that overlap, one begins in the other. */
static bool
check_once(const struct event *event, struct diag *diag)
{
	for (int i = 0; i < CHANGE_COUNT; i++) {
		for (int j = 0; j < CHANGE_COUNT; j++) {
			const struct numbers *other = &event->letters[j];
			for (size_t k = 0; k < other->count; k++) {
				uint32_t n = other->at[k].first;
				if (i == j ||
				    !numbers_hold(&event->letters[i], n))
					continue;
				REPORT(diag, NO_SPAN, &fate_twice, ARGS(n));
				return false;
			}
		}
	}
	return true;
}

/* What is known of a letter beside its fate, when a change comes to it: who has
 * answered has, and what went has gone, whatever becomes of a second copy. */
static unsigned
known_after(unsigned at, enum fate_change by)
{
	unsigned known = at & ~(unsigned)FATES_BITS;
	unsigned fate = at & FATES_BITS;
	if (by == CHANGE_ANSWERED)
		return (known | FATES_ANSWERED) & ~(unsigned)FATES_ANEW;
	if (by == CHANGE_POSTED)
		return known & ~(unsigned)FATES_CAME_BACK;
	if (by != CHANGE_REPRINTED)
		return known;
	if (fate == FATE_POSTED || fate == FATE_RETURNED)
		known |= FATES_WENT;
	return known | FATES_ANEW |
	       (fate == FATE_RETURNED ? FATES_CAME_BACK : 0);
}

static void
change(struct fates *fates, struct numbers_range range, enum fate_change by)
{
	for (uint32_t n = range.first; n <= range.last; n++)
		fates->at[n] =
		    (uint8_t)(changes[by].to | known_after(fates->at[n], by));
}

bool
fates_apply(struct fates *fates, const struct event *event, struct diag *diag)
{
	bool ok = check_once(event, diag);
	for (int i = 0; i < CHANGE_COUNT; i++) {
		const struct numbers *letters = &event->letters[i];
		for (size_t k = 0; k < letters->count; k++)
			ok = check_range(fates, letters->at[k],
				 (enum fate_change)i, diag) &&
			     ok;
	}
	for (int i = 0; ok && i < CHANGE_COUNT; i++) {
		const struct numbers *letters = &event->letters[i];
		for (size_t k = 0; k < letters->count; k++)
			change(fates, letters->at[k], (enum fate_change)i);
	}
	return ok;
}

void
fates_add(
    struct fate_counts *counts, const struct fates *fates, uint32_t letter)
{
	counts->letters++;
	counts->by[fates_of(fates, letter)]++;
	counts->answered += fates_answered(fates, letter);
}
