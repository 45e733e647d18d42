#include "serve/text.h"

#include "test.h"

static const struct {
	const char *name, *bytes;
	const char *shown; /* NULL: cannot be edited */
} cases[] = {
    {"nothing", "", ""},
    {"a line", "Hej\n", "Hej\n"},
    {"no end", "Hej", "Hej"},
    {"an empty line first", "\n\nHej\n", "\n\nHej\n"},
    {"tabs and blanks", "\tHej  \n ", "\tHej  \n "},
    {"markup", "<b>&amp;\"\n", "<b>&amp;\"\n"},
    {"Windows", "Hej\r\n\r\nHå\r\n", "Hej\n\nHå\n"},
    {"a mark first", "\xEF\xBB\xBFHej\r\n", "Hej\n"},
    {"Swedish", "Åsa är på väg\n", "Åsa är på väg\n"},
    {"mixed ends", "Hej\r\nHå\n", NULL},
    {"old Mac at the end", "Hej\r", NULL},
    {"old Mac", "Hej\rHå", NULL},
    {"a control", "Hej\x01\n", NULL},
    {"a turned line", "a\xE2\x80\xAE\n", NULL},
    {"not UTF-8", "H\xE5\n", NULL},
    {"a mark within", "Hej\xEF\xBB\xBF\n", NULL},
};

/* As a browser sends what it was shown. */
static void
send(struct slice shown, struct strbuf *out)
{
	for (size_t i = 0; i < shown.len; i++) {
		if (shown.at[i] == '\n')
			strbuf_add_char(out, '\r');
		strbuf_add_char(out, shown.at[i]);
	}
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct text_kind kind;
		struct strbuf shown = {0}, sent = {0}, back = {0};
		bool can = text_show(slice_view(cases[i].bytes), &kind, &shown);
		test_true(cases[i].name, can == (cases[i].shown != NULL));
		if (can && cases[i].shown) {
			test_slice(
			    cases[i].name, strbuf_view(&shown), cases[i].shown);
			send(strbuf_view(&shown), &sent);
			text_take(strbuf_view(&sent), &kind, &back);
			test_slice(
			    cases[i].name, strbuf_view(&back), cases[i].bytes);
		}
		strbuf_fini(&shown);
		strbuf_fini(&sent);
		strbuf_fini(&back);
	}
	return test_end();
}
