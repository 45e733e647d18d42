#include "font/libraries.h"

#include <hb.h>

void
font_add_libraries(struct libraries *libraries)
{
	library_add(libraries, "HarfBuzz", hb_version_string());
}
