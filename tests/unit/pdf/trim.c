/* The sheet that a page is cut from. */
#include "pdf/trim.h"

#include "test.h"

static const struct {
	const char *name;
	struct trim trim;
	bool same; /* of one size with the first */
} cases[] = {
    {"the first", {.width = 595000, .height = 842000}, true},
    {"cut with bleed of none",
	{.width = 595000, .height = 842000, .marks = true}, true},
    {"wider", {.width = 595001, .height = 842000}, false},
    {"higher", {.width = 595000, .height = 842001}, false},
    {"with a margin", {.width = 595000, .height = 842000, .margin = 1}, false},
};

static const struct {
	const char *name;
	struct pages pages;
	mpt margin;
	const char *media;
} pages[] = {
    {"as it is", {.width = 100000, .height = 200000}, 0,
	"/MediaBox[0 0 100 200]"},
    {"with bleed", {.width = 100000, .height = 200000, .bleed = 9000}, 9000,
	"/MediaBox[-9 -9 109 209]"},
    {"with marks", {.width = 100000, .height = 200000, .crop_marks = true},
	2 * CROP_GAP + CROP_LENGTH, NULL},
};

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_true(cases[i].name, trim_same_media(&cases[0].trim,
					     &cases[i].trim) == cases[i].same);
	for (size_t i = 0; i < COUNT(pages); i++) {
		struct trim trim = trim_of(&pages[i].pages);
		struct strbuf out = {0};
		test_number(pages[i].name, trim.margin, pages[i].margin);
		trim_add_media(&out, &trim);
		if (pages[i].media)
			test_slice(
			    pages[i].name, strbuf_view(&out), pages[i].media);
		strbuf_fini(&out);
	}
	return test_end();
}
