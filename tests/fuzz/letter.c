/*
 * Any text as a letter: its faults are found, or none, and every field that
 * was read can be checked.
 */
#include <assert.h>

#include "base/utf8.h"
#include "letter/letter.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static struct column columns_at[] = {
    {.name = {"Namn", 4}, .folded = {"namn", 4}},
    {.name = {"Till", 4}, .folded = {"till", 4}, .type = COLUMN_DATE},
};
static const struct columns columns = {columns_at, 2};

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const char *const no_folders[] = {NULL};
	struct slice text = {(const char *)bytes, len};
	if (utf8_check(text) != len)
		return 0;
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	uint32_t next_id = 1;
	const struct letter_options options = {"sv", no_folders, &next_id};
	const struct scope scope = {.columns = &columns, .today = 15000};
	uint32_t file = sources_add(sources, "brev.md", text);
	struct letter *letter = letter_parse(
	    mem, file, text, (struct span){file, 1, 1, 0}, &options, diag);
	assert(letter && letter->broken == (diag_errors(diag) > 0));
	bool ok = letter_check(letter, &scope, diag);
	assert(ok == (diag_errors(diag) == 0));
	FILE *nowhere = fopen("/dev/null", "w");
	diag_print(diag, nowhere);
	fclose(nowhere);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return 0;
}
