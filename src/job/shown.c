#include "job/shown.h"

static bool
is_of_address(const struct address_columns *from, size_t column)
{
	for (size_t i = 0; i < from->name_count; i++) {
		if (from->name[i] == column)
			return true;
	}
	return column == from->co || column == from->street ||
	       column == from->street2;
}

bool
shown_never(const struct job *job, size_t column)
{
	return column == job->key || column == job->person ||
	       column == job->guardian ||
	       is_of_address(&job->address, column) ||
	       (job->guardian != COLUMN_NONE &&
		   is_of_address(&job->guardian_address, column));
}
