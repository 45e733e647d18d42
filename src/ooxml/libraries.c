#include "ooxml/libraries.h"

#include <expat.h>
#include <zip.h>

void
ooxml_add_libraries(struct libraries *libraries)
{
	XML_Expat_Version version = XML_ExpatVersionInfo();
	struct slice text = arena_print(libraries->mem, "%d.%d.%d",
	    version.major, version.minor, version.micro);
	library_add(libraries, "Expat", text.at);
	library_add(libraries, "libzip", zip_libzip_version());
}
