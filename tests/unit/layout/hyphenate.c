#include "layout/hyphenate.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/inputs.h"
#include "base/languages.h"
#include "layout/joints.h"
#include "reported.h"

/* Words as they may be broken, "|" at each place, "~" as a last resort. */
static const struct {
	const char *name, *word, *want;
} cases[] = {
    {"plain", "hemtjänsten", "hem|tjäns~ten"},
    {"punctuation around", "(förvaltningen).", "(för|valt|ningen)."},
    {"a capital may be a name", "Sundsvall", "Sundsvall"},
    {"a long word that begins a sentence", "Handläggningsenheten",
	"Hand|lägg~nings|enhe~ten"},
    {"two capitals", "HAndläggningsenheten", "HAndläggningsenheten"},
    {"capitals", "HEMTJÄNSTEN", "HEMTJÄNSTEN"},
    {"digits", "12kronor", "12kronor"},
    {"a compound breaks at its joint", "snöröjningshjälp",
	"snö|röj~nings|hjälp"},
    {"and never inside a short part", "dataskyddsombud", "data|skydds|ombud"},
    {"with an ending", "överklagandehänvisningarna",
	"över|kla|gande|hän|vis|ning|arna"},
    {"a vowel that went for an ending", "biståndshandläggarna",
	"bistånds|hand|läg~garna"},
    {"a known start before unknown letters", "överklagandefilurens",
	"över|kla|gande|filu~rens"},
    {"no letter alone between two breaks", "specialist", "spe|cialist"},
    {"short", "idag", "idag"},
    {"two before", "idagen", "ida|gen"},
    {"a hyphen of its own", "hem-tjänst", "hem-tjänst"},
    {"not Latin-1", "hemtjänstđe", "hemtjänstđe"},
    {"quotes around", "\u201chemtj\u00e4nsten\u201d\u2026",
	"\u201chem|tj\u00e4ns~ten\u201d\u2026"},
    {"angles around", "\u00abhemtj\u00e4nsten\u00bb",
	"\u00abhem|tj\u00e4ns~ten\u00bb"},
    {"a sign before the quotes", "hemtj\u00e4nsten\u2017",
	"hemtj\u00e4nsten\u2017"},
    {"a sign after the quotes", "hemtj\u00e4nsten\u2020",
	"hemtj\u00e4nsten\u2020"},
    {"a sign that counts", "hemtj\u00e4nsten\u00d7", "hemtj\u00e4nsten\u00d7"},
    {"one that divides", "hemtj\u00e4nsten\u00f7", "hemtj\u00e4nsten\u00f7"},
    {"a word in quotes in a word", "hem\"tj\u00e4nsten", "hem\"tj\u00e4nsten"},
    {"nothing", "", ""},
};

static void
write_points(
    const struct hyphenator *hyphenator, const char *word, struct strbuf *out)
{
	struct hyphen_point points[HYPHEN_POINTS_MAX];
	size_t count = hyphenator_find(hyphenator, slice_view(word), points);
	size_t next = 0;
	for (size_t i = 0; word[i]; i++) {
		if (next < count && points[next].at == i)
			strbuf_add_char(out, points[next++].poor ? '~' : '|');
		strbuf_add_char(out, word[i]);
	}
}

/*
 * Words checked by hand, with all places where a line may end in them.
 */
static void
test_words(const char *language, size_t least, struct diag *diag)
{
	struct arena *mem = arena_new();
	struct hyphenator *hyphenator = NULL;
	struct slice text = {0};
	size_t count = 0;
	const char *path =
	    arena_print(mem, TESTS_DIR "/golden/hyphenation/%s.txt", language)
		.at;
	test_true(
	    language, hyphenator_open(language, NULL, 0, diag, &hyphenator) &&
			  file_read(mem, path, INPUT_NONE, 1 << 20, diag,
			      NO_SPAN, &text));
	while (text.len) {
		size_t end = slice_find_char(text, '\n');
		const char *want =
		    arena_dup_text(mem, slice_part(text, 0, end));
		char *word = (char *)arena_raw(mem, strlen(want) + 1), *to;
		struct strbuf out = {0};
		text = slice_from(text, end + 1);
		if (!*want || *want == '#')
			continue;
		to = word;
		for (const char *from = want; *from; from++) {
			if (*from != '|' && *from != '~')
				*to++ = *from;
		}
		*to = '\0';
		write_points(hyphenator, word, &out);
		test_slice(word, strbuf_view(&out), want);
		strbuf_fini(&out);
		count++;
	}
	test_true("as many as promised", count >= least);
	hyphenator_free(hyphenator);
	arena_free(mem);
}

/* A word by a list in a file that nobody has read yet; what is said. */
static struct slice
with_list(const char *path, const char *text, const char *language,
    const char *word, struct strbuf *out)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	const struct word_list list = {slice_view(language), path, NO_SPAN};
	struct hyphenator *hyphenator;
	strbuf_reset(out);
	test_true("a list is written",
	    file_write_whole(path, slice_view(text), diag));
	if (hyphenator_open("sv", &list, 1, diag, &hyphenator)) {
		write_points(hyphenator, word, out);
		hyphenator_free(hyphenator);
	} else {
		strbuf_print(out, "%zu", diag_errors(diag));
		test_reported(text, diag, "hyphenation-word");
	}
	diag_free(diag);
	sources_free(sources);
	return strbuf_view(out);
}

static void
test_own_list(void)
{
	static const char own[] =
	    "# eget\n\nflygel-horns-\n-musikant\nNorrviken\r\n";
	static const char *const wrong[] = {"två ord", "a--b", "-", "+", "ord2",
	    "-sist-", "-a-b", "+a-b", "+arna-",
	    "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdef"
	    "ghij"
	    "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdef"
	    "ghij",
	    "жук", "a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p"};
	char path[] = "/tmp/utskick-joints-XXXXXX";
	struct strbuf out = {0};
	int made = mkstemp(path);
	test_true("a place for a list", made >= 0);
	close(made);
	test_slice("its parts",
	    with_list(path, own, "sv-SE", "flygelhornsmusikanterna", &out),
	    "fly~gel|horns|mu|si|kan|terna");
	test_slice("a word never broken",
	    with_list(path, own, "sv", "norrviken", &out), "norrviken");
	test_slice("not by one of a long name",
	    with_list(path, own, "sv-SE-x-a-b-c-d-e-f", "norrviken", &out),
	    "norr|vi|ken");
	test_slice("but by another language's",
	    with_list(path, own, "fi", "norrviken", &out), "norr|vi|ken");
	for (size_t i = 0; i < COUNT(wrong); i++)
		test_slice(wrong[i],
		    with_list(path, wrong[i], "sv", "norrviken", &out), "1");
	unlink(path);
	strbuf_fini(&out);
}

/* Lists of a language that has no dictionary, two at once. */
static void
test_lists(void)
{
	static const struct {
		const char *name, *first, *second, *code, *language, *word;
		const char *want;
	} lists[] = {
	    {"of a language without a dictionary", "aqua-ductus", "", "la",
		"la", "aquaductus", "aqua|ductus"},
	    {"the second is read too", "", "aqua-ductus", "la", "la",
		"aquaductus", "aqua|ductus"},
	    {"of another such language", "aqua-ductus", "", "sv", "la",
		"aquaductus", "aquaductus"},
	    {"a joint after one letter", "o-mnibus", "", "la", "la", "omnibus",
		"omnibus"},
	    {"a joint before two", "omnib-us", "", "la", "la", "omnibus",
		"omnibus"},
	    {"the first is wrong", "två ord", "aqua-ductus", "la", "la", "",
		"1"},
	    {"both are", "två ord", "tre ord", "la", "la", "", "2"},
	};
	char paths[][40] = {
	    "/tmp/utskick-joints-XXXXXX", "/tmp/utskick-joints-XXXXXX"};
	for (size_t k = 0; k < 2; k++)
		close(mkstemp(paths[k]));
	for (size_t i = 0; i < COUNT(lists); i++) {
		struct sources *sources = sources_new();
		struct diag *diag = diag_new(sources);
		struct strbuf out = {0};
		struct hyphenator *hyphenator;
		const struct word_list own[] = {
		    {slice_view(lists[i].code), paths[0], NO_SPAN},
		    {slice_view(lists[i].code), paths[1], NO_SPAN}};
		test_true(lists[i].name,
		    file_write_whole(
			paths[0], slice_view(lists[i].first), diag) &&
			file_write_whole(
			    paths[1], slice_view(lists[i].second), diag));
		if (hyphenator_open(
			lists[i].language, own, 2, diag, &hyphenator))
			write_points(hyphenator, lists[i].word, &out);
		else
			strbuf_print(&out, "%zu", diag_errors(diag));
		test_slice(lists[i].name, strbuf_view(&out), lists[i].want);
		hyphenator_free(hyphenator);
		strbuf_fini(&out);
		diag_free(diag);
		sources_free(sources);
	}
	unlink(paths[0]);
	unlink(paths[1]);
}

/* A word of many places: no more are told of than there is room for. */
static void
test_bounds(void)
{
	static const char path[] = "bounds-test.dic";
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct hyphenator *hyphenator;
	struct hyphen_point points[HYPHEN_POINTS_MAX];
	char word[82] = "";
	while (strlen(word) < 80)
		strcat(word, "ab");
	test_true("a pattern",
	    file_write_whole(
		path, SLICE("ISO8859-1\nLEFTHYPHENMIN 2\na1b\n"), diag) &&
		hyphenator_open_file(path, "hyphen", diag, &hyphenator));
	test_number("of a long word",
	    (long long)hyphenator_find(hyphenator, slice_view(word), points),
	    HYPHEN_POINTS_MAX);
	word[80] = 'c';
	test_number("none of a longer one",
	    (long long)hyphenator_find(hyphenator, slice_view(word), points),
	    0);
	hyphenator_free(hyphenator);
	unlink(path);
	diag_free(diag);
	sources_free(sources);
}

static void
test_joints(struct diag *diag)
{
	static const char path[] = "joints-test.txt";
	uint8_t at[JOINTS_MOST];
	char word[82] = "";
	bool whole;
	struct joints *joints = joints_new();
	while (strlen(word) < 78)
		strcat(word, "aaa");
	strcat(word, "aaa");
	test_true("a part", file_write_whole(path,
				SLICE("aaa-\n-aaa\naaaaaa-\n+arna\nbbbbbb-\n"
				      "abc-\ndef-\nghij-\nabcdefg-\nhij-\n"),
				diag) &&
				joints_read(joints, path, diag, NO_SPAN));
	test_number("81 letters are too many",
	    (long long)joints_find(joints, slice_view(word), at, &whole), 0);
	test_number("five are too few",
	    (long long)joints_find(joints, SLICE("aaaaa"), at, &whole), 0);
	test_number("of many parts no more than can be told",
	    (long long)joints_find(
		joints, slice_part(slice_view(word), 0, 78), at, &whole),
	    JOINTS_MOST);
	test_number("as many parts as can be",
	    (long long)joints_find(joints, SLICE("aaaaaaaaa"), at, &whole), 2);
	test_number("the first", at[0], 3);
	test_number("an ending is no last part",
	    (long long)joints_find(joints, SLICE("aaaaaaarna"), at, &whole), 1);
	test_number("but goes with one", at[0], 3);
	test_number("a known start before nothing but an ending",
	    (long long)joints_find(joints, SLICE("bbbbbbarna"), at, &whole), 0);
	test_number("a short part and its ending after unknown letters",
	    (long long)joints_find(joints, SLICE("ccccaaaarna"), at, &whole),
	    0);
	test_number("as many parts as can be, not the longest",
	    (long long)joints_find(joints, SLICE("abcdefghijaaa"), at, &whole),
	    3);
	test_number("the last of them", at[2], 10);
	test_number("a short part after unknown letters",
	    (long long)joints_find(joints, SLICE("eeeeeeaaa"), at, &whole), 0);
	joints_free(joints);
	unlink(path);
}

/* A dictionary of our own; one whose breaks change the spelling. */
static void
test_file(void)
{
	static const struct {
		const char *name, *file, *word, *want;
	} files[] = {
	    {"a break", "ISO8859-1\nLEFTHYPHENMIN 2\nm1t\n", "hemtagen",
		"hem|tagen"},
	    {"a break that changes the spelling",
		"ISO8859-1\nLEFTHYPHENMIN 2\nm1t\nf1f/ff=f,1,2\n",
		"stoffremtagen", "stoffrem|tagen"},
	    {"nothing", "", "hemtagen", "no-dictionary"},
	    {"another encoding", "UTF-8\nm1t\n", "hemtagen", "bad-dictionary"},
	};
	char path[] = "/tmp/utskick-patterns-XXXXXX";
	test_bounds();
	close(mkstemp(path));
	for (size_t i = 0; i < COUNT(files); i++) {
		struct sources *sources = sources_new();
		struct diag *diag = diag_new(sources);
		struct strbuf out = {0};
		struct hyphenator *hyphenator;
		test_true(files[i].name,
		    file_write_whole(path, slice_view(files[i].file), diag));
		if (hyphenator_open_file(path, "hyphen-sv", diag, &hyphenator))
			write_points(hyphenator, files[i].word, &out);
		else
			test_reported(files[i].name, diag, files[i].want);
		if (hyphenator)
			test_slice(
			    files[i].name, strbuf_view(&out), files[i].want);
		hyphenator_free(hyphenator);
		strbuf_fini(&out);
		diag_free(diag);
		sources_free(sources);
	}
	unlink(path);
}

static void
test_unhyphenated(struct diag *diag)
{
	struct hyphenator *latin;
	struct hyphen_point points[HYPHEN_POINTS_MAX];
	test_true(
	    "another language", hyphenator_open("la", NULL, 0, diag, &latin));
	test_true("is unhyphenated", !latin);
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
	struct arena *mem = arena_new();
	char hex[65];
	size_t before = diag_errors(diag);
	digest_write_hex(read->digest, hex);
	strbuf_print(&pins, "%s  hyph_sv_SE.dic\n", hex);
	test_true("the same dictionary",
	    hyphenator_check_pins(strbuf_view(&pins), NULL, 0, diag));
	test_true(
	    "none at all", hyphenator_check_pins(SLICE(""), NULL, 0, diag));
	struct slice same = arena_dup(mem, strbuf_view(&pins));
	test_true("nothing said", diag_worst(diag) == LEVEL_NOTE);
	pins.at[0] = pins.at[0] == '0' ? '1' : '0';
	test_true("another one",
	    !hyphenator_check_pins(strbuf_view(&pins), NULL, 0, diag));
	test_reported("is said", diag, "dictionary-changed");
	strbuf_fini(&pins);
	struct slice parts[] = {SLICE("00  hyph_xx.dic\n"), same};
	test_true("the first of two is not ours",
	    !hyphenator_check_pins(
		arena_join(mem, parts, 2, SLICE("")), NULL, 0, diag));
	test_true("one that is not ours",
	    !hyphenator_check_pins(SLICE("00  hyph_xx.dic\n"), NULL, 0, diag));
	test_true("broken", !hyphenator_check_pins(SLICE("\n"), NULL, 0, diag));
	test_number("each is said", (long long)(diag_errors(diag) - before), 4);
	arena_free(mem);
}

int
main(void)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct hyphenator *swedish;
	test_true(
	    "swedish opens", hyphenator_open("sv-SE", NULL, 0, diag, &swedish));
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct strbuf out = {0};
		write_points(swedish, cases[i].word, &out);
		test_slice(cases[i].name, strbuf_view(&out), cases[i].want);
		strbuf_fini(&out);
	}
	test_words("sv", 300, diag);
	test_words("fi", 200, diag);
	test_unhyphenated(diag);
	test_pins(diag);
	test_own_list();
	test_joints(diag);
	test_lists();
	test_file();
	hyphenator_free(swedish);
	diag_free(diag);
	sources_free(sources);
	return test_end();
}
