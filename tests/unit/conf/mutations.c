/*
 * 20,000 spoilt job files: each is read or refused with a place, and nothing
 * is touched that is not ours (the tests run under AddressSanitizer).
 */
#include <stdlib.h>

#include "conf/schema.h"
#include "mutate.h"
#include "test.h"
#include "text/encoding.h"

#define ROUNDS 20000

#define TEXT(literal)                                                          \
	{                                                                      \
		(literal), sizeof(literal) - 1                                 \
	}

static const struct slice seeds[] = {
    TEXT("name: Fritt val i hemtjänsten\n"
	 "date: 2012-03-19\n"
	 "register: {file: klienter.csv, key: Personnummer}\n"
	 "rules:\n"
	 "  - exclude: Ingår inte ännu  # skälet\n"
	 "    where: {Boendeform: Servicehus}\n"
	 "  - hold: Beslutet går ut\n"
	 "    when: \"[Beslut till] < [gäller från]\"\n"
	 "expect: {rows: 350-450}\n"),
    TEXT("a: |\n  en\n  två\nb: >-\n  tre\nc: 'd''e'\n"
	 "list: [a, \"b\\n\\u00e5\", {c: d}, ~]\n"),
    TEXT("a: åäö\r\nb: \"\xE2\x80\x9Dx\"\r\n"),
};

static const struct slice tokens[] = {TEXT(": "), TEXT("\n"), TEXT("\t"),
    TEXT("  "), TEXT("- "), TEXT("["), TEXT("]"), TEXT("{"), TEXT("}"),
    TEXT("\""), TEXT("'"), TEXT("#"), TEXT(" #"), TEXT("&a "), TEXT("*a "),
    TEXT("!b "), TEXT("|\n"), TEXT(">\n"), TEXT("? "), TEXT("%"), TEXT("@"),
    TEXT("---\n"), TEXT("...\n"), TEXT("\\"), TEXT("\\x"), TEXT("\r"),
    TEXT("\xC3"), TEXT("\xE5"), TEXT("\x81"), TEXT("\0"), TEXT("\xEF\xBB\xBF"),
    TEXT("\xFF\xFE"), TEXT("\xE2\x80\xA8"), TEXT("\xC2\x85"), TEXT("[[[[[[[["),
    TEXT("name"), TEXT("date"), TEXT("\n\n"), TEXT(", ")};

struct target {
	struct conf_text name;
	struct conf_date date;
	struct conf_list list;
	const struct yaml *rules;
};

#define AT(member) .offset = offsetof(struct target, member)

static const struct field fields[] = {
    {"name", FIELD_TEXT, AT(name), .required = true},
    {"date", FIELD_DATE, AT(date)},
    {"list", FIELD_LIST, AT(list)},
    {"rules", FIELD_YAML, AT(rules)},
    {0},
};
static const struct schema schema = {"the job", fields};

static bool
is_inside(const struct sources *sources, struct span span)
{
	struct slice line = sources_line(sources, span.file, span.line);
	return span.line == 0 || span.column == 0 ||
	       span.column + span.length <= line.len + 2;
}

static bool
is_sound(const struct sources *sources, const struct yaml *yaml)
{
	bool sound = is_inside(sources, yaml->span) && yaml->span.file;
	for (size_t i = 0; i < yaml->count && yaml->kind == YAML_LIST; i++)
		sound = sound && is_sound(sources, yaml->items[i]);
	for (size_t i = 0; i < yaml->count && yaml->kind == YAML_MAP; i++)
		sound = sound && is_inside(sources, yaml->pairs[i].key_span) &&
			is_sound(sources, yaml->pairs[i].value);
	return sound;
}

struct tally {
	size_t read, refused;
};

static void
test_mutant(
    struct slice bytes, struct arena *mem, struct tally *tally, FILE *nowhere)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	uint32_t file;
	struct slice text;
	struct yaml *yaml = NULL;
	struct target target = {0};
	if (encoding_decode_document(mem, "in.yaml", bytes, diag, &file, &text))
		yaml = yaml_parse(mem, file, 0, text.len, diag);
	test_holds(
	    "refused or read", (yaml == NULL) == (diag_errors(diag) > 0));
	if (yaml) {
		test_holds("places lie inside", is_sound(sources, yaml));
		schema_read(&schema, yaml, mem, &target, diag);
	}
	tally->read += yaml != NULL;
	tally->refused += yaml == NULL;
	diag_print(diag, nowhere);
	diag_free(diag);
	sources_free(sources);
	arena_reset(mem);
}

int
main(void)
{
	static struct mutant mutant = {.state = 47};
	struct arena *mem = arena_new();
	struct tally tally = {0};
	FILE *nowhere = fopen("/dev/null", "w");
	for (size_t i = 0; i < ROUNDS; i++) {
		struct slice bytes = mutate(
		    &mutant, seeds[i % COUNT(seeds)], tokens, COUNT(tokens));
		/* A copy of exact size, so that a byte too far is seen. */
		char *exact = malloc(bytes.len + !bytes.len);
		memcpy(exact, bytes.at, bytes.len);
		test_mutant(
		    (struct slice){exact, bytes.len}, mem, &tally, nowhere);
		free(exact);
	}
	/* Mutations that are all refused, or none, would test little. */
	test_true("every rule held", test_failed == 0);
	test_true("some are read", tally.read > ROUNDS / 20);
	test_true("some are refused", tally.refused > ROUNDS / 20);
	printf("%zu read, %zu refused\n", tally.read, tally.refused);
	fclose(nowhere);
	arena_free(mem);
	return test_end();
}
