/*
 * What must hold of every text, tried on 20,000 spoilt ones: nothing is read
 * or written that is not ours, and each rule below.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "mutate.h"
#include "test.h"
#include "text/bidi.h"
#include "text/breaks.h"
#include "text/date.h"
#include "text/encoding.h"
#include "text/normal.h"
#include "text/number.h"

#define ROUNDS 20000

#define TEXT(literal)                                                          \
	{                                                                      \
		(literal), sizeof(literal) - 1                                 \
	}

static const struct slice seeds[] = {
    TEXT("Hej Åsa! Den 19 mars 2012 kl. 8 ring 0999-10 01 23, rum 5 m².\n"),
    TEXT("STRASSE straße \xC2\xA0 1 234,50 kr \xC2\xAD café a\xCC\x8A\n"),
    TEXT("A. B. Berg, C/o Ek\r\n753 10 Uppsala\r\n\xE2\x80\x9Cx\xE2\x80\x9D"),
    TEXT("\xD7\x90\xD7\x91 123 \xE2\x81\xA8"
	 "abc\xE2\x81\xA9 \xD8\xA7 Жук"),
    TEXT("\xFF\xFEh\0e\0j\0\xE5\0\r\0\n\0"),
    TEXT("hemtj\xE4nst \x96 80 \x80\r\n"),
};

static const struct slice tokens[] = {TEXT("\xC3"), TEXT("\xE5"), TEXT("\x81"),
    TEXT("\0"), TEXT("\r"), TEXT("\n"), TEXT("\r\n"), TEXT("\xEF\xBB\xBF"),
    TEXT("\xFF\xFE"), TEXT("\xFE\xFF"), TEXT("\xC2\xA0"), TEXT("\xC2\xAD"),
    TEXT("ß"), TEXT("Å"), TEXT("\xCC\x8A"), TEXT("\xCC\xA3"), TEXT("ſ"),
    TEXT("İ"), TEXT("\xF0\x9F\x98\x80"), TEXT("\xED\xA0\x80"),
    TEXT("\xE2\x80\x8B"), TEXT("\xE2\x80\xA8"), TEXT(" "), TEXT("12"),
    TEXT("0999-"), TEXT("A. "), TEXT("/"), TEXT("\xE2\x80\x93"),
    TEXT("\xD7\x90"), TEXT("\xE2\x80\xAE"), TEXT("\xE0\xB8\xAA"),
    TEXT("\xCD\x85"), TEXT("Ǆ"), TEXT("ﬁ")};

struct tools {
	struct arena *mem;
	struct breaker *breaker;
	struct mutant mutant;
	size_t read, refused;
};

static void
test_normal(struct tools *tools, struct slice text)
{
	struct arena *mem = tools->mem;
	struct slice clean = text_clean(mem, text);
	struct slice fold = text_fold(mem, text);
	test_holds(
	    "clean stays clean", slice_equal(text_clean(mem, clean), clean));
	test_holds(
	    "fold stays folded", slice_equal(text_fold(mem, fold), fold));
	test_holds("clean folds as the text does",
	    slice_equal(text_fold(mem, clean), fold));
	test_holds("same as its fold", text_same(text, fold));
	test_holds("nfc of clean", slice_equal(text_nfc(mem, clean), clean));
	test_holds("blank is empty", text_is_blank(text) == !clean.len);
	test_holds("clean is UTF-8", utf8_check(clean) == clean.len);
	test_holds("fold is UTF-8", utf8_check(fold) == fold.len);
}

static bool
is_inside_character(struct slice text, size_t at)
{
	return at < text.len && ((unsigned char)text.at[at] & 0xC0) == 0x80;
}

static void
test_breaks(struct tools *tools, struct slice text)
{
	bool sound = true;
	uint8_t *breaks = malloc(text.len + 1);
	breaker_find(tools->breaker, text, breaks);
	for (size_t i = 0; i <= text.len; i++) {
		bool feed = i && text.at[i - 1] == '\n';
		if (breaks[i] && (!i || is_inside_character(text, i)))
			sound = false;
		if (feed && breaks[i] != BREAK_FORCED)
			sound = false;
	}
	test_holds("breaks lie between characters", sound);
	free(breaks);
}

static void
test_runs(struct tools *tools, struct slice text)
{
	size_t count = 0, at = 0;
	struct bidi_run *runs = bidi_runs(tools->mem, text, false, &count);
	bool sound = true;
	for (size_t i = 0; i < count; i++) {
		sound = sound && runs[i].from == at && runs[i].to > at;
		at = runs[i].to;
	}
	test_holds("runs follow each other", sound && at == text.len);
	if (bidi_is_plain(text) && count)
		test_holds("plain text is one level", runs[0].level == 0);
}

/* The document's text is sound whether or not it was accepted. */
static void
test_document(struct tools *tools, struct slice bytes)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	uint32_t file;
	struct slice text;
	bool ok = encoding_decode_document(
	    tools->mem, "x", bytes, diag, &file, &text);
	test_holds("refused with a reason", ok == !diag_errors(diag));
	test_holds("decoded is UTF-8", utf8_check(text) == text.len);
	test_holds("no returns", slice_find_char(text, '\r') == text.len);
	test_holds("no NUL", slice_find_char(text, '\0') == text.len);
	tools->read += ok;
	tools->refused += !ok;
	test_normal(tools, text);
	/* ICU's rules take their time. */
	if (mutate_random(&tools->mutant, 4) == 0) {
		test_breaks(tools, text);
		test_runs(tools, text);
	}
	day_parse(text);
	diag_free(diag);
	sources_free(sources);
}

/* Everything up to the first invalid byte; returns what was taken. */
static size_t
convert(const char *name, struct slice bytes, size_t cut, struct strbuf *out)
{
	struct encoding *encoding = encoding_open(name);
	bool invalid;
	size_t taken = encoding_convert(
	    encoding, slice_part(bytes, 0, cut), out, &invalid);
	if (!invalid)
		taken += encoding_convert(
		    encoding, slice_from(bytes, taken), out, &invalid);
	encoding_close(encoding);
	return taken;
}

static void
test_pieces(struct tools *tools, struct slice bytes)
{
	uint32_t many = 0;
	while (encoding_names()[many])
		many++;
	const char *name =
	    encoding_names()[mutate_random(&tools->mutant, many)];
	size_t cut = mutate_random(&tools->mutant, (uint32_t)bytes.len + 1);
	struct strbuf whole = {0}, pieces = {0};
	size_t one = convert(name, bytes, bytes.len, &whole);
	size_t two = convert(name, bytes, cut, &pieces);
	test_holds("as much in pieces", two == one);
	test_holds("the same in pieces",
	    slice_equal(strbuf_view(&whole), strbuf_view(&pieces)));
	test_holds(
	    "converted is UTF-8", utf8_check(strbuf_view(&whole)) == whole.len);
	strbuf_fini(&whole);
	strbuf_fini(&pieces);
}

static void
test_number_written(struct tools *tools)
{
	int64_t micro = (int64_t)mutate_random(&tools->mutant, 1u << 31);
	for (uint32_t n = mutate_random(&tools->mutant, 10); n > 0; n--)
		micro *= mutate_random(&tools->mutant, 9) + 1;
	micro = mutate_random(&tools->mutant, 2) ? micro : -micro;
	int64_t plain = 0, swedish = 0;
	test_holds("reads what it writes",
	    number_parse(number_write_plain(tools->mem, micro), &plain) &&
		plain == micro);
	test_holds("in Swedish too",
	    number_parse(number_write(tools->mem, micro, -1, "sv"), &swedish) &&
		swedish == micro);
}

int
main(void)
{
	static struct tools tools = {.mutant.state = 11};
	tools.mem = arena_new();
	tools.breaker = breaker_new("sv");
	for (size_t i = 0; i < ROUNDS; i++) {
		struct slice bytes = mutate(&tools.mutant,
		    seeds[i % COUNT(seeds)], tokens, COUNT(tokens));
		/* A copy of exact size, so that a byte too far is seen. */
		char *exact = malloc(bytes.len + !bytes.len);
		memcpy(exact, bytes.at, bytes.len);
		test_document(&tools, (struct slice){exact, bytes.len});
		test_pieces(&tools, (struct slice){exact, bytes.len});
		test_number_written(&tools);
		free(exact);
		arena_reset(tools.mem);
	}
	test_true("every rule held", test_failed == 0);
	test_true("some are read", tools.read > ROUNDS / 20);
	test_true("some are refused", tools.refused > ROUNDS / 20);
	printf("%zu read, %zu refused\n", tools.read, tools.refused);
	breaker_free(tools.breaker);
	arena_free(tools.mem);
	return test_end();
}
