#include "plan/showable.h"

#include "job/computed.h"

/* A column that is made from a name names somebody as well. */
static bool
is_same(const struct job_reads *reads, size_t column, size_t never)
{
	return never != COLUMN_NONE && computed_share(reads, column, never);
}

static bool
is_of_address(const struct job_reads *reads, const struct address_columns *from,
    size_t column)
{
	for (size_t i = 0; i < from->name_count; i++) {
		if (is_same(reads, column, from->name[i]))
			return true;
	}
	return is_same(reads, column, from->co) ||
	       is_same(reads, column, from->street) ||
	       is_same(reads, column, from->street2);
}

bool
showable_never(const struct job_reads *reads, size_t column)
{
	return is_same(reads, column, reads->key) ||
	       is_same(reads, column, reads->person) ||
	       is_same(reads, column, reads->guardian) ||
	       is_of_address(reads, &reads->address, column) ||
	       (reads->guardian != COLUMN_NONE &&
		   is_of_address(reads, &reads->guardian_address, column));
}
