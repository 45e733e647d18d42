#include "letter/libraries.h"

#include <cmark-gfm.h>

void
letter_add_libraries(struct libraries *libraries)
{
	library_add(libraries, "cmark-gfm", cmark_version_string());
}
