#include "cli/descriptors.h"

#include <sys/resource.h>

bool
descriptors_take(uint32_t *allowed)
{
	struct rlimit limit;
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return true;
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
	*allowed =
	    limit.rlim_max < UINT32_MAX ? (uint32_t)limit.rlim_max : UINT32_MAX;
	return *allowed >= DESCRIPTORS_LEAST;
}
