#include "text/skeleton.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "text/normal.h"
#include "text/utf16.h"

/* U+00E0 to U+00FF without their marks; 0: as they are. */
static const char bare_latin[32] = "aaaaaa\0ceeeeiiii\0nooooo\0\0uuuuy\0y";

/* ASCII, or letters of Latin-1 too. */
static bool
is_narrow(struct slice folded, bool ascii)
{
	for (size_t i = 0; i < folded.len; i++) {
		unsigned char byte = (unsigned char)folded.at[i];
		if (byte < 0x80)
			continue;
		if (ascii || byte != 0xC3 || i + 1 == folded.len ||
		    (unsigned char)folded.at[i + 1] < 0xA0)
			return false;
		i++;
	}
	return true;
}

static struct slice
write_bare_latin(struct arena *arena, struct slice folded)
{
	char *to = arena_raw(arena, folded.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < folded.len; i++) {
		unsigned char byte = (unsigned char)folded.at[i];
		if (byte < 0x80) {
			to[len++] = (char)byte;
			continue;
		}
		unsigned char tail = (unsigned char)folded.at[++i];
		char bare = bare_latin[tail - 0xA0];
		if (bare) {
			to[len++] = bare;
			continue;
		}
		to[len++] = (char)byte;
		to[len++] = (char)tail;
	}
	return (struct slice){to, len};
}

/* ICU has its data built in, so only memory can run out. */
static void
expect_success(UErrorCode status)
{
	if (U_FAILURE(status))
		memory_exhausted();
}

static void
normalize(const UNormalizer2 *form, struct slice text, struct utf16 *to)
{
	UErrorCode status = U_ZERO_ERROR;
	struct utf16 wide;
	utf16_init(&wide);
	utf16_set(&wide, text);
	to->len = 0;
	int32_t need = unorm2_normalize(
	    form, wide.at, wide.len, to->at, to->room, &status);
	if (status == U_BUFFER_OVERFLOW_ERROR) {
		status = U_ZERO_ERROR;
		utf16_reserve(to, need);
		need = unorm2_normalize(
		    form, wide.at, wide.len, to->at, to->room, &status);
	}
	expect_success(status);
	to->len = need;
	utf16_fini(&wide);
}

static bool
is_ascii_letter(UChar unit)
{
	return (unit >= 'A' && unit <= 'Z') || (unit >= 'a' && unit <= 'z');
}

/* The Latin letter that a code point looks like, or 0. */
static uint32_t
look_up(const USpoofChecker *spoof, UChar32 code)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar from[2], to[8];
	UBool failed = false;
	int32_t len = 0;
	U16_APPEND(from, len, 2, code, failed);
	len = uspoof_getSkeleton(spoof, 0, from, len, to, 8, &status);
	return !failed && U_SUCCESS(status) && len == 1 && is_ascii_letter(*to)
		   ? *to
		   : 0;
}

/* By itself, or in the other case: к is like nothing, but К is like K. */
static uint32_t
latin_of(const USpoofChecker *spoof, UChar32 code)
{
	uint32_t like = look_up(spoof, code);
	if (!like)
		like = look_up(spoof, u_toupper(code));
	return like ? like : (uint32_t)code;
}

static bool
is_foreign_letter(UChar32 code)
{
	return code >= 0x250 && u_isalpha(code);
}

static bool
is_mark(UChar32 code)
{
	int8_t type = u_charType(code);
	return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK;
}

/* Puts Latin letters for those that look like them. */
static struct slice
write_latin(struct arena *arena, const struct utf16 *apart)
{
	UErrorCode status = U_ZERO_ERROR;
	USpoofChecker *spoof = uspoof_open(&status);
	struct utf16 latin;
	expect_success(status);
	utf16_init(&latin);
	for (int32_t at = 0; at < apart->len;) {
		UChar32 code;
		U16_NEXT(apart->at, at, apart->len, code);
		utf16_add(&latin, is_foreign_letter(code)
				      ? latin_of(spoof, code)
				      : (uint32_t)code);
	}
	struct slice out = utf16_write(arena, &latin);
	utf16_fini(&latin);
	uspoof_close(spoof);
	return out;
}

/* The text in a normal form, folded, without the marks that stand apart. */
static struct slice
write_unmarked(struct arena *arena, const UNormalizer2 *form, struct slice text)
{
	struct utf16 marked, plain;
	utf16_init(&marked);
	utf16_init(&plain);
	normalize(form, text, &marked);
	for (int32_t at = 0; at < marked.len;) {
		UChar32 code;
		U16_NEXT(marked.at, at, marked.len, code);
		if (!is_mark(code))
			utf16_add(&plain, (uint32_t)code);
	}
	struct slice out = text_fold(arena, utf16_write(arena, &plain));
	utf16_fini(&marked);
	utf16_fini(&plain);
	return out;
}

/* ½, ² and ③ are numbers of their own behind a digit: 3½ is not 31/2. */
static void
part_numbers(struct utf16 *to, struct slice text)
{
	struct utf16 from;
	bool digit = false;
	utf16_init(&from);
	utf16_set(&from, text);
	for (int32_t at = 0; at < from.len;) {
		UChar32 code;
		U16_NEXT(from.at, at, from.len, code);
		if (digit && u_charType(code) == U_OTHER_NUMBER)
			utf16_add(to, ' ');
		digit = u_isdigit(code);
		/* An Arabic ٣ is a 3. */
		utf16_add(to, digit ? '0' + (uint32_t)u_charDigitValue(code)
				    : (uint32_t)code);
	}
	utf16_fini(&from);
}

/* Apart first: a Cyrillic ӓ is an а, and an a with its dots is an ä. */
static struct slice
write_skeleton(struct arena *arena, struct slice text)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfkd = unorm2_getNFKDInstance(&status);
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
	struct utf16 parted, apart;
	expect_success(status);
	utf16_init(&parted);
	utf16_init(&apart);
	part_numbers(&parted, text);
	normalize(nfkd, utf16_write(arena, &parted), &apart);
	utf16_fini(&parted);
	struct slice latin = write_latin(arena, &apart);
	utf16_fini(&apart);
	return write_unmarked(arena, nfc, latin);
}

struct slice
text_skeleton(struct arena *arena, struct slice text)
{
	struct slice folded = text_fold(arena, text);
	return is_narrow(folded, false) ? folded : write_skeleton(arena, text);
}

static struct slice
write_bare(struct arena *arena, struct slice skeleton)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfkd = unorm2_getNFKDInstance(&status);
	expect_success(status);
	return write_unmarked(arena, nfkd, skeleton);
}

struct slice
text_bare(struct arena *arena, struct slice skeleton)
{
	if (is_narrow(skeleton, true))
		return skeleton;
	return is_narrow(skeleton, false) ? write_bare_latin(arena, skeleton)
					  : write_bare(arena, skeleton);
}
