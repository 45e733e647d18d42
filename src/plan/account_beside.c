#include "plan/account_beside.h"

#include "beside/beside.h"
#include "beside/lines.h"
#include "intake/corrections.h"

/* The lines of corrections that were applied to no row. */
static void
find_unused(const struct job *job, struct beside_count *count)
{
	size_t all;
	const struct correction *list =
	    corrections_list(job->reads.corrections, &all);
	struct lines_told lines = {0};
	count->rows = (uint32_t)all;
	for (size_t i = 0; i < all; i++) {
		if (!list[i].row)
			lines_tell(&lines, list[i].line);
	}
	count->nobody = lines.count;
	count->lines = lines_write(job->mem, &lines);
}

static bool
count_corrections(const struct job *job, struct plan *plan,
    const struct plan_counts *counts, struct beside_count *count)
{
	*count = (struct beside_count){
	    .number = count->number,
	    .kind = slice_view(input_role_name(INPUT_CORRECTIONS)),
	    .name = job->file->corrections.text,
	    .file = job->file->corrections.text,
	};
	find_unused(job, count);
	if (!plan_count_corrections(plan, count))
		return false;
	count->elsewhere = count->rows - count->nobody - count->in_letter;
	count->none = counts->rows - count->one - count->several;
	return plan_add_beside(plan, count, NULL, 0);
}

bool
account_take_beside(
    const struct job *job, struct plan *plan, struct account *account)
{
	size_t count;
	if (job->only_protected)
		return true;
	if (!beside_account(job->reads.beside, plan))
		return false;
	const struct beside_count *counts =
	    beside_counts(job->reads.beside, &count);
	account->beside = ARENA_ARRAY(job->mem, struct beside_count, count + 1);
	memcpy(account->beside, counts, count * sizeof *counts);
	account->beside_count = count;
	if (!job->reads.corrections)
		return true;
	account->beside[count].number = (uint32_t)count;
	return count_corrections(job, plan, &account->counts,
	    &account->beside[account->beside_count++]);
}
