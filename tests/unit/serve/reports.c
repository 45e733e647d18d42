/* What was reported, as a list in a page: each with its place and its line; and
 * how far a check has come. */
#include "serve/messages.h"
#include "working.h"

#define LINE "  - \xC3\x85sa: x\n"

static const struct {
	const char *name;
	struct span span; /* of the file that is added */
	bool concealed;
	const char *want[4];
} cases[] = {
    {"a part of a line", {1, 2, 5, 3}, false,
	{"<p class=place>job.yaml, line 2</p>",
	    "<pre>  - <mark>\xC3\x85sa</mark>: x</pre>"}},
    {"a point", {1, 2, 5, 0}, false, {"<pre>  - \xC3\x85sa: x</pre>"}},
    {"a whole line", {1, 2, 0, 0}, false, {"<pre>  - \xC3\x85sa: x</pre>"}},
    {"more than the line has", {1, 2, 9, 40}, false,
	{"<pre>  - \xC3\x85sa:<mark> x</mark></pre>"}},
    {"behind it", {1, 2, 40, 2}, false, {"<pre>  - \xC3\x85sa: x</pre>"}},
    {"a file", {1, 0, 0, 0}, false,
	{"<p class=place>job.yaml</p>", "!<pre>", "!a/b"}},
    {"an empty line", {1, 1, 1, 1}, false, {"line 1</p>", "!<pre>"}},
    {"a person's line", {1, 2, 5, 3}, true, {"line 2</p>", "!<pre>"}},
    {"nowhere", {0, 0, 0, 0}, false,
	{"<strong>error:</strong> '&lt;b&gt;' has", "!class=place", "!<pre>"}},
};

static void
test_list(void)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct span span = cases[i].span;
		begin("", "", "");
		uint32_t file =
		    sources_add(sources, "a/b/job.yaml", SLICE("\n" LINE));
		span.file = span.file ? file : 0;
		REPORT(work.diag, span, &serve_not_text, ARGS("<b>"));
		if (cases[i].concealed)
			diag_conceal(work.diag);
		reports_write(&work.out, work.diag);
		test_has(cases[i].name, cases[i].want, 4);
		end();
	}
}

static size_t
count(const char *text)
{
	size_t found = 0;
	struct slice rest = strbuf_view(&work.out);
	for (;;) {
		size_t at = slice_find(rest, slice_view(text));
		if (at == rest.len)
			return found;
		found++;
		rest = slice_from(rest, at + strlen(text));
	}
}

/* Of one file or of one line; what was said before is said once. */
static void
test_some(void)
{
	begin("", "", "");
	uint32_t job = sources_add(sources, "job.yaml", SLICE("a\nb\n"));
	uint32_t letter = sources_add(sources, "x/b.md", SLICE("a\nb\n"));
	const struct span spans[] = {{job, 1, 1, 1}, {job, 2, 1, 1},
	    {job, 2, 1, 1}, {letter, 2, 1, 1}, {0, 0, 0, 0}, {job, 2, 2, 1}};
	for (size_t i = 0; i < COUNT(spans); i++)
		REPORT(work.diag, spans[i], &serve_not_text, ARGS("q"));
	static const struct {
		const char *file;
		uint32_t line; /* NO_LINE: all of them */
		size_t want;
	} some[] = {{NULL, UINT32_MAX, 5}, {"job.yaml", UINT32_MAX, 3},
	    {"b.md", UINT32_MAX, 1}, {"c.md", UINT32_MAX, 0},
	    {"job.yaml", 2, 2}, {"job.yaml", 3, 0}, {"job.yaml", 0, 0},
	    {"b.md", 2, 1}, {"b.md", 1, 0}};
	for (size_t i = 0; i < COUNT(some); i++) {
		strbuf_reset(&work.out);
		if (some[i].line == UINT32_MAX)
			reports_write_of(&work.out, work.diag, some[i].file);
		else
			reports_write_line(
			    &work.out, work.diag, some[i].file, some[i].line);
		test_number(
		    "items", (long long)count("<li"), (long long)some[i].want);
		test_number("lists", (long long)count("<ul"), some[i].want > 0);
		test_number(
		    "closed", (long long)count("</ul>"), some[i].want > 0);
	}
	end();
}

static const struct {
	const char *name;
	struct progress_said said;
	const char *want[3];
} paces[] = {
    {"nothing is known", {STAGE_LOAD, 0, 0, 0},
	{"<li>Reading the register</li>"}},
    {"rows so far", {STAGE_LOAD, 7, 0, 0},
	{"<li>Reading the register: 7</li>"}},
    {"of all", {STAGE_SET, 10, 100, 0},
	{"Setting the letters: 10 of 100.", "value=\"10\" max=\"100\"",
	    "!left"}},
    {"seconds", {STAGE_SET, 10, 100, 10}, {"About 10 seconds left (10 a"}},
    {"the last second", {STAGE_SET, 100, 100, 10}, {"About 1 second left"}},
    {"more than all", {STAGE_SET, 101, 100, 10}, {"About 1 second left"}},
    {"two minutes", {STAGE_SET, 0, 1190, 10}, {"About 2 minutes left (10"}},
    {"just under", {STAGE_SET, 0, 1180, 10}, {"About 119 seconds left"}},
    {"three", {STAGE_SET, 0, 1200, 10}, {"About 3 minutes left"}},
    {"a stage that is none", {99, 0, 0, 0}, {"<li>Reading the register</li>"}},
};

static void
test_progress(void)
{
	for (size_t i = 0; i < COUNT(paces); i++) {
		begin("", "", "");
		progress_write(&work.out, NULL, &paces[i].said);
		test_has(paces[i].name, paces[i].want, 3);
		end();
	}
}

int
main(void)
{
	char folder[] = "/tmp/utskick-unit-XXXXXX";
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	test_list();
	test_some();
	test_progress();
	folder_remove(folder, NULL);
	return test_end();
}
