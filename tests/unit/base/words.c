/*
 * Two languages at work at once: the same reports told by turns and in two
 * threads; and a catalogue that is damaged is none.
 */
#include "base/words.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/file.h"
#include "base/messages.h"
#include "base/places.h"
#include "base/plural.h"
#include "base/problem.h"
#include "test.h"

#define ROUNDS 300

static const struct message wrong = {"wrong", LEVEL_ERROR, "'{1}' is wrong"};

#define SWEDISH                                                                \
	"fel: det finns ingen fil 'brev.md' [no-such-file]\n"                  \
	"      = menade du 'brev.sv.md'?\n"                                    \
	"varning: 'varning' is wrong [wrong]\n"
#define ENGLISH                                                                \
	"error: there is no file 'brev.md' [no-such-file]\n"                   \
	"      = did you mean 'brev.sv.md'?\n"                                 \
	"warning: 'warning' is wrong [wrong]\n"

static const struct message warned = {"wrong", LEVEL_WARNING, "'{1}' is wrong"};

/* What a diag that speaks one language prints, as often as it is asked. */
static bool
tells(const struct words *words, const char *want)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	char *printed = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&printed, &len);
	REPORT(diag, NO_SPAN, &base_no_such_file, ARGS("brev.md"));
	HINT(diag, &base_did_you_mean, ARGS("brev.sv.md"));
	/* a word of ours is told with its message, not when it is reported */
	REPORT(diag, NO_SPAN, &warned,
	    ARGS(argument_wording(base_word_warning.wording)));
	diag_speak(diag, words);
	diag_print(diag, to);
	fclose(to);
	bool same = strcmp(printed, want) == 0;
	if (!same)
		printf("  want: %s\n  have: %s\n", want, printed);
	free(printed);
	diag_free(diag);
	sources_free(sources);
	return same;
}

struct speaker {
	const struct words *words;
	const char *want;
	bool ok;
};

static void *
speak_on(void *ctx)
{
	struct speaker *speaker = ctx;
	speaker->ok = true;
	for (int i = 0; i < ROUNDS; i++)
		speaker->ok =
		    tells(speaker->words, speaker->want) && speaker->ok;
	return NULL;
}

static void
test_by_turns(const struct words *swedish)
{
	for (int i = 0; i < 3; i++) {
		test_true("in Swedish", tells(swedish, SWEDISH));
		test_true("in English", tells(NULL, ENGLISH));
	}
}

static void
test_in_threads(const struct words *swedish)
{
	struct speaker speakers[] = {
	    {swedish, SWEDISH}, {NULL, ENGLISH}, {swedish, SWEDISH}};
	pthread_t threads[COUNT(speakers)];
	for (size_t i = 0; i < COUNT(speakers); i++)
		pthread_create(&threads[i], NULL, speak_on, &speakers[i]);
	for (size_t i = 0; i < COUNT(speakers); i++) {
		pthread_join(threads[i], NULL);
		test_true("while others speak", speakers[i].ok);
	}
}

/* A reason that is kept stays in its language; one that waits takes any. */
static void
test_reasons(const struct words *swedish)
{
	struct arena *mem = arena_new();
	struct problem why;
	PROBLEM(&why, &base_no_such_file, ARGS("a"));
	struct slice kept = problem_text(mem, swedish, &why);
	test_slice(
	    "the job's", problem_text(mem, NULL, &why), "there is no file 'a'");
	test_slice("the user's", kept, "det finns ingen fil 'a'");
	PROBLEM(&why, &wrong, ARGS("{1}"));
	test_slice("no catalogue has it", problem_text(mem, swedish, &why),
	    "'{1}' is wrong");
	test_slice(
	    "no problem", problem_text(mem, swedish, &(struct problem){0}), "");
	arena_free(mem);
}

/* A message that differs by its number. */
static void
test_numbers(const struct words *swedish)
{
	static const struct {
		long long number;
		const char *english, *swedish;
	} cases[] = {
	    {1, "a.csv: 1 row (x)", "a.csv: 1 rad (x)"},
	    {0, "a.csv: 0 rows (x)", "a.csv: 0 rader (x)"},
	    {2, "a.csv: 2 rows (x)", "a.csv: 2 rader (x)"},
	};
	static const struct message counted = {"", LEVEL_NOTE,
	    N_MANY("{1}: {2} row ({3})", "{1}: {2} rows ({3})")};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct strbuf out = {0};
		message_write(
		    &out, NULL, &counted, ARGS("a.csv", cases[i].number, "x"));
		test_slice("English", strbuf_view(&out), cases[i].english);
		strbuf_reset(&out);
		message_write(&out, swedish, &counted,
		    ARGS("a.csv", cases[i].number, "x"));
		test_slice("Swedish", strbuf_view(&out), cases[i].swedish);
		strbuf_fini(&out);
	}
}

/* ---- a catalogue made by hand */

static const struct {
	const char *wording, *translation;
	size_t wording_len, translation_len;
} entries[] = {
#define ENTRY(a, b)                                                            \
	{                                                                      \
		a, b, sizeof a - 1, sizeof b - 1                               \
	}
    ENTRY("", "Language: xx\nPlural-Forms: nplurals=3; plural=n==1 ? 0 : "
	      "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2;\n"),
    ENTRY("a", "alfa"),
    ENTRY("b", ""),
    ENTRY("row\0rows", "rad\0rader\0raderna"),
};

static void
put(struct strbuf *out, size_t number)
{
	uint32_t bytes = (uint32_t)number;
	strbuf_add(out, (struct slice){(const char *)&bytes, sizeof bytes});
}

static void
make_catalogue(struct strbuf *out, size_t first)
{
	size_t count = COUNT(entries) - first;
	size_t head = 28, at = head + count * 16;
	put(out, 0x950412deu);
	put(out, 0);
	put(out, count);
	put(out, head);
	put(out, head + count * 8);
	put(out, 0);
	put(out, 0);
	for (size_t i = first; i < COUNT(entries); i++) {
		put(out, entries[i].wording_len);
		put(out, at);
		at += entries[i].wording_len + 1;
	}
	for (size_t i = first; i < COUNT(entries); i++) {
		put(out, entries[i].translation_len);
		put(out, at);
		at += entries[i].translation_len + 1;
	}
	for (size_t i = first; i < COUNT(entries); i++)
		strbuf_add(out, (struct slice){entries[i].wording,
				    entries[i].wording_len + 1});
	for (size_t i = first; i < COUNT(entries); i++)
		strbuf_add(out, (struct slice){entries[i].translation,
				    entries[i].translation_len + 1});
}

static void
test_read(struct slice file)
{
	static const struct {
		long long number;
		const char *want;
	} many[] = {{1, "rad"}, {2, "rader"}, {4, "rader"}, {5, "raderna"},
	    {11, "raderna"}, {12, "raderna"}, {22, "rader"}, {0, "raderna"},
	    {-1, "rad"}, {1000000000000, "raderna"}};
	struct words *words = words_read(file, "xx");
	test_true("read", words);
	test_text("language", words_language(words), "xx");
	test_text("a", words_translate(words, "a"), "alfa");
	test_text("not translated", words_translate(words, "b"), "b");
	test_text("not there", words_translate(words, "c"), "c");
	test_text("the header is none", words_translate(words, ""), "");
	for (size_t i = 0; i < COUNT(many); i++)
		test_text("row",
		    words_translate_many(words, "row", "rows", many[i].number),
		    many[i].want);
	test_text(
	    "no forms", words_translate_many(words, "a", "as", 7), "alfa");
	test_text(
	    "unknown, many", words_translate_many(words, "c", "cs", 7), "cs");
	test_text(
	    "unknown, one", words_translate_many(words, "c", "cs", 1), "c");
	words_close(words);
	test_text(
	    "English, many", words_translate_many(NULL, "c", "cs", 0), "cs");
	test_text("English", words_language(NULL), "en");
	words_close(NULL);
}

/* Without a header it has no rule, and counts as English does. */
static void
test_no_header(void)
{
	struct strbuf file = {0};
	make_catalogue(&file, 1);
	struct words *words = words_read(strbuf_view(&file), "xx");
	test_true("read without a header", words);
	test_text("one", words_translate_many(words, "row", "rows", 1), "rad");
	test_text(
	    "five", words_translate_many(words, "row", "rows", 5), "rader");
	words_close(words);
	strbuf_fini(&file);
}

/* A catalogue longer than any is not read, nor one behind a path that long. */
static void
test_long(struct arena *mem)
{
	char folder[] = "/tmp/utskick-words-XXXXXX", deep[5000];
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct words *words = NULL;
	struct strbuf file = {0};
	test_true("a folder", mkdtemp(folder));
	const char *below = path_join(mem, folder, "sv/LC_MESSAGES");
	const char *path = path_join(mem, below, "utskick.mo");
	make_catalogue(&file, 0);
	test_true(
	    "written", folder_make(below, diag) &&
			   file_write_whole(path, strbuf_view(&file), diag));
	test_true("read", words_open(folder, "sv", &words));
	words_close(words);
	test_true("longer", truncate(path, ((off_t)16 << 20) - 1) == 0);
	test_true("the longest", words_open(folder, "sv", &words));
	words_close(words);
	test_true("one more", truncate(path, (off_t)16 << 20) == 0);
	test_true("too long", !words_open(folder, "sv", &words) && !words);
	memset(deep, '/', sizeof deep - 1);
	deep[sizeof deep - 1] = '\0';
	test_true("too deep", !words_open(deep, "sv", &words) && !words);
	test_true("removed", folder_remove(folder, diag));
	strbuf_fini(&file);
	diag_free(diag);
	sources_free(sources);
}

/* Asks for everything; whatever a damaged catalogue says, it is within it. */
static void
ask(struct slice file)
{
	struct words *words = words_read(file, "xx");
	for (size_t i = 0; words && i < COUNT(entries); i++) {
		words_translate(words, entries[i].wording);
		words_translate_many(words, entries[i].wording, "x", 5);
	}
	words_close(words);
}

static void
test_damaged(struct slice file)
{
	char *bytes = malloc(file.len);
	for (size_t len = 0; len < file.len; len++) {
		/* a block of its own, so that sanitizers see its end */
		char *part = malloc(len ? len : 1);
		memcpy(part, file.at, len);
		struct words *words =
		    words_read((struct slice){part, len}, "xx");
		test_true("cut", !words);
		words_close(words);
		free(part);
	}
	for (size_t at = 0; at < file.len; at++) {
		static const unsigned char changes[] = {0x01, 0x80, 0xff};
		for (size_t i = 0; i < COUNT(changes); i++) {
			memcpy(bytes, file.at, file.len);
			bytes[at] = (char)(bytes[at] ^ changes[i]);
			ask((struct slice){bytes, file.len});
		}
	}
	free(bytes);
	struct words *words = NULL;
	test_true("no folder", !words_open("/nonexistent", "sv", &words));
	test_true("no language", !words_open("/", "", &words));
	test_true("a way out", !words_open("/", "..", &words));
	test_true("another", !words_open("/", "a/b", &words) && !words);
}

#define DEEP_4 "(((("
#define DEEP_24 DEEP_4 DEEP_4 DEEP_4 DEEP_4 DEEP_4 DEEP_4
#define DEEP_ENDS_24 "))))))))))))))))))))))))"
#define QUESTIONS_4 "n?0:n?0:n?0:n?0:"
#define QUESTIONS_24                                                           \
	QUESTIONS_4 QUESTIONS_4 QUESTIONS_4 QUESTIONS_4 QUESTIONS_4 QUESTIONS_4

static const struct {
	const char *rule;
	unsigned long long n;
	size_t want;
} plurals[] = {
    {"(n != 1);", 1, 0},
    {"(n != 1);", 0, 1},
    {"n!=1", 1, 0},
    {"n>1;", 1, 0},
    {"n>1;", 2, 1},
    {"0;", 7, 0},
    {" n == 1 ? 0 : n == 2 ? 1 : 2 ; ", 2, 1},
    {"n*2+1-1==6/3 || !n;", 1, 1},
    {"n*2+1-1==6/3 || !n;", 2, 0},
    {"n<=1;", 1, 1},
    {"n>=2 && n<3;", 2, 1},
    {"\tn\t!= 1 \t;", 2, 1},
    {"n != 1  \n", 2, 1},
    {DEEP_24 DEEP_24 "(n>1)" DEEP_ENDS_24 DEEP_ENDS_24 ";", 3, 1},
    /* not rules: as in English */
    {DEEP_24 DEEP_24 DEEP_4 "0" DEEP_ENDS_24 DEEP_ENDS_24 ")))) ;", 3, 1},
    {QUESTIONS_24 QUESTIONS_24 QUESTIONS_4 "0", 3, 1},
    {"n ? 0", 3, 1},
    {"n ? 0 : ", 3, 1},
    {"n ? : 0", 3, 1},
    {"0 x", 3, 1},
    {NULL, 1, 0},
    {NULL, 2, 1},
    {"", 2, 1},
    {"n/0;", 2, 1},
    {"n%0;", 1, 0},
    {"n/0 ? 0 : 0;", 2, 1},
    {"2*(n/0) ? 0 : 0;", 2, 1},
    {"(n;", 1, 0},
    {"n n;", 1, 0},
    {"n ? 1;", 1, 0},
    {"m;", 2, 1},
    {"!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!n;", 1,
	0},
    {"((((((((((((((((((((((((((((((((((((((((((((((((((((((((((n))", 1, 0},
};

int
main(void)
{
	struct arena *mem = arena_new();
	struct words *swedish, *other;
	const char *folder = places_catalogues(mem);
	struct strbuf file = {0};
	test_true("Swedish", words_open(folder, "sv", &swedish));
	test_text("is what it says", words_language(swedish), "sv");
	test_true(
	    "English needs none", words_open(folder, "en", &other) && !other);
	test_true("nor does that of Scotland",
	    words_open(folder, "en_GB", &other) && !other);
	test_true("Swedish of Finland", words_open(folder, "sv-FI", &other));
	test_text("is Swedish", words_language(other), "sv");
	words_close(other);
	test_by_turns(swedish);
	test_in_threads(swedish);
	test_reasons(swedish);
	test_numbers(swedish);
	make_catalogue(&file, 0);
	test_no_header();
	test_long(mem);
	test_read(strbuf_view(&file));
	test_damaged(strbuf_view(&file));
	for (size_t i = 0; i < COUNT(plurals); i++)
		test_number(plurals[i].rule ? plurals[i].rule : "no rule",
		    (long long)plural_form(plurals[i].rule, plurals[i].n),
		    (long long)plurals[i].want);
	strbuf_fini(&file);
	words_close(swedish);
	arena_free(mem);
	return test_end();
}
