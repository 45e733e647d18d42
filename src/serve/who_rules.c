#include "serve/who_rules.h"

#include "conf/keynames.h"
#include "text/normal.h"

/* ---- lists of values */

size_t
who_list_count(const struct yaml *values)
{
	if (!values || values->kind == YAML_MAP)
		return 0;
	return values->kind == YAML_LIST ? values->count : 1;
}

static struct slice
item_text(const struct yaml *values, size_t at)
{
	if (values->kind == YAML_SCALAR)
		return values->text;
	return values->items[at]->kind == YAML_SCALAR ? values->items[at]->text
						      : (struct slice){NULL, 0};
}

size_t
who_list_find(const struct yaml *values, struct slice value)
{
	size_t i = 0, count = who_list_count(values);
	while (i < count && !text_same(item_text(values, i), value))
		i++;
	return i;
}

/* ---- which rules are ticks */

static struct who_column *
find_column(const struct who *who, struct slice name)
{
	for (size_t i = 0; i < who->column_count; i++) {
		if (text_same(who->columns[i].name, name))
			return &who->columns[i];
	}
	return NULL;
}

static bool
lists(const struct who_column *column, struct slice value)
{
	for (size_t i = 0; i < column->count; i++) {
		if (text_same(column->values[i].text, value))
			return true;
	}
	return false;
}

/* All of them values of the column's list. */
static bool
are_listed(const struct who_column *column, const struct yaml *values)
{
	size_t count = who_list_count(values);
	for (size_t i = 0; i < count; i++) {
		if (!lists(column, item_text(values, i)))
			return false;
	}
	return count;
}

static const struct yaml *
find(const struct yaml *map, const char *key)
{
	return map && map->kind == YAML_MAP ? yaml_find(map, key) : NULL;
}

static const struct yaml *
reason_of(const struct yaml *rule, bool *waits)
{
	const struct yaml *hold = find(rule, "hold");
	*waits = hold;
	return hold ? hold : find(rule, "exclude");
}

bool
who_rule_is_ticks(const struct who *who, const struct yaml *rule,
    struct who_column **column, bool *waits)
{
	const struct yaml *where = find(rule, "where");
	const struct yaml *reason = reason_of(rule, waits);
	if (!reason || reason->kind != YAML_SCALAR || rule->count != 2 ||
	    !where || where->kind != YAML_MAP || where->count != 1)
		return false;
	*column = find_column(who, where->pairs[0].key);
	return *column && are_listed(*column, where->pairs[0].value);
}

static struct slice
text_of(const struct yaml *yaml)
{
	if (!yaml || yaml->kind != YAML_SCALAR)
		return (struct slice){NULL, 0};
	return yaml->text;
}

struct slice
who_rule_reason(const struct yaml *rule)
{
	bool waits;
	return text_of(reason_of(rule, &waits));
}

const struct yaml *
who_rule_values(const struct yaml *rule)
{
	return yaml_find(rule, "where")->pairs[0].value;
}

const struct yaml *
who_rules(const struct who *who)
{
	struct edit_step path[] = {EDIT_KEY("rules")};
	const struct yaml *rules = edit_find(who->edit, path, 1);
	return rules && rules->kind == YAML_LIST ? rules : NULL;
}

/* ---- as text */

/* "Boendeform: Servicehus, SH; Språk: fi" */
static void
write_where(struct strbuf *out, const struct who *who, const struct yaml *where,
    bool all)
{
	for (size_t i = 0; where && where->kind == YAML_MAP && i < where->count;
	     i++) {
		const struct yaml_pair *pair = &where->pairs[i];
		struct who_column *column = find_column(who, pair->key);
		if (!all && column && are_listed(column, pair->value))
			continue;
		strbuf_add_text(out, out->len ? "; " : "");
		strbuf_add(out, pair->key);
		strbuf_add_text(out, ": ");
		size_t count = who_list_count(pair->value);
		for (size_t k = 0; k < count; k++) {
			strbuf_add_text(out, k ? ", " : "");
			strbuf_add(out, item_text(pair->value, k));
		}
	}
}

static struct slice
where_text(const struct who *who, const struct yaml *where, bool all)
{
	struct strbuf out = {0};
	write_where(&out, who, where, all);
	struct slice text = arena_dup(who->work->mem, strbuf_view(&out));
	strbuf_fini(&out);
	return text;
}

/* By which a form finds it again, wherever it stands by then. */
static const char *
mark_of(struct arena *mem, const struct who_rule *rule)
{
	char hex[65];
	const struct slice parts[] = {rule->where, rule->reason, rule->when};
	struct strbuf all = {0};
	strbuf_add_char(&all, rule->waits ? 'h' : 'e');
	for (size_t i = 0; i < 3; i++) {
		strbuf_add_char(&all, '\0');
		strbuf_add(&all, parts[i]);
	}
	digest_write_hex(hash_of(strbuf_view(&all)), hex);
	strbuf_fini(&all);
	return arena_dup_text(mem, slice_view(hex));
}

static void
read_other(struct who *who, const struct yaml *rule, size_t at)
{
	struct who_rule *other = &who->rules[who->rule_count++];
	const struct yaml *when = find(rule, "when");
	*other = (struct who_rule){.at = at, .has_when = when};
	const struct yaml *reason = reason_of(rule, &other->waits);
	other->reason = other->reason_was = text_of(reason);
	other->when = other->when_was = text_of(when);
	other->where = where_text(who, find(rule, "where"), true);
	other->mark = mark_of(who->work->mem, other);
}

/* ---- what becomes of each value */

static void
settle(struct who_value *value, enum who_status status, struct slice reason)
{
	value->status = value->was = status;
	value->reason = value->reason_was = reason;
}

/* The first rule of a kind that names it decides, in the order of kinds. */
static const struct yaml *
find_rule(const struct who *who, const struct who_column *column,
    struct slice value, bool waiting)
{
	const struct yaml *rules = who_rules(who);
	for (size_t i = 0; rules && i < rules->count; i++) {
		bool waits;
		struct who_column *of;
		const struct yaml *rule = rules->items[i];
		if (!who_rule_is_ticks(who, rule, &of, &waits) ||
		    of != column || waits != waiting)
			continue;
		const struct yaml *values = who_rule_values(rule);
		if (who_list_find(values, value) < who_list_count(values))
			return rule;
	}
	return NULL;
}

static void
read_value(struct who *who, struct who_column *column, struct who_value *value,
    const struct yaml *sent_to)
{
	const struct yaml *excludes =
	    find_rule(who, column, value->text, false);
	const struct yaml *holds = find_rule(who, column, value->text, true);
	if (excludes)
		settle(value, WHO_NONE, who_rule_reason(excludes));
	else if (column->in_send &&
		 who_list_find(sent_to, value->text) == who_list_count(sent_to))
		settle(value, WHO_NONE, who->otherwise);
	else if (holds)
		settle(value, WHO_WAITS, who_rule_reason(holds));
}

static const struct yaml *
send_list(const struct yaml *where, const struct who_column *column)
{
	for (size_t i = 0; where && where->kind == YAML_MAP && i < where->count;
	     i++) {
		if (text_same(where->pairs[i].key, column->name) &&
		    are_listed(column, where->pairs[i].value))
			return where->pairs[i].value;
	}
	return NULL;
}

static void
read_send(struct who *who)
{
	struct edit_step path[] = {EDIT_KEY("send")};
	const struct yaml *send = edit_find(who->edit, path, 1);
	const struct yaml *where = find(send, "where");
	const struct yaml *when = find(send, "when");
	who->has_send = send && send->kind == YAML_MAP;
	who->otherwise = who->otherwise_was = text_of(find(send, "else"));
	who->send_has_when = when;
	who->send_when = who->send_when_was = text_of(when);
	who->send_where = where_text(who, where, false);
	for (size_t i = 0; i < who->column_count; i++) {
		struct who_column *column = &who->columns[i];
		const struct yaml *list = send_list(where, column);
		column->in_send = list;
		for (size_t k = 0; k < column->count; k++)
			read_value(who, column, &column->values[k], list);
	}
}

void
who_rules_read(struct who *who)
{
	const struct yaml *rules = who_rules(who);
	read_send(who);
	if (!rules)
		return;
	who->rules =
	    ARENA_ARRAY(who->work->mem, struct who_rule, rules->count + 1);
	for (size_t i = 0; i < rules->count; i++) {
		bool waits;
		struct who_column *column;
		if (!who_rule_is_ticks(who, rules->items[i], &column, &waits))
			read_other(who, rules->items[i], i);
	}
}
