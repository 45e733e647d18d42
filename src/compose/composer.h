/*
 * compose/composer.h - one row to one letter's contents: version, addressee,
 * address, texts.
 *
 * Knows no fonts, no layout and no file: what comes out is set on paper
 * (set/typesetter.h), or is there to be sent another way. Same row, same
 * contents.
 */
#ifndef COMPOSE_COMPOSER_H
#define COMPOSE_COMPOSER_H

#include "base/response.h"
#include "compose/addressee.h"
#include "job/job.h"
#include "merge/merge.h"

struct composer;

/* Both are borrowed. NULL after reports: a frame that no letter could fill. */
struct composer *composer_new(const struct job *job, struct diag *diag);
void composer_free(struct composer *composer);

/* The rows of other tables that belong to the next row, as the scope has them;
 * borrowed until the one after. */
void composer_set_tables(
    struct composer *composer, const struct expr_rows *rows);

/*
 * Every numbered branch that letters take from now on (merge/branches.h) goes
 * into the set, which is borrowed; NULL: nobody asks.
 */
void composer_watch(struct composer *composer, struct branch_set *met);

/* One of the texts that go in the envelope. */
struct composed_text {
	const char *language; /* NUL-terminated */
	struct merged body;
	struct merged *frames; /* one per frame of the letter's stationery */
};

struct composed {
	enum addressee addressee; /* set by the caller */
	struct household_names names; /* the same; count 0: one person's */
	/* The same: it was composed before, as the plan says. */
	bool address_judged;
	/* The same: its pages were judged too, and whoever sets them again holds
	 * their hash against the plan's. */
	bool pages_judged;
	uint32_t version; /* index of the job's letters */
	bool large_print;
	/* Its response code, and the number behind it; empty: it has none. */
	char code[RESPONSE_SIZE];
	uint32_t code_number;
	struct address address;
	struct composed_text *texts;
	size_t count;
	/* The job's that go along, in its order, and by bits of their index. */
	const struct enclosure **enclosures;
	size_t enclosure_count;
	uint32_t enclosed;
};

/*
 * Composes the letter that a row which the rules let through gives to
 * letter->addressee; it lives in letter_mem. False where it cannot be: *kind is
 * the built-in rule that holds it, *why its reason.
 */
bool composer_compose(struct composer *composer, struct arena *letter_mem,
    const struct row *row, struct composed *letter, enum rule_kind *kind,
    struct problem *why);

#endif
