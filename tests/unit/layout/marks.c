/* Marks and a proof's words, on pages of every kind. */
#include "layout/dump.h"
#include "sample.h"
#include "test.h"

#define STATIONERY(text)                                                       \
	"name: Test\n"                                                         \
	"page: {width: 200pt, height: 300pt}\n"                                \
	"styles:\n"                                                            \
	"  body: {family: Noto Serif, size: 10pt, leading: 10pt}\n"            \
	"frames:\n"                                                            \
	"  body: {role: body, x: 10pt, y: 10pt, width: 180pt, height: 90pt}\n" \
	"  mark: {role: mark, pages: first, x: 10pt, y: 200pt, width: 180pt, " \
	"height: 20pt, style: body, proof: Kladd, text: \"" text "\"}\n"       \
	"  next: {role: mark, pages: following, x: 10pt, y: 230pt, width: "    \
	"180pt, height: 20pt, style: body, text: \"{sheet}/{sheets}\"}\n"

/* `want`: the marks of all pages, "|" between pages; "#" is another piece. */
static const struct {
	const char *name, *language;
	int lines; /* nine on a page */
	uint32_t number;
	int enclosed; /* so many of the last pages */
	bool empty; /* no page has a piece before */
	const char *want;
} cases[] = {
    {"one page", "sv", 1, 7, 0, false, "#7 Sida 1 av 1"},
    {"a proof", "sv", 1, 0, 0, false, "#Kladd Sida 1 av 1"},
    {"in English", "en", 1, 12, 0, false, "#12 Page 1 of 1"},
    {"in a language without words", "la", 1, 7, 0, false, "#7 1/1"},
    {"two pages", "sv", 11, 7, 0, false, "#7 Sida 1 av 2|#2/2"},
    {"one of two is enclosed", "sv", 11, 7, 1, false, "#7 Sida 1 av 1|#"},
    {"both are", "sv", 11, 7, 2, false, "#|#"},
    {"empty pages", "sv", 11, 7, 0, true, "7 Sida 1 av 2|2/2"},
};

static void
write_marks(const struct pages *pages, struct strbuf *out)
{
	for (size_t i = 0; i < pages->count; i++) {
		strbuf_add_text(out, i ? "|" : "");
		for (size_t k = 0; k < pages->at[i].count; k++) {
			const struct piece *p = &pages->at[i].pieces[k];
			if (strcmp(p->role, DUMP_MARK_ROLE) != 0)
				strbuf_add_char(out, '#');
			else if (p->galley->line_count)
				strbuf_add(
				    out, p->galley->lines[0].runs[0].text);
		}
	}
}

static bool
set(struct sample *s, const char *language, int lines, struct pages *pages)
{
	struct problem why;
	struct strbuf text = {0};
	for (int i = 0; i < lines; i++)
		strbuf_add_text(&text, i ? "\nA" : "A");
	s->root = node_new(s->mem, NODE_DOCUMENT, NO_SPAN);
	sample_paragraph(s, strbuf_text(&text));
	strbuf_fini(&text);
	struct letter_content content = sample_content(s);
	content.language = language;
	content.address_count = 0;
	return setter_set_letter(s->setter, s->mem, &content, pages, &why);
}

static void
test_marks(struct sample *s)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct pages pages;
		struct problem why;
		struct strbuf out = {0};
		const char *name = cases[i].name;
		test_true(
		    name, set(s, cases[i].language, cases[i].lines, &pages));
		for (size_t k = 0; k < pages.count; k++) {
			pages.at[k].enclosed =
			    pages.count - k <= (size_t)cases[i].enclosed;
			if (cases[i].empty)
				pages.at[k].count = 0;
		}
		test_true(name, setter_mark_letter(s->setter, s->mem,
				    cases[i].number, &pages, &why));
		write_marks(&pages, &out);
		test_slice(name, strbuf_view(&out), cases[i].want);
		strbuf_fini(&out);
	}
}

/* A proof's words lie below and above what the page has. */
static void
test_stamps(struct sample *s)
{
	static const struct {
		const char *name, *word, *line;
		bool empty;
		const char *want;
	} stamps[] = {
	    {"both", "PROV", "Skickas inte", false, "PROV#Skickas inte"},
	    {"an empty page", "PROV", "Skickas inte", true, "PROVSkickas inte"},
	    {"no word", "", "Skickas inte", false, "#Skickas inte"},
	    {"no line", "PROV", "", false, "PROV#"},
	};
	for (size_t i = 0; i < COUNT(stamps); i++) {
		struct pages pages;
		struct problem why;
		struct strbuf out = {0};
		const struct stamp stamp = {
		    slice_view(stamps[i].word), slice_view(stamps[i].line)};
		test_true(stamps[i].name, set(s, "sv", 1, &pages));
		if (stamps[i].empty)
			pages.at[0].count = 0;
		test_true(stamps[i].name,
		    setter_stamp(s->setter, s->mem, &stamp, &pages, &why));
		write_marks(&pages, &out);
		test_slice(stamps[i].name, strbuf_view(&out), stamps[i].want);
		const struct piece *word = &pages.at[0].pieces[0];
		test_number(stamps[i].name, word->x,
		    (pages.width - word->galley->width) / 2);
		strbuf_fini(&out);
	}
}

int
main(void)
{
	struct sample s;
	if (!sample_open(&s, STATIONERY("{letter} {page of pages}")))
		return 1;
	test_true("marks are known", setter_use_marks(s.setter, s.diag));
	test_marks(&s);
	test_stamps(&s);
	sample_close(&s);
	return test_end();
}
