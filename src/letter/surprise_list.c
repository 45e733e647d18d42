#include "letter/messages.h"

#include "base/code.h"
#include "letter/surprise.h"

/* One item, one paragraph: an item with a list in it was meant as one. */
static bool
is_lone_text(const struct node *list)
{
	const struct node *item = list->first;
	return !list->begins && item->kind == NODE_ITEM &&
	       list->parent->kind != NODE_ITEM && item->first &&
	       !item->first->next;
}

/* "12." or "12)" at an item's beginning, as the author wrote it. */
struct numeral {
	struct slice digits;
	struct slice mark;
	struct span span;
};

static struct numeral
numeral_of(struct diag *diag, const struct node *item)
{
	struct slice source = surprise_source(diag, item->span);
	struct numeral numeral = {.span = item->span};
	size_t len = 0;
	while (len < source.len && char_is_digit(source.at[len]))
		len++;
	numeral.digits = slice_part(source, 0, len);
	numeral.mark = slice_part(source, len, 1);
	numeral.span.length = (uint32_t)len + 1;
	return numeral;
}

static int
value_of(struct slice digits)
{
	int value = 0;
	for (size_t i = 0; i < digits.len && i < 9; i++)
		value = value * 10 + (digits.at[i] - '0');
	return value;
}

static void
report_number(struct diag *diag, const struct numeral *numeral,
    const struct message *message, int printed)
{
	struct strbuf cure = {0};
	strbuf_add(&cure, numeral->digits);
	strbuf_add_char(&cure, '\\');
	strbuf_add(&cure, numeral->mark);
	struct slice written = {numeral->digits.at, numeral->digits.len + 1};
	REPORT(diag, numeral->span, message, ARGS(written, printed));
	HINT(diag, &letter_number_cure, ARGS(strbuf_view(&cure)));
	strbuf_fini(&cure);
}

/* Swedish, Finnish and English months, as they follow a day. */
static const char *const months[] = {"januari", "februari", "mars", "april",
    "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december", "tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu",
    "kesäkuu", "heinäkuu", "elokuu", "syyskuu", "lokakuu", "marraskuu",
    "joulukuu", "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December", NULL};

static bool
begins_with_month(
    struct diag *diag, const struct node *item, const struct numeral *numeral)
{
	struct slice rest = slice_trim(slice_from(
	    surprise_source(diag, item->span), numeral->digits.len + 1));
	for (size_t i = 0; months[i]; i++) {
		if (slice_starts(rest, months[i]))
			return true;
	}
	return false;
}

/* Numbers of which somebody wrote each: not all the same. */
static bool
counts_up(struct diag *diag, const struct node *list)
{
	int first = value_of(numeral_of(diag, list->first).digits);
	for (const struct node *item = list->first; item; item = item->next) {
		if (item->kind != NODE_ITEM)
			return false; /* tags: counting.c says it */
	}
	for (const struct node *item = list->first; item; item = item->next) {
		if (value_of(numeral_of(diag, item).digits) != first)
			return true;
	}
	return false;
}

/* A date, a year, or a number that would be printed as another. */
static void
check_numbers(struct diag *diag, const struct node *list)
{
	if (!list->first)
		return;
	bool counts = counts_up(diag, list);
	int printed = list->start;
	for (const struct node *item = list->first; item; item = item->next) {
		if (item->kind != NODE_ITEM)
			continue;
		struct numeral numeral = numeral_of(diag, item);
		int written = value_of(numeral.digits);
		if (begins_with_month(diag, item, &numeral) || written > 999)
			report_number(
			    diag, &numeral, &letter_date_list, printed);
		else if (counts && written != printed)
			report_number(
			    diag, &numeral, &letter_other_number, printed);
		else if (item == list->first && !item->next &&
			 is_lone_text(list))
			report_number(
			    diag, &numeral, &letter_lone_number, printed);
		printed++;
	}
}

static void
check_bullets(struct diag *diag, const struct node *list)
{
	const struct node *item = list->first;
	if (!item || item->next || !is_lone_text(list))
		return;
	struct slice mark = slice_part(surprise_source(diag, item->span), 0, 1);
	struct span span = item->span;
	span.length = 1;
	REPORT(diag, span, &letter_lone_bullet, ARGS(mark));
	HINT(diag, &letter_bullet_cure, ARGS(mark));
}

void
surprise_in_list(struct diag *diag, const struct node *list)
{
	if (list->ordered)
		check_numbers(diag, list);
	else
		check_bullets(diag, list);
}
