#include "serve/who.h"

#include "base/file.h"
#include "conf/keynames.h"
#include "serve/fields.h"
#include "serve/messages.h"
#include "serve/pages.h"
#include "serve/who_rules.h"
#include "text/normal.h"

#define JOB_MOST ((size_t)256 << 10)
#define OFFERS_MOST 200
#define OFFER_VALUES_MOST 40

/* ---- the columns with values */

static struct slice
value_at(const struct yaml *values, size_t at)
{
	if (values->kind == YAML_MAP)
		return values->pairs[at].key;
	return values->items[at]->kind == YAML_SCALAR ? values->items[at]->text
						      : (struct slice){NULL, 0};
}

static void
read_column(struct who *who, const struct yaml_pair *pair)
{
	struct arena *mem = who->work->mem;
	const struct yaml *values = yaml_find(pair->value, "values");
	struct who_column *column = &who->columns[who->column_count];
	if (!values || values->kind == YAML_SCALAR || !values->count)
		return;
	who->column_count++;
	*column = (struct who_column){.name = pair->key};
	column->values = ARENA_ARRAY(mem, struct who_value, values->count);
	column->count = values->count;
	for (size_t i = 0; i < values->count; i++)
		column->values[i].text = value_at(values, i);
}

static void
read_columns(struct who *who)
{
	struct edit_step path[] = {EDIT_KEY("columns")};
	const struct yaml *columns = edit_find(who->edit, path, 1);
	if (!columns || columns->kind != YAML_MAP)
		return;
	who->columns =
	    ARENA_ARRAY(who->work->mem, struct who_column, columns->count + 1);
	for (size_t i = 0; i < columns->count; i++)
		read_column(who, &columns->pairs[i]);
}

bool
who_read(struct who *who, struct work *work)
{
	struct slice bytes;
	*who = (struct who){.work = work};
	if (!file_read(work->mem, work_job(work), INPUT_NONE, JOB_MOST,
		work->diag, NO_SPAN, &bytes))
		return false;
	digest_write_hex(hash_of(bytes), who->seen);
	who->edit = edit_open(work->mem, work_job(work), bytes, work->diag);
	if (!who->edit)
		return false;
	read_columns(who);
	who_rules_read(who);
	who_find_lines(who);
	return true;
}

/* ---- what was sent */

static struct slice
sent(const struct who *who, const char *name, size_t a, size_t b)
{
	struct arena *mem = who->work->mem;
	return asked_field(
	    who->work->asked, arena_print(mem, "%s-%zu-%zu", name, a, b).at);
}

static bool
is_sent(const struct who *who, const char *name)
{
	const struct asked *asked = who->work->asked;
	return field_is_there(asked->fields, name);
}

/* On one line, as a form of one line should have it. */
static struct slice
line_of(const struct who *who, struct slice text)
{
	struct strbuf line = {0};
	text = slice_trim(text);
	for (size_t i = 0; i < text.len; i++) {
		bool feed = text.at[i] == '\r' || text.at[i] == '\n';
		strbuf_add_char(&line, feed ? ' ' : text.at[i]);
	}
	struct slice kept = arena_dup(who->work->mem, strbuf_view(&line));
	strbuf_fini(&line);
	return kept;
}

static void
take_value(struct who *who, struct who_value *value, size_t column, size_t at)
{
	struct slice status = sent(who, "s", column, at);
	if (slice_is(status, "letter"))
		value->status = WHO_LETTER;
	else if (slice_is(status, "none"))
		value->status = WHO_NONE;
	else if (slice_is(status, "waits"))
		value->status = WHO_WAITS;
	else
		return;
	value->reason = line_of(who, sent(who, "r", column, at));
}

/* The number in the form of what says `text`: as in the file, or elsewhere in a
 * form of another version of it. */
static size_t
find_sent(
    const struct who *who, const char *start, size_t at, struct slice text)
{
	struct arena *mem = who->work->mem;
	const struct asked *asked = who->work->asked;
	const char *name = arena_print(mem, "%s-%zu", start, at).at;
	if (slice_equal(asked_field(asked, name), text))
		return at;
	for (size_t i = 0;; i++) {
		name = arena_print(mem, "%s-%zu", start, i).at;
		if (!is_sent(who, name))
			return SIZE_MAX;
		if (slice_equal(asked_field(asked, name), text))
			return i;
	}
}

/* By their names: a form of another version has them in another order. */
static void
take_columns(struct who *who)
{
	struct arena *mem = who->work->mem;
	for (size_t i = 0; i < who->column_count; i++) {
		struct who_column *column = &who->columns[i];
		size_t in = find_sent(who, "c", i, column->name);
		if (in == SIZE_MAX)
			continue;
		const char *start = arena_print(mem, "v-%zu", in).at;
		for (size_t k = 0; k < column->count; k++) {
			struct who_value *value = &column->values[k];
			size_t at = find_sent(who, start, k, value->text);
			if (at != SIZE_MAX)
				take_value(who, value, in, at);
		}
	}
}

/* Its number in the form: rules of ticks stand among them and are not sent. */
static size_t
find_rule_sent(const struct who *who, const struct who_rule *rule)
{
	static const char start[] = "rule-of-";
	struct arena *mem = who->work->mem;
	const struct asked *asked = who->work->asked;
	const char *here = arena_print(mem, "%s%zu", start, rule->at).at;
	if (slice_is(asked_field(asked, here), rule->mark))
		return rule->at;
	for (const struct form_field *f = asked->fields; f; f = f->next) {
		size_t at = 0;
		if (!slice_starts(f->name, start) ||
		    !slice_is(f->value, rule->mark))
			continue;
		for (size_t i = sizeof start - 1; i < f->name.len; i++)
			at = at * 10 + (size_t)(f->name.at[i] - '0');
		return at;
	}
	return SIZE_MAX;
}

static void
take_rules(struct who *who)
{
	struct arena *mem = who->work->mem;
	const struct asked *asked = who->work->asked;
	for (size_t i = 0; i < who->rule_count; i++) {
		struct who_rule *rule = &who->rules[i];
		size_t at = find_rule_sent(who, rule);
		if (at == SIZE_MAX)
			continue;
		const char *reason = arena_print(mem, "rule-reason-%zu", at).at;
		const char *when = arena_print(mem, "rule-when-%zu", at).at;
		rule->goes =
		    is_sent(who, arena_print(mem, "rule-goes-%zu", at).at);
		if (is_sent(who, reason))
			rule->reason = line_of(who, asked_field(asked, reason));
		if (is_sent(who, when))
			rule->when = line_of(who, asked_field(asked, when));
	}
	who->new_reason = line_of(who, asked_field(asked, "new-reason"));
	who->new_when = line_of(who, asked_field(asked, "new-when"));
	who->new_waits = slice_is(asked_field(asked, "new-kind"), "waits");
}

static void
take_offer(struct who *who, size_t at, struct slice name)
{
	struct arena *mem = who->work->mem;
	struct who_offer *offer = &who->offers[who->offer_count];
	struct slice *values =
	    ARENA_ARRAY(mem, struct slice, OFFER_VALUES_MOST);
	*offer = (struct who_offer){.name = name, .values = values};
	while (offer->count < OFFER_VALUES_MOST) {
		struct slice value = sent(who, "ov", at, offer->count);
		if (!value.len)
			break;
		values[offer->count++] = value;
	}
	offer->taken = is_sent(who, arena_print(mem, "offer-%zu", at).at);
	who->offer_count += offer->count > 0;
}

void
who_take(struct who *who)
{
	struct arena *mem = who->work->mem;
	const struct asked *asked = who->work->asked;
	who->stale = !slice_is(asked_field(asked, "seen"), who->seen);
	take_columns(who);
	take_rules(who);
	if (is_sent(who, "else"))
		who->otherwise = line_of(who, asked_field(asked, "else"));
	if (is_sent(who, "send-when"))
		who->send_when = line_of(who, asked_field(asked, "send-when"));
	who->offers = ARENA_ARRAY(mem, struct who_offer, OFFERS_MOST);
	for (size_t i = 0; i < OFFERS_MOST; i++) {
		struct slice name =
		    asked_field(asked, arena_print(mem, "on-%zu", i).at);
		if (!name.len)
			break;
		take_offer(who, i, name);
	}
}
