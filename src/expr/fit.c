/*
 * Literals take the form of what they stand beside: '2012-10-01' beside a date
 * is a date, 'SH' beside a column that lists it as a spelling of Servicehus is
 * Servicehus, '12345' beside a postcode is 123 45. A literal that cannot take
 * it is refused here, before a row is read, rather than never be equal to
 * anything.
 */
#include "base/messages.h"
#include "base/suggest.h"
#include "expr/check.h"
#include "expr/fold.h"
#include "expr/messages.h"
#include "text/normal.h"
#include "text/number.h"

struct argument
type_words(enum expr_type type)
{
	switch (type) {
	case EXPR_TEXT:
		return argument_wording(expr_word_text.wording);
	case EXPR_NUMBER:
		return argument_wording(expr_word_number.wording);
	case EXPR_DATE:
		return argument_wording(expr_word_date.wording);
	case EXPR_FLAG:
		break;
	}
	return argument_wording(expr_word_flag.wording);
}

static void
set_text(struct checker *checker, struct expr_node *literal, struct slice text)
{
	literal->type = EXPR_TEXT;
	literal->folded = text_fold(checker->job_mem, text);
	literal->value = (struct value){.kind = VALUE_TEXT, .text = text};
	if (!literal->folded.len)
		literal->value.kind = VALUE_EMPTY;
}

void
fit_alone(struct checker *checker, struct expr_node *literal)
{
	literal->sound = true;
	if (literal->op == OP_TEXT)
		set_text(checker, literal, literal->text);
	else
		literal->type =
		    literal->op == OP_NUMBER ? EXPR_NUMBER : EXPR_DATE;
}

static void
hint_listed(struct checker *checker, const struct column *column)
{
	struct strbuf out = {0};
	for (size_t i = 0; i < column->choice_count; i++) {
		if (i == 12) {
			strbuf_add_text(&out, ", …");
			break;
		}
		strbuf_add_text(&out, i ? ", '" : "'");
		strbuf_add(&out, column->choices[i].value);
		strbuf_add_char(&out, '\'');
	}
	HINT(checker->diag, &expr_listed_hint, ARGS(strbuf_view(&out)));
	strbuf_fini(&out);
}

static bool
unlisted(struct checker *checker, const struct expr_node *literal,
    const struct column *column)
{
	struct suggestion best = suggestion_start(literal->text);
	for (size_t i = 0; i < column->choice_count; i++) {
		const struct choice *choice = &column->choices[i];
		suggestion_offer(&best, choice->value);
		for (size_t j = 0; j < choice->spelling_count; j++)
			suggestion_offer(&best, choice->spellings[j]);
	}
	REPORT(checker->diag, literal->span, &expr_unlisted,
	    ARGS(literal->text, column->name));
	if (best.nearest.len)
		HINT(checker->diag, &base_did_you_mean, ARGS(best.nearest));
	hint_listed(checker, column);
	return false;
}

/*
 * The text as the column keeps it, by the column's own reading, which is not
 * to count it among the register's cells.
 */
static bool
fit_to_column(struct checker *checker, struct expr_node *literal,
    const struct column *column)
{
	struct value value = {0};
	struct problem why = {0};
	bool blank = text_is_blank(literal->text);
	struct column plain = *column;
	plain.tally = NULL;
	plain.required = false;
	bool fits =
	    column_read(&plain, checker->job_mem, literal->text, &value, &why);
	if (blank && (!fits || value.kind != VALUE_TEXT)) {
		set_text(checker, literal, (struct slice){0});
		return true;
	}
	if (fits && value.kind == VALUE_TEXT) {
		set_text(checker, literal, value.text);
		return true;
	}
	if (column->type == COLUMN_CHOICE)
		return unlisted(checker, literal, column);
	REPORT(checker->diag, literal->span, &expr_unfit_value,
	    ARGS(column->name, column_type_word(column->type)));
	return false;
}

static bool
wrong_types(struct checker *checker, const struct expr_node *literal,
    enum expr_type type, const struct column *column)
{
	REPORT(checker->diag, literal->span, &expr_compared,
	    ARGS(type_words(type), type_words(literal->type)));
	if (type == EXPR_TEXT)
		HINT(checker->diag, &expr_do_quote_hint, ARGS(literal->source));
	if (type == EXPR_TEXT && column && column->type == COLUMN_TEXT)
		HINT(checker->diag, &expr_declare_hint,
		    ARGS(column->name, column_type_word(literal->op == OP_DATE
							    ? COLUMN_DATE
							    : COLUMN_INTEGER)));
	if (type == EXPR_DATE)
		HINT(checker->diag, &expr_date_hint, NO_ARGS);
	return false;
}

static bool
fit_to_text(struct checker *checker, struct expr_node *literal,
    const struct column *column)
{
	if (literal->op != OP_TEXT)
		return wrong_types(checker, literal, EXPR_TEXT, column);
	if (column && column->type != COLUMN_TEXT)
		return fit_to_column(checker, literal, column);
	set_text(checker, literal, literal->text);
	return true;
}

/* '' stands for an empty cell of any type. */
static bool
fit_empty(
    struct checker *checker, struct expr_node *literal, enum expr_type type)
{
	if (literal->op != OP_TEXT || !text_is_blank(literal->text))
		return false;
	set_text(checker, literal, (struct slice){0});
	literal->type = type;
	return true;
}

static bool
fit_to_date(struct checker *checker, struct expr_node *literal,
    const struct column *column)
{
	if (literal->op == OP_DATE || fit_empty(checker, literal, EXPR_DATE))
		return true;
	if (literal->op != OP_TEXT)
		return wrong_types(checker, literal, EXPR_DATE, column);
	day when = day_parse_iso(slice_trim(literal->text));
	if (when != DAY_NONE) {
		literal->type = EXPR_DATE;
		literal->value =
		    (struct value){.kind = VALUE_DATE, .when = when};
		return true;
	}
	REPORT(
	    checker->diag, literal->span, &expr_bad_date, ARGS(literal->text));
	when = day_parse(literal->text);
	if (when != DAY_NONE) {
		char iso[11];
		day_write_iso(when, iso);
		HINT(checker->diag, &expr_write_instead, ARGS((char *)iso));
	} else {
		HINT(checker->diag, &expr_date_hint, NO_ARGS);
	}
	return false;
}

/* A number may stand in quotes, as a date may: a field of Word's has it so. */
static bool
fit_to_number(struct checker *checker, struct expr_node *literal,
    const struct column *column)
{
	int64_t micro;
	if (literal->op == OP_NUMBER ||
	    fit_empty(checker, literal, EXPR_NUMBER))
		return true;
	if (literal->op != OP_TEXT)
		return wrong_types(checker, literal, EXPR_NUMBER, column);
	char decimal = column ? column->decimal : 0;
	bool number =
	    number_read(literal->text, decimal, &micro) == NUMBER_FINE;
	if (expr_refuse_two_readings(
		checker->diag, literal->span, literal->text, decimal))
		return false;
	if (number) {
		literal->type = EXPR_NUMBER;
		literal->value =
		    (struct value){.kind = VALUE_NUMBER, .micro = micro};
		return true;
	}
	REPORT(checker->diag, literal->span, &expr_compared,
	    ARGS(type_words(EXPR_NUMBER), type_words(EXPR_TEXT)));
	return false;
}

static bool
fit_to_flag(struct checker *checker, struct expr_node *literal)
{
	static const struct column flag = {.type = COLUMN_FLAG};
	struct value value = {0};
	struct problem why = {0};

	if (fit_empty(checker, literal, EXPR_FLAG))
		return true;
	if (literal->op != OP_TEXT)
		return wrong_types(checker, literal, EXPR_FLAG, NULL);
	if (column_read(&flag, checker->job_mem, literal->text, &value, &why) &&
	    value.kind == VALUE_FLAG) {
		literal->type = EXPR_FLAG;
		literal->value = value;
		return true;
	}
	REPORT(checker->diag, literal->span, &expr_not_a_flag,
	    ARGS(literal->text));
	HINT(checker->diag, &expr_flag_hint, NO_ARGS);
	return false;
}

bool
fit_literal(struct checker *checker, struct expr_node *literal,
    enum expr_type type, const struct column *column)
{
	bool fits = false;
	switch (type) {
	case EXPR_TEXT:
		fits = fit_to_text(checker, literal, column);
		break;
	case EXPR_NUMBER:
		fits = fit_to_number(checker, literal, column);
		break;
	case EXPR_DATE:
		fits = fit_to_date(checker, literal, column);
		break;
	case EXPR_FLAG:
		fits = fit_to_flag(checker, literal);
		break;
	}
	literal->sound = fits;
	return fits;
}

/* Columns whose values carry blanks and hyphens that nobody types alike. */
static bool
is_grouped(const struct column *column)
{
	return column && (column->type == COLUMN_POSTCODE ||
			     column->type == COLUMN_PERSONNUMMER ||
			     column->type == COLUMN_ORGANISATIONSNUMMER ||
			     column->type == COLUMN_PHONE);
}

static bool
any_listed(const struct column *column, const struct expr_node *search)
{
	for (size_t i = 0; i < column->choice_count; i++) {
		if (fold_search(column->choices[i].value,
			search->kids[1]->folded, search->op == OP_STARTS, false,
			NULL))
			return true;
	}
	return false;
}

bool
fit_part(struct checker *checker, struct expr_node *search)
{
	struct expr_node *part = search->kids[1];
	const struct column *column = search->kids[0]->column;

	if (!part->folded.len) {
		REPORT(checker->diag, part->span, &expr_empty_needle,
		    ARGS(op_word(search->op)));
		HINT(checker->diag, &expr_is_empty_hint, NO_ARGS);
		return false;
	}
	search->squeezed = is_grouped(column);
	if (search->squeezed)
		part->folded = fold_squeeze(checker->job_mem, part->folded);
	if (column && column->type == COLUMN_CHOICE &&
	    !any_listed(column, search)) {
		REPORT(checker->diag, part->span, &expr_unlisted_part,
		    ARGS(part->text, column->name, op_word(search->op)));
		hint_listed(checker, column);
		return false;
	}
	return true;
}
