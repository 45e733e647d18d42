#include "layout/hyphenate.h"

#include "base/inputs.h"
#include "base/languages.h"
#include "reported.h"

/* Words as they may be broken, a stroke at each place. */
static const struct {
	const char *name, *word, *want;
} cases[] = {
    {"plain", "hemtjänsten", "hem|tjäns|ten"},
    {"punctuation around", "(förvaltningen).", "(för|valt|ningen)."},
    {"a capital may be a name", "Sundsvall", "Sundsvall"},
    {"a long word that begins a sentence", "Handläggningsenheten",
	"Hand|lägg|nings|en|he|ten"},
    {"two capitals", "HAndläggningsenheten", "HAndläggningsenheten"},
    {"capitals", "HEMTJÄNSTEN", "HEMTJÄNSTEN"},
    {"digits", "12kronor", "12kronor"},
    {"short", "idag", "idag"},
    {"two before", "idagen", "ida|gen"},
    {"a hyphen of its own", "hem-tjänst", "hem-tjänst"},
    {"not Latin-1", "hemtjänstđe", "hemtjänstđe"},
    {"nothing", "", ""},
};

static void
write_points(
    const struct hyphenator *hyphenator, const char *word, struct strbuf *out)
{
	uint32_t points[HYPHEN_POINTS_MAX];
	size_t count = hyphenator_find(hyphenator, slice_view(word), points);
	size_t next = 0;
	for (size_t i = 0; word[i]; i++) {
		if (next < count && points[next] == i) {
			strbuf_add_char(out, '|');
			next++;
		}
		strbuf_add_char(out, word[i]);
	}
}

static void
test_unhyphenated(struct diag *diag)
{
	struct hyphenator *finnish;
	uint32_t points[HYPHEN_POINTS_MAX];
	test_true("finnish opens", hyphenator_open("fi", diag, &finnish));
	test_true("finnish is unhyphenated", !finnish);
	test_number("no hyphenator, no points",
	    (long long)hyphenator_find(NULL, SLICE("kotihoidosta"), points), 0);
}

/* What a plan says of the dictionaries it was made with. */
static void
test_pins(struct diag *diag)
{
	const struct input *read = inputs_find(
	    diag, INPUT_HYPHENATION, language_find("sv")->dictionary);
	struct strbuf pins = {0};
	char hex[65];
	digest_write_hex(read->digest, hex);
	strbuf_print(&pins, "%s  hyph_sv_SE.dic\n", hex);
	test_true("the same dictionary",
	    hyphenator_check_pins(strbuf_view(&pins), diag));
	test_true("none at all", hyphenator_check_pins(SLICE(""), diag));
	test_true("nothing said", diag_worst(diag) == LEVEL_NOTE);
	pins.at[0] = pins.at[0] == '0' ? '1' : '0';
	test_true(
	    "another one", !hyphenator_check_pins(strbuf_view(&pins), diag));
	test_reported("is said", diag, "dictionary-changed");
	strbuf_fini(&pins);
	test_true("one that is not ours",
	    !hyphenator_check_pins(SLICE("00  hyph_xx.dic\n"), diag));
	test_true("broken", !hyphenator_check_pins(SLICE("\n"), diag));
	test_number("each is said", (long long)diag_errors(diag), 3);
}

int
main(void)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct hyphenator *swedish;
	test_true("swedish opens", hyphenator_open("sv-SE", diag, &swedish));
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct strbuf out = {0};
		write_points(swedish, cases[i].word, &out);
		test_slice(cases[i].name, strbuf_view(&out), cases[i].want);
		strbuf_fini(&out);
	}
	test_unhyphenated(diag);
	test_pins(diag);
	hyphenator_free(swedish);
	diag_free(diag);
	sources_free(sources);
	return test_end();
}
