#include "beside/beside.h"

#include <stdlib.h>

#include "base/messages.h"
#include "base/suggest.h"
#include "beside/asked.h"
#include "beside/messages.h"

/* ---- what the job says of lists */

static bool
read_lists(struct beside *beside)
{
	const struct beside_setting *setting = &beside->setting;
	const struct yaml *yaml = setting->lists;
	bool ok = true;
	if (!yaml)
		return true;
	if (yaml->kind != YAML_MAP) {
		REPORT(setting->diag, yaml->span, &beside_bad_lists, NO_ARGS);
		return false;
	}
	beside->lists = ARENA_ARRAY(setting->mem, struct said, yaml->count + 1);
	beside->list_asked = ARENA_ARRAY(setting->mem, bool, yaml->count + 1);
	for (size_t i = 0; i < yaml->count; i++)
		ok = said_read_list(setting->mem, &yaml->pairs[i],
			 &beside->lists[i], setting->diag) &&
		     ok;
	return ok;
}

/* The job's words about the file with this name. */
static void
find_said(struct beside *beside, struct slice name, struct said *said)
{
	const struct yaml *yaml = beside->setting.lists;
	for (size_t i = 0; beside->lists && i < yaml->count; i++) {
		if (!slice_equal(yaml->pairs[i].key, name))
			continue;
		beside->list_asked[i] = true;
		*said = beside->lists[i];
	}
}

static void
report_unasked(struct beside *beside, const struct yaml_pair *pair)
{
	struct diag *diag = beside->setting.diag;
	struct suggestion best = suggestion_start(pair->key);
	struct asked *const lists[] = {beside->first, beside->failed};
	for (size_t i = 0; i < 2; i++) {
		for (struct asked *at = lists[i]; at; at = at->next) {
			if (!expr_is_run(at->kind))
				suggestion_offer(&best, at->file.name);
		}
	}
	REPORT(diag, pair->key_span, &beside_list_unasked, ARGS(pair->key));
	if (best.nearest.len)
		HINT(diag, &base_did_you_mean, ARGS(best.nearest));
}

bool
beside_check(struct beside *beside)
{
	const struct yaml *yaml = beside->setting.lists;
	bool ok = true;
	for (size_t i = 0; beside->lists && i < yaml->count; i++) {
		if (beside->list_asked[i])
			continue;
		report_unasked(beside, &yaml->pairs[i]);
		ok = false;
	}
	return ok;
}

/* ---- opening */

static struct asked *
find_asked(struct asked *at, const struct expr_asked *as)
{
	while (at && (at->is_stale || at->kind != as->kind ||
			 !slice_equal(at->file.name, as->name) ||
			 !slice_equal(at->column_name, as->column) ||
			 at->compared != as->compared))
		at = at->next;
	return at;
}

/* One that could not be opened was reported, once. */
static struct asked *
find_opened(struct beside *beside, const struct expr_asked *as)
{
	struct asked *found = find_asked(beside->first, as);
	return found ? found : find_asked(beside->failed, as);
}

static enum input_role
role_of(enum expr_outside_kind kind)
{
	static const enum input_role roles[] = {
	    [OUTSIDE_LIST] = INPUT_LIST,
	    [OUTSIDE_RUN] = INPUT_RUN,
	    [OUTSIDE_ANSWERED] = INPUT_RUN,
	    [OUTSIDE_RETURNED] = INPUT_RUN,
	    [OUTSIDE_TABLE] = INPUT_LOOK_UP,
	};
	return roles[kind];
}

static void *
open_asked(void *ctx, const struct expr_asked *as, struct diag *diag)
{
	struct beside *beside = ctx;
	struct arena *mem = beside->setting.mem;
	struct asked *asked = find_opened(beside, as);
	(void)diag;
	if (asked)
		return asked;
	asked = ARENA_NEW(mem, struct asked);
	asked->beside = beside;
	asked->kind = as->kind;
	asked->file.role = role_of(as->kind);
	asked->column_name = arena_dup(mem, as->column);
	asked->compared = as->compared;
	asked->column = COLUMN_NONE;
	for (size_t i = 0; i < beside->setting.columns->count; i++) {
		if (&beside->setting.columns->at[i] == as->compared)
			asked->column = i;
	}
	asked->file.setting = &beside->setting;
	asked->file.name = arena_dup(mem, as->name);
	asked->file.asked = as->place;
	find_said(beside, as->name, &asked->file.said);
	bool ok = expr_is_run(as->kind) ? asked_open_run(asked)
					: asked_open(asked, as);
	if (!ok) {
		asked->next = beside->failed;
		beside->failed = asked;
		return NULL;
	}
	*beside->last = asked;
	beside->last = &asked->next;
	return asked;
}

/* in_list and had_letter_in without a column ask for the row itself. */
static void *
open_by_key(void *ctx, const struct expr_asked *as, struct diag *diag)
{
	struct beside *beside = ctx;
	struct expr_asked own = *as;
	if (as->by_key)
		own.compared =
		    &beside->setting.columns->at[beside->setting.key];
	return open_asked(ctx, &own, diag);
}

/* ---- tables */

static bool
open_tables(struct beside *beside)
{
	const struct beside_setting *setting = &beside->setting;
	const struct yaml *yaml = setting->tables;
	bool ok = true;
	if (!yaml)
		return true;
	if (yaml->kind != YAML_MAP) {
		REPORT(setting->diag, yaml->span, &beside_bad_tables, NO_ARGS);
		return false;
	}
	beside->table_count = yaml->count;
	beside->tables =
	    ARENA_ARRAY(setting->mem, struct table, yaml->count + 1);
	beside->scope =
	    ARENA_ARRAY(setting->mem, struct expr_table, yaml->count + 1);
	beside->rows =
	    ARENA_ARRAY(setting->mem, struct expr_rows, yaml->count + 1);
	for (size_t i = 0; i < yaml->count; i++)
		ok = table_open(&beside->tables[i], setting, &yaml->pairs[i]) &&
		     ok;
	return ok;
}

size_t
beside_count_names(const struct beside *beside)
{
	size_t count = 0;
	for (size_t i = 0; i < beside->table_count; i++)
		count += beside->tables[i].file.columns.count;
	return count;
}

static struct named_value
column_name(const struct beside *beside, const struct table *table, size_t at)
{
	const struct column *column = &table->file.columns.at[at];
	return (struct named_value){
	    .name = arena_print(beside->setting.mem, "%.*s.%.*s",
		(int)table->name.len, table->name.at, (int)column->name.len,
		column->name.at),
	    .type = column->type,
	    .column = column,
	    .per_letter = true,
	};
}

size_t
beside_add_names(struct beside *beside, struct named_value *names, size_t first)
{
	size_t at = first;
	for (size_t i = 0; i < beside->table_count; i++) {
		const struct table *table = &beside->tables[i];
		beside->scope[i] = (struct expr_table){
		    .name = table->name,
		    .first_name = at,
		    .column_count = table->file.columns.count,
		};
		for (size_t c = 0; c < table->file.columns.count; c++)
			names[at++] = column_name(beside, table, c);
	}
	return at - first;
}

void
beside_each_match(const struct beside *beside,
    void (*seen)(size_t column, void *ctx), void *ctx)
{
	for (size_t i = 0; i < beside->table_count; i++) {
		const struct table *table = &beside->tables[i];
		for (size_t m = 0; m < table->match_count; m++)
			seen(table->matches[m].there, ctx);
	}
}

const struct expr_table *
beside_tables(const struct beside *beside, size_t *count)
{
	*count = beside->table_count;
	return beside->scope;
}

bool
beside_join(struct beside *beside, struct arena *letter_mem,
    const struct row *row, const struct expr_rows **rows)
{
	for (size_t i = 0; i < beside->table_count; i++) {
		if (!table_join(&beside->tables[i], letter_mem, row))
			return false;
		beside->rows[i] = beside->tables[i].rows;
	}
	for (struct asked *at = beside->first; at; at = at->next)
		asked_meet(at, row);
	*rows = beside->rows;
	return true;
}

bool
beside_keep(struct beside *beside, struct plan *plan, uint32_t row)
{
	bool ok = true;
	for (size_t i = 0; ok && i < beside->table_count; i++)
		ok = table_keep(&beside->tables[i], (uint32_t)i, plan, row);
	return ok;
}

/* ---- of a plan */

struct recalling {
	struct beside *beside;
	struct arena *mem;
	size_t *rooms; /* by table: values */
	struct value **values;
};

static bool
take_kept(const struct joined_row *kept, void *ctx)
{
	struct recalling *recalling = ctx;
	struct beside *beside = recalling->beside;
	if (kept->beside >= beside->table_count)
		return true;
	struct table *table = &beside->tables[kept->beside];
	struct expr_rows *rows = &beside->rows[kept->beside];
	struct value **values = &recalling->values[kept->beside];
	size_t width = table->file.columns.count;
	struct slice *cells =
	    ARENA_ARRAY(recalling->mem, struct slice, width + 1);
	for (size_t i = 0; i < width && i < kept->count; i++)
		cells[i] = arena_dup(recalling->mem, kept->cells[i]);
	*values =
	    arena_grow(recalling->mem, *values, &recalling->rooms[kept->beside],
		(rows->count + 1) * width, sizeof **values);
	table_read_kept(table, cells, *values + rows->count++ * width);
	rows->values = *values;
	return true;
}

bool
beside_recall(struct beside *beside, struct ledger *ledger,
    struct arena *letter_mem, const struct row *row,
    const struct expr_rows **rows)
{
	size_t count = beside->table_count;
	struct recalling recalling = {
	    .beside = beside,
	    .mem = letter_mem,
	    .rooms = ARENA_ARRAY(letter_mem, size_t, count + 1),
	    .values = ARENA_ARRAY(letter_mem, struct value *, count + 1),
	};
	*rows = beside->rows;
	for (size_t i = 0; i < count; i++)
		beside->rows[i] = (struct expr_rows){
		    .unknown =
			table_is_unknown(&beside->tables[i], letter_mem, row)};
	return !count || ledger_each_joined(ledger, row->number, take_kept,
			     &recalling, beside->setting.diag);
}

struct beside *
beside_new(const struct beside_setting *setting)
{
	struct beside *beside = ARENA_NEW(setting->mem, struct beside);
	beside->setting = *setting;
	beside->last = &beside->first;
	beside->row_mem = arena_new();
	beside->hidden_mem = arena_new();
	beside->hooks = (struct expr_lookups){
	    .ctx = beside,
	    .open = open_by_key,
	    .holds = asked_holds,
	    .find = asked_find,
	};
	bool ok = read_lists(beside);
	if (open_tables(beside) && ok)
		return beside;
	beside_free(beside);
	return NULL;
}

static void
close_asked(struct asked *first)
{
	for (struct asked *at = first; at; at = at->next) {
		side_close(&at->file);
		index_fini(&at->index);
		index_fini(&at->exact.lines);
		similar_keys_fini(&at->similar);
		nearby_fini(&at->nearby);
		free(at->met);
	}
}

void
beside_free(struct beside *beside)
{
	if (!beside)
		return;
	close_asked(beside->first);
	close_asked(beside->failed);
	for (size_t i = 0; i < beside->table_count; i++)
		table_close(&beside->tables[i]);
	store_free(beside->store);
	arena_free(beside->row_mem);
	arena_free(beside->hidden_mem);
}

const struct expr_lookups *
beside_lookups(const struct beside *beside)
{
	return &beside->hooks;
}

void
beside_put_keys(struct beside *beside, const struct key_counts *const *keys)
{
	for (size_t i = 0; i < beside->table_count; i++)
		beside->tables[i].exact.keys = keys;
	for (struct asked *at = beside->first; at; at = at->next)
		at->exact.keys = keys;
}

void
beside_put_veil(struct beside *beside, const struct beside_veil *veil)
{
	beside->veil = veil;
}

/* Those that were asked for since the last time. */
static bool
read_asked(struct beside *beside)
{
	bool ok = true;
	for (struct asked *at = beside->first; at; at = at->next) {
		if (at->is_read)
			continue;
		at->is_read = true;
		ok = asked_read(at) && ok;
	}
	return ok && store_settle(beside->store);
}

/* A person whom one file marks is left out of all of them. */
static bool
learn(struct beside *beside)
{
	bool ok = true;
	for (size_t i = 0; i < beside->table_count; i++)
		ok = side_learn(&beside->tables[i].file) && ok;
	for (struct asked *at = beside->first; at; at = at->next)
		ok = side_learn(&at->file) && ok;
	return ok;
}

/* Of all tables: a quarter of what a job may take. */
#define STORE_HELD ((size_t)64 << 20)

bool
beside_read(struct beside *beside, const char *folder, bool tables)
{
	bool ok = learn(beside);
	if (!ok || (!beside->first && !(tables && beside->table_count)))
		return ok;
	beside->store = store_new(folder, STORE_HELD, beside->setting.diag);
	if (!beside->store)
		return false;
	for (size_t i = 0; tables && i < beside->table_count; i++)
		ok = table_read(&beside->tables[i], beside->store,
			 beside->setting.language) &&
		     ok;
	return read_asked(beside) && ok;
}

void
beside_try_again(struct beside *beside)
{
	for (struct asked *at = beside->failed; at; at = at->next)
		at->is_stale = true;
}

bool
beside_read_more(struct beside *beside, const char *folder)
{
	bool more = false;
	bool ok = true;
	for (struct asked *at = beside->first; at; at = at->next) {
		if (at->is_read)
			continue;
		more = true;
		ok = side_learn(&at->file) && ok;
	}
	if (!more || !ok)
		return ok;
	if (!beside->store)
		beside->store =
		    store_new(folder, STORE_HELD, beside->setting.diag);
	return beside->store && read_asked(beside);
}
