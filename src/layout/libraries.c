#include "layout/libraries.h"

#include <libvoikko/voikko.h>
#include <zint.h>

void
layout_add_libraries(struct libraries *libraries)
{
	/* 21101 is 2.11.1 */
	int version = ZBarcode_Version();
	struct slice text = arena_print(libraries->mem, "%d.%d.%d",
	    version / 10000, version / 100 % 100, version % 100);
	library_add(libraries, "libvoikko", voikkoGetVersion());
	library_add(libraries, "Zint", text.at);
}
