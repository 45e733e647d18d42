/* A style whose family lacks a face: what is set with it by hand, and said. */
#include "layout/messages.h"
#include "layout/paragraph.h"
#include "reported.h"
#include "sample.h"

static struct node *
text_node(struct arena *mem, struct node *parent)
{
	struct node *text = node_new(mem, NODE_TEXT, NO_SPAN);
	text->text = SLICE("Brevet");
	node_append(parent, text);
	return text;
}

/* "Brevet" as it stands, bold, or after a line feed in bold; or nothing. */
static struct node *
make_block(struct arena *mem, const char *what)
{
	struct node *block = node_new(mem, NODE_PARAGRAPH, NO_SPAN);
	struct node *parent = block;
	if (strchr(what, 'b')) {
		parent = node_new(mem, NODE_STRONG, NO_SPAN);
		node_append(block, parent);
	}
	if (strchr(what, 'n'))
		node_append(parent, node_new(mem, NODE_LINE_BREAK, NO_SPAN));
	if (strchr(what, 't'))
		text_node(mem, parent);
	return block;
}

static const struct {
	const char *name, *family, *what;
	bool set, measured;
} cases[] = {
    {"nothing", "Noto Serif", "", true, true},
    {"text", "Noto Serif", "t", true, true},
    {"bold", "Noto Serif", "bt", true, true},
    {"nothing of no family", "Nowhere", "", false, true},
    {"text of no family", "Nowhere", "t", false, false},
    {"bold of no family", "Nowhere", "bt", false, false},
    {"a line feed of no family", "Nowhere", "n", false, false},
    {"a bold line feed of no family", "Nowhere", "bn", false, false},
};

static void
run_case(struct setting *setting, const struct style *body, size_t i)
{
	struct node *block = make_block(setting->mem, cases[i].what);
	struct style style = *body;
	struct paragraph paragraph;
	mpt least, most;
	style.family = slice_view(cases[i].family);
	const char *name = cases[i].name;
	bool known = style.family.len > strlen("Nowhere");
	test_true(name, paragraph_set(setting, block, &style, 0, 100000,
			    &paragraph) == cases[i].set);
	test_true(name, paragraph_measure(setting, block, &style, &least,
			    &most) == cases[i].measured);
	test_true(name, paragraph_set_plain(setting, SLICE("A"), block, &style,
			    0, 100000, &paragraph) == known);
	if (!known)
		return;
	test_number(name, (long long)paragraph.count, 1);
	test_true(name, paragraph_set_plain(setting, SLICE(""), block, &style,
			    0, 100000, &paragraph));
	test_number(name, (long long)paragraph.count, 0);
	style.align = TEXT_JUSTIFIED;
	test_true(name, paragraph_set_plain(setting, SLICE("A"), block, &style,
			    0, 100000, &paragraph));
	test_number(name, paragraph.lines[0].runs[0].word_space, 0);
}

/* What a line may be broken into, and how wide it is in one. */
static void
test_measure(struct setting *setting, const struct style *style)
{
	struct node *block = node_new(setting->mem, NODE_PARAGRAPH, NO_SPAN);
	struct node *one = text_node(setting->mem, block);
	mpt least, most, lone, wide;
	test_true(
	    "one word", paragraph_measure(setting, block, style, &lone, &wide));
	test_number("is all there is", lone, wide);
	one->text = SLICE("Brevet\nBrevet");
	test_true("two lines",
	    paragraph_measure(setting, block, style, &least, &most));
	test_number("of a word each", least, lone);
	test_number("as wide as one", most, lone);
	one->text = SLICE("Bre\u00ADvet");
	test_true("a soft hyphen",
	    paragraph_measure(setting, block, style, &least, &most));
	test_true("a part is shorter", least < lone);
	test_number("in one line it does not count", most, lone);
	one->text = SLICE("hemtjänstavgiften");
	test_true("a long word",
	    paragraph_measure(setting, block, style, &least, &wide));
	test_true("is cut", least < wide);
}

int
main(void)
{
	struct sample s;
	struct problem why;
	if (!sample_open(&s, "small"))
		return 1;
	struct typecase *type = typecase_new(s.fonts, NULL, s.diag);
	struct setting setting = {.type = type,
	    .mem = s.mem,
	    .scratch = s.mem,
	    .tongue = typecase_tongue(type, "sv"),
	    .stationery = s.stationery,
	    .styles = s.stationery->styles,
	    .why = &why};
	const struct style *body =
	    stationery_find_style(s.stationery, SLICE("body"));
	for (size_t i = 0; i < COUNT(cases); i++)
		run_case(&setting, body, i);
	test_reported("the family is said", s.diag, "unknown-font-family");
	test_measure(&setting, body);
	typecase_free(type);
	sample_close(&s);
	return test_end();
}
