#include "record/hygiene.h"

#include "base/utf8.h"
#include "test.h"

static const struct {
	const char *name, *in, *want;
	uint32_t held;
	enum hidden seen;
} cases[] = {
    {"plain", "Storgatan 1", "Storgatan 1", 0, HIDDEN_NOTHING},
    {"Swedish", "Åsa Öberg-Lindén", "Åsa Öberg-Lindén", 0, HIDDEN_NOTHING},
    {"other scripts", "Ελένη أحمد 李", "Ελένη أحمد 李", 0, HIDDEN_NOTHING},
    {"typography", "’–…€", "’–…€", 0, HIDDEN_NOTHING},
    {"NBSP stays", "a\u00a0b", "a\u00a0b", 0, HIDDEN_NOTHING},
    {"tab", "a\tb", "a b", 0, HIDDEN_TAB},
    {"LF", "a\nb", "a\nb", 0, HIDDEN_LINE_BREAK},
    {"CRLF", "a\r\nb", "a\nb", 0, HIDDEN_LINE_BREAK},
    {"CR", "a\rb", "a\nb", 0, HIDDEN_LINE_BREAK},
    {"vertical tab", "a\vb", "a\nb", 0, HIDDEN_LINE_BREAK},
    {"NEL",
	"a\xc2\x85"
	"b",
	"a\nb", 0, HIDDEN_LINE_BREAK},
    {"line separator", "a\u2028b", "a\nb", 0, HIDDEN_LINE_BREAK},
    {"zero width space", "a\u200bb", "ab", 0, HIDDEN_ZERO_WIDTH},
    {"soft hyphen", "a\u00adb", "ab", 0, HIDDEN_ZERO_WIDTH},
    {"BOM inside", "a\ufeffb", "ab", 0, HIDDEN_ZERO_WIDTH},
    {"word joiner", "a\u2060b", "ab", 0, HIDDEN_ZERO_WIDTH},
    {"joiner stays", "a\u200db", "a\u200db", 0, HIDDEN_JOINER},
    {"direction mark", "a\u200eb", "ab", 0, HIDDEN_MARK},
    {"Arabic mark", "a\u061cb", "ab", 0, HIDDEN_MARK},
    {"override", "a\u202eb", "a\u202eb", 0x202e, HIDDEN_OVERRIDE},
    {"embedding", "a\u202ab", "a\u202ab", 0x202a, HIDDEN_OVERRIDE},
    {"isolate", "a\u2066b", "a\u2066b", 0x2066, HIDDEN_OVERRIDE},
    {"bell", "a\ab", "a\ab", 7, HIDDEN_CONTROL},
    {"escape", "a\033b", "a\033b", 0x1b, HIDDEN_CONTROL},
    {"delete", "a\177b", "a\177b", 0x7f, HIDDEN_CONTROL},
    {"C1",
	"a\xc2\x96"
	"b",
	"a\xc2\x96"
	"b",
	0x96, HIDDEN_CONTROL},
    {"replacement", "a\ufffdb", "a\ufffdb", 0xfffd, HIDDEN_LOST},
    {"private use", "a\ue000b", "a\ue000b", 0xe000, HIDDEN_PRIVATE},
    {"noncharacter", "a\xef\xbf\xbe", "a\xef\xbf\xbe", 0xfffe, HIDDEN_CONTROL},
    {"tag", "a\U000e0041", "a\U000e0041", 0xe0041, HIDDEN_CONTROL},
    {"the first is named", "\u202e\a", "\u202e\a", 0x202e, HIDDEN_OVERRIDE},
    {"emoji", "😀", "😀", 0, HIDDEN_NOTHING},
    {"empty", "", "", 0, HIDDEN_NOTHING},
};

int
main(void)
{
	struct arena *arena = arena_new();
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct hygiene have =
		    hygiene_clean(arena, slice_view(cases[i].in));
		test_slice(cases[i].name, have.text, cases[i].want);
		test_number(cases[i].name, have.held, cases[i].held);
		for (int kind = 1; kind < HIDDEN_COUNT; kind++) {
			if (have.seen[kind] && kind != (int)cases[i].seen)
				test_true(cases[i].name, i == COUNT(cases) - 3);
		}
		if (cases[i].seen)
			test_true(cases[i].name, have.seen[cases[i].seen]);
	}
	/* The fast test never lets a hidden character pass. */
	for (uint32_t code = 0; code <= 0x10ffff; code++) {
		char bytes[4];
		if (code >= 0xd800 && code <= 0xdfff)
			continue;
		struct slice text = {bytes, utf8_encode(bytes, code)};
		if (hidden_kind(code) != HIDDEN_NOTHING &&
		    hygiene_is_plain(text))
			test_number("passes as plain", code, -1);
	}
	arena_free(arena);
	return test_end();
}
