#include "conf/libraries.h"

#include <yaml.h>

void
conf_add_libraries(struct libraries *libraries)
{
	library_add(libraries, "libyaml", yaml_get_version_string());
}
