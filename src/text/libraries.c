#include "text/libraries.h"

#include <unicode/uversion.h>

void
text_add_libraries(struct libraries *libraries)
{
	UVersionInfo version;
	char text[U_MAX_VERSION_STRING_LENGTH];
	u_getVersion(version);
	u_versionToString(version, text);
	library_add(libraries, "ICU", text);
}
