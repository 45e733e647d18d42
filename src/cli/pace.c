#include "cli/pace.h"

#define LEAST 1.0 /* seconds */

bool
pace_find(double seconds, uint32_t first, uint32_t done, uint32_t total,
    struct pace *pace)
{
	if (seconds < LEAST || done <= first || done >= total)
		return false;
	double each = seconds / (done - first);
	*pace = (struct pace){
	    .rate = (uint32_t)(1 / each + 0.5),
	    .left = (uint32_t)(each * (total - done)) + 1,
	};
	return true;
}
