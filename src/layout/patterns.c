#include "layout/patterns.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/memory.h"

/* A language has one, and few languages are set. */
static struct kept {
	struct digest digest; /* of the bytes */
	HyphenDict *patterns;
} * kept;
static size_t kept_count, kept_room;

/* libhyphen reads what is hashed, not the file once more. */
static HyphenDict *
parse(struct slice bytes)
{
	char *copy = mem_new(bytes.len, 1);
	memcpy(copy, bytes.at, bytes.len);
	FILE *file = fmemopen(copy, bytes.len, "r");
	HyphenDict *patterns = file ? hnj_hyphen_load_file(file) : NULL;
	if (file)
		fclose(file);
	free(copy);
	return patterns;
}

HyphenDict *
patterns_parse(struct slice bytes)
{
	struct digest digest = hash_of(bytes);
	for (size_t i = 0; i < kept_count; i++) {
		if (digest_equal(kept[i].digest, digest))
			return kept[i].patterns;
	}
	HyphenDict *patterns = parse(bytes);
	if (!patterns)
		return NULL;
	kept = mem_grow(kept, &kept_room, kept_count + 1, sizeof *kept);
	kept[kept_count++] = (struct kept){digest, patterns};
	return patterns;
}
