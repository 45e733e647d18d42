#include "plan/name_order.h"

#include <stdlib.h>

#include "base/memory.h"
#include "letter/usage.h"
#include "plan/messages.h"

#define COLUMNS_MOST 16

/* A column as it stands, in a greeting or in the window. */
struct shown {
	size_t column;
	struct span span;
	bool greeting;
	uint32_t filled, with_comma;
};

struct name_order {
	const struct job *job;
	struct shown at[COLUMNS_MOST];
	size_t count;
};

static void
add(struct name_order *order, size_t column, struct span span, bool greeting)
{
	if (order->count == COLUMNS_MOST ||
	    order->job->reads.columns.at[column].type != COLUMN_TEXT)
		return;
	order->at[order->count++] = (struct shown){
	    .column = column, .span = span, .greeting = greeting};
}

static void
add_greeting(size_t column, struct span span, void *ctx)
{
	add(ctx, column, span, true);
}

static void *
open_order(const struct job *job)
{
	struct name_order *order = mem_new(1, sizeof *order);
	order->job = job;
	if (job->reads.address.name_count == 1)
		add(order, job->reads.address.name[0],
		    job->file->address.name.span, false);
	for (size_t v = 0; v < job->writes.letter_count; v++) {
		for (size_t t = 0; t < job->writes.letters[v].count; t++)
			letter_each_greeting(
			    job->writes.letters[v].texts[t].letter,
			    add_greeting, order);
	}
	return order;
}

static void
close_order(void *state)
{
	free(state);
}

/* "Ek, Anna": one comma, something on both sides, no digit. */
static bool
is_surname_first(struct slice text)
{
	size_t comma = slice_find_char(text, ',');
	if (!comma || comma + 1 >= text.len ||
	    slice_find_char(slice_from(text, comma + 1), ',') <
		text.len - comma - 1)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] >= '0' && text.at[i] <= '9')
			return false;
	}
	return true;
}

static void
see_letter(void *state, const struct watched *watched)
{
	struct name_order *order = state;
	for (size_t i = 0; i < order->count; i++) {
		struct shown *shown = &order->at[i];
		struct slice text = watched->row->values[shown->column].text;
		shown->filled += text.len > 0;
		shown->with_comma += is_surname_first(text);
	}
}

/* The cure, in the language that the job speaks. */
static void
hint(const struct job *job, const struct shown *shown, struct diag *diag)
{
	bool swedish = slice_is(slice_view(job->language), "sv");
	const char *first = swedish ? "förnamn" : "first_names";
	const char *last = swedish ? "efternamn" : "surname";
	struct strbuf name = {0}, cure = {0};
	expr_write_name(&name, job->reads.columns.at[shown->column].name);
	const char *column = strbuf_text(&name);
	if (shown->greeting)
		strbuf_print(&cure, "{{%s(%s)}}", first, column);
	else
		strbuf_print(&cure, "name: [\"%s(%s)\", \"%s(%s)\"]", first,
		    column, last, column);
	HINT(diag, &plan_write_instead, ARGS(strbuf_view(&cure)));
	strbuf_fini(&cure);
	strbuf_fini(&name);
}

static bool
report_order(void *state, const struct watch_end *end)
{
	const struct name_order *order = state;
	const struct job *job = order->job;
	for (size_t i = 0; i < order->count; i++) {
		const struct shown *shown = &order->at[i];
		if (shown->with_comma <= shown->filled / 2)
			continue;
		REPORT(end->diag, shown->span,
		    shown->greeting ? &plan_greets_surname
				    : &plan_window_surname,
		    ARGS(job->reads.columns.at[shown->column].name));
		hint(job, shown, end->diag);
	}
	return true;
}

const struct watcher name_order_watcher = {
    .open = open_order,
    .see_letter = see_letter,
    .report = report_order,
    .close = close_order,
};
