/* A word as a shell takes it: as it stands, or in quotes. */
#include "base/shell.h"

#include "test.h"

static const struct {
	const char *in, *want;
} words[] = {
    {"brev.md", "brev.md"},
    {"aZ09_./-+,:@%", "aZ09_./-+,:@%"},
    {"\u00e5\u00e4\u00f6", "\u00e5\u00e4\u00f6"},
    {"", "''"},
    {"mitt brev", "'mitt brev'"},
    {"a{b}", "'a{b}'"},
    {"A[1]", "'A[1]'"},
    {"9;", "'9;'"},
    {"`a`", "'`a`'"},
    {"Anna's", "'Anna'\\''s'"},
};

int
main(void)
{
	struct arena *mem = arena_new();
	for (size_t i = 0; i < COUNT(words); i++)
		test_text(
		    words[i].in, shell_word(mem, words[i].in), words[i].want);
	arena_free(mem);
	return test_end();
}
