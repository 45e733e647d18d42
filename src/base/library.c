#include "base/library.h"

#include <assert.h>

void
library_add(struct libraries *libraries, const char *name, const char *version)
{
	struct arena *mem = libraries->mem;
	assert(libraries->count < LIBRARIES_MAX);
	libraries->at[libraries->count++] =
	    (struct library){arena_dup_text(mem, slice_view(name)),
		arena_dup_text(mem, slice_view(version))};
}
