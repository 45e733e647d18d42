#include "plan/account.h"
#include "plan/messages.h"

static bool
expect_count(const struct job *job, const struct conf_range *range,
    const struct message *message, uint32_t count, struct diag *diag)
{
	if (!range->span.file || job->only_protected ||
	    (count >= range->least && count <= range->most))
		return true;
	REPORT(diag, range->span, message, ARGS(count));
	HINT(diag, &plan_expect_hint, NO_ARGS);
	return false;
}

bool
account_expect_rows(const struct job *job, uint32_t rows, struct diag *diag)
{
	return expect_count(
	    job, &job->file->expect.rows, &plan_expect_rows, rows, diag);
}

bool
account_check(const struct job *job, struct account *account, struct diag *diag)
{
	const struct plan_counts *counts = &account->counts;
	const struct conf_range *held = &job->file->expect.held;
	uint32_t sum = 0;
	for (int i = 0; i < OUTCOME_COUNT; i++)
		sum += counts->by_outcome[i];
	if (sum != counts->rows) {
		REPORT(diag, NO_SPAN, &plan_sum_wrong, ARGS(counts->rows, sum));
		return false;
	}
	bool ok = expect_count(job, &job->file->expect.letters,
	    &plan_expect_letters, counts->letters, diag);
	ok = expect_count(job, &job->file->expect.excluded,
		 &plan_expect_excluded, counts->by_outcome[OUTCOME_EXCLUDED],
		 diag) &&
	     ok;
	account->held_beyond =
	    held->span.file &&
	    (counts->by_outcome[OUTCOME_HELD] < held->least ||
		counts->by_outcome[OUTCOME_HELD] > held->most);
	return ok;
}

/* A rule that takes everybody, a column that was renamed: nothing to seal. */
bool
account_check_letters(
    const struct job *job, const struct account *account, struct diag *diag)
{
	const struct plan_counts *counts = &account->counts;
	const struct conf_range *expected = &job->file->expect.letters;
	if (counts->letters || (expected->span.file && !expected->least))
		return true;
	REPORT(diag, job->file->letters_yaml->span, &plan_no_letters,
	    ARGS(counts->by_outcome[OUTCOME_EXCLUDED],
		counts->by_outcome[OUTCOME_HELD]));
	HINT(diag, &plan_no_letters_hint, NO_ARGS);
	for (size_t i = 0; i < account->cause_count; i++)
		HINT(diag, &plan_no_letters_cause,
		    ARGS(account->causes[i].count, account->causes[i].reason));
	return false;
}

#define LINES_SHOWN 12

struct causes {
	const struct job *job;
	struct plan *plan;
	struct account *account;
	size_t room;
};

static bool
add_cause(uint32_t count, enum outcome outcome, struct slice reason, void *ctx)
{
	struct causes *causes = ctx;
	struct account *account = causes->account;
	(void)outcome;
	account->causes = arena_grow(causes->job->mem, account->causes,
	    &causes->room, account->cause_count + 1, sizeof *account->causes);
	account->causes[account->cause_count++] = (struct account_cause){
	    .count = count,
	    .reason = arena_dup(causes->job->mem, reason),
	};
	return plan_list_lines(causes->plan, causes->job->mem, reason,
	    LINES_SHOWN, &account->causes[account->cause_count - 1].lines,
	    &account->causes[account->cause_count - 1].line_count);
}

static bool
add_version(uint32_t version, bool large_print, uint32_t count, void *ctx)
{
	struct causes *causes = ctx;
	struct account *account = causes->account;
	if (!account->versions)
		account->versions =
		    ARENA_ARRAY(causes->job->mem, struct account_version,
			2 * causes->job->writes.letter_count);
	account->versions[account->version_count++] = (struct account_version){
	    .version = version,
	    .large_print = large_print,
	    .count = count,
	};
	return true;
}

bool
account_take(struct account *account, const struct job *job, struct plan *plan,
    struct diag *diag)
{
	struct causes causes = {job, plan, account, 0};
	return plan_count(plan, &account->counts) &&
	       plan_each_cause(plan, add_cause, &causes) &&
	       plan_each_version(plan, add_version, &causes) &&
	       account_check(job, account, diag);
}
