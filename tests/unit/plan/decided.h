/*
 * tests/unit/plan/decided.h - what becomes of each row of a small job, before
 * any letter is set.
 */
#ifndef TESTS_UNIT_PLAN_DECIDED_H
#define TESTS_UNIT_PLAN_DECIDED_H

#include <stdlib.h>

#include "base/file.h"
#include "ledger/plan.h"
#include "ledger/plan_private.h"
#include "load/open.h"
#include "plan/explain.h"
#include "plan/plan_job.h"
#include "test.h"

struct decided_case {
	const char *name;
	const char *want; /* by row: its outcome, and of one held the code */
	const char *rows; /* of the register, header first */
	const char *more; /* keys of the job */
	const char *list, *table, *corrections; /* l.csv, t.csv, k.csv */
	const char *roles; /* NULL: nobody is protected */
	const char *columns; /* of the address */
	const char *register_;
	const char *date, *reference;
	bool alone; /* the rows with protected identity */
	bool explained; /* and that each row is explained as it is decided */
	bool whole; /* letters and paper are looked at, too */
	const char *letter; /* its text; NULL: of no name */
	bool warned; /* what is warned of is wanted, too */
};

static inline const char *
decided_or(const char *said, const char *usual)
{
	return said ? said : usual;
}

static inline void
decided_write(const char *folder, const struct decided_case *at,
    struct arena *mem, struct diag *diag)
{
	const struct {
		const char *name;
		struct slice text;
	} files[] = {
	    {"r.csv", slice_view(at->rows)},
	    {"l.csv", slice_view(decided_or(at->list, "Nr\n"))},
	    {"t.csv", slice_view(decided_or(at->table, "Nr\n"))},
	    {"k.csv", slice_view(decided_or(at->corrections, ""))},
	    {"a.md", slice_view(decided_or(at->letter, "# Hej\n\nHej!\n"))},
	    {"job.yaml",
		arena_print(mem,
		    "name: Prov\nreference: %s\ndate: %s\nlanguage: en\n"
		    "register: %s\nroles: %s\n"
		    "address: %s\nletters: [{text: a.md}]\n"
		    "stationery: enkel-a4\n%s",
		    decided_or(at->reference, "SN-1"),
		    decided_or(at->date, "2012-03-19"),
		    decided_or(at->register_, "{file: r.csv, key: Nr}"),
		    decided_or(at->roles, "{protected: {none: påhittade}}"),
		    decided_or(at->columns, "{name: Namn, street: Adress, "
					    "postcode: Postnr, town: Ort}"),
		    decided_or(at->more, ""))},
	};
	for (size_t i = 0; i < COUNT(files); i++) {
		if (!file_write_whole(path_join(mem, folder, files[i].name),
			files[i].text, diag))
			abort();
	}
}

#define DECIDED_OUTCOMES                                                       \
	"SELECT row, CASE outcome WHEN 'held' THEN 'held:' || coalesce("       \
	"(SELECT code FROM problem WHERE problem.row = outcome.row LIMIT 1),"  \
	" code) ELSE outcome END FROM outcome ORDER BY row"

static inline bool
decided_add_word(uint32_t row, struct slice word, void *ctx)
{
	struct strbuf *have = ctx;
	(void)row;
	strbuf_add_text(have, have->len ? " " : "");
	strbuf_add(have, word);
	return true;
}

/* By its code, with a + where there is a hint. */
static inline void
decided_add_error(const struct diag_report *report, struct strbuf *have)
{
	decided_add_word(0, slice_view(report->main.message->code), have);
	strbuf_add_text(have, report->hint_count ? "+" : "");
}

/* Each row's outcome, as it stands in the plan. */
static inline bool
decided_see(struct plan *plan, void *ctx)
{
	return plan_each_number_and_text(
	    plan, DECIDED_OUTCOMES, decided_add_word, ctx);
}

/* The outcome that `explain` tells of a row, "" where it refuses. */
static inline const char *
decided_explained(struct arena *mem, const char *path, uint32_t row)
{
	static const struct {
		const char *starts, *outcome;
	} told[] = {{"outcome: gets a letter", "letter"},
	    {"outcome: excluded", "excluded"}, {"outcome: held", "held"}};
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct job job = {0};
	struct strbuf out = {0};
	const char *found = "";
	const struct row_asked asked = {.row = row};
	if (load_open(&job, mem, path, diag) &&
	    explain_job(&job, &asked, &out, diag)) {
		for (size_t i = 0; i < COUNT(told); i++) {
			if (strstr(strbuf_text(&out), told[i].starts))
				found = told[i].outcome;
		}
	}
	strbuf_fini(&out);
	load_close(&job);
	diag_free(diag);
	sources_free(sources);
	return found;
}

/* Each row is explained as it was decided: "letter held:required". */
static inline void
decided_explain(struct arena *mem, const struct decided_case *at,
    const char *path, struct slice outcomes)
{
	for (uint32_t row = 1; outcomes.len; row++) {
		size_t end = slice_find_char(outcomes, ' ');
		struct slice word = slice_part(outcomes, 0, end);
		word = slice_part(word, 0, slice_find_char(word, ':'));
		test_slice(at->name, word, decided_explained(mem, path, row));
		outcomes = slice_from(outcomes, end + 1);
	}
}

static inline void
test_decided(const char *folder, const struct decided_case *at)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct job job = {0};
	struct account account = {0};
	struct strbuf have = {0};
	struct plan_spec spec = {.path = path_join(mem, folder, "plan.db"),
	    .secret = SLICE("secret"),
	    .decided = decided_see,
	    .ctx = &have};
	decided_write(folder, at, mem, diag);
	const char *path = path_join(mem, folder, "job.yaml");
	bool ok = (at->alone	  ? load_open_protected(&job, mem, path, diag)
		      : at->whole ? load_open(&job, mem, path, diag)
				  : load_open_rules(&job, mem, path, diag)) &&
		  plan_job(&job, &spec, &account, diag);
	for (size_t i = 0; i < diag_count(diag); i++) {
		if (diag_view(diag, i)->main.message->level >=
		    (at->warned ? LEVEL_WARNING : LEVEL_ERROR))
			decided_add_error(diag_view(diag, i), &have);
	}
	test_slice(at->name, strbuf_view(&have), at->want);
	test_true(at->name, ok == !diag_errors(diag));
	load_close(&job);
	if (at->explained && ok)
		decided_explain(mem, at, path, strbuf_view(&have));
	strbuf_fini(&have);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

#endif
