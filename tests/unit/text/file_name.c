/* text/file_name.h: what of a value a file may be called. */
#include "text/file_name.h"
#include "base/strbuf.h"

#include "test.h"

static const struct {
	const char *name, *text, *want; /* NULL: refused */
} cases[] = {
    {"plain", "Kiosk_1-b.v2", "Kiosk_1-b.v2"},
    {"letters of any script", "Åsa Östlund Ωμ מד", "Åsa Östlund Ωμ מד"},
    {"a letter and its mark are one", "A\xCC\x8A", "Å"},
    {"separators", "a/b\\c:d", "a-b-c-d"},
    {"wildcards and quotes", "a*b?c\"d'e<f>g|h", "a-b-c-d-e-f-g-h"},
    {"controls",
	"a\x01"
	"b\nc\td",
	"a-b-c-d"},
    {"what is not seen",
	"a\xE2\x80\x8B\xE2\x80\xAE"
	"b",
	"ab"},
    {"a blank that does not break",
	"a\xC2\xA0"
	"b",
	"a b"},
    {"a comma would part a CSV", "a,b;c", "a-b-c"},
    {"a picture", "a\xF0\x9F\x98\x80", "a"},
    {"hidden, and upwards", "../.a", "a"},
    {"ends", " .-a b-. ", "a b"},
    {"nothing", "", NULL},
    {"nothing left", " ../-. ", NULL},
    {"devices", "con", NULL},
    {"devices with a suffix", "Aux.x", NULL},
    {"devices with a blank", "NUL .x", NULL},
    {"devices with a number", "COM1", NULL},
    {"and printers", "lpt9.txt", NULL},
    {"no device", "COM10", "COM10"},
    {"no device either", "console", "console"},
    {"nor that", "comx", "comx"},
};

static void
test_length(struct arena *arena)
{
	struct slice name;
	struct slice hundred = arena_print(arena, "%0100d", 1);
	struct slice more = arena_print(arena, "%0101d", 1);
	struct strbuf wide = {0};
	test_true("a hundred characters",
	    text_file_name(arena, hundred, &name) && name.len == 100);
	test_true("and no more", !text_file_name(arena, more, &name));
	for (int i = 0; i < 80; i++)
		strbuf_add_text(&wide, "\xE0\xA4\x95");
	test_true("nor more than 200 bytes",
	    !text_file_name(arena, strbuf_view(&wide), &name));
	strbuf_fini(&wide);
}

int
main(void)
{
	struct arena *arena = arena_new();
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct slice name;
		bool ok =
		    text_file_name(arena, slice_view(cases[i].text), &name);
		test_true(cases[i].name, ok == (cases[i].want != NULL));
		if (ok)
			test_slice(cases[i].name, name, cases[i].want);
	}
	struct slice nul;
	test_true("a NUL ends no name",
	    text_file_name(arena, (struct slice){"a\0b", 3}, &nul));
	test_slice("and is no part of one", nul, "a-b");
	test_length(arena);
	arena_free(arena);
	return test_end();
}
