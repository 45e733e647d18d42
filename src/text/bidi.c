#include "text/bidi.h"

#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/code.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "text/utf16.h"

/* U+0590, the first of the right-to-left blocks, is D6 90. */
#define LEAD_RIGHT 0xD6

static bool
is_plain_code(uint32_t code)
{
	UCharDirection direction = u_charDirection((UChar32)code);
	return !code_is(code, CODE_MARK | CODE_TURN) &&
	       direction != U_RIGHT_TO_LEFT &&
	       direction != U_RIGHT_TO_LEFT_ARABIC &&
	       direction != U_ARABIC_NUMBER;
}

bool
bidi_is_plain(struct slice text)
{
	bool narrow = true;
	for (size_t i = 0; i < text.len; i++)
		narrow &= (unsigned char)text.at[i] < LEAD_RIGHT;
	if (narrow)
		return true;
	for (size_t at = 0; at < text.len;) {
		if (!is_plain_code(utf8_next(text, &at)))
			return false;
	}
	return true;
}

static UScriptCode
script_of(uint32_t code)
{
	UErrorCode status = U_ZERO_ERROR;
	UScriptCode script = code == UTF8_INVALID
				 ? USCRIPT_COMMON
				 : uscript_getScript((UChar32)code, &status);
	return U_FAILURE(status) || script == USCRIPT_INHERITED ? USCRIPT_COMMON
								: script;
}

/*
 * The script that characters before the first letter take: the first letter's.
 * A text without letters is Latin, so that digits are kerned as in a word.
 */
static UScriptCode
first_script(struct slice text)
{
	for (size_t at = 0; at < text.len;) {
		UScriptCode script = script_of(utf8_next(text, &at));
		if (script != USCRIPT_COMMON)
			return script;
	}
	return USCRIPT_LATIN;
}

/* Digits as UAX 9 knows them: of Arabic and Persian too. */
static bool
is_bidi_digit(UChar unit)
{
	return code_is_decimal(unit) || (unit >= 0x660 && unit <= 0x669) ||
	       (unit >= 0x6F0 && unit <= 0x6F9);
}

static bool
is_joint(UChar unit)
{
	return code_is_space(unit) || unit == '-' || unit == 0x2011 ||
	       unit == '/';
}

/*
 * "0999-10 01 23" keeps its direction among right-to-left words, where UAX 9
 * would turn its groups about: one blank, hyphen or stroke between digits, and
 * a '+' before one, count as digits (a higher-level protocol, HL4). A range
 * with a dash is left to UAX 9: its reader goes from right to left.
 */
static void
join_numbers(struct utf16 *wide)
{
	for (int32_t i = 0; i + 1 < wide->len; i++) {
		if (!is_bidi_digit(wide->at[i + 1]))
			continue;
		bool after_digit = i > 0 && is_bidi_digit(wide->at[i - 1]);
		if ((after_digit && is_joint(wide->at[i])) ||
		    (!after_digit && wide->at[i] == '+'))
			wide->at[i] = wide->at[i + 1];
	}
}

/* The level of each UTF-16 unit, in the arena. */
static const UBiDiLevel *
find_levels(struct arena *arena, struct slice text, bool right_to_left)
{
	UErrorCode status = U_ZERO_ERROR;
	struct utf16 wide;
	utf16_init(&wide);
	utf16_set(&wide, text);
	join_numbers(&wide);
	UBiDi *bidi = ubidi_openSized(wide.len, 0, &status);
	ubidi_setPara(
	    bidi, wide.at, wide.len, right_to_left ? 1 : 0, NULL, &status);
	const UBiDiLevel *levels = ubidi_getLevels(bidi, &status);
	if (U_FAILURE(status))
		memory_exhausted();
	UBiDiLevel *copy = arena_raw(arena, (size_t)wide.len);
	memcpy(copy, levels, (size_t)wide.len);
	ubidi_close(bidi);
	utf16_fini(&wide);
	return copy;
}

struct run_list {
	struct arena *arena;
	struct bidi_run *at;
	size_t count, room;
};

static void
add_run(struct run_list *runs, size_t from, uint8_t level, UScriptCode script)
{
	runs->at = arena_grow(runs->arena, runs->at, &runs->room,
	    runs->count + 1, sizeof *runs->at);
	struct bidi_run *run = &runs->at[runs->count++];
	*run = (struct bidi_run){.from = (uint32_t)from, .level = level};
	const char *name = uscript_getShortName(script);
	for (size_t i = 0; i < 4 && name[i]; i++)
		run->script[i] = name[i];
}

struct bidi_run *
bidi_runs(
    struct arena *arena, struct slice text, bool right_to_left, size_t *count)
{
	struct run_list runs = {.arena = arena};
	if (!text.len) {
		*count = 0;
		return NULL;
	}
	const UBiDiLevel *levels = find_levels(arena, text, right_to_left);
	UScriptCode script = first_script(text), last = script;
	size_t unit = 0;
	uint8_t level = 0;
	for (size_t at = 0; at < text.len;) {
		size_t here = at;
		uint32_t code = utf8_next(text, &at);
		UScriptCode own = script_of(code);
		if (own != USCRIPT_COMMON)
			script = own;
		if (here == 0 || levels[unit] != level || script != last) {
			if (runs.count)
				runs.at[runs.count - 1].to = (uint32_t)here;
			add_run(&runs, here, levels[unit], script);
		}
		level = levels[unit];
		last = script;
		unit += code != UTF8_INVALID && code > 0xFFFF ? 2 : 1;
	}
	runs.at[runs.count - 1].to = (uint32_t)text.len;
	*count = runs.count;
	return runs.at;
}

static void
turn(uint32_t *order, size_t from, size_t to)
{
	for (; from + 1 < to; from++) {
		uint32_t first = order[from];
		order[from] = order[--to];
		order[to] = first;
	}
}

/* UAX 9, rule L2: from the highest level down to the lowest odd one. */
void
bidi_order(const uint8_t *levels, size_t count, uint32_t *order)
{
	uint8_t highest = 0;
	for (size_t i = 0; i < count; i++) {
		order[i] = (uint32_t)i;
		highest = levels[i] > highest ? levels[i] : highest;
	}
	for (uint8_t level = highest; level > 0; level--) {
		for (size_t from = 0; from < count;) {
			size_t to = from;
			while (to < count && levels[order[to]] >= level)
				to++;
			turn(order, from, to);
			from = to + 1;
		}
	}
}
