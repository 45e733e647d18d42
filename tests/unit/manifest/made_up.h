/*
 * tests/unit/manifest/made_up.h - a ledger that is in no file: ten rows, more
 * columns than a sheet has, and something of all that the manifest asks for. A
 * broken one ends each answer as a fault would.
 */
#ifndef TESTS_UNIT_MANIFEST_MADE_UP_H
#define TESTS_UNIT_MANIFEST_MADE_UP_H

#include "ledger/areas.h"
#include "ledger/inputs.h"
#include "ledger/joined.h"
#include "ledger/read.h"
#include "test.h"

#define ROWS 10
#define COLUMNS 17000 /* more than a sheet has */

struct ledger {
	bool broken;
	uint32_t areas, large; /* large ones have three rows, others one */
};

struct slice
ledger_text(struct ledger *ledger, struct arena *job_mem, const char *key)
{
	(void)ledger;
	if (strcmp(key, "job") == 0)
		return arena_dup(job_mem, SLICE("Fritt val & <annat>"));
	if (strcmp(key, "date") == 0)
		return SLICE("2012-03-19");
	return (struct slice){0};
}

bool
ledger_count(
    struct ledger *ledger, struct ledger_counts *counts, struct diag *diag)
{
	(void)ledger, (void)diag;
	*counts = (struct ledger_counts){
	    .rows = ROWS, .by_outcome = {4, 0, 3, 3}, .letters = 4, .pages = 4};
	return true;
}

struct slice *
ledger_columns(struct ledger *ledger, struct arena *job_mem, size_t *count)
{
	(void)ledger;
	struct slice *names = ARENA_ARRAY(job_mem, struct slice, 3);
	names[0] = SLICE("Personnummer");
	names[1] = SLICE("Förnamn");
	names[2] = SLICE("Anteckning");
	*count = 3;
	return names;
}

static const char *const texts[ROWS] = {"Märta", "Günther", "a<b>&\"c\"",
    "\x01", "=SUM(A1)", "0012", "_x0041_", "</row>", "", "två\nrader"};

static const char long_text[] =
    "in the list of those who are asked another time, since they have moved "
    "since the spring, or have said that they want no letter, or have had one "
    "from somebody else in the same matter not long before";

bool
ledger_each_row(struct ledger *ledger, const size_t *columns, size_t count,
    bool (*seen)(const struct ledger_row *row, void *ctx), void *ctx,
    struct diag *diag)
{
	static const enum outcome outcomes[] = {
	    OUTCOME_LETTER, OUTCOME_EXCLUDED, OUTCOME_HELD};
	static struct slice cells[COLUMNS];
	(void)diag, (void)columns, (void)count;
	for (uint32_t i = 0; i < ROWS; i++) {
		cells[0] = SLICE("19340412-9802");
		cells[1] = slice_view(texts[i]);
		struct ledger_row row = {.row = i + 1,
		    .line = i + 2,
		    .outcome = outcomes[i % 3],
		    .rule_name = SLICE("exclude 1: inte ännu"),
		    .reason = i < 5 ? SLICE("no street") : SLICE("no town"),
		    .addressee = SLICE("client"),
		    .letter = i + 1,
		    .letters = i == 3 ? SLICE("4, 5") : SLICE("1"),
		    .cells = cells};
		/* texts of several lines, the higher one first, and last */
		if (i >= ROWS - 2)
			row.rule_name = row.reason = slice_view(long_text);
		if (i == ROWS - 1)
			row.reason.len /= 2;
		if (i == ROWS - 2)
			row.rule_name.len /= 2;
		if (!seen(&row, ctx))
			return false;
	}
	return !ledger->broken;
}

bool
ledger_each_letter(struct ledger *ledger,
    bool (*seen)(const struct ledger_letter *letter, void *ctx), void *ctx,
    struct diag *diag)
{
	static const struct ledger_letter letters[] = {
	    {1, 1, {"batch-0001.pdf", 14}, {"a.pdf", 5}, 2, 1, 1, {"ab", 2},
		{"client", 6}, {"39", 2}, {"K7QM2X9P", 8}, {"kommun-h2", 9}},
	    {2, 1, {"batch-0001.pdf", 14}, {"b.pdf", 5}, 4, 4, 2, {"cd", 2},
		{"guardian", 8}, {"39, 40", 6}, {"S8AHVSBB", 8},
		{"kommun-h2", 9}},
	};
	(void)diag;
	for (size_t i = 0; i < COUNT(letters); i++) {
		if (!seen(&letters[i], ctx))
			return false;
	}
	return !ledger->broken;
}

bool
ledger_each_batch(struct ledger *ledger,
    bool (*seen)(const struct ledger_batch *batch, void *ctx), void *ctx,
    struct diag *diag)
{
	static const struct ledger_batch batch = {.number = 1,
	    .file = {"batch-0001.pdf", 14},
	    .letters = 2,
	    .first_letter = 1,
	    .last_letter = 2,
	    .envelope = {"C5", 2},
	    .stationery = {"kommun-h2", 9},
	    .bytes = INT32_MAX};
	(void)diag;
	return seen(&batch, ctx) && !ledger->broken;
}

bool
ledger_each_banner(struct ledger *ledger, uint32_t batch,
    bool (*seen)(const struct banner *banner, void *ctx), void *ctx,
    struct diag *diag)
{
	static const struct banner banner = {
	    .batch = 1, .number = 1, .page = 1, .first_letter = 1};
	(void)batch, (void)diag;
	return seen(&banner, ctx) && !ledger->broken;
}

bool
ledger_has_own_files(struct ledger *ledger, bool *has, struct diag *diag)
{
	(void)diag;
	*has = true;
	return !ledger->broken;
}

bool
ledger_has_responses(struct ledger *ledger, bool *has, struct diag *diag)
{
	(void)diag;
	*has = true;
	return !ledger->broken;
}

bool
ledger_each_rule(struct ledger *ledger,
    bool (*seen)(const struct ledger_rule *rule, void *ctx), void *ctx,
    struct diag *diag)
{
	static const struct ledger_rule rule = {.number = 1,
	    .kind = {"exclude", 7},
	    .reason = {"inte nu", 7},
	    .matched = 3,
	    .decided = 3,
	    .left = 7};
	(void)ledger, (void)diag;
	return seen(&rule, ctx);
}

bool
ledger_each_beside(struct ledger *ledger,
    bool (*seen)(const struct beside_count *count, void *ctx), void *ctx,
    struct diag *diag)
{
	static const struct beside_count count = {.kind = {"table", 5},
	    .name = {"moten", 5},
	    .file = {"moten.csv", 9},
	    .rows = 3,
	    .in_letter = 2,
	    .nobody = 1,
	    .lines = {"4", 1},
	    .one = 2};
	(void)diag;
	return seen(&count, ctx) && !ledger->broken;
}

bool
ledger_each_area(struct ledger *ledger,
    bool (*seen)(const struct ledger_area *area, void *ctx), void *ctx,
    struct diag *diag)
{
	(void)diag;
	for (uint32_t i = 0; i < ledger->areas; i++) {
		char name[16];
		snprintf(name, sizeof name, "Haga %u", i);
		struct ledger_area area = {.name = slice_view(name),
		    .rows = i < ledger->large ? 3 : 1,
		    .by_outcome = {i < ledger->large ? 3 : 0, 0, 0,
			i < ledger->large ? 0 : 1}};
		if (!seen(&area, ctx))
			return false;
	}
	return !ledger->broken;
}

bool
ledger_each_input(struct ledger *ledger,
    bool (*seen)(const struct ledger_input *input, void *ctx), void *ctx,
    struct diag *diag)
{
	static const struct ledger_input input = {
	    {"register", 8}, {"r.csv", 5}, {"ab", 2}, 5000000000};
	(void)diag;
	return seen(&input, ctx) && !ledger->broken;
}

bool
ledger_each_source(struct ledger *ledger,
    bool (*seen)(const struct ledger_source *source, void *ctx), void *ctx,
    struct diag *diag)
{
	static const struct ledger_source source = {
	    .name = {"r.csv", 5}, .encoding = {"utf-8", 5}, .rows = ROWS};
	(void)diag;
	return seen(&source, ctx) && !ledger->broken;
}

bool
ledger_each_allowed(struct ledger *ledger,
    bool (*seen)(const struct ledger_allowed *allowed, void *ctx), void *ctx,
    struct diag *diag)
{
	static const struct ledger_allowed allowed = {
	    {"similar", 7}, {"nog", 3}};
	(void)diag;
	return seen(&allowed, ctx) && !ledger->broken;
}

bool
ledger_each_library(struct ledger *ledger,
    bool (*seen)(const struct ledger_library *library, void *ctx), void *ctx,
    struct diag *diag)
{
	static const struct ledger_library library = {
	    {"Zint", 4}, {"2.11.1", 6}};
	(void)diag;
	return seen(&library, ctx) && !ledger->broken;
}

bool
ledger_each_corrected(struct ledger *ledger,
    bool (*seen)(const struct ledger_corrected *corrected, void *ctx),
    void *ctx, struct diag *diag)
{
	static const struct ledger_corrected corrected = {{"Adress", 6}, 2};
	(void)diag;
	return seen(&corrected, ctx) && !ledger->broken;
}

#endif
