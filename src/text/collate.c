#include "text/collate.h"

#include <stdlib.h>
#include <unicode/ucol.h>

#include "base/memory.h"
#include "text/language.h"
#include "text/messages.h"
#include "text/utf16.h"

struct collator {
	UCollator *icu;
	struct utf16 wide;
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
	free(collator);
}

struct slice
collator_key(struct collator *collator, struct arena *arena, struct slice text)
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
