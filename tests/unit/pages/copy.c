/* Pages taken out of files: what comes along with each, and what cannot be. */
#include "pages/copy.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "file.h"
#include "pages/count.h"

static char folder[] = "/tmp/utskick-copy-XXXXXX";
static struct arena *mem;
static struct sources *sources;
static struct diag *diag;

static const char *
put(const char *name, const struct file *file)
{
	const char *path = path_join(mem, folder, name);
	struct slice bytes = make_file(mem, file);
	test_true(name, file_write_whole(path, bytes, diag));
	return path;
}

/* The copy, or nothing after a report. */
static struct slice
copy(const struct pages_part *parts, size_t count)
{
	struct strbuf bytes = {0};
	struct sink *sink = sink_to_memory(&bytes);
	bool ok = sink_end(sink, pages_copy(sink, parts, count, diag), diag);
	struct slice kept =
	    ok ? arena_dup(mem, strbuf_view(&bytes)) : (struct slice){0};
	strbuf_fini(&bytes);
	return kept;
}

static bool
holds(struct slice text, const char *what)
{
	return slice_find(text, slice_view(what)) < text.len;
}

/* Of the fonts F1 to F3 those that the content names. */
static const struct {
	const char *name, *content;
	bool first, second, third;
} named[] = {
    {"a blank behind it", "BT /F1 9 Tf ET", true, false, false},
    {"a string", "/F2(a)Tj", false, true, false},
    {"an array", "/F2[(a)]TJ", false, true, false},
    {"another name", "/F3/F1 gs", true, false, true},
    {"a list", "/F1<</A 1>>BDC", true, false, false},
    {"a longer name first", "/F11 9 Tf /F1 9 Tf", true, false, false},
    {"a longer name alone", "/F11 9 Tf /F22 9 Tf", false, false, false},
    {"none", "n", false, false, false},
};

static void
test_named(void)
{
	for (size_t i = 0; i < COUNT(named); i++) {
		const struct file file = {.content = named[i].content,
		    .resources = "/Font<</F1<</A(eins)>>/F2<</A(zwei)>>"
				 "/F3<</A(drei)>>>>"};
		const struct pages_part part = {put("a.pdf", &file), 1, 1};
		struct slice copied = copy(&part, 1);
		test_true(named[i].name, copied.len > 0);
		test_true(
		    named[i].name, holds(copied, "(eins)") == named[i].first);
		test_true(
		    named[i].name, holds(copied, "(zwei)") == named[i].second);
		test_true(
		    named[i].name, holds(copied, "(drei)") == named[i].third);
	}
}

/* Parts of one file after each other, and of another. */
static void
test_parts(void)
{
	const struct file one = {
	    .content = "BT (eins) Tj ET", .page = "/Annots[]/AA<<>>"};
	const struct file two = {.content = "BT (zwei) Tj ET"};
	const char *first = put("a.pdf", &one), *second = put("b.pdf", &two);
	const struct pages_part parts[] = {
	    {first, 1, 1}, {first, 1, 1}, {second, 1, 1}};
	struct slice copied = copy(parts, COUNT(parts));
	const char *path = path_join(mem, folder, "c.pdf");
	uint32_t count = 0;
	test_true("written", file_write_whole(path, copied, diag));
	test_true("counted", pages_count(path, &count, diag));
	test_number("pages", count, 3);
	test_true("both contents",
	    holds(copied, "(eins)") && holds(copied, "(zwei)"));
	test_true("nothing else of a page",
	    !holds(copied, "/Annots") && !holds(copied, "/AA"));
	struct slice again = copy(parts, COUNT(parts));
	test_true("the same bytes", slice_equal(copied, again));
	test_number("nothing is said", (long long)diag_count(diag), 0);
}

/* What all files have by their first: a colour profile's place. */
static void
test_intents(void)
{
	const struct file with = {
	    .content = "n", .root = "/OutputIntents[<</S/GTS_PDFA1>>]"};
	const struct file without = {.content = "n"};
	const struct pages_part parts[] = {
	    {put("a.pdf", &with), 1, 1}, {put("b.pdf", &without), 1, 1}};
	test_true("of the first", holds(copy(parts, 2), "/GTS_PDFA1"));
	const struct pages_part turned[] = {parts[1], parts[0]};
	test_true("and of no other", !holds(copy(turned, 2), "/GTS_PDFA1"));
	test_number("nothing is said", (long long)diag_count(diag), 0);
}

static void
test_refused(void)
{
	uint32_t count = 9;
	struct slice title = SLICE("x");
	const struct file file = {.content = "n"};
	const char *none = path_join(mem, folder, "none.pdf");
	const char *text = path_join(mem, folder, "text.pdf");
	const char *fine = put("a.pdf", &file);
	const struct pages_part parts[] = {
	    {fine, 1, 1}, {none, 1, 1}, {fine, 1, 1}};
	test_true("no part", !copy(parts, 0).len);
	test_number("is no fault", (long long)diag_count(diag), 0);
	test_true("a file that is not there", !copy(parts, 3).len);
	test_reported("a file that is not there", diag, "no-such-file");
	file_write_whole(text, SLICE("Hej"), diag);
	const struct pages_part bad = {text, 1, 1};
	test_true("no PDF", !copy(&bad, 1).len);
	test_reported("no PDF", diag, "bad-pdf");
	test_true("nor counted", !pages_count(text, &count, diag) && !count);
	test_true("nor asked",
	    !pages_information(mem, none, "Title", &title, diag) && !title.len);
	test_true("one without a title",
	    pages_information(mem, fine, "Title", &title, diag) && !title.len);
	const struct pages_part beyond = {fine, 2, 1};
	test_true("a page that it has not", !copy(&beyond, 1).len);
	test_reported("a page that it has not", diag, "bad-pdf");
	diag_reset(diag);
}

int
main(void)
{
	mem = arena_new();
	sources = sources_new();
	diag = diag_new(sources);
	test_true("a folder", mkdtemp(folder));
	test_named();
	test_parts();
	test_intents();
	test_refused();
	folder_remove(folder, diag);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
