#include "cli/messages.h"

int
main(void)
{
	return 0;
}
