/*
 * The account of every row: its sums, what `expect:` says of them, and a mailing
 * without a letter.
 */
#include "plan/account.h"

#include "stored.h"
#include "test.h"

static const struct {
	const char *name;
	long long least, most; /* -1: nothing is expected */
	bool only_protected;
	uint32_t rows;
	const char *want;
} cases[] = {
    {"nothing said", -1, -1, false, 7, ""},
    {"as many", 7, 7, false, 7, ""},
    {"the fewest", 7, 9, false, 7, ""},
    {"the most", 5, 7, false, 7, ""},
    {"too few", 8, 9, false, 7, "unexpected-rows"},
    {"too many", 5, 6, false, 7, "unexpected-rows"},
    {"none", 1, 9, false, 0, "unexpected-rows"},
    {"the protected alone are fewer", 8, 9, true, 7, ""},
};

static void
test_rows(size_t i)
{
	struct people_job people;
	people_open(&people);
	people.job.only_protected = cases[i].only_protected;
	if (cases[i].least >= 0)
		people.file.expect.rows = (struct conf_range){
		    .least = cases[i].least,
		    .most = cases[i].most,
		    .span = {.file = 1},
		};
	bool ok = account_expect_rows(&people.job, cases[i].rows, people.diag);
	test_true(cases[i].name, ok == !*cases[i].want);
	test_text(cases[i].name, people_code(&people, 0), cases[i].want);
	people_close(&people);
}

static const struct {
	const char *name;
	uint32_t letters;
	long long least; /* -1: nothing is expected */
	bool ok;
} mailings[] = {
    {"a letter", 1, -1, true},
    {"none", 0, -1, false},
    {"none, as was expected", 0, 0, true},
    {"none, where one was", 0, 1, false},
};

static void
test_mailing(size_t i)
{
	struct people_job people;
	struct yaml letters = {0};
	people_open(&people);
	people.file.letters_yaml = &letters;
	const struct account account = {
	    .counts = {.letters = mailings[i].letters}};
	if (mailings[i].least >= 0)
		people.file.expect.letters = (struct conf_range){
		    .least = mailings[i].least,
		    .most = 9,
		    .span = {.file = 1},
		};
	test_true(mailings[i].name, account_check_letters(&people.job, &account,
					people.diag) == mailings[i].ok);
	test_text(mailings[i].name, people_code(&people, 0),
	    mailings[i].ok ? "" : "no-letters");
	people_close(&people);
}

/* ---- sums */

#define OUTCOMES_MAX 8

struct decided {
	enum outcome outcome;
	const char *reason;
};

#define LETTER                                                                 \
	{                                                                      \
		OUTCOME_LETTER, ""                                             \
	}
#define TOGETHER                                                               \
	{                                                                      \
		OUTCOME_TOGETHER, ""                                           \
	}
#define OUT                                                                    \
	{                                                                      \
		OUTCOME_EXCLUDED, "Servicehus"                                 \
	}
#define NO_STREET                                                              \
	{                                                                      \
		OUTCOME_HELD, "ingen gata"                                     \
	}
#define NO_NAME                                                                \
	{                                                                      \
		OUTCOME_HELD, "inget namn"                                     \
	}

static const struct {
	const char *name;
	struct decided rows[OUTCOMES_MAX];
	size_t count, undecided; /* rows, and rows that have no outcome */
	/* letters excluded held / each cause / the reports */
	const char *want;
	struct conf_range letters, excluded, held; /* what is expected */
} sums[] = {
    {"nobody", {{0}}, 0, 0, "0 0 0 /  / "},
    {"one of each", {LETTER, TOGETHER, OUT, NO_NAME}, 4, 0,
	"1 1 1 / inget namn: 1 (5);  / "},
    {"causes, most first", {NO_NAME, NO_STREET, LETTER, NO_STREET}, 4, 0,
	"1 0 3 / ingen gata: 2 (3, 5); inget namn: 1 (2);  / "},
    {"a row without an outcome", {LETTER, OUT}, 2, 1,
	"1 1 0 /  / sum-wrong 3 / 2; "},
    {"as many letters as expected", {LETTER, OUT}, 2, 0, "1 1 0 /  / ",
	.letters = {1, 1, {.file = 1}}},
    {"more letters", {LETTER, LETTER}, 2, 0,
	"2 0 0 /  / unexpected-letters 2; ", .letters = {1, 1, {.file = 1}}},
    {"more letters and fewer excluded", {LETTER, LETTER}, 2, 0,
	"2 0 0 /  / unexpected-letters 2; unexpected-excluded 0; ",
	.letters = {1, 1, {.file = 1}}, .excluded = {1, 9, {.file = 1}}},
    /* Held rows are waited for: they refuse nothing. */
    {"more held", {NO_NAME, NO_NAME}, 2, 0,
	"0 0 2 beyond / inget namn: 2 (2, 3);  / ",
	.held = {0, 1, {.file = 1}}},
    {"fewer held", {LETTER}, 1, 0, "1 0 0 beyond /  / ",
	.held = {1, 2, {.file = 1}}},
    {"as many held", {NO_NAME}, 1, 0, "0 0 1 / inget namn: 1 (2);  / ",
	.held = {1, 1, {.file = 1}}},
};

static void
add_row(struct stored *stored, const struct decided *decided)
{
	static const char *const cells[PEOPLE_COLUMNS] = {"1", "Åsa", "Ek"};
	stored_add(stored, cells);
	const struct plan_outcome outcome = {
	    .row = stored->rows,
	    .outcome = decided->outcome,
	    .code = "",
	    .reason = slice_view(decided->reason),
	    .matches = SLICE(""),
	};
	const struct plan_draft draft = {
	    .row = stored->rows,
	    .pages = 1,
	    .sheets = 1,
	    .sort_key = SLICE("a"),
	    .addressee = SLICE("client"),
	    .language = SLICE("sv"),
	};
	if (!plan_add_outcome(stored->plan, &outcome) ||
	    (decided->outcome == OUTCOME_LETTER &&
		!plan_add_draft(stored->plan, &draft)))
		abort();
}

static void
fill(struct stored *stored, size_t i)
{
	static const char *const nothing[PEOPLE_COLUMNS] = {NULL};
	const struct plan_cut cut = {.letters = 9, .sides = 2};
	for (size_t r = 0; r < sums[i].count; r++)
		add_row(stored, &sums[i].rows[r]);
	for (size_t r = 0; r < sums[i].undecided; r++)
		stored_add(stored, nothing);
	if (!plan_end_load(stored->plan) || !plan_order(stored->plan, &cut))
		abort();
}

static void
write_account(struct strbuf *out, const struct account *account)
{
	const struct plan_counts *counts = &account->counts;
	strbuf_print(out, "%u %u %u%s / ", counts->letters,
	    counts->by_outcome[OUTCOME_EXCLUDED],
	    counts->by_outcome[OUTCOME_HELD],
	    account->held_beyond ? " beyond" : "");
	for (size_t i = 0; i < account->cause_count; i++)
		strbuf_print(out, "%.*s: %u (%.*s); ",
		    (int)account->causes[i].reason.len,
		    account->causes[i].reason.at, account->causes[i].count,
		    (int)account->causes[i].lines.len,
		    account->causes[i].lines.at);
	strbuf_add_text(out, " / ");
}

static void
test_sum(size_t i)
{
	struct people_job people;
	struct stored stored;
	struct account account = {0};
	struct job_letter letters[2] = {0};
	struct strbuf have = {0};
	people_open(&people);
	people.job.writes.letters = letters;
	people.job.writes.letter_count = 2;
	people.file.expect.letters = sums[i].letters;
	people.file.expect.excluded = sums[i].excluded;
	people.file.expect.held = sums[i].held;
	stored_open(&stored, &people);
	fill(&stored, i);
	bool ok = account_take(&account, &people.job, stored.plan, people.diag);
	write_account(&have, &account);
	for (size_t r = 0; r < diag_count(people.diag); r++) {
		struct slice said = people_arguments(&people, r);
		strbuf_print(&have, "%s %.*s; ", people_code(&people, r),
		    (int)said.len, said.at);
	}
	test_slice(sums[i].name, strbuf_view(&have), sums[i].want);
	test_true(sums[i].name, ok == !diag_count(people.diag));
	strbuf_fini(&have);
	stored_close(&stored, &people);
	people_close(&people);
}

/* Letters by version, those in large print apart. */
static void
test_versions(void)
{
	static const struct {
		uint32_t version;
		bool large;
	} drafts[] = {{1, false}, {0, false}, {1, true}, {1, false}};
	static const char *const cells[PEOPLE_COLUMNS] = {"1"};
	struct people_job people;
	struct stored stored;
	struct account account = {0};
	struct job_letter letters[2] = {0};
	struct strbuf have = {0};
	people_open(&people);
	people.job.writes.letters = letters;
	people.job.writes.letter_count = 2;
	stored_open(&stored, &people);
	for (size_t i = 0; i < COUNT(drafts); i++) {
		stored_add(&stored, cells);
		const struct plan_outcome outcome = {
		    .row = stored.rows, .outcome = OUTCOME_LETTER, .code = ""};
		const struct plan_draft draft = {.row = stored.rows,
		    .version = drafts[i].version,
		    .large_print = drafts[i].large,
		    .pages = 1,
		    .sheets = 1,
		    .sort_key = SLICE("a")};
		test_true("a row", plan_add_outcome(stored.plan, &outcome) &&
				       plan_add_draft(stored.plan, &draft));
	}
	const struct plan_cut cut = {.letters = 9, .sides = 2};
	test_true("versions",
	    plan_end_load(stored.plan) && plan_order(stored.plan, &cut) &&
		account_take(&account, &people.job, stored.plan, people.diag));
	for (size_t i = 0; i < account.version_count; i++)
		strbuf_print(&have, "%u%s: %u; ", account.versions[i].version,
		    account.versions[i].large_print ? " large" : "",
		    account.versions[i].count);
	test_slice("versions", strbuf_view(&have), "0: 1; 1: 2; 1 large: 1; ");
	strbuf_fini(&have);
	stored_close(&stored, &people);
	people_close(&people);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_rows(i);
	for (size_t i = 0; i < COUNT(mailings); i++)
		test_mailing(i);
	for (size_t i = 0; i < COUNT(sums); i++)
		test_sum(i);
	test_versions();
	return test_end();
}
