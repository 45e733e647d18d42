/* Any bytes as a job file that a form changes: see edit_everywhere.h. */
#include <assert.h>

#include "conf/edit_everywhere.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	size_t done = 0;
	struct arena *mem = arena_new();
	struct slice text = {(const char *)bytes, len};
	bool holds = edit_everywhere(mem, text, &done);
	assert(holds);
	arena_free(mem);
	return 0;
}
