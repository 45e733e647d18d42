/*
 * The lines that a paragraph becomes: blank ones, soft hyphens, blanks at its
 * ends, and what runs from right to left.
 */
#include "sample.h"
#include "test.h"

#define STATIONERY                                                             \
	"name: Test\n"                                                         \
	"page: {width: 90mm, height: 110mm}\n"                                 \
	"styles:\n"                                                            \
	"  body: {family: Noto Serif, size: 12pt, leading: 16pt, after: "      \
	"8pt}\n"                                                               \
	"  justified: {base: body, align: justified}\n"                        \
	"  centred: {base: body, align: centred}\n"                            \
	"  narrow: {base: body, indent: 44mm}\n"                               \
	"  tight: {base: body, align: justified, indent: 30mm}\n"              \
	"  cut: {base: body, indent: 60mm, hyphenate: yes}\n"                  \
	"frames:\n"                                                            \
	"  body: {role: body, x: 5mm, y: 5mm, width: 80mm, height: 100mm}\n"

/*
 * As sample.h has it. `want`: the runs' texts, "/" between them and "|"
 * between lines, "-" where a hyphen was added.
 */
static const struct {
	const char *name, *style, *language, *text, *want;
} cases[] = {
    {"a blank line", NULL, "sv", "A\n\nB", "A||B"},
    {"two of them", NULL, "sv", "A\n\n\nB", "A|||B"},
    {"one at the start", NULL, "sv", "\nA", "|A"},
    {"a short word after one", NULL, "sv", "Ja.\n\nd", "Ja.||d"},
    {"one at the end", NULL, "sv", "A\n\n", "A|"},
    {"a line feed at the end", NULL, "sv", "A\n", "A"},
    {"nothing but one", NULL, "sv", "\n", ""},
    {"justified", "justified", "sv", "\u201cA\u201d\n\n\u201cB\u201d",
	"\u201cA\u201d||\u201cB\u201d"},
    {"many lines", NULL, "sv", "A\n\nB\nC\nD\nE", "A||B|C|D|E"},
    {"centred", "centred", "sv", "A\n\nB", "A||B"},
    {"a value's blank line", NULL, "sv", "<A\n\nB>", "A||B"},
    {"blanks at the end", NULL, "sv", "A  ", "A"},
    {"nothing but blanks", "justified", "sv", "<  >", "no line"},
    {"a tab", NULL, "sv", "A\tB", "A\tB"},
    {"a space that joins", NULL, "sv", "A\u00a0B", "A\u00a0B"},
    {"a soft hyphen that is not needed", NULL, "sv", "sam\u00admanträde",
	"sam\u00admanträde"},
    {"a soft hyphen at the end", NULL, "sv", "sam\u00ad", "sam\u00ad"},
    {"a soft hyphen before a line's end", NULL, "sv", "sam\u00ad\nde",
	"sam\u00ad|de"},
    {"a line ends in it", "narrow", "sv", "sammanträdes\u00adprotokollet",
	"sammanträdes\u00ad-|protokollet"},
    {"a line ends in the space after it", "narrow", "sv",
	"sammanträdes\u00ad protokollet", "sammanträdes\u00ad|protokollet"},
    {"a word cut twice", "cut", "sv", "sammanträdesprotokollet",
	"samman-|trädes-|protokol-|let"},
    {"numbers beside Hebrew", NULL, "he", "\u05d8\u05dc 0999-10 01/23",
	"0999-10 01/23/\u05d8\u05dc "},
    {"a range beside Hebrew", NULL, "he", "\u05d8\u05dc 5\u20137",
	"5\u20137/\u05d8\u05dc "},
    {"a dash at the end", NULL, "he", "\u05d8\u05dc 5\u2013",
	"\u2013/5/\u05d8\u05dc "},
    {"a dash before a letter", NULL, "he", "\u05d8\u05dc 5\u2013\u05d8",
	"\u05d8/\u2013/5/\u05d8\u05dc "},
    {"justified Hebrew", "justified", "he", "\u05d8\u05dc\n\n\u05d8",
	"\u05d8\u05dc||\u05d8"},
    {"no stub after a question", NULL, "sv", "Ja?\n\nd", "Ja?||d"},
    {"nor after a shout", NULL, "sv", "Ja!\n\nd", "Ja!||d"},
    {"a letter of two glyphs at the end", NULL, "th", "\u0e19\u0e33",
	"\u0e19\u0e33"},
    {"a joiner stays with the letter before", NULL, "hi",
	"a\u0915\u094d\u200d\u0937", "a/\u0915\u094d\u200d\u0937"},
    {"so does one that parts", NULL, "hi", "a\u0915\u094d\u200c\u0937",
	"a/\u0915\u094d\u200c\u0937"},
    {"and a variation selector", NULL, "hi", "a\u0915\ufe0fb",
	"a/\u0915\ufe0f/b"},
    {"a mark", NULL, "hi", "\u0915\u0301b", "text-missing-glyph"},
    {"a letter after the marks", NULL, "hi", "\u0915\u0400", "\u0915/\u0400"},
    {"one far beyond", NULL, "hi", "\u0915\uff01", "text-missing-glyph"},
    {"a bar through a letter", NULL, "sv", "a\u0338b", "a\u0338b"},
    {"a sign beside the isolates", NULL, "sv", "\u206aA", "\u206aA"},
    {"an isolate", NULL, "sv", "\u2067A\u2069", "A"},
    {"a hyphen after another font's letter", "narrow", "sv",
	"sammanträ\u0561\u0561\u00adprotokollet",
	"sammanträ/\u0561\u0561/\u00ad-|protokollet"},
    {"a lone word in a justified line", "tight", "sv",
	"sammanträdes\u00adprotokollet", "sammanträdes\u00ad-|protokollet"},
    {"every blank is spread", "justified", "sv",
	"\u00a7\u00a03 och\t12 kr om sammanträdesprotokollet här",
	"\u00a7\u00a03 och\t12 kr om|sammanträdesprotokollet här"},
    {"of one look", NULL, "sv", "*A**B* _C__D_", "AB/ /CD"},
};

static void
write_lines(const struct galley *galley, struct strbuf *out)
{
	for (size_t i = 0; i < galley->line_count; i++) {
		const struct line *line = &galley->lines[i];
		strbuf_add_text(out, i ? "|" : "");
		for (size_t k = 0; k < line->run_count; k++) {
			strbuf_add_text(out, k ? "/" : "");
			strbuf_add(out, line->runs[k].text);
			strbuf_add_text(out, line->runs[k].hyphen ? "-" : "");
		}
	}
}

/* Five blanks take what the line lacks to 80 mm. */
static void
test_spread(const struct line *line)
{
	mpt width = 0;
	for (size_t i = 0; i < line->runs[0].count; i++)
		width += line->runs[0].glyphs[i].advance;
	test_true("spread", line->runs[0].word_space > 0);
	test_number("five times", line->width,
	    width + 5 * line->runs[0].word_space +
		(mpt)(line->runs[0].count - 1) * line->runs[0].letter_space);
}

static void
run_case(struct sample *s, size_t i)
{
	struct strbuf out = {0};
	struct pages pages = {0};
	struct problem why = {0};
	s->root = node_new(s->mem, NODE_DOCUMENT, NO_SPAN);
	sample_block(
	    s, s->mem, NULL, NODE_PARAGRAPH, cases[i].style, cases[i].text);
	struct letter_content content = sample_content(s);
	content.language = cases[i].language;
	content.address_count = 0;
	if (!setter_set_letter(s->setter, s->mem, &content, &pages, &why))
		strbuf_add_text(&out, why.message->code);
	else if (pages.at[0].count)
		write_lines(pages.at[0].pieces[0].galley, &out);
	else
		strbuf_add_text(&out, "no line");
	test_slice(cases[i].name, strbuf_view(&out), cases[i].want);
	for (size_t k = 0; pages.at && pages.at[0].count && k < 2; k++) {
		const struct galley *galley = pages.at[0].pieces[0].galley;
		if (k < galley->line_count)
			test_number(cases[i].name, galley->lines[k].top,
			    (long long)k * 16000);
	}
	if (strcmp(cases[i].name, "every blank is spread") == 0)
		test_spread(&pages.at[0].pieces[0].galley->lines[0]);
	strbuf_fini(&out);
}

int
main(void)
{
	struct sample s;
	if (!sample_open(&s, STATIONERY))
		return 1;
	for (size_t i = 0; i < COUNT(cases); i++)
		run_case(&s, i);
	sample_close(&s);
	return test_end();
}
