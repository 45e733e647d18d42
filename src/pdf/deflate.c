#include "pdf/deflate.h"

#include <libdeflate.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/strbuf.h"

struct deflater {
	struct libdeflate_compressor *fast, *strong;
	struct strbuf scratch;
};

struct deflater *
deflater_new(void)
{
	struct deflater *deflater = mem_new(1, sizeof *deflater);
	deflater->fast = libdeflate_alloc_compressor(1);
	deflater->strong = libdeflate_alloc_compressor(9);
	if (!deflater->fast || !deflater->strong)
		memory_exhausted();
	return deflater;
}

void
deflater_free(struct deflater *deflater)
{
	if (!deflater)
		return;
	libdeflate_free_compressor(deflater->fast);
	libdeflate_free_compressor(deflater->strong);
	strbuf_fini(&deflater->scratch);
	free(deflater);
}

/* Never fails where the room is libdeflate's own bound. */
static struct slice
compress(struct deflater *deflater, struct libdeflate_compressor *compressor,
    struct arena *arena, struct slice bytes)
{
	size_t bound = libdeflate_zlib_compress_bound(compressor, bytes.len);
	strbuf_reset(&deflater->scratch);
	char *to = strbuf_reserve(&deflater->scratch, bound);
	size_t len = libdeflate_zlib_compress(
	    compressor, bytes.len ? bytes.at : "", bytes.len, to, bound);
	char *kept = arena_raw(arena, len);
	memcpy(kept, to, len);
	return (struct slice){kept, len};
}

struct slice
deflate_page(struct deflater *deflater, struct arena *arena, struct slice bytes)
{
	return compress(deflater, deflater->fast, arena, bytes);
}

struct slice
deflate_once(struct deflater *deflater, struct arena *arena, struct slice bytes)
{
	return compress(deflater, deflater->strong, arena, bytes);
}
