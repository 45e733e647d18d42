#include "layout/hyphenate.h"

#include <hyphen.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/languages.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "layout/messages.h"

enum {
	LETTERS_LEAST = 5, /* two before the hyphen, three after */
	LETTERS_MOST = 80, /* libhyphen's own limit is MAX_CHARS, 100 */
	CAPITAL_LEAST =
	    13, /* shorter ones may be a person's or a place's name */
	LEFT = 2,
	RIGHT = 3,
	HEX = 64, /* of a digest */
	FILE_MOST = 16 * 1024 * 1024,
};

struct hyphenator {
	HyphenDict *patterns; /* ISO 8859-1 */
};

/* libhyphen reads what is hashed, not the file once more. */
static HyphenDict *
parse(struct slice bytes)
{
	char *copy = mem_new(bytes.len, 1);
	memcpy(copy, bytes.at, bytes.len);
	FILE *file = fmemopen(copy, bytes.len, "r");
	HyphenDict *patterns = file ? hnj_hyphen_load_file(file) : NULL;
	if (file)
		fclose(file);
	free(copy);
	return patterns;
}

/* NULL also where the file is not a dictionary. */
static HyphenDict *
load(const char *path, struct diag *diag)
{
	struct slice bytes;
	HyphenDict *patterns = NULL;
	struct arena *scratch = arena_new();
	if (file_read(scratch, path, INPUT_HYPHENATION, FILE_MOST, diag,
		NO_SPAN, &bytes) &&
	    bytes.len)
		patterns = parse(bytes);
	arena_free(scratch);
	return patterns;
}

bool
hyphenator_open_file(const char *path, const char *package, struct diag *diag,
    struct hyphenator **found)
{
	HyphenDict *patterns = file_exists(path) ? load(path, diag) : NULL;
	if (!patterns) {
		REPORT(diag, NO_SPAN, &layout_no_dictionary, ARGS(path));
		HINT(diag, &layout_install_package, ARGS(package));
		return false;
	}
	if (strcmp(patterns->cset, "ISO8859-1") != 0) {
		hnj_hyphen_free(patterns);
		REPORT(diag, NO_SPAN, &layout_bad_dictionary, ARGS(path));
		return false;
	}
	struct hyphenator *hyphenator = mem_new(1, sizeof *hyphenator);
	hyphenator->patterns = patterns;
	*found = hyphenator;
	return true;
}

static bool
check_pin(struct slice line, struct diag *diag)
{
	struct slice file = slice_part(line, HEX + 2, SIZE_MAX);
	const struct language *language;
	for (size_t i = 0; (language = language_at(i)); i++) {
		char hex[HEX + 1];
		struct digest digest;
		const char *path = language->dictionary;
		if (!path || !slice_is(file, path_name(path)))
			continue;
		if (!hash_file(path, diag, &digest))
			return false;
		digest_write_hex(digest, hex);
		if (slice_is(slice_part(line, 0, HEX), hex))
			return true;
	}
	REPORT(diag, NO_SPAN, &layout_changed_dictionary, ARGS(file));
	return false;
}

bool
hyphenator_check_pins(struct slice pins, struct diag *diag)
{
	bool ok = true;
	while (pins.len) {
		size_t end = slice_find_char(pins, '\n');
		ok = check_pin(slice_part(pins, 0, end), diag) && ok;
		pins = slice_part(pins, end + 1, SIZE_MAX);
	}
	return ok;
}

bool
hyphenator_open(
    const char *language, struct diag *diag, struct hyphenator **found)
{
	*found = NULL;
	const struct language *row = language_find(language);
	return !row || !row->dictionary ||
	       hyphenator_open_file(row->dictionary, row->package, diag, found);
}

void
hyphenator_free(struct hyphenator *hyphenator)
{
	if (!hyphenator)
		return;
	hnj_hyphen_free(hyphenator->patterns);
	free(hyphenator);
}

/* Lower-case letters of ISO 8859-1. */
static bool
is_small(uint32_t code)
{
	return (code >= 'a' && code <= 'z') ||
	       (code >= 0xDF && code <= 0xFF && code != 0xF7);
}

/* Upper-case letters of ISO 8859-1, as small ones; 0 for all others. */
static uint32_t
small_of(uint32_t code)
{
	bool capital = (code >= 'A' && code <= 'Z') ||
		       (code >= 0xC0 && code <= 0xDE && code != 0xD7);
	return capital ? code + 0x20 : 0;
}

/* Characters that may stand before or after a word's letters. */
static bool
is_punctuation(uint32_t code)
{
	return (code < 0x80 && strchr("!\"'(),.:;?[]", (int)code)) ||
	       code == 0xAB || code == 0xBB ||
	       (code >= 0x2018 && code <= 0x201F) || code == 0x2026;
}

struct core {
	char letters[LETTERS_MOST + 1];
	uint32_t offset[LETTERS_MOST + 1]; /* in the word, of each letter */
	size_t count;
};

/* The word's letters in Latin-1; false where it may not be broken at all. */
static bool
find_core(struct slice word, struct core *core)
{
	bool ended = false, capital = false;
	core->count = 0;
	for (size_t at = 0; at < word.len;) {
		uint32_t offset = (uint32_t)at;
		uint32_t code = utf8_next(word, &at);
		if (core->count == 0 && small_of(code)) {
			code = small_of(code);
			capital = true;
		}
		if (!is_small(code)) {
			if (!is_punctuation(code))
				return false;
			ended = core->count > 0;
			continue;
		}
		if (ended || core->count == LETTERS_MOST)
			return false;
		core->offset[core->count] = offset;
		core->letters[core->count++] = (char)code;
	}
	core->letters[core->count] = '\0';
	return core->count >= (capital ? CAPITAL_LEAST : LETTERS_LEAST);
}

static void
free_spellings(char **spellings, int *positions, int *cuts, size_t count)
{
	for (size_t i = 0; spellings && i < count; i++)
		free(spellings[i]);
	free(spellings);
	free(positions);
	free(cuts);
}

size_t
hyphenator_find(const struct hyphenator *hyphenator, struct slice word,
    uint32_t points[HYPHEN_POINTS_MAX])
{
	struct core core;
	char marks[LETTERS_MOST + 6]; /* libhyphen asks for len + 5 */
	char **spellings = NULL;
	int *positions = NULL, *cuts = NULL;
	size_t count = 0;

	if (!hyphenator || !find_core(word, &core))
		return 0;
	if (hnj_hyphen_hyphenate3(hyphenator->patterns, core.letters,
		(int)core.count, marks, NULL, &spellings, &positions, &cuts,
		LEFT, RIGHT, LEFT, RIGHT) != 0)
		return 0;
	for (size_t i = LEFT - 1; i + RIGHT < core.count; i++) {
		/* A break that changes the spelling is left out. */
		bool plain = !spellings || !spellings[i];
		if ((marks[i] & 1) && plain && count < HYPHEN_POINTS_MAX)
			points[count++] = core.offset[i + 1];
	}
	free_spellings(spellings, positions, cuts, core.count);
	return count;
}
