#include "plan/showable.h"

#include "job/computed.h"

/* What is made from a name names somebody as well. */
static bool
is_same(const struct job *job, size_t column, size_t never)
{
	return never != COLUMN_NONE && computed_share(job, column, never);
}

static bool
is_of_address(
    const struct job *job, const struct address_columns *from, size_t column)
{
	for (size_t i = 0; i < from->name_count; i++) {
		if (is_same(job, column, from->name[i]))
			return true;
	}
	return is_same(job, column, from->co) ||
	       is_same(job, column, from->street) ||
	       is_same(job, column, from->street2);
}

bool
showable_never(const struct job *job, size_t column)
{
	return is_same(job, column, job->reads.key) ||
	       is_same(job, column, job->reads.person) ||
	       is_same(job, column, job->reads.guardian) ||
	       is_of_address(job, &job->reads.address, column) ||
	       (job->reads.guardian != COLUMN_NONE &&
		   is_of_address(job, &job->reads.guardian_address, column));
}
