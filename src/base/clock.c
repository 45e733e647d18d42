#include "base/clock.h"

#include <time.h>

void
clock_write_today(char to[11])
{
	time_t now = time(NULL);
	struct tm local = {0};
	localtime_r(&now, &local);
	strftime(to, 11, "%Y-%m-%d", &local);
}

uint64_t
clock_milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}
