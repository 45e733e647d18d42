#include "pdf/libraries.h"

#include <hpdf.h>
#include <png.h>

void
pdf_add_libraries(struct libraries *libraries)
{
	library_add(libraries, "libHaru", HPDF_GetVersion());
	library_add(libraries, "libpng", png_get_libpng_ver(NULL));
}
