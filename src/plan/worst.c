#include "plan/worst.h"

#include "base/json.h"
#include "plan/messages.h"

static bool
is_worse(enum finding_kind kind, int32_t amount, int32_t than)
{
	return kind == FINDING_SPILL ? amount < than : amount > than;
}

static void
add_row(
    struct worst_kind *to, enum finding_kind kind, uint32_t row, int32_t amount)
{
	size_t at = to->count;
	to->rows++;
	while (at && is_worse(kind, amount, to->at[at - 1].amount))
		at--;
	if (at == WORST_SHOWN)
		return;
	size_t kept = to->count < WORST_SHOWN ? to->count : WORST_SHOWN - 1;
	for (size_t i = kept; i > at; i--)
		to->at[i] = to->at[i - 1];
	to->at[at] = (struct worst_row){row, amount};
	to->count = kept + 1;
}

void
worst_add(struct worst *worst, uint32_t row, const struct findings *findings)
{
	for (int kind = 0; kind < FINDING_KINDS; kind++) {
		if (findings->amount[kind])
			add_row(&worst->kinds[kind], (enum finding_kind)kind,
			    row, findings->amount[kind]);
	}
}

static bool
is_length(enum finding_kind kind)
{
	return kind == FINDING_WINDOW || kind == FINDING_INK ||
	       kind == FINDING_MARGIN || kind == FINDING_MARK;
}

static bool
is_counted(enum finding_kind kind)
{
	return kind == FINDING_SPILL || kind == FINDING_PAGES ||
	       kind == FINDING_SHEETS;
}

/* Hundredths of a millimetre, rounded up: never 0 where there is something. */
static int64_t
hundredths(int32_t amount)
{
	return ((int64_t)amount * 25400 + 719999) / 720000;
}

/* "12 (0.50 mm)", "12 (2)" or "12". */
static void
write_row(
    struct strbuf *out, enum finding_kind kind, const struct worst_row *row)
{
	strbuf_print(out, "%u", row->row);
	int64_t mm = hundredths(row->amount);
	if (is_length(kind))
		strbuf_print(out, " (%lld.%02lld mm)", (long long)mm / 100,
		    (long long)mm % 100);
	else if (is_counted(kind))
		strbuf_print(out, " (%d)", row->amount);
}

static const struct message *const titles[] = {
    [FINDING_NUMBER] = &plan_worst_number,
    [FINDING_WINDOW] = &plan_worst_window,
    [FINDING_INK] = &plan_worst_ink,
    [FINDING_MARGIN] = &plan_worst_margin,
    [FINDING_MARK] = &plan_worst_mark,
    [FINDING_GLYPH] = &plan_worst_glyph,
    [FINDING_OVERFLOW] = &plan_worst_overflow,
    [FINDING_SPILL] = &plan_worst_spill,
    [FINDING_PAGES] = &plan_worst_pages,
    [FINDING_SHEETS] = &plan_worst_sheets,
};

static void
write_kind(struct strbuf *out, const struct words *words,
    enum finding_kind kind, const struct worst_kind *of)
{
	struct strbuf rows = {0};
	for (size_t i = 0; i < of->count; i++) {
		strbuf_add_text(&rows, i ? ", " : "");
		write_row(&rows, kind, &of->at[i]);
	}
	strbuf_print(out, "%8u  ", of->rows);
	message_write(out, words, titles[kind], NO_ARGS);
	strbuf_add_text(out, "\n          ");
	message_write(out, words, &plan_worst_rows, ARGS(strbuf_view(&rows)));
	strbuf_add_char(out, '\n');
	strbuf_fini(&rows);
}

void
worst_write(
    struct strbuf *out, const struct words *words, const struct worst *worst)
{
	bool any = false;
	for (int kind = 0; kind < FINDING_KINDS; kind++) {
		const struct worst_kind *of = &worst->kinds[kind];
		if (!of->rows)
			continue;
		if (!any) {
			message_write(out, words, &plan_worst_title, NO_ARGS);
			strbuf_add_char(out, '\n');
		}
		any = true;
		write_kind(out, words, (enum finding_kind)kind, of);
	}
	if (any)
		strbuf_add_char(out, '\n');
}

static void
write_json_row(
    struct json *json, enum finding_kind kind, const struct worst_row *row)
{
	json_open(json, '{');
	json_add_number(json, "row", row->row);
	if (is_length(kind))
		json_add_number(json, "hundredths_mm", hundredths(row->amount));
	else if (is_counted(kind))
		json_add_number(json,
		    kind == FINDING_SPILL ? "lines" : finding_name(kind),
		    row->amount);
	json_close(json, '}');
}

void
worst_write_json(struct json *json, const struct worst *worst)
{
	json_key(json, "preflight");
	json_open(json, '[');
	for (int k = 0; k < FINDING_KINDS; k++) {
		enum finding_kind kind = (enum finding_kind)k;
		const struct worst_kind *of = &worst->kinds[kind];
		if (!of->rows)
			continue;
		json_open(json, '{');
		json_add_text(json, "kind", slice_view(finding_name(kind)));
		json_add_number(json, "rows", of->rows);
		json_key(json, "worst");
		json_open(json, '[');
		for (size_t i = 0; i < of->count; i++)
			write_json_row(json, kind, &of->at[i]);
		json_close(json, ']');
		json_close(json, '}');
	}
	json_close(json, ']');
}
