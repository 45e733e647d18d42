/*
 * { MERGEFIELD Avgift \# "# ##0,00 kr" \b "Avgift: " }: the name, and switches
 * that say how the value is written and what stands round it.
 */
#include "base/code.h"
#include "base/utf8.h"
#include "expr/expr.h"
#include "text/date.h"
#include "word/field.h"
#include "word/messages.h"

/* A field while its switches are read. */
struct merging {
	struct word_document *document;
	const struct word_field *field;
	struct slice name;
	struct strbuf value; /* the expression that is printed */
	struct slice prefix, suffix; /* of a number's picture */
	struct code_token before, after; /* \b, \f */
	bool has_before, has_after;
	bool fine;
};

static void
refuse_switch(
    struct merging *merging, struct slice written, const struct message *cure)
{
	field_refuse(merging->document, merging->field, &word_bad_switch,
	    written, cure, "");
	merging->fine = false;
}

/* Wraps what is printed in a function. */
static void
wrap(struct merging *merging, const char *function, const char *more)
{
	struct strbuf out = {0};
	strbuf_print(&out, "%s(", function);
	strbuf_add(&out, strbuf_view(&merging->value));
	strbuf_add_text(&out, more);
	strbuf_add_char(&out, ')');
	strbuf_fini(&merging->value);
	merging->value = out;
}

/* Pictures that have a function of their own here. */
static const struct {
	const char *picture, *function;
} dates[] = {
    {"d MMMM yyyy", "long_date"},
    {"d MMMM", "short_date"},
    {"yyyy-MM-dd", NULL},
    {"YYYY-MM-DD", NULL},
};

static void
take_date(struct merging *merging, struct slice picture)
{
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
		if (!slice_is(picture, dates[i].picture))
			continue;
		/* A date is written so without being asked, and a text that
		 * looks like one is not a date. */
		wrap(merging, dates[i].function ? dates[i].function : "date_as",
		    dates[i].function ? "" : ", 'yyyy-MM-dd'");
		return;
	}
	if (!date_picture_is_known(picture, "sv")) {
		refuse_switch(merging, picture, &word_date_cure);
		return;
	}
	struct strbuf more = {0};
	strbuf_add_text(&more, ", '");
	for (size_t i = 0; i < picture.len; i++) {
		strbuf_add_char(&more, picture.at[i]);
		if (picture.at[i] == '\'')
			strbuf_add_char(&more, '\'');
	}
	strbuf_add_char(&more, '\'');
	wrap(merging, "date_as", strbuf_text(&more));
	strbuf_fini(&more);
}

/* A number's picture: prefix, digits with signs between, suffix. */
struct picture {
	size_t from, end; /* from the first '#' or '0' to behind the last */
	bool grouped;
	int decimals;
};

static bool
is_place(char c)
{
	return c == '#' || c == '0';
}

/* Length of a blank or sign between digits; 0 where something else stands. */
static size_t
separator(struct slice picture, size_t at)
{
	size_t next = at;
	uint32_t code = utf8_next(picture, &next);
	return code == '.' || code == ',' || code_is_space(code) ? next - at
								 : 0;
}

/*
 * "# ##0,00", "#,##0.00", "0": the last sign stands before decimals where
 * nothing but zeros follows; "#,##0" is grouped, and "0,000" may be either.
 */
static bool
read_picture(struct slice text, struct picture *picture)
{
	size_t signs = 0, after = 0, zeros = 0, kinds = 0, all_zeros = 0;
	char sign = 0;
	picture->from = 0;
	while (picture->from < text.len && !is_place(text.at[picture->from]))
		picture->from++;
	size_t at = picture->from;
	while (at < text.len) {
		size_t len = separator(text, at);
		if (is_place(text.at[at])) {
			after++;
			zeros += text.at[at] == '0';
			all_zeros += text.at[at] == '0';
			at++;
		} else if (len && at + len < text.len &&
			   is_place(text.at[at + len])) {
			kinds += sign != text.at[at];
			sign = text.at[at];
			signs++;
			after = zeros = 0;
			at += len;
		} else {
			break;
		}
	}
	picture->end = at;
	bool marks = sign == '.' || sign == ',';
	bool decimal = signs && marks && zeros == after && after <= 6;
	/* One sign and three zeros: "0,000". */
	if (decimal && signs == 1 && after == 3)
		return false;
	if (decimal && kinds == 1 && signs > 1)
		decimal = false; /* 0.000.000 */
	if (signs && !decimal && after != 3)
		return false; /* 0,0# or groups of two */
	picture->decimals = decimal ? (int)after : 0;
	picture->grouped = signs > (decimal ? 1u : 0u);
	/* "000" writes 012: no number here has zeros before it. */
	if (all_zeros - (size_t)picture->decimals > 1)
		return false;
	return picture->end > picture->from && text.at[picture->end - 1] == '0';
}

/* Text round the digits: no sign that Word would read as something else. */
static bool
is_plain(struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (strchr("#0;+-x%{}", text.at[i]))
			return false;
	}
	return true;
}

/* 'kr' stands in quotes of its own, as Word wants letters that mean signs. */
static struct slice
without_quotes(struct merging *merging, struct slice text)
{
	struct strbuf out = {0};
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] != '\'')
			strbuf_add_char(&out, text.at[i]);
	}
	struct slice plain =
	    arena_dup(merging->document->mem, strbuf_view(&out));
	strbuf_fini(&out);
	return plain;
}

static void
take_number(struct merging *merging, struct slice text)
{
	struct picture picture = {0};
	bool fine = read_picture(text, &picture);
	merging->prefix =
	    without_quotes(merging, slice_part(text, 0, picture.from));
	merging->suffix =
	    without_quotes(merging, slice_from(text, picture.end));
	if (!fine || !is_plain(merging->prefix) || !is_plain(merging->suffix)) {
		refuse_switch(merging, text, &word_number_cure);
		return;
	}
	char more[8];
	snprintf(more, sizeof more, ", %d", picture.decimals);
	wrap(merging, picture.grouped ? "number" : "ungrouped", more);
}

static void
take_look(struct merging *merging, struct slice name)
{
	static const struct {
		const char *name, *function;
	} looks[] = {
	    {"upper", "upper"},
	    {"lower", "lower"},
	    {"mergeformat", NULL},
	    {"charformat", NULL},
	    {"mergeformatinet", NULL},
	};
	for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
		bool same = name.len == strlen(looks[i].name);
		for (size_t k = 0; same && k < name.len; k++)
			same = (name.at[k] | 0x20) == looks[i].name[k];
		if (!same)
			continue;
		if (looks[i].function)
			wrap(merging, looks[i].function, "");
		return;
	}
	refuse_switch(merging, name, &word_look_cure);
}

/* One switch and what it wants behind it. */
static void
take_switch(struct merging *merging, struct code_token token, size_t *at)
{
	struct code_token value;
	struct slice written =
	    code_text(merging->document, merging->field, token);
	char letter = token.end > token.from + 1
			  ? merging->field->code.text.at[token.from + 1]
			  : '\0';
	if (letter == 'm' || letter == 'M') /* a name that Word has mapped */
		return;
	if (!strchr("@#*bBfF", letter) || !letter ||
	    !code_next(merging->field, at, &value) || value.is_switch) {
		refuse_switch(merging, written, &word_switch_cure);
		return;
	}
	struct slice text = code_text(merging->document, merging->field, value);
	bool nested = code_has_nested(merging->field, value);
	if (letter == 'b' || letter == 'B') {
		merging->before = value;
		merging->has_before = true;
	} else if (letter == 'f' || letter == 'F') {
		merging->after = value;
		merging->has_after = true;
	} else if (nested) {
		refuse_switch(merging, written, &word_switch_cure);
	} else if (letter == '@') {
		take_date(merging, text);
	} else if (letter == '#') {
		take_number(merging, text);
	} else {
		take_look(merging, text);
	}
}

static void
add(struct merging *merging, struct styled *to, struct slice text)
{
	struct mark mark = merging->field->mark;
	mark.kind = MARK_MADE;
	styled_add(to, text, mark);
}

static void
add_name(struct merging *merging, struct strbuf *out)
{
	expr_write_name(out, merging->name);
}

/* "c/o {{[C/o]}}" where the value is there, and nothing where it is not. */
static void
make(struct merging *merging, struct styled *made)
{
	struct strbuf name = {0};
	struct mark plain = merging->field->mark;
	bool framed = merging->has_before || merging->has_after;
	add_name(merging, &name);
	if (framed) {
		add(merging, made, SLICE("{{if "));
		add(merging, made, strbuf_view(&name));
		add(merging, made, SLICE(" is not empty}}"));
	}
	if (merging->has_before)
		code_add(merging->field, merging->before, made);
	plain.kind = MARK_TEXT;
	styled_add(made, merging->prefix, plain);
	add(merging, made, SLICE("{{"));
	add(merging, made, strbuf_view(&merging->value));
	add(merging, made, SLICE("}}"));
	styled_add(made, merging->suffix, plain);
	if (merging->has_after)
		code_add(merging->field, merging->after, made);
	if (framed)
		add(merging, made, SLICE("{{/if}}"));
	strbuf_fini(&name);
}

void
merge_field_make(struct word_document *document, const struct word_field *field,
    size_t at, struct styled *made, struct slice *operand)
{
	struct merging merging = {
	    .document = document, .field = field, .fine = true};
	struct code_token token;
	bool named = code_next(field, &at, &token) && !token.is_switch &&
		     !code_has_nested(field, token);
	if (named)
		merging.name = slice_trim(code_text(document, field, token));
	if (!merging.name.len) {
		field_refuse(document, field, &word_no_name,
		    SLICE("MERGEFIELD"), &word_switch_cure, "");
		return;
	}
	add_name(&merging, &merging.value);
	while (merging.fine && code_next(field, &at, &token)) {
		if (token.is_switch)
			take_switch(&merging, token, &at);
		else
			refuse_switch(&merging,
			    code_text(document, field, token), &word_name_cure);
	}
	if (merging.fine) {
		make(&merging, made);
		*operand =
		    arena_dup(document->mem, strbuf_view(&merging.value));
	}
	strbuf_fini(&merging.value);
}
