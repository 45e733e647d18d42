/* Places in texts: beside one that counts through from the line's start. */
#include "base/sources.h"

#include <stdlib.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "test.h"

/* Lines of all lengths, of signs that take one to four bytes. */
static void
fill(struct strbuf *text, unsigned int seed)
{
	static const char *const signs[] = {"a", "å", "–", "𝄞", "b", "\n"};
	for (size_t i = 0; i < 4000; i++) {
		seed = seed * 1103515245 + 12345;
		size_t which = seed >> 16 & 1023;
		strbuf_add_text(text, signs[which < 8 ? 5 : which % 5]);
	}
}

static struct span
slow_span(struct slice text, size_t from, size_t len)
{
	struct span span = {.file = 1, .line = 1, .column = 1};
	for (size_t at = 0; at < from;) {
		if (utf8_next(text, &at) == '\n') {
			span.line++;
			span.column = 1;
		} else {
			span.column++;
		}
	}
	span.length = (uint32_t)utf8_count(slice_part(text, from, len));
	return span;
}

static bool
is_same(struct span a, struct span b)
{
	return a.file == b.file && a.line == b.line && a.column == b.column &&
	       a.length == b.length;
}

static void
test_places(void)
{
	struct strbuf text = {0};
	struct sources *sources = sources_new();
	size_t wrong_spans = 0, wrong_offsets = 0, count = 0;
	fill(&text, 7);
	uint32_t file = sources_add(sources, "text", strbuf_view(&text));
	for (size_t at = 0; at < text.len; count++) {
		struct span span = sources_span(sources, file, at, 1);
		wrong_spans +=
		    !is_same(span, slow_span(strbuf_view(&text), at, 1));
		wrong_offsets += sources_offset(sources, span) != at;
		utf8_next(strbuf_view(&text), &at);
	}
	test_number("every sign was looked at", (long long)count, 4000);
	test_number("spans", (long long)wrong_spans, 0);
	test_number("offsets", (long long)wrong_offsets, 0);
	sources_free(sources);
	strbuf_fini(&text);
}

static void
test_edges(void)
{
	struct sources *sources = sources_new();
	uint32_t file = sources_add(sources, "text", SLICE("åb\ncd"));
	uint32_t none = sources_add_secret(sources, "register");
	static const struct {
		const char *name;
		uint32_t line, column;
		size_t want;
	} cases[] = {
	    {"the start", 1, 1, 0},
	    {"the whole line", 2, 0, 4},
	    {"behind a wide sign", 1, 2, 2},
	    {"the line's end", 1, 3, 3},
	    {"past the line's end", 1, 9, 3},
	    {"past the end", 2, 9, 6},
	    {"no such line", 3, 1, 0},
	    {"no line", 0, 1, 0},
	};
	for (size_t i = 0; i < COUNT(cases); i++)
		test_number(cases[i].name,
		    (long long)sources_offset(sources,
			(struct span){file, cases[i].line, cases[i].column, 1}),
		    (long long)cases[i].want);
	test_number("a secret one",
	    (long long)sources_offset(sources, (struct span){none, 1, 5, 1}),
	    0);
	sources_free(sources);
}

/* What is not there has no name, no text, no line and no run. */
static void
test_none(const struct sources *sources, uint32_t file)
{
	test_text("no sources", sources_name(NULL, 1), "");
	test_text("no file", sources_name(sources, 0), "");
	test_text("beyond the last", sources_name(sources, file + 1), "");
	test_slice("no text", sources_text(sources, file + 1), "");
	test_slice("no line 0", sources_line(sources, file, 0), "");
	test_slice("no line behind", sources_line(sources, file, 3), "");
	test_slice("no line of none", sources_line(sources, 0, 1), "");
	struct span span = sources_span(sources, file + 1, 1, 1);
	test_true("no place", span.file == file + 1 && span.line == 0);
	test_true("no document", !sources_is_document(sources, file + 1));
}

static void
test_runs(void)
{
	static const uint16_t runs[] = {1, 1, 0, 2, 3};
	static const struct {
		uint32_t line, column, run;
	} cases[] = {{1, 1, 1}, {2, 1, 2}, {2, 2, 3}, {0, 1, 0}, {3, 1, 0}};
	struct sources *sources = sources_new();
	uint32_t file = sources_add(sources, "a.docx", SLICE("ab\ncd"));
	test_none(sources, file);
	struct span first = {file, 1, 1, 1}, none = {0, 1, 1, 1};
	test_true("none yet", !sources_is_document(sources, file));
	test_number("and no run", sources_run(sources, first), 0);
	sources_set_runs(sources, file, runs);
	test_true("a document", sources_is_document(sources, file));
	for (size_t i = 0; i < COUNT(cases); i++)
		test_number("run",
		    sources_run(sources,
			(struct span){file, cases[i].line, cases[i].column, 1}),
		    cases[i].run);
	test_number("of no file", sources_run(sources, none), 0);
	sources_free(sources);
}

static void
test_held(void)
{
	struct sources *sources = sources_new();
	struct slice bytes = SLICE("as it was");
	test_true("not held", !sources_find_held(sources, "a.png", &bytes));
	sources_hold(sources, "a.png", SLICE("one"));
	sources_hold(sources, "b.png", SLICE("other"));
	sources_hold(sources, "a.png", SLICE("two"));
	test_true("held", sources_find_held(sources, "a.png", &bytes));
	test_slice("the last of them", bytes, "two");
	sources_hold(sources, "a.png", (struct slice){NULL, 0});
	test_true("let go", !sources_find_held(sources, "a.png", &bytes));
	sources_free(sources);
}

int
main(void)
{
	test_places();
	test_runs();
	test_held();
	test_edges();
	return test_end();
}
