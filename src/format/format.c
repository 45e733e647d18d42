#include "format/format.h"

#include "format/draw.h"

/* The decimals that numbers have everywhere (text/number.h). */
#define VALUE_PLACES 6

struct format {
	struct section *sections;
	size_t count;
	bool general; /* "General" or "@" alone: most cells */
	bool text; /* shows texts as they are */
};

const struct format format_general = {NULL, 0, true, true};
const struct format format_unknown = {NULL, 0, false, true};

/* Built-in formats as Excel has them in Swedish. Those of currencies, and those
 * that are dates in Asian languages only, are not here: they are unsure. */
static const struct {
	unsigned number;
	const char *code;
} built_in[] = {
    {0, "General"},
    {1, "0"},
    {2, "0.00"},
    {3, "#,##0"},
    {4, "#,##0.00"},
    {9, "0%"},
    {10, "0.00%"},
    {11, "0.00E+00"},
    {12, "# ?/?"},
    {13, "# ?\?/?\?"},
    {14, "yyyy-mm-dd"},
    {15, "dd-mmm-yy"},
    {16, "dd-mmm"},
    {17, "mmm-yy"},
    {18, "h:mm AM/PM"},
    {19, "h:mm:ss AM/PM"},
    {20, "hh:mm"},
    {21, "hh:mm:ss"},
    {22, "yyyy-mm-dd hh:mm"},
    {37, "#,##0;-#,##0"},
    {38, "#,##0;-#,##0"},
    {39, "#,##0.00;-#,##0.00"},
    {40, "#,##0.00;-#,##0.00"},
    {41, "_-* #,##0_-;-* #,##0_-;_-* \"-\"_-;_-@_-"},
    {43, "_-* #,##0.00_-;-* #,##0.00_-;_-* \"-\"?\?_-;_-@_-"},
    {45, "mm:ss"},
    {46, "[h]:mm:ss"},
    {47, "mm:ss.0"},
    {48, "##0.0E+0"},
    {49, "@"},
};

/* "@" with nothing but gaps around it. */
static bool
is_plain_text(const struct section *section)
{
	size_t texts = 0;
	for (size_t i = 0; i < section->count; i++) {
		enum token_kind kind = section->tokens[i].kind;
		texts += kind == TOKEN_AT;
		if (kind != TOKEN_AT && kind != TOKEN_GAP && kind != TOKEN_FILL)
			return false;
	}
	return texts == 1 && !section->unsure;
}

/* The section for texts is the fourth, or a last one with @. */
static bool
shows_text(const struct section *sections, size_t count)
{
	const struct section *last = &sections[count - 1];
	if (count < SECTIONS_MAX && last->kind != SECTION_TEXT)
		return true;
	return is_plain_text(last);
}

const struct format *
format_of_code(struct arena *mem, struct slice code)
{
	struct slice parts[SECTIONS_MAX];
	if (!code.len)
		return &format_general;
	size_t count = format_code_split(code, parts);
	if (!count)
		return &format_unknown;
	struct format *format = ARENA_NEW(mem, struct format);
	format->sections = ARENA_ARRAY(mem, struct section, count);
	format->count = count;
	for (size_t i = 0; i < count; i++)
		format_code_read(mem, parts[i], &format->sections[i]);
	const struct section *first = &format->sections[0];
	format->general =
	    count == 1 && first->count == 1 && !first->unsure &&
	    first->test == TEST_NONE &&
	    (first->kind == SECTION_GENERAL || first->kind == SECTION_TEXT);
	format->text = shows_text(format->sections, count);
	return format;
}

const struct format *
format_of_number(struct arena *mem, unsigned number)
{
	for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++) {
		if (built_in[i].number == number)
			return format_of_code(
			    mem, slice_view(built_in[i].code));
	}
	return &format_unknown;
}

bool
format_shows_text(const struct format *format)
{
	return format->text;
}

/* ---- which section a number takes */

struct choice {
	const struct section *section; /* NULL: unsure */
	bool minus; /* its sign must be written */
};

static bool
passes(const struct section *section, const struct decimal *number)
{
	int order = decimal_compare(number, &section->limit);
	switch (section->test) {
	case TEST_LT:
		return order < 0;
	case TEST_LE:
		return order <= 0;
	case TEST_EQ:
		return order == 0;
	case TEST_NE:
		return order != 0;
	case TEST_GE:
		return order >= 0;
	case TEST_GT:
		return order > 0;
	case TEST_NONE:
		break;
	}
	return true;
}

/* By the tests that are stated. How a number below zero, or one that no test
 * takes, is drawn then is not certain, so no section is chosen. */
static struct choice
choose_by_tests(
    const struct section *sections, size_t count, const struct decimal *number)
{
	struct choice none = {NULL, false};
	if (number->negative || sections[0].test == TEST_NONE)
		return none;
	if (passes(&sections[0], number))
		return (struct choice){&sections[0], false};
	if (count == 1 || (count == 3 && sections[1].test == TEST_NONE))
		return none;
	if (passes(&sections[1], number))
		return (struct choice){&sections[1], false};
	if (count == 2 || sections[2].test != TEST_NONE)
		return none;
	return (struct choice){&sections[2], false};
}

static struct choice
choose(const struct format *format, const struct decimal *number)
{
	const struct section *sections = format->sections;
	size_t count = format->count;
	/* The texts' own section takes no numbers. */
	if (count == SECTIONS_MAX ||
	    (count > 1 && sections[count - 1].kind == SECTION_TEXT))
		count--;
	for (size_t i = 0; i < format->count; i++) {
		if (sections[i].test != TEST_NONE)
			return choose_by_tests(sections, count, number);
	}
	if (number->negative && count > 1)
		return (struct choice){&sections[1], false};
	if (decimal_is_zero(number) && count > 2)
		return (struct choice){&sections[2], false};
	return (struct choice){&sections[0], number->negative};
}

/* ---- numbers */

static void
write_value(struct strbuf *value, const struct decimal *number, bool percent)
{
	struct decimal given = *number;
	decimal_shift(&given, percent ? 2 : 0);
	decimal_round(&given, VALUE_PLACES);
	decimal_write(value, &given, '.');
}

/* All blank, or zeros: what is left of a number that is not zero. */
static bool
has_digit(struct slice drawn)
{
	for (size_t i = 0; i < drawn.len; i++) {
		if (drawn.at[i] >= '1' && drawn.at[i] <= '9')
			return true;
	}
	return false;
}

static bool
draw(struct strbuf *out, const struct section *section,
    const struct decimal *number)
{
	switch (section->kind) {
	case SECTION_GENERAL:
		return draw_general(out, section, number);
	case SECTION_NUMBER:
	case SECTION_WORDS:
		return draw_number(out, section, number);
	case SECTION_SCIENTIFIC:
		return draw_scientific(out, section, number);
	case SECTION_FRACTION:
		return draw_fraction(out, section, number);
	case SECTION_TEXT:
	case SECTION_DATE:
	case SECTION_DATE_TIME:
	case SECTION_DATE_PART:
	case SECTION_TIME:
	case SECTION_ELAPSED:
		break;
	}
	return false;
}

/* A number that is hidden, or rounded to a zero below zero, is unsure. */
static bool
draw_number_cell(struct strbuf *out, const struct choice *choice,
    const struct decimal *number)
{
	size_t from = out->len;
	if (choice->minus)
		strbuf_add_char(out, '-');
	bool drawn = draw(out, choice->section, number);
	struct slice shown = slice_from(strbuf_view(out), from);
	if (decimal_is_zero(number))
		return drawn;
	bool words = choice->section->kind == SECTION_WORDS;
	bool lost =
	    words ? choice->minus : number->negative && !has_digit(shown);
	return drawn && !slice_is_blank(shown) && !lost;
}

static struct format_result
write_number(struct strbuf *shown, struct strbuf *value,
    const struct choice *choice, const struct decimal *number)
{
	const struct section *section = choice->section;
	struct format_result result = {.percent = section && section->percent};
	bool sure = section && !section->unsure &&
		    draw_number_cell(shown, choice, number);
	if (section && !section->unread)
		write_value(value, number, result.percent);
	result.fault = sure ? FORMAT_FINE : FORMAT_UNSURE;
	return result;
}

static struct format_result
write_general(
    struct strbuf *shown, struct strbuf *value, const struct decimal *number)
{
	struct format_result result = {.fault = FORMAT_FINE};
	if (number->negative)
		strbuf_add_char(shown, '-');
	if (!draw_plain(shown, number))
		result.fault = FORMAT_UNSURE;
	/* "1,234" may be read as a thousand; the value beneath may not. */
	if (result.fault != FORMAT_FINE || decimal_places(number))
		write_value(value, number, false);
	return result;
}

/* ---- moments */

/*
 * Days since 1899-12-31, with the 29 February 1900 that never was counted as
 * day 60 (ECMA-376 part 1, 18.17.4.1).
 */
static day
day_of_serial(int32_t serial, bool from_1904)
{
	int64_t whole = serial + (from_1904 ? 1462LL : 0);
	if (whole < 1 || whole == 60 || whole > 2958465)
		return DAY_NONE;
	return day_of(1899, 12, whole < 60 ? 31 : 30) + (day)whole;
}

static bool
has_date(const struct section *section)
{
	return section->kind == SECTION_DATE ||
	       section->kind == SECTION_DATE_TIME ||
	       section->kind == SECTION_DATE_PART;
}

/* A time that is not a whole number of seconds may end a hair before midnight. */
static void
carry(struct moment *moment)
{
	if (moment->micros < 86399999900)
		return;
	moment->micros = 0;
	moment->days++;
}

static struct format_result
write_moment(struct strbuf *shown, struct strbuf *value,
    const struct section *section, const struct moment *moment)
{
	struct format_result result = {.kind = FORMAT_MOMENT};
	char iso[11];
	if (has_date(section)) {
		if (moment->when == DAY_NONE) {
			result.fault = FORMAT_NO_DAY;
			return result;
		}
		day_write_iso(moment->when, iso);
		strbuf_add_text(value, section->unread ? "" : iso);
	}
	if (section->unsure || !draw_moment(shown, section, moment))
		result.fault = FORMAT_UNSURE;
	return result;
}

static struct format_result
write_serial(struct strbuf *shown, struct strbuf *value,
    const struct section *section, const struct decimal *number, bool from_1904)
{
	struct moment moment = {.when = DAY_NONE};
	if (!decimal_split_day(number, &moment.days, &moment.micros))
		return (struct format_result){
		    .fault = FORMAT_NO_DAY, .kind = FORMAT_MOMENT};
	carry(&moment);
	if (has_date(section))
		moment.when = day_of_serial(moment.days, from_1904);
	return write_moment(shown, value, section, &moment);
}

struct format_result
format_write(struct strbuf *shown, struct strbuf *value,
    const struct format *format, struct slice text, bool from_1904)
{
	struct decimal number;
	if (!decimal_read(slice_trim(text), &number))
		return (struct format_result){.fault = FORMAT_NO_NUMBER};
	/* A whole number longer than a double keeps has lost its end; what is
	 * stored of a fraction is always long and shown rounded. */
	if (number.point > DECIMAL_DIGITS && number.count > 1)
		return (struct format_result){.fault = FORMAT_LONG};
	if (format->general)
		return write_general(shown, value, &number);
	if (!format->count)
		return (struct format_result){.fault = FORMAT_UNSURE};
	struct choice choice = choose(format, &number);
	if (choice.section && choice.section->kind >= SECTION_DATE)
		return write_serial(
		    shown, value, choice.section, &number, from_1904);
	return write_number(shown, value, &choice, &number);
}

/* ---- moments as ISO has them */

static bool
read_two(struct slice *text, int64_t limit, int64_t *number)
{
	if (text->len < 2)
		return false;
	for (size_t i = 0; i < 2; i++) {
		if (text->at[i] < '0' || text->at[i] > '9')
			return false;
		*number = *number * 10 + text->at[i] - '0';
	}
	*text = slice_from(*text, 2);
	return *number < limit;
}

/* "14:05", "14:05:00", "14:05:00.000", with or without a Z. */
static bool
read_clock(struct slice text, int64_t *micros)
{
	int64_t hours = 0, minutes = 0, seconds = 0, split = 0;
	if (slice_ends(text, "Z"))
		text.len--;
	if (!read_two(&text, 24, &hours) || !slice_starts(text, ":"))
		return false;
	text = slice_from(text, 1);
	if (!read_two(&text, 60, &minutes))
		return false;
	if (slice_starts(text, ":")) {
		text = slice_from(text, 1);
		if (!read_two(&text, 60, &seconds))
			return false;
	}
	if (slice_starts(text, ".") && text.len > 1) {
		int64_t unit = 100000;
		for (text = slice_from(text, 1);
		     text.len && *text.at >= '0' && *text.at <= '9';
		     text = slice_from(text, 1), unit /= 10)
			split += (*text.at - '0') * unit;
	}
	*micros = ((hours * 60 + minutes) * 60 + seconds) * 1000000 + split;
	return !text.len;
}

/* "2012-03-19", "2012-03-19T14:05:00Z", "14:05:00". */
static bool
read_iso(struct slice text, struct moment *moment, bool *clock)
{
	bool dated = text.len >= 10 && text.at[4] == '-';
	*moment = (struct moment){.when = DAY_NONE};
	*clock = false;
	if (dated) {
		moment->when = day_parse_iso(slice_part(text, 0, 10));
		text = slice_from(text, 10);
		if (moment->when == DAY_NONE)
			return false;
		if (!text.len || slice_is(text, "Z"))
			return true;
		if (*text.at != 'T' && *text.at != ' ')
			return false;
		text = slice_from(text, 1);
	} else if (slice_starts(text, "T")) {
		text = slice_from(text, 1);
	}
	*clock = !dated;
	if (!read_clock(text, &moment->micros))
		return false;
	*clock |= moment->micros > 0;
	return true;
}

/* As it stands, where the format says nothing. */
static const struct section *
own_section(const struct moment *moment, bool clock)
{
	static struct token second[] = {{TOKEN_HOUR, 0, 2, {NULL, 0}},
	    {TOKEN_TEXT, 0, 0, {":", 1}}, {TOKEN_MINUTE, 0, 2, {NULL, 0}},
	    {TOKEN_TEXT, 0, 0, {":", 1}}, {TOKEN_SECOND, 0, 2, {NULL, 0}}};
	static const struct section date = {.kind = SECTION_DATE};
	static const struct section both = {
	    .kind = SECTION_DATE_TIME, .tokens = second, .count = 5};
	static const struct section both_short = {
	    .kind = SECTION_DATE_TIME, .tokens = second, .count = 3};
	static const struct section time = {
	    .kind = SECTION_TIME, .tokens = second, .count = 5};
	static const struct section time_short = {
	    .kind = SECTION_TIME, .tokens = second, .count = 3};
	bool seconds = moment->micros % 60000000 != 0;
	if (moment->when == DAY_NONE)
		return seconds ? &time : &time_short;
	if (!clock)
		return &date;
	return seconds ? &both : &both_short;
}

struct format_result
format_write_iso(struct strbuf *shown, struct strbuf *value,
    const struct format *format, struct slice text)
{
	struct moment moment;
	bool clock;
	if (!read_iso(slice_trim(text), &moment, &clock))
		return (struct format_result){
		    .fault = FORMAT_NO_DAY, .kind = FORMAT_MOMENT};
	const struct section *section = own_section(&moment, clock);
	if (!format->general) {
		/* A day before 1900 has no number that a section could take. */
		const struct decimal positive = {
		    .digits = "1", .count = 1, .point = 1};
		if (!format->count)
			section = NULL;
		else
			section = choose(format, &positive).section;
	}
	if (!section || section->kind < SECTION_DATE ||
	    section->kind == SECTION_ELAPSED ||
	    (has_date(section) && moment.when == DAY_NONE))
		return (struct format_result){
		    .fault = FORMAT_UNSURE, .kind = FORMAT_MOMENT};
	return write_moment(shown, value, section, &moment);
}
