/*
 * Where the values of a YAML text lie, of one that cannot be read too; and
 * whether one tree is another but for a single change.
 */
#include "conf/laid.h"

#include "conf/edit_same.h"
#include "conf/scalar.h"
#include "test.h"

/* `want`: "{from-after: value}" of maps, "[from-after value]" of lists, and
 * "from-to" of scalars; NULL: cannot be read. */
static const struct {
	const char *name, *in, *want;
} cases[] = {
    {"a map", "a: b\nc:  d\n", "{0-2: 3-4, 5-7: 9-10}"},
    {"a list", "- a\n# c\n-  b\n", "[0-1 2-3, 8-9 11-12]"},
    {"in brackets", "a: [b, {c: d}]", "{0-2: [4-4 4-5, 7-7 {8-10: 11-12}]}"},
    {"a key alone", "{a, b: c}", "{1-2: 2-2, 4-6: 7-8}"},
    {"a key at the end", "? a", "{2-3: 3-3}"},
    {"a block", "a: |\n  b\n\nc: d\n", "{0-2: 3-8, 10-12: 13-14}"},
    {"a block that keeps", "a: |+\n  b\n\nc: d\n", "{0-2: 3-10, 11-13: 14-15}"},
    {"a block of nothing", "a: |\nc: d\n", "{0-2: 3-4, 5-7: 8-9}"},
    {"a block of nothing at the end", "a: |", "{0-2: 3-4}"},
    {"a block without an end", "a: |\n  b", "{0-2: 3-8}"},
    {"letters of several bytes", "\u00e5: \u00e4\n", "{0-3: 4-6}"},
    {"nothing", "", NULL},
    {"a comment", "# a\n", NULL},
    {"an alias", "a: *b\n", NULL},
    {"an alias alone", "*b\n", NULL},
    {"an alias in a list", "- *b\n", NULL},
    {"an alias as a key", "*b : c\n", NULL},
    {"a sign that begins nothing", "@a\n", NULL},
    {"one behind a key", "a: @b\n", NULL},
    {"a list that does not close", "[a, b", NULL},
    {"a map that does not close", "{a: b", NULL},
    {"a list in a map that does not close", "a: [b", NULL},
    {"a key that does not close", "? [a", NULL},
};

static void
write_laid(struct strbuf *out, const struct laid *laid)
{
	if (laid->kind == YAML_SCALAR) {
		strbuf_print(out, "%zu-%zu", laid->from, laid->to);
		return;
	}
	bool map = laid->kind == YAML_MAP;
	strbuf_add_char(out, map ? '{' : '[');
	for (size_t i = 0; i < laid->count; i++) {
		const struct laid_part *part = &laid->parts[i];
		strbuf_print(out, "%s%zu-%zu%s", i ? ", " : "", part->from,
		    part->after, map ? ": " : " ");
		write_laid(out, part->value);
	}
	strbuf_add_char(out, map ? '}' : ']');
}

static void
test_laid(struct arena *mem)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct strbuf have = {0};
		struct laid *laid = laid_read(mem, slice_view(cases[i].in));
		if (laid)
			write_laid(&have, laid);
		else
			strbuf_add_text(&have, "none");
		test_slice(cases[i].name, strbuf_view(&have),
		    cases[i].want ? cases[i].want : "none");
		strbuf_fini(&have);
	}
	test_true("no text at all", !laid_read(mem, (struct slice){NULL, 0}));
}

static void
test_lines(void)
{
	struct slice text = SLICE("a  # b\n \tc  \n  ");
	test_true("a comment ends a line", laid_ends_line(text, 1));
	test_true("a line end does", laid_ends_line(text, 10));
	test_true("the end does", laid_ends_line(text, 13));
	test_true("a letter does not", !laid_ends_line(text, 7));
	test_true("begins", laid_begins_line(text, 9));
	test_true("begins the text", laid_begins_line(text, 0));
	test_true("does not begin", !laid_begins_line(text, 10));
	test_number("past a comment", (long long)laid_skip(text, 1), 9);
	test_number("to the end", (long long)laid_skip(text, 10), 15);
	test_number("past a comment to the end",
	    (long long)laid_skip(SLICE("# a"), 0), 3);
}

/* ---- one change */

static const struct {
	const char *name, *before, *after;
	enum edit_kind kind;
	size_t at[2], depth;
	const char *key, *value;
	bool done;
} changes[] = {
    {"another value", "{a: b, c: d}", "{a: x, c: d}", EDIT_REPLACES, {0}, 1,
	NULL, "x", true},
    {"another value, and another", "{a: b, c: d}", "{a: x, c: e}",
	EDIT_REPLACES, {0}, 1, NULL, "x", false},
    {"another value, and a key", "{a: b, c: d}", "{a: x, e: d}", EDIT_REPLACES,
	{0}, 1, NULL, "x", false},
    {"another value of another key", "{a: b, c: d}", "{e: x, c: d}",
	EDIT_REPLACES, {0}, 1, NULL, "x", false},
    {"another value that is not it", "{a: b, c: d}", "{a: y, c: d}",
	EDIT_REPLACES, {0}, 1, NULL, "x", false},
    {"a text that became a word", "{a: b}", "{a: x}", EDIT_REPLACES, {0}, 1,
	NULL, "\"x y\"", false},
    {"a word that became a text", "{a: b}", "{a: \"none\"}", EDIT_REPLACES, {0},
	1, NULL, "none", false},
    {"a text that would be a word", "{a: b}", "{a: none}", EDIT_REPLACES, {0},
	1, NULL, "\"none\"", false},
    {"a text beside it that became a word", "{a: b, c: \"d\"}", "{a: x, c: d}",
	EDIT_REPLACES, {0}, 1, NULL, "x", false},
    {"a text beside it that became a list", "{a: b, c: d}", "{a: x, c: [d]}",
	EDIT_REPLACES, {0}, 1, NULL, "x", false},
    {"a list beside it that is longer", "{a: b, c: [d]}", "{a: x, c: [d, e]}",
	EDIT_REPLACES, {0}, 1, NULL, "x", false},
    {"a list beside it that differs", "{a: b, c: [d]}", "{a: x, c: [e]}",
	EDIT_REPLACES, {0}, 1, NULL, "x", false},
    {"a map beside it that differs", "{a: b, c: {d: e}}", "{a: x, c: {f: e}}",
	EDIT_REPLACES, {0}, 1, NULL, "x", false},
    {"a list that became a map", "[a]", "{a: x}", EDIT_REPLACES, {0}, 1, NULL,
	"x", false},
    {"a text alone", "a", "a", EDIT_REPLACES, {0}, 1, NULL, "x", false},
    {"one more", "{a: b}", "{a: b, c: d}", EDIT_INSERTS, {1}, 1, "c", "d",
	true},
    {"one more first", "[a]", "[x, a]", EDIT_INSERTS, {0}, 1, NULL, "x", true},
    {"two more", "[a]", "[x, a, b]", EDIT_INSERTS, {0}, 1, NULL, "x", false},
    {"one more of another key", "{a: b}", "{a: b, e: d}", EDIT_INSERTS, {1}, 1,
	"c", "d", false},
    {"one less", "[a, b]", "[b]", EDIT_REMOVES, {0}, 1, NULL, NULL, true},
    {"the other less", "[a, b]", "[a]", EDIT_REMOVES, {0}, 1, NULL, NULL,
	false},
    {"deep", "{a: {b: c}, d: e}", "{a: {b: x}, d: e}", EDIT_REPLACES, {0, 0}, 2,
	NULL, "x", true},
    {"deep, and one more", "{a: {b: c}}", "{a: {b: x}, d: e}", EDIT_REPLACES,
	{0, 0}, 2, NULL, "x", false},
    {"deep, and another beside it", "{a: {b: c}, d: e}", "{a: {b: x}, d: f}",
	EDIT_REPLACES, {0, 0}, 2, NULL, "x", false},
    {"deep, under another key", "{a: {b: c}, d: e}", "{f: {b: x}, d: e}",
	EDIT_REPLACES, {0, 0}, 2, NULL, "x", false},
    {"deep, and not it", "{a: {b: c}}", "{a: {b: y}}", EDIT_REPLACES, {0, 0}, 2,
	NULL, "x", false},
    {"deep in a list", "[[a], b]", "[[x], b]", EDIT_REPLACES, {0, 0}, 2, NULL,
	"x", true},
    {"deep in what is no list now", "[[a], b]", "[x, b]", EDIT_REPLACES, {0, 0},
	2, NULL, "x", false},
};

static const struct yaml *
read(struct arena *mem, struct diag *diag, const char *text)
{
	uint32_t file =
	    sources_add(diag_sources(diag), "in.yaml", slice_view(text));
	return yaml_parse(mem, file, 0, strlen(text), diag);
}

static void
test_changes(struct arena *mem)
{
	for (size_t i = 0; i < COUNT(changes); i++) {
		struct sources *sources = sources_new();
		struct diag *diag = diag_new(sources);
		const char *key = changes[i].key, *value = changes[i].value;
		const struct edit_done done = {
		    .kind = changes[i].kind,
		    .at = changes[i].at,
		    .depth = changes[i].depth,
		    .key = key ? slice_view(key) : (struct slice){NULL, 0},
		    .value = value ? read(mem, diag, value) : NULL,
		};
		test_true(changes[i].name,
		    edit_is_done(read(mem, diag, changes[i].before),
			read(mem, diag, changes[i].after),
			&done) == changes[i].done);
		test_number(changes[i].name, (long long)diag_errors(diag), 0);
		diag_free(diag);
		sources_free(sources);
	}
}

/* ---- a text in quotes */

static void
test_quoted(void)
{
	static const struct {
		const char *text, *want;
	} texts[] = {{"a\"b\\c", "\"a\\\"b\\\\c\""}, {"a\nb", "\"a\\u000Ab\""},
	    {"a\xff", "\"a\\uFFFD\""}, {"\U0010FFFF", "\"\\U0010FFFF\""}};
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct strbuf have = {0};
		conf_write_quoted(&have, slice_view(texts[i].text));
		test_slice(texts[i].want, strbuf_view(&have), texts[i].want);
		strbuf_fini(&have);
	}
}

int
main(void)
{
	struct arena *mem = arena_new();
	test_laid(mem);
	test_lines();
	test_changes(mem);
	test_quoted();
	arena_free(mem);
	return test_end();
}
