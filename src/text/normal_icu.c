#include "text/normal_icu.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "text/normal.h"
#include "text/utf16.h"

bool
normal_is_nfc(struct slice text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);
		/* Nothing below the combining marks composes or reorders. */
		if (code < 0x300)
			continue;
		if (code == UTF8_INVALID ||
		    u_getIntPropertyValue(
			(UChar32)code, UCHAR_NFC_QUICK_CHECK) != UNORM_YES ||
		    u_getCombiningClass((UChar32)code) != 0)
			return false;
	}
	return true;
}

/* ICU has its data built in, so only memory can run out. */
static void
expect_success(UErrorCode status)
{
	if (U_FAILURE(status))
		memory_exhausted();
}

static void
normalize(const struct utf16 *from, struct utf16 *to)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
	expect_success(status);
	to->len = 0;
	int32_t need = unorm2_normalize(
	    nfc, from->at, from->len, to->at, to->room, &status);
	if (status == U_BUFFER_OVERFLOW_ERROR) {
		status = U_ZERO_ERROR;
		utf16_reserve(to, need);
		need = unorm2_normalize(
		    nfc, from->at, from->len, to->at, to->room, &status);
	}
	expect_success(status);
	to->len = need;
}

struct slice
normal_write_nfc(struct arena *arena, struct slice text)
{
	struct utf16 wide, normal;
	utf16_init(&wide);
	utf16_init(&normal);
	utf16_set(&wide, text);
	normalize(&wide, &normal);
	struct slice out = utf16_write(arena, &normal);
	utf16_fini(&wide);
	utf16_fini(&normal);
	return out;
}

enum change { CHANGE_FOLD, CHANGE_UPPER, CHANGE_LOWER };

static int32_t
change_once(enum change change, const char *language, const struct utf16 *from,
    struct utf16 *to, UErrorCode *status)
{
	switch (change) {
	case CHANGE_UPPER:
		return u_strToUpper(
		    to->at, to->room, from->at, from->len, language, status);
	case CHANGE_LOWER:
		return u_strToLower(
		    to->at, to->room, from->at, from->len, language, status);
	case CHANGE_FOLD:
		break;
	}
	return u_strFoldCase(
	    to->at, to->room, from->at, from->len, U_FOLD_CASE_DEFAULT, status);
}

static void
change_case(enum change change, const char *language, const struct utf16 *from,
    struct utf16 *to)
{
	UErrorCode status = U_ZERO_ERROR;
	to->len = 0;
	int32_t need = change_once(change, language, from, to, &status);
	if (status == U_BUFFER_OVERFLOW_ERROR) {
		status = U_ZERO_ERROR;
		utf16_reserve(to, need);
		need = change_once(change, language, from, to, &status);
	}
	expect_success(status);
	to->len = need;
}

/*
 * Forms that only print the same letters in another way: wide and narrow ones,
 * ligatures, those of formulas and of Arabic (UAX 44, Decomposition_Type). A
 * raised, lowered or circled character, or a fraction, says something of its
 * own: 1² is not 12.
 */
static bool
is_only_a_form(uint32_t code)
{
	if (code < 0x100 || code == UTF8_INVALID)
		return false;
	switch (
	    u_getIntPropertyValue((UChar32)code, UCHAR_DECOMPOSITION_TYPE)) {
	case U_DT_COMPAT:
	case U_DT_WIDE:
	case U_DT_NARROW:
	case U_DT_FONT:
	case U_DT_SMALL:
	case U_DT_VERTICAL:
	case U_DT_INITIAL:
	case U_DT_MEDIAL:
	case U_DT_FINAL:
	case U_DT_ISOLATED:
		return true;
	default:
		return false;
	}
}

#define FORM_MOST 18 /* units of the longest (U+FDFA) */

/* The letters of a form; the character itself where it is not a form, or is a
 * mark on a blank. */
static void
add_letters(struct utf16 *wide, uint32_t code)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar letters[FORM_MOST];
	int32_t len = -1, at = 0;
	if (is_only_a_form(code)) {
		const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&status);
		expect_success(status);
		len = unorm2_getDecomposition(
		    nfkc, (UChar32)code, letters, FORM_MOST, &status);
	}
	if (len <= 0 || U_FAILURE(status) || letters[0] == ' ') {
		utf16_add(wide, code);
		return;
	}
	while (at < len) {
		UChar32 letter;
		U16_NEXT(letters, at, len, letter);
		utf16_add(wide, (uint32_t)letter);
	}
}

/* Blanks made one space, hidden characters dropped, forms spelt out. */
static void
set_squeezed(struct utf16 *wide, struct slice text)
{
	bool gap = false;
	wide->len = 0;
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);
		if (code_is_hidden(code))
			continue;
		if (code_is_blank(code)) {
			gap = wide->len > 0;
			continue;
		}
		if (gap)
			utf16_add(wide, ' ');
		gap = false;
		add_letters(wide, code);
	}
}

/*
 * NFC before folding as well: U+0345 folds to a letter, and its place among
 * the marks must be settled first (Unicode 3.13, D145).
 */
struct slice
normal_write_fold(struct arena *arena, struct slice text)
{
	struct utf16 wide, other;
	utf16_init(&wide);
	utf16_init(&other);
	set_squeezed(&wide, text);
	normalize(&wide, &other);
	change_case(CHANGE_FOLD, "", &other, &wide);
	normalize(&wide, &other);
	struct slice out = utf16_write(arena, &other);
	utf16_fini(&wide);
	utf16_fini(&other);
	return out;
}

static struct slice
write_case(struct arena *arena, struct slice text, enum change change,
    const char *language)
{
	struct utf16 wide, other;
	utf16_init(&wide);
	utf16_init(&other);
	utf16_set(&wide, text);
	change_case(change, language, &wide, &other);
	struct slice out = utf16_write(arena, &other);
	utf16_fini(&wide);
	utf16_fini(&other);
	return out;
}

struct slice
text_upper(struct arena *arena, struct slice text, const char *language)
{
	return write_case(arena, text, CHANGE_UPPER, language);
}

struct slice
text_lower(struct arena *arena, struct slice text, const char *language)
{
	return write_case(arena, text, CHANGE_LOWER, language);
}
