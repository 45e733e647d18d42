#include "conf/yaml.h"

#include <stdlib.h>

#include "test.h"

/* `want`: the tree, a scalar as text@line:column+length */
static const struct {
	const char *name, *in, *want;
} cases[] = {
    {"empty", "", "{}"},
    {"only a comment", "# hej\n", "{}"},
    {"a map", "a: b\nc: d\n", "{a@1:1: b@1:4+1, c@2:1: d@2:4+1}"},
    {"a list", "- a\n- b c\n", "[a@1:3+1, b c@2:3+3]"},
    {"flow", "a: {b: [c, d]}\n", "{a@1:1: {b@1:5: [c@1:9+1, d@1:12+1]}}"},
    {"quotes", "a: \"b c\"\nd: 'e''f'\n",
	"{a@1:1: b c@1:5+3, d@2:1: "
	"e'f@2:5+4}"},
    {"no value", "a:\nb: ~\nc: \"\"\n",
	"{a@1:1: @1:3+0, b@2:1: @2:4+1, "
	"c@3:1: @3:5+0}"},
    {"nothing becomes another type", "a: no\nb: 01234\nc: null\nd: 1e3\n",
	"{a@1:1: no@1:4+2, b@2:1: 01234@2:4+5, c@3:1: null@3:4+4, d@4:1: "
	"1e3@4:4+3}"},
    {"columns are characters", "åäö: x\n\"é\": [ö, y]\n",
	"{åäö@1:1: x@1:6+1, é@2:2: [ö@2:7+1, y@2:10+1]}"},
    {"a block", "a: |\n  en\n  två\nb: c\n",
	"{a@1:1: en\ntvå\n@2:3+2, b@4:1: c@4:4+1}"},
    {"a folded block", "a: >\n  en\n  två\n", "{a@1:1: en två\n@2:3+2}"},
    {"several lines", "a: en\n  två\nb: c\n",
	"{a@1:1: en två@1:4+2, b@3:1: c@3:4+1}"},
    {"decomposed letters", "a: a\xCC\x8A\n", "{a@1:1: å@1:4+2}"},
    {"a line of Unicode's", "a: \"x\xE2\x80\xA8y\"\nb: z\n",
	"{a@1:1: x\xE2\x80\xA8y@1:5+3, b@2:1: z@2:4+1}"},
    {"a blank alone", "a: ' '\n", "{a@1:1:  @1:5+1}"},
    {"a comment behind", "a: b # c\n", "{a@1:1: b@1:4+1}"},
    {"a block of nothing", "a: |\nb: c\n", "{a@1:1: @2:1+0, b@2:1: c@2:4+1}"},
    {"a block of nothing at the end", "a: |", "{a@1:1: @1:5+0}"},
    {"a text as a whole", "hej\n", "hej@1:1+3"},
};

static void
write_tree(struct strbuf *out, const struct yaml *yaml)
{
	switch (yaml->kind) {
	case YAML_SCALAR:
		strbuf_add(out, yaml->text);
		strbuf_print(out, "@%u:%u+%u", yaml->span.line,
		    yaml->span.column, yaml->span.length);
		return;
	case YAML_LIST:
		strbuf_add_char(out, '[');
		for (size_t i = 0; i < yaml->count; i++) {
			strbuf_add_text(out, i ? ", " : "");
			write_tree(out, yaml->items[i]);
		}
		strbuf_add_char(out, ']');
		return;
	case YAML_MAP:
		strbuf_add_char(out, '{');
		for (size_t i = 0; i < yaml->count; i++) {
			struct span span = yaml->pairs[i].key_span;
			strbuf_add_text(out, i ? ", " : "");
			strbuf_add(out, yaml->pairs[i].key);
			strbuf_print(out, "@%u:%u: ", span.line, span.column);
			write_tree(out, yaml->pairs[i].value);
		}
		strbuf_add_char(out, '}');
	}
}

static void
test_case(struct arena *mem, const char *name, const char *in, const char *want)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct slice text = slice_view(in);
	uint32_t file = sources_add(sources, "in.yaml", text);
	struct yaml *yaml = yaml_parse(mem, file, 0, text.len, diag);
	struct strbuf have = {0};
	if (yaml)
		write_tree(&have, yaml);
	else
		diag_print(diag, stdout);
	test_slice(name, strbuf_view(&have), want);
	strbuf_fini(&have);
	diag_free(diag);
	sources_free(sources);
}

/* Front matter: the places are the file's. */
static void
test_part(struct arena *mem)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct slice text = SLICE("---\nspråk: sv\nx: y\n---\nHej\n");
	uint32_t file = sources_add(sources, "brev.md", text);
	struct yaml *yaml = yaml_parse(mem, file, 4, 16, diag);
	struct strbuf have = {0};
	write_tree(&have, yaml);
	test_slice("a part of a file", strbuf_view(&have),
	    "{språk@2:1: sv@2:8+2, x@3:1: y@3:4+1}");
	test_true("found", yaml_find(yaml, "x") != NULL);
	test_true("not found", !yaml_find(yaml, "z"));
	test_true("nothing in a scalar", !yaml_find(yaml_find(yaml, "x"), "z"));
	strbuf_fini(&have);
	diag_free(diag);
	sources_free(sources);
}

/* Quotes as Word makes them: read as they stand, and told. */
static void
test_curly(struct arena *mem)
{
	static const struct {
		const char *in;
		bool told;
	} quotes[] = {{"a: \u201chej\u201d", true},
	    {"a: \u00abhej\u00bb", true}, {"a: \u00bbhej\u00bb", true},
	    {"a: \u2018hej\u2019", true}, {"a: \u201chej", false},
	    {"a: hej\u201d", false}, {"a: \u00e5\u00e5\u00e5", false},
	    {"a: \u201c", false}, {"a: \u201c\u201d", true},
	    {"a: \u2020hej\u2020", false}, {"a: \u00aahej\u00aa", false},
	    {"a: \U0001F600", false}};
	for (size_t i = 0; i < COUNT(quotes); i++) {
		struct sources *sources = sources_new();
		struct diag *diag = diag_new(sources);
		struct slice text = slice_view(quotes[i].in);
		uint32_t file = sources_add(sources, "in.yaml", text);
		test_true(quotes[i].in,
		    yaml_parse(mem, file, 0, text.len, diag) != NULL);
		test_true(quotes[i].in,
		    (diag_count(diag) == 1 &&
			strcmp(diag_view(diag, 0)->main.message->code,
			    "yaml-curly-quotes") == 0) == quotes[i].told);
		diag_free(diag);
		sources_free(sources);
	}
}

/* An empty file has no line to show, but a name. */
static void
test_empty(struct arena *mem)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	uint32_t file = sources_add(sources, "in.yaml", SLICE(""));
	struct yaml *yaml = yaml_parse(mem, file, 0, 0, diag);
	test_true("empty file", yaml && yaml->kind == YAML_MAP);
	test_number("empty file", yaml ? yaml->span.file : 0, file);
	diag_free(diag);
	sources_free(sources);
}

static char *
print_report(struct slice text, struct arena *mem)
{
	char *said = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&said, &len);
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	uint32_t file = sources_add(sources, "in.yaml", text);
	if (!yaml_parse(mem, file, 0, text.len, diag))
		diag_print(diag, to);
	diag_free(diag);
	sources_free(sources);
	fclose(to);
	return said;
}

/* A tag is met where the value began on the line before it. */
static void
test_faults(struct arena *mem)
{
	static const char *const texts[][2] = {
	    {"&x \n!a!:", "in.yaml:1:1: error: "},
	    {"a: b\nc: !a!b d\n", "in.yaml:2:4: error: "}};
	for (size_t i = 0; i < COUNT(texts); i++) {
		char *said = print_report(slice_view(texts[i][0]), mem);
		bool ok = slice_starts(slice_view(said), texts[i][1]) &&
			  strstr(said, "[yaml-start]");
		test_true(texts[i][0], ok);
		if (!ok)
			printf("  have: %s\n", said);
		free(said);
	}
}

/* Too long for a file in tests/golden. */
static void
test_large(struct arena *mem)
{
	struct strbuf text = {0};
	for (int i = 0; i < 50000; i++)
		strbuf_add_text(&text, "- a\n");
	char *said = print_report(strbuf_view(&text), mem);
	test_text("50000 values", said,
	    "in.yaml:50000:3: error: more than 50000 values "
	    "[yaml-large]\n50000 | - a\n      |   ^\n");
	free(said);
	strbuf_fini(&text);
}

int
main(void)
{
	struct arena *mem = arena_new();
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(mem, cases[i].name, cases[i].in, cases[i].want);
	test_part(mem);
	test_empty(mem);
	test_curly(mem);
	test_faults(mem);
	test_large(mem);
	arena_free(mem);
	return test_end();
}
