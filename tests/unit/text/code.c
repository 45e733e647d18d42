/*
 * The table of base/code.c against the Unicode character database as ICU has
 * it: every code point, and each difference that is meant.
 */
#include "base/code.h"

#include <unicode/uchar.h>

#include "base/utf8.h"
#include "test.h"

#define LAST 0x10FFFF

/* Named only where it fails: there are a million. */
static void
expect(uint32_t code, const char *what, bool holds)
{
	static unsigned good;
	char name[64];
	if (holds && ++good % 4096)
		return;
	snprintf(name, sizeof name, "U+%04X %s", code, what);
	test_true(name, holds);
}

static bool
has(uint32_t code, UProperty property)
{
	return u_hasBinaryProperty((UChar32)code, property);
}

static bool
ends_line(uint32_t code)
{
	int32_t kind = u_getIntPropertyValue((UChar32)code, UCHAR_LINE_BREAK);
	return kind == U_LB_MANDATORY_BREAK || kind == U_LB_CARRIAGE_RETURN ||
	       kind == U_LB_LINE_FEED || kind == U_LB_NEXT_LINE;
}

/* Classes that are a property, or a category, of the database. */
static void
check_property(uint32_t code)
{
	int8_t type = u_charType((UChar32)code);
	const struct {
		const char *name;
		unsigned classes;
		bool want;
	} all[] = {
	    {"blank", CODE_BLANK, has(code, UCHAR_WHITE_SPACE)},
	    {"line", CODE_LINE, ends_line(code)},
	    {"control", CODE_CONTROL, type == U_CONTROL_CHAR},
	    {"hidden", CODE_HIDDEN,
		has(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)},
	    {"direction", CODE_MARK | CODE_TURN, has(code, UCHAR_BIDI_CONTROL)},
	    {"joiner", CODE_JOINER, has(code, UCHAR_JOIN_CONTROL)},
	    {"private", CODE_PRIVATE, type == U_PRIVATE_USE_CHAR},
	    {"none", CODE_NONE, has(code, UCHAR_NONCHARACTER_CODE_POINT)},
	};
	for (size_t i = 0; i < COUNT(all); i++)
		expect(code, all[i].name,
		    code_is(code, all[i].classes) == all[i].want);
}

/*
 * Kinds of hidden characters, which the database does not part: each is
 * hidden, and has one kind or, where some script needs it, none.
 */
static void
check_kind(uint32_t code)
{
	unsigned classes = code_classes(code);
	unsigned kind = classes & (CODE_EMPTY | CODE_MARK | CODE_TURN |
				      CODE_JOINER | CODE_OBSOLETE | CODE_TAG);
	UCharDirection direction = u_charDirection((UChar32)code);
	if (kind)
		expect(code, "hidden, of one kind",
		    (classes & CODE_HIDDEN) && !(kind & (kind - 1)));
	if (kind & (CODE_MARK | CODE_TURN))
		expect(code, "mark where it has a strong direction",
		    (kind == CODE_MARK) ==
			(direction == U_LEFT_TO_RIGHT ||
			    direction == U_RIGHT_TO_LEFT ||
			    direction == U_RIGHT_TO_LEFT_ARABIC));
	if (kind == CODE_OBSOLETE)
		expect(code, "deprecated", has(code, UCHAR_DEPRECATED));
	/* Variation, fillers and vowels are letters and marks. */
	if ((classes & CODE_HIDDEN) && !kind)
		expect(code, "of a script, or unassigned",
		    u_charType((UChar32)code) != U_FORMAT_CHAR ||
			(code >= 0x1BCA0 && code <= 0x1D17A));
}

static void
check_wrappers(uint32_t code)
{
	int8_t type = u_charType((UChar32)code);
	bool digit = u_isdigit((UChar32)code),
	     letter = u_isalpha((UChar32)code);
	expect(code, "code_is_blank",
	    code_is_blank(code) == has(code, UCHAR_WHITE_SPACE));
	expect(code, "code_is_hidden",
	    code_is_hidden(code) ==
		has(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT));
	/* A tab is a control of the database, and a space of ours. */
	expect(code, "code_is_space",
	    code_is_space(code) == (code == '\t' || type == U_SPACE_SEPARATOR));
	expect(code, "code_is_decimal",
	    code_is_decimal(code) == (digit && code < 128));
	if (code >= 128)
		return;
	expect(code, "char_is_digit", char_is_digit((char)code) == digit);
	expect(code, "char_is_letter", char_is_letter((char)code) == letter);
	/* Vertical tab and form feed are no white space of XML and YAML. */
	expect(code, "char_is_blank",
	    char_is_blank((char)code) ==
		(has(code, UCHAR_WHITE_SPACE) && code != '\v' && code != '\f'));
}

/* Words of an expression may not be parted by what turns their order. */
static void
check_padding(void)
{
	static const struct {
		uint32_t code;
		bool want;
	} rows[] = {{' ', true}, {'\n', true}, {0xA0, true}, {0xAD, true},
	    {0x61C, true}, {0x180E, true}, {0x200B, true}, {0x200E, true},
	    {0x2009, true}, {0x2028, true}, {0x2060, true}, {0x3000, true},
	    {0xFEFF, true}, {'a', false}, {0x200C, false}, {0x200D, false},
	    {0x202E, false}, {0x2066, false}, {0x206A, false}, {0x3164, false},
	    {0xE0041, false}, {0xE000, false}, {UTF8_INVALID, false}};
	for (size_t i = 0; i < COUNT(rows); i++)
		expect(rows[i].code, "code_is_padding",
		    code_is_padding(rows[i].code) == rows[i].want);
}

int
main(void)
{
	for (uint32_t code = 0; code <= LAST; code++) {
		check_property(code);
		check_kind(code);
		check_wrappers(code);
	}
	test_number("not UTF-8", code_classes(UTF8_INVALID), CODE_NONE);
	check_padding();
	return test_end();
}
