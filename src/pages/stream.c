#include "pages/stream.h"

#include "pages/stream_marks.h"
#include "pages/stream_operators.h"

enum {
	NESTING_MOST = 24, /* ISO 19005-2 6.1.13 has 28; ours stands around */
	OPERANDS_MOST = 64, /* that somebody looks at */
	BRACKETS_MOST = 100,
};

enum token_kind {
	TOKEN_END,
	TOKEN_NAME,
	TOKEN_OPERAND, /* a number, a string */
	TOKEN_OPEN, /* [ << */
	TOKEN_CLOSE,
	TOKEN_OPERATOR,
	TOKEN_BROKEN,
};

struct token {
	enum token_kind kind;
	struct slice text;
};

struct reading {
	struct arena *mem;
	struct slice all;
	size_t at;
	struct strbuf *out;
	struct stream_account *account;
	struct slice operands[OPERANDS_MOST]; /* since the last operator */
	size_t operand_count;
	size_t start; /* of the first of them */
	int nesting; /* q without Q */
	bool in_text;
	bool in_path; /* that is not marked, and so an artifact */
};

/* ---- tokens, 7.2 and 7.3 */

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' ||
	       c == '\0';
}

static bool
is_regular(char c)
{
	return !is_blank(c) && !memchr("()<>[]{}/%", c, 10);
}

static void
skip_blanks(struct reading *reading)
{
	struct slice all = reading->all;
	while (reading->at < all.len) {
		if (all.at[reading->at] == '%')
			while (reading->at < all.len &&
			       all.at[reading->at] != '\n' &&
			       all.at[reading->at] != '\r')
				reading->at++;
		else if (is_blank(all.at[reading->at]))
			reading->at++;
		else
			break;
	}
}

/* From its bracket; the end of a literal string, or 0. */
static size_t
end_of_string(struct slice all, size_t at)
{
	size_t depth = 0;
	for (; at < all.len; at++) {
		if (all.at[at] == '\\')
			at++;
		else if (all.at[at] == '(')
			depth++;
		else if (all.at[at] == ')' && --depth == 0)
			return at + 1;
	}
	return 0;
}

static size_t
end_of_hex(struct slice all, size_t at)
{
	for (at++; at < all.len; at++) {
		if (all.at[at] == '>')
			return at + 1;
		if (!is_blank(all.at[at]) &&
		    !memchr("0123456789ABCDEFabcdef", all.at[at], 22))
			return 0;
	}
	return 0;
}

static bool
is_number(struct slice text)
{
	size_t digits = 0, dots = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		digits += c >= '0' && c <= '9';
		dots += c == '.';
		if (!memchr("0123456789.+-", c, 13) ||
		    ((c == '+' || c == '-') && i))
			return false;
	}
	return digits && dots <= 1 && text.len <= 32;
}

static struct token
take(struct reading *reading, enum token_kind kind, size_t end)
{
	struct slice text = slice_part(reading->all, reading->at,
	    end > reading->at ? end - reading->at : 0);
	reading->at = end > reading->at ? end : reading->all.len;
	return (struct token){text.len ? kind : TOKEN_BROKEN, text};
}

static struct token
next(struct reading *reading)
{
	struct slice all = reading->all;
	skip_blanks(reading);
	size_t at = reading->at, end = at;
	if (at == all.len)
		return (struct token){.kind = TOKEN_END};
	char c = all.at[at], after = at + 1 < all.len ? all.at[at + 1] : 0;
	if (c == '(')
		return take(reading, TOKEN_OPERAND, end_of_string(all, at));
	if (c == '[' || (c == '<' && after == '<'))
		return take(reading, TOKEN_OPEN, at + (c == '[' ? 1 : 2));
	if (c == ']' || (c == '>' && after == '>'))
		return take(reading, TOKEN_CLOSE, at + (c == ']' ? 1 : 2));
	if (c == '<')
		return take(reading, TOKEN_OPERAND, end_of_hex(all, at));
	for (end = at + (c == '/'); end < all.len && is_regular(all.at[end]);)
		end++;
	if (c == '/')
		return take(reading, TOKEN_NAME, end);
	struct token word = take(reading, TOKEN_OPERATOR, end);
	if (word.kind == TOKEN_OPERATOR &&
	    (is_number(word.text) || slice_is(word.text, "true") ||
		slice_is(word.text, "false") || slice_is(word.text, "null")))
		word.kind = TOKEN_OPERAND;
	return word;
}

/* ---- what is found */

static void
refuse(struct reading *reading, enum stream_fault fault, const char *which)
{
	if (reading->account->fault)
		return;
	reading->account->fault = fault;
	reading->account->which = which;
}

bool
stream_names(const struct stream_account *account, struct slice name)
{
	for (size_t i = 0; i < account->name_count; i++)
		if (slice_equal(account->names[i], name))
			return true;
	return false;
}

static void
add_name(struct reading *reading, struct slice name)
{
	struct stream_account *account = reading->account;
	if (stream_names(account, name))
		return;
	account->names = arena_grow(reading->mem, account->names,
	    &account->name_room, account->name_count + 1, sizeof name);
	account->names[account->name_count++] = name;
}

static bool
has_name(const struct reading *reading, const char *name)
{
	for (size_t i = 0; i < reading->operand_count; i++)
		if (slice_is(reading->operands[i], name))
			return true;
	return false;
}

/* ---- operators */

static void
nest(struct reading *reading, enum operator_kind kind)
{
	if (kind == SAVES && ++reading->nesting > NESTING_MOST)
		refuse(reading, STREAM_DEEP, "q");
	if (kind == RESTORES && --reading->nesting < 0)
		refuse(reading, STREAM_BROKEN, "Q");
	if (kind == BEGINS_TEXT || kind == ENDS_TEXT) {
		if (reading->in_text == (kind == BEGINS_TEXT))
			refuse(reading, STREAM_BROKEN, "BT");
		reading->in_text = kind == BEGINS_TEXT;
	}
}

static void
copy_operands(struct reading *reading)
{
	strbuf_add(reading->out, slice_part(reading->all, reading->start,
				     reading->at - reading->start));
	strbuf_add_char(reading->out, '\n');
}

/* ---- images in line, 8.9.7 */

/* Where "EI" ends that stands after the data; 0 where there is none. */
static size_t
end_of_image(const struct reading *reading)
{
	struct slice all = reading->all;
	for (size_t at = reading->at + 1; at + 2 <= all.len; at++) {
		if (all.at[at] != 'E' || all.at[at + 1] != 'I' ||
		    !is_blank(all.at[at - 1]) ||
		    (at + 2 < all.len && !is_blank(all.at[at + 2])))
			continue;
		bool words = true;
		for (size_t i = at + 2; i < all.len && i < at + 12; i++)
			words =
			    words && (is_blank(all.at[i]) ||
					 (all.at[i] > ' ' && all.at[i] < 127));
		if (words)
			return at + 2;
	}
	return 0;
}

static void
check_image(struct reading *reading, struct slice key, struct slice value)
{
	if (slice_is(value, "/LZW") || slice_is(value, "/LZWDecode"))
		refuse(reading, STREAM_THING, "/LZWDecode");
	if (slice_is(value, "/CMYK") || slice_is(value, "/DeviceCMYK"))
		refuse(reading, STREAM_COLOUR, "/DeviceCMYK");
	if (slice_is(value, "/RGB") || slice_is(value, "/DeviceRGB"))
		reading->account->coloured = true;
	if ((slice_is(key, "/I") || slice_is(key, "/Interpolate")) &&
	    slice_is(value, "true"))
		refuse(reading, STREAM_THING, "/Interpolate");
	if (*value.at == '/')
		add_name(reading, value);
}

/* After BI: keys and values, ID, the bytes, EI. */
static void
copy_image(struct reading *reading)
{
	struct slice key = {0};
	for (;;) {
		struct token token = next(reading);
		const bool is_last = slice_is(token.text, "ID");
		if (token.kind == TOKEN_END || token.kind == TOKEN_BROKEN ||
		    (token.kind == TOKEN_OPERATOR && !is_last)) {
			refuse(reading, STREAM_BROKEN, "BI");
			return;
		}
		if (is_last)
			break;
		check_image(reading, key, token.text);
		key = token.text;
	}
	size_t end = end_of_image(reading);
	if (!end) {
		refuse(reading, STREAM_BROKEN, "EI");
		return;
	}
	reading->at = end;
	copy_operands(reading);
}

/* ---- the whole */

static void
check_intent(struct reading *reading)
{
	static const char *const known[] = {"/RelativeColorimetric",
	    "/AbsoluteColorimetric", "/Perceptual", "/Saturation"};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (has_name(reading, known[i]))
			return;
	refuse(reading, STREAM_THING, "ri");
}

static void
add_names(struct reading *reading)
{
	for (size_t i = 0; i < reading->operand_count; i++) {
		struct slice operand = reading->operands[i];
		if (slice_is(operand, "/DeviceCMYK"))
			refuse(reading, STREAM_COLOUR, "/DeviceCMYK");
		if (*operand.at == '/')
			add_name(reading, operand);
	}
}

static void
operate_mark(struct reading *reading, enum operator_kind kind)
{
	struct stream_account *account = reading->account;
	struct stream_marks *marks = account->marks;
	const struct slice *operands = reading->operands;
	const size_t count = reading->operand_count;
	if (kind == MARKS && has_name(reading, "/OC"))
		refuse(reading, STREAM_THING, "/OC");
	if (reading->in_path)
		refuse(reading, STREAM_BROKEN, "BDC");
	account->marked |= kind == MARKS && marks_say(operands, count);
	if (!marks)
		return;
	if (count == OPERANDS_MOST)
		refuse(reading, STREAM_BROKEN, "BDC");
	else if (kind == ENDS_MARK &&
		 !marks_end(marks, reading->in_text, reading->out))
		refuse(reading, STREAM_BROKEN, "EMC");
	else if (kind == MARKS && !marks_begin(marks, operands, count,
				      reading->in_text, reading->out))
		refuse(reading, STREAM_TAGGED_TWICE, "BDC");
	if (kind == MARKS && count == 2)
		add_name(reading, operands[1]);
}

/*
 * ISO 14289-1 7.1: what is shown is tagged, or said to be an artifact. Lines
 * and areas that nobody tagged are. True where one begins here.
 */
static bool
begin_artifact(struct reading *reading, enum operator_kind kind)
{
	const struct stream_marks *marks = reading->account->marks;
	if (!marks || marks_cover(marks))
		return false;
	if (kind == SHOWS || kind == SHOWS_NAMED || kind == IMAGE)
		refuse(reading, STREAM_UNTAGGED,
		    kind == SHOWS ? "Tj" : "/XObject");
	if (kind != SHADES && (kind != BEGINS_PATH || reading->in_path))
		return false;
	strbuf_add_text(reading->out, "/Artifact BMC\n");
	reading->in_path = kind == BEGINS_PATH;
	return true;
}

static void
end_artifact(struct reading *reading, enum operator_kind kind, bool began)
{
	if ((kind != ENDS_PATH || !reading->in_path) &&
	    (kind != SHADES || !began))
		return;
	strbuf_add_text(reading->out, "EMC\n");
	reading->in_path = false;
}

/* (), ( ), <0003>: what word processors leave on an empty page. */
static bool
is_blank_text(struct slice text)
{
	if (*text.at == '(') {
		for (size_t i = 1; i + 1 < text.len; i++)
			if (text.at[i] != ' ')
				return false;
		return true;
	}
	return *text.at != '<' || slice_is(text, "<>") ||
	       slice_is(text, "<20>") || slice_is(text, "<0003>") ||
	       slice_is(text, "<0020>");
}

static bool
paints(
    const struct reading *reading, enum operator_kind kind, struct slice name)
{
	if (kind == ENDS_PATH)
		return !slice_is(name, "n");
	if (kind != SHOWS)
		return kind == SHOWS_NAMED || kind == SHADES || kind == IMAGE;
	for (size_t i = 0; i < reading->operand_count; i++)
		if (!is_blank_text(reading->operands[i]))
			return true;
	return reading->operand_count == OPERANDS_MOST;
}

static void
check_operator(struct reading *reading, enum operator_kind kind)
{
	nest(reading, kind);
	if (kind == CMYK)
		refuse(reading, STREAM_COLOUR, "/DeviceCMYK");
	if (kind == INTENT)
		check_intent(reading);
	if (kind == COLOURS || kind == COLOURS_NAMED || kind == SHADES)
		reading->account->coloured = true;
	if (kind == STAYS_NAMED || kind == COLOURS_NAMED ||
	    kind == SHOWS_NAMED || kind == SHADES)
		add_names(reading);
}

static void
operate(struct reading *reading, struct slice name)
{
	enum operator_kind kind = stream_operator(name);
	if (!kind)
		refuse(reading, STREAM_BROKEN, "operator");
	check_operator(reading, kind);
	reading->account->shows |= paints(reading, kind, name);
	bool began = begin_artifact(reading, kind);
	if (kind == IMAGE)
		copy_image(reading);
	else if (kind == MARKS || kind == ENDS_MARK)
		operate_mark(reading, kind);
	else if (kind != GOES)
		copy_operands(reading);
	end_artifact(reading, kind, began);
	reading->operand_count = 0;
}

static void
keep_operand(struct reading *reading, struct slice text)
{
	if (reading->operand_count == 0)
		reading->start = reading->at - text.len;
	if (reading->operand_count < OPERANDS_MOST)
		reading->operands[reading->operand_count++] = text;
}

void
stream_copy(struct arena *mem, struct slice content, struct strbuf *out,
    struct stream_account *account)
{
	struct reading reading = {
	    .mem = mem, .all = content, .out = out, .account = account};
	int brackets = 0;
	while (!account->fault) {
		struct token token = next(&reading);
		if (token.kind == TOKEN_END)
			break;
		brackets += token.kind == TOKEN_OPEN;
		brackets -= token.kind == TOKEN_CLOSE;
		if (token.kind == TOKEN_BROKEN || brackets < 0 ||
		    brackets > BRACKETS_MOST ||
		    (token.kind == TOKEN_OPERATOR && brackets))
			refuse(&reading, STREAM_BROKEN, "operands");
		else if (token.kind == TOKEN_OPERATOR) {
			if (reading.operand_count == 0)
				reading.start = reading.at - token.text.len;
			operate(&reading, token.text);
		} else {
			keep_operand(&reading, token.text);
		}
	}
	if (reading.in_text || reading.operand_count || brackets ||
	    reading.in_path || (account->marks && account->marks->depth))
		refuse(&reading, STREAM_BROKEN, "end");
	for (int i = 0; i < reading.nesting; i++)
		strbuf_add_text(out, "Q\n");
}
