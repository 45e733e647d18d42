#include "text/collate.h"

#include <stdlib.h>
#include <unicode/ucol.h>

#include "base/hash.h"
#include "base/memory.h"
#include "text/language.h"
#include "text/messages.h"
#include "text/utf16.h"

enum {
	KEPT = 1024, /* a power of two; the last text that came has the slot */
	KEPT_LONGEST = 64, /* bytes of a text whose key is kept */
	KEY_LONGEST = 256,
};

/* A text and its key: towns, postcodes and names come again and again. */
struct kept_key {
	uint8_t text_len; /* 0: none */
	uint16_t key_len;
	char text[KEPT_LONGEST];
	char key[KEY_LONGEST];
};

struct collator {
	UCollator *icu;
	struct utf16 wide;
	struct kept_key *kept;
};

struct collator *
collator_new(const char *language, struct diag *diag)
{
	UErrorCode status = language_is_known(language)
				? U_ZERO_ERROR
				: U_MISSING_RESOURCE_ERROR;
	UCollator *icu = ucol_open(language, &status);
	/* "Storgatan 9" before "Storgatan 10". */
	if (U_SUCCESS(status))
		ucol_setAttribute(
		    icu, UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
	if (U_FAILURE(status)) {
		REPORT(diag, NO_SPAN, &text_no_collation,
		    ARGS(language, u_errorName(status)));
		ucol_close(icu);
		return NULL;
	}
	struct collator *collator = mem_new(1, sizeof *collator);
	collator->icu = icu;
	collator->kept = mem_new(KEPT, sizeof *collator->kept);
	utf16_init(&collator->wide);
	return collator;
}

void
collator_free(struct collator *collator)
{
	if (!collator)
		return;
	ucol_close(collator->icu);
	utf16_fini(&collator->wide);
	free(collator->kept);
	free(collator);
}

static struct slice
make_key(struct collator *collator, struct arena *arena, struct slice text)
{
	unsigned char fixed[512];
	utf16_set(&collator->wide, text);
	int32_t len = ucol_getSortKey(collator->icu, collator->wide.at,
	    collator->wide.len, fixed, sizeof fixed);
	if (len <= 0)
		memory_exhausted();
	unsigned char *key = arena_raw(arena, (size_t)len);
	if (len > (int32_t)sizeof fixed)
		ucol_getSortKey(collator->icu, collator->wide.at,
		    collator->wide.len, key, len);
	else
		memcpy(key, fixed, (size_t)len);
	/* The last byte is a NUL that ends every key. */
	return (struct slice){(const char *)key, (size_t)len - 1};
}

struct slice
collator_key(struct collator *collator, struct arena *arena, struct slice text)
{
	if (!text.len || text.len > KEPT_LONGEST)
		return make_key(collator, arena, text);
	struct kept_key *kept =
	    &collator->kept[hash_short(0, text) & (KEPT - 1)];
	if (slice_equal((struct slice){kept->text, kept->text_len}, text))
		return arena_dup(
		    arena, (struct slice){kept->key, kept->key_len});
	struct slice key = make_key(collator, arena, text);
	if (key.len > KEY_LONGEST)
		return key;
	kept->text_len = (uint8_t)text.len;
	kept->key_len = (uint16_t)key.len;
	memcpy(kept->text, text.at, text.len);
	memcpy(kept->key, key.at, key.len);
	return key;
}
