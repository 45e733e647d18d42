/*
 * 4,000 spoilt files, each changed at all its first places.
 */
#include <stdlib.h>

#include "edit_everywhere.h"
#include "mutate.h"
#include "test.h"

#define ROUNDS 4000

#define TEXT(literal)                                                          \
	{                                                                      \
		(literal), sizeof(literal) - 1                                 \
	}

static const struct slice seeds[] = {
    TEXT("name: Fritt val  # c\n"
	 "register: {file: klienter.csv, key: Personnummer}\n"
	 "rules:\n"
	 "  - exclude: Inte ännu  # skälet\n"
	 "    where: {Boendeform: Servicehus}\n"
	 "  # dold\n"
	 "  - hold: Beslutet\n"),
    TEXT("a: |\n  en\n  två\n\nb: >-\n  tre\nc: 'd''e'\n"
	 "list: [a, \"b\\n\\u00e5\", {c: d}, ~]\n"),
    TEXT("a: {\r\n  b: c, # d\r\n  e: [f,\r\n    g]}\r\nh:\r\n- - i\r\n  - "
	 "j\r\n"),
};

static const struct slice tokens[] = {TEXT(": "), TEXT("\n"), TEXT("\t"),
    TEXT("  "), TEXT("- "), TEXT("["), TEXT("]"), TEXT("{"), TEXT("}"),
    TEXT("\""), TEXT("'"), TEXT("#"), TEXT(" #"), TEXT("|\n"), TEXT("|+\n"),
    TEXT(">\n"), TEXT("? "), TEXT("---\n"), TEXT("\\"), TEXT("\r\n"),
    TEXT("\xE2\x80\xA8"), TEXT("\xC2\x85"), TEXT("\n\n"), TEXT(", "), TEXT(":"),
    TEXT("\n  "), TEXT("\n    "), TEXT("%YAML 1.1\n---\n"),
    TEXT("\xEF\xBB\xBF"), TEXT("...\n")};

int
main(void)
{
	static struct mutant mutant = {.state = 74};
	struct arena *mem = arena_new();
	size_t done = 0;
	for (size_t i = 0; i < ROUNDS; i++) {
		struct slice bytes = mutate(
		    &mutant, seeds[i % COUNT(seeds)], tokens, COUNT(tokens));
		/* A copy of exact size, so that a byte too far is seen. */
		char *exact = malloc(bytes.len + !bytes.len);
		memcpy(exact, bytes.at, bytes.len);
		bool holds = edit_everywhere(
		    mem, (struct slice){exact, bytes.len}, &done);
		test_holds("everywhere", holds);
		if (!holds)
			printf("<<%.*s>>\n", (int)bytes.len, exact);
		free(exact);
		arena_reset(mem);
	}
	test_true("every rule held", test_failed == 0);
	test_true("much is changed", done > ROUNDS);
	printf("%zu changes\n", done);
	arena_free(mem);
	return test_end();
}
