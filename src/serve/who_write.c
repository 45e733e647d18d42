/*
 * serve/who_write.c - what was ticked and written, into the job file.
 */
#include "serve/messages.h"
#include "serve/who_rules.h"

static bool
is_changed(const struct who_value *value)
{
	return value->status != value->was ||
	       (value->status != WHO_LETTER &&
		   !slice_equal(value->reason, value->reason_was));
}

/* ---- rules of ticks */

/* The value out of the list at the path, or the item of `rules:` with it. */
static bool
drop_from_rule(struct who *who, const struct who_column *column, size_t at,
    struct slice value)
{
	const struct yaml *values = who_rule_values(who_rules(who)->items[at]);
	size_t found = who_list_find(values, value);
	if (found == who_list_count(values))
		return true;
	struct edit_step path[] = {EDIT_KEY("rules"), EDIT_ITEM(at),
	    EDIT_KEY("where"), EDIT_NAME(column->name), EDIT_ITEM(found)};
	return edit_remove(who->edit, path, who_list_count(values) > 1 ? 5 : 2);
}

static bool
drop_from_rules(
    struct who *who, const struct who_column *column, struct slice value)
{
	const struct yaml *rules = who_rules(who);
	for (size_t i = rules ? rules->count : 0; i-- > 0;) {
		bool waits;
		struct who_column *of;
		rules = who_rules(who);
		if (who_rule_is_ticks(who, rules->items[i], &of, &waits) &&
		    of == column && !drop_from_rule(who, column, i, value))
			return false;
	}
	return true;
}

/* One text, or a list of them, which is there, and one more. */
static bool
add_to_list(struct who *who, const struct edit_step *path, size_t count,
    struct slice value)
{
	struct arena *mem = who->work->mem;
	const struct yaml *there = edit_find(who->edit, path, count);
	struct yaml *item = edit_text(mem, value);
	if (there->kind == YAML_LIST) {
		struct edit_step longer[8];
		memcpy(longer, path, count * sizeof *path);
		longer[count] = (struct edit_step){.item = EDIT_END};
		return edit_insert(who->edit, longer, count + 1, item);
	}
	struct yaml *list = edit_list(mem);
	edit_add(mem, list, edit_text(mem, there->text));
	edit_add(mem, list, item);
	return edit_set(who->edit, path, count, list);
}

static bool
add_rule(struct who *who, bool waits, struct slice reason, struct yaml *where,
    struct slice when)
{
	struct arena *mem = who->work->mem;
	struct edit_step path[] = {EDIT_KEY("rules"), EDIT_ITEM(EDIT_END)};
	struct yaml *rule = edit_map(mem);
	edit_put(mem, rule, edit_word(who->edit, waits ? "hold" : "exclude"),
	    edit_text(mem, reason));
	if (where)
		edit_put(mem, rule, edit_word(who->edit, "where"), where);
	if (when.len)
		edit_put(mem, rule, edit_word(who->edit, "when"),
		    edit_text(mem, when));
	return edit_insert(who->edit, path, 2, rule);
}

/* To the rule with that reason, or to one of its own. */
static bool
add_to_rules(struct who *who, const struct who_column *column, bool waiting,
    const struct who_value *value)
{
	struct arena *mem = who->work->mem;
	const struct yaml *rules = who_rules(who);
	for (size_t i = 0; rules && i < rules->count; i++) {
		bool waits;
		struct who_column *of;
		if (!who_rule_is_ticks(who, rules->items[i], &of, &waits) ||
		    of != column || waits != waiting ||
		    !slice_equal(
			who_rule_reason(rules->items[i]), value->reason))
			continue;
		struct edit_step path[] = {EDIT_KEY("rules"), EDIT_ITEM(i),
		    EDIT_KEY("where"), EDIT_NAME(column->name)};
		return add_to_list(who, path, 4, value->text);
	}
	struct yaml *where = edit_map(mem);
	edit_put(mem, where, column->name, edit_text(mem, value->text));
	return add_rule(
	    who, waiting, value->reason, where, (struct slice){NULL, 0});
}

/* ---- send */

static bool
send_to(struct who *who, const struct who_column *column, struct slice value,
    bool sends)
{
	struct edit_step path[] = {EDIT_KEY("send"), EDIT_KEY("where"),
	    EDIT_NAME(column->name), EDIT_ITEM(0)};
	const struct yaml *list = edit_find(who->edit, path, 3);
	size_t at = who_list_find(list, value), count = who_list_count(list);
	if (sends)
		return at < count || add_to_list(who, path, 3, value);
	if (at == count)
		return true;
	if (count == 1) {
		REPORT(who->work->diag, NO_SPAN, &serve_who_nobody,
		    ARGS(column->name));
		return false;
	}
	path[3].item = at;
	return edit_remove(who->edit, path, 4);
}

/* ---- each value */

static bool
needs_rule(const struct who *who, const struct who_column *column,
    const struct who_value *value)
{
	if (value->status == WHO_LETTER)
		return false;
	return value->status == WHO_WAITS || !column->in_send ||
	       (value->reason.len &&
		   !slice_equal(value->reason, who->otherwise));
}

static bool
write_value(struct who *who, const struct who_column *column,
    const struct who_value *value)
{
	bool rule = needs_rule(who, column, value);
	struct who_value whole = *value;
	if (rule && !value->reason.len && who->tries)
		whole.reason = SLICE("?");
	else if (rule && !value->reason.len) {
		REPORT(who->work->diag, NO_SPAN, &serve_who_why,
		    ARGS(column->name, value->text));
		return false;
	}
	return (!column->in_send || send_to(who, column, value->text,
					value->status != WHO_NONE)) &&
	       drop_from_rules(who, column, value->text) &&
	       (!rule || add_to_rules(
			     who, column, value->status == WHO_WAITS, &whole));
}

/* Those that get a letter first, so that never nobody does. */
static bool
write_values(struct who *who)
{
	bool ok = true;
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < who->column_count; i++) {
			const struct who_column *column = &who->columns[i];
			for (size_t k = 0; k < column->count; k++) {
				const struct who_value *value =
				    &column->values[k];
				if (is_changed(value) &&
				    (value->status == WHO_NONE) == pass)
					ok = write_value(who, column, value) &&
					     ok;
			}
		}
	}
	return ok;
}

/* ---- rules as text */

static bool
write_text(struct who *who, const struct edit_step *path, size_t count,
    struct slice now, struct slice was)
{
	if (slice_equal(now, was))
		return true;
	return edit_set(who->edit, path, count, edit_text(who->work->mem, now));
}

static bool
write_other(struct who *who, const struct who_rule *rule)
{
	struct edit_step path[] = {EDIT_KEY("rules"), EDIT_ITEM(rule->at),
	    EDIT_KEY(rule->waits ? "hold" : "exclude")};
	struct edit_step when[] = {
	    EDIT_KEY("rules"), EDIT_ITEM(rule->at), EDIT_KEY("when")};
	if (rule->goes)
		return edit_remove(who->edit, path, 2);
	if (!rule->reason.len || (rule->has_when && !rule->when.len)) {
		REPORT(who->work->diag, NO_SPAN, &serve_who_whole, NO_ARGS);
		return false;
	}
	return write_text(who, path, 3, rule->reason, rule->reason_was) &&
	       write_text(who, when, 3, rule->when, rule->when_was);
}

static bool
write_send(struct who *who)
{
	struct edit_step otherwise[] = {EDIT_KEY("send"), EDIT_KEY("else")};
	struct edit_step when[] = {EDIT_KEY("send"), EDIT_KEY("when")};
	if (!who->has_send)
		return true;
	if (!who->otherwise.len ||
	    (who->send_has_when && !who->send_when.len)) {
		REPORT(who->work->diag, NO_SPAN, &serve_who_whole, NO_ARGS);
		return false;
	}
	return write_text(
		   who, otherwise, 2, who->otherwise, who->otherwise_was) &&
	       write_text(who, when, 2, who->send_when, who->send_when_was);
}

static bool
write_new(struct who *who)
{
	if (!who->new_reason.len && !who->new_when.len)
		return true;
	if (who->tries && !who->new_when.len)
		return true;
	if (who->tries && !who->new_reason.len)
		return add_rule(
		    who, who->new_waits, SLICE("?"), NULL, who->new_when);
	if (!who->new_reason.len || !who->new_when.len) {
		REPORT(who->work->diag, NO_SPAN, &serve_who_whole, NO_ARGS);
		return false;
	}
	return add_rule(
	    who, who->new_waits, who->new_reason, NULL, who->new_when);
}

/* ---- columns that get a list of values */

static bool
write_offer(struct who *who, const struct who_offer *offer)
{
	struct arena *mem = who->work->mem;
	struct edit_step path[] = {
	    EDIT_KEY("columns"), EDIT_NAME(offer->name), EDIT_KEY("values")};
	const struct yaml *there = edit_find(who->edit, path, 2);
	struct yaml *values = edit_map(mem);
	if (!offer->taken || edit_find(who->edit, path, 3))
		return true;
	for (size_t i = 0; i < offer->count; i++)
		edit_put(mem, values, offer->values[i], edit_list(mem));
	if (!there || there->kind == YAML_MAP)
		return edit_set(who->edit, path, 3, values);
	struct yaml *column = edit_map(mem);
	edit_put(mem, column, edit_word(who->edit, "values"), values);
	return edit_set(who->edit, path, 2, column);
}

/* ---- where they stand */

static uint32_t
line_of(const struct who *who, struct slice when)
{
	const struct yaml *rules = who_rules(who);
	for (size_t i = 0; rules && i < rules->count && when.len; i++) {
		const struct yaml *rule = rules->items[i];
		const struct yaml *here =
		    rule->kind == YAML_MAP ? yaml_find(rule, "when") : NULL;
		if (here && slice_equal(here->text, when))
			return here->span.line;
	}
	return 0;
}

void
who_find_lines(struct who *who)
{
	struct edit_step path[] = {EDIT_KEY("send"), EDIT_KEY("when")};
	const struct yaml *send = edit_find(who->edit, path, 2);
	for (size_t i = 0; i < who->rule_count; i++)
		who->rules[i].line = line_of(who, who->rules[i].when);
	who->new_line = line_of(who, who->new_when);
	who->send_line = send ? send->span.line : 0;
}

bool
who_write(struct who *who)
{
	bool ok = true;
	/* From the last, so that the numbers before stay true. */
	for (size_t i = who->rule_count; i-- > 0;) {
		if (!who->rules[i].goes)
			ok = write_other(who, &who->rules[i]) && ok;
	}
	for (size_t i = who->rule_count; ok && i-- > 0;) {
		if (who->rules[i].goes)
			ok = write_other(who, &who->rules[i]);
	}
	ok = ok && write_send(who);
	ok = ok && write_values(who) && write_new(who);
	for (size_t i = 0; i < who->offer_count; i++)
		ok = ok && write_offer(who, &who->offers[i]);
	who_find_lines(who);
	return ok;
}
