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
