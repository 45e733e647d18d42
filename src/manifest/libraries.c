#include "manifest/libraries.h"

#include <xlsxwriter.h>

void
manifest_add_libraries(struct libraries *libraries)
{
	library_add(libraries, "libxlsxwriter", lxw_version());
}
