#include "layout/hyphenate.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/languages.h"
#include "base/memory.h"
#include "base/places.h"
#include "base/utf8.h"
#include "layout/joints.h"
#include "layout/messages.h"
#include "layout/patterns.h"
#include "layout/voikko.h"

enum {
	LETTERS_LEAST = 5, /* two before the hyphen, three after */
	LETTERS_MOST = 80, /* libhyphen's own limit is MAX_CHARS, 100 */
	CAPITAL_LEAST =
	    13, /* shorter ones may be a person's or a place's name */
	PART_LONG = 10, /* a compound's part that is broken as a word is */
	PART_LEAST = 6, /* one that is never broken has fewer */
	LEFT = 2,
	RIGHT = 3,
	HEX = 64, /* of a digest */
	FILE_MOST = 16 * 1024 * 1024,
};

/* One of the two, or neither where there is only a list of joints. */
struct hyphenator {
	HyphenDict *patterns; /* ISO 8859-1; not ours (layout/patterns.h) */
	struct VoikkoHandle *voikko;
	struct joints *joints; /* NULL: none listed */
};

/* False also where the file is not a dictionary. */
static bool
load(struct hyphenator *hyphenator, const char *path, struct diag *diag)
{
	struct slice bytes;
	struct arena *scratch = arena_new();
	if (file_read(scratch, path, INPUT_HYPHENATION, FILE_MOST, diag,
		NO_SPAN, &bytes) &&
	    bytes.len) {
		if (strcmp(path_name(path), "mor.vfst") == 0)
			hyphenator->voikko = voikko_open(path);
		else
			hyphenator->patterns = patterns_parse(bytes);
	}
	arena_free(scratch);
	return hyphenator->voikko || hyphenator->patterns;
}

static bool
open_file(struct hyphenator *hyphenator, const char *path, const char *package,
    struct diag *diag)
{
	if (!file_exists(path) || !load(hyphenator, path, diag)) {
		REPORT(diag, NO_SPAN, &layout_no_dictionary, ARGS(path));
		HINT(diag, &layout_install_package, ARGS(package));
		return false;
	}
	const HyphenDict *patterns = hyphenator->patterns;
	if (!patterns || strcmp(patterns->cset, "ISO8859-1") == 0)
		return true;
	REPORT(diag, NO_SPAN, &layout_bad_dictionary, ARGS(path));
	return false;
}

bool
hyphenator_open_file(const char *path, const char *package, struct diag *diag,
    struct hyphenator **found)
{
	struct hyphenator *hyphenator = mem_new(1, sizeof *hyphenator);
	*found = NULL;
	if (open_file(hyphenator, path, package, diag))
		*found = hyphenator;
	else
		hyphenator_free(hyphenator);
	return *found != NULL;
}

/* ---- lists of joints */

/* Lists of a language: the one that the program brings, then the others. */
struct listing {
	struct arena *mem;
	const char *language;
	const struct word_list *lists;
	size_t count;
	bool begun; /* the program's own was given, where there is one */
	size_t next; /* of the others */
};

static bool
is_language(struct slice said, const char *language)
{
	char code[16];
	const struct language *row = language_find(language);
	if (slice_is(said, language))
		return true;
	if (!row || said.len >= sizeof code)
		return false;
	memcpy(code, said.at, said.len);
	code[said.len] = '\0';
	return language_find(code) == row;
}

/* NULL past the last. */
static const char *
next_list(struct listing *listing, struct span *asked)
{
	*asked = NO_SPAN;
	if (!listing->begun) {
		listing->begun = true;
		const struct language *row = language_find(listing->language);
		const char *folder = places_find(listing->mem, "templates");
		const char *path = row && folder ? arena_print(listing->mem,
						       "%s/hyphenation/%s.txt",
						       folder, row->code)
						       .at
						 : "";
		if (file_exists(path))
			return path;
	}
	while (listing->next < listing->count) {
		const struct word_list *list = &listing->lists[listing->next++];
		*asked = list->span;
		if (is_language(list->language, listing->language))
			return list->path;
	}
	return NULL;
}

static bool
open_lists(
    struct hyphenator *hyphenator, struct listing *listing, struct diag *diag)
{
	const char *path;
	struct span asked;
	bool ok = true;
	while ((path = next_list(listing, &asked))) {
		if (!hyphenator->joints)
			hyphenator->joints = joints_new();
		ok = joints_read(hyphenator->joints, path, diag, asked) && ok;
	}
	return ok;
}

bool
hyphenator_open(const char *language, const struct word_list *lists,
    size_t count, struct diag *diag, struct hyphenator **found)
{
	const struct language *row = language_find(language);
	struct hyphenator *hyphenator = mem_new(1, sizeof *hyphenator);
	struct listing listing = {
	    arena_new(), language, lists, count, false, 0};
	bool ok = open_lists(hyphenator, &listing, diag);
	arena_free(listing.mem);
	if (ok && row && row->dictionary)
		ok = open_file(hyphenator, row->dictionary, row->package, diag);
	*found = NULL;
	if (ok &&
	    (hyphenator->joints || hyphenator->patterns || hyphenator->voikko))
		*found = hyphenator;
	else
		hyphenator_free(hyphenator);
	return ok;
}

void
hyphenator_free(struct hyphenator *hyphenator)
{
	if (!hyphenator)
		return;
	voikko_close(hyphenator->voikko);
	joints_free(hyphenator->joints);
	free(hyphenator);
}

/* ---- what a plan was made with */

/* A line of pins, and whether some file of its name is that one. */
struct pin {
	struct slice hex, file;
	bool met;
};

static bool
try_pin(struct pin *pin, const char *path, struct diag *diag)
{
	char hex[HEX + 1];
	struct digest digest;
	if (!path || pin->met || !slice_is(pin->file, path_name(path)))
		return true;
	if (!hash_file(path, diag, &digest))
		return false;
	digest_write_hex(digest, hex);
	pin->met = slice_is(pin->hex, hex);
	return true;
}

static bool
check_pin(struct slice line, const struct word_list *lists, size_t count,
    struct diag *diag)
{
	struct pin pin = {slice_part(line, 0, HEX),
	    slice_part(line, HEX + 2, SIZE_MAX), false};
	const struct language *language;
	bool ok = true;
	for (size_t i = 0; ok && (language = language_at(i)); i++) {
		struct listing listing = {
		    arena_new(), language->code, lists, count, false, 0};
		struct span asked;
		const char *path;
		ok = try_pin(&pin, language->dictionary, diag);
		while (ok && (path = next_list(&listing, &asked)))
			ok = try_pin(&pin, path, diag);
		arena_free(listing.mem);
	}
	for (size_t i = 0; ok && i < count; i++)
		ok = try_pin(&pin, lists[i].path, diag);
	if (ok && !pin.met)
		REPORT(
		    diag, NO_SPAN, &layout_changed_dictionary, ARGS(pin.file));
	return ok && pin.met;
}

bool
hyphenator_check_pins(struct slice pins, const struct word_list *lists,
    size_t count, struct diag *diag)
{
	bool ok = true;
	while (pins.len) {
		size_t end = slice_find_char(pins, '\n');
		ok = check_pin(slice_part(pins, 0, end), lists, count, diag) &&
		     ok;
		pins = slice_part(pins, end + 1, SIZE_MAX);
	}
	return ok;
}

/* ---- a word */

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
		uint32_t small = joints_small(code);
		if (core->count == 0 && small)
			capital = small != code;
		else if (small != code)
			small = 0;
		if (!small) {
			if (!is_punctuation(code))
				return false;
			ended = core->count > 0;
			continue;
		}
		if (ended || core->count == LETTERS_MOST)
			return false;
		core->offset[core->count] = offset;
		core->letters[core->count++] = (char)small;
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

/* By patterns; a break that changes the spelling is left out. */
static void
find_by_patterns(
    const struct hyphenator *hyphenator, struct slice letters, bool *breaks)
{
	char word[LETTERS_MOST + 1];
	char marks[LETTERS_MOST + 6]; /* libhyphen asks for len + 5 */
	char **spellings = NULL;
	int *positions = NULL, *cuts = NULL;
	memcpy(word, letters.at, letters.len);
	word[letters.len] = '\0';
	if (hnj_hyphen_hyphenate3(hyphenator->patterns, word, (int)letters.len,
		marks, NULL, &spellings, &positions, &cuts, LEFT, RIGHT, LEFT,
		RIGHT) != 0)
		return;
	for (size_t i = 0; i + 1 < letters.len; i++)
		breaks[i + 1] = (marks[i] & 1) && !(spellings && spellings[i]);
	free_spellings(spellings, positions, cuts, letters.len);
}

enum break_kind { BREAK_NOT, BREAK_HERE, BREAK_POOR };

/*
 * Breaks inside letters [from, to), a word or a part of one; `left` letters
 * stay before them.
 */
static void
find_inside(const struct hyphenator *hyphenator, const struct core *core,
    size_t from, size_t to, size_t left, enum break_kind kind,
    enum break_kind *breaks)
{
	bool found[LETTERS_MOST + 1] = {false};
	struct slice part = {core->letters + from, to - from};
	if (hyphenator->patterns)
		find_by_patterns(hyphenator, part, found);
	else if (hyphenator->voikko)
		voikko_find(hyphenator->voikko, part, found);
	/* A letter alone between two breaks would be no better than an error. */
	for (size_t i = left; i + RIGHT <= part.len; i++) {
		if (found[i] && !found[i - 1] && !found[i + 1])
			breaks[from + i] = kind;
	}
}

/* What is inside a compound's part, by its length. */
static void
find_in_part(const struct hyphenator *hyphenator, const struct core *core,
    size_t from, size_t to, enum break_kind *breaks)
{
	if (to - from >= PART_LONG)
		find_inside(
		    hyphenator, core, from, to, LEFT, BREAK_HERE, breaks);
	else if (to - from >= PART_LEAST)
		find_inside(
		    hyphenator, core, from, to, RIGHT, BREAK_POOR, breaks);
}

/* A compound's joints, and what is inside its parts. */
static void
find_breaks(const struct hyphenator *hyphenator, const struct core *core,
    enum break_kind *breaks)
{
	uint8_t joints[JOINTS_MOST];
	bool whole = false;
	size_t from = 0, count = 0;
	if (hyphenator->joints)
		count = joints_find(hyphenator->joints,
		    (struct slice){core->letters, core->count}, joints, &whole);
	for (size_t i = 0; i <= count && !whole; i++) {
		size_t to = i < count ? joints[i] : core->count;
		if (count)
			find_in_part(hyphenator, core, from, to, breaks);
		else
			find_inside(hyphenator, core, from, to, LEFT,
			    BREAK_HERE, breaks);
		if (to >= LEFT && to + RIGHT <= core->count)
			breaks[to] = BREAK_HERE;
		from = to;
	}
}

size_t
hyphenator_find(const struct hyphenator *hyphenator, struct slice word,
    struct hyphen_point points[HYPHEN_POINTS_MAX])
{
	struct core core;
	enum break_kind breaks[LETTERS_MOST + 1] = {BREAK_NOT};
	size_t count = 0;
	if (!hyphenator || !find_core(word, &core))
		return 0;
	find_breaks(hyphenator, &core, breaks);
	for (size_t i = LEFT; i + RIGHT <= core.count; i++) {
		if (breaks[i] && count < HYPHEN_POINTS_MAX)
			points[count++] = (struct hyphen_point){
			    core.offset[i], breaks[i] == BREAK_POOR};
	}
	return count;
}
