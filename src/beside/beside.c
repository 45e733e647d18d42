#include "beside/beside.h"

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

/* What is said of the file with this name. */
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
	for (struct asked *at = beside->first; at; at = at->next) {
		if (at->kind != OUTSIDE_RUN)
			suggestion_offer(&best, at->file.name);
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
find_opened(struct beside *beside, const struct expr_asked *as)
{
	for (struct asked *at = beside->first; at; at = at->next) {
		if (at->kind == as->kind &&
		    slice_equal(at->file.name, as->name) &&
		    slice_equal(at->column_name, as->column) &&
		    at->compared == as->compared)
			return at;
	}
	return NULL;
}

static enum input_role
role_of(enum expr_outside_kind kind)
{
	static const enum input_role roles[] = {
	    [OUTSIDE_LIST] = INPUT_LIST,
	    [OUTSIDE_RUN] = INPUT_RUN,
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
	asked->file.setting = &beside->setting;
	asked->file.name = arena_dup(mem, as->name);
	asked->file.asked = as->place;
	find_said(beside, as->name, &asked->file.said);
	*beside->last = asked;
	beside->last = &asked->next;
	bool ok = as->kind == OUTSIDE_RUN ? asked_open_run(asked)
					  : asked_open(asked, as);
	return ok ? asked : NULL;
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

struct beside *
beside_new(const struct beside_setting *setting)
{
	struct beside *beside = ARENA_NEW(setting->mem, struct beside);
	beside->setting = *setting;
	beside->last = &beside->first;
	beside->row_mem = arena_new();
	beside->hooks = (struct expr_outside){
	    .ctx = beside,
	    .open = open_by_key,
	    .holds = asked_holds,
	    .find = asked_find,
	};
	if (read_lists(beside))
		return beside;
	beside_free(beside);
	return NULL;
}

void
beside_free(struct beside *beside)
{
	if (!beside)
		return;
	for (struct asked *at = beside->first; at; at = at->next) {
		side_close(&at->file);
		index_fini(&at->index);
	}
	store_free(beside->store);
	arena_free(beside->row_mem);
}

const struct expr_outside *
beside_outside(const struct beside *beside)
{
	return &beside->hooks;
}

bool
beside_read(struct beside *beside, const char *folder)
{
	bool ok = true;
	if (!beside->first)
		return true;
	beside->store = store_new(folder, beside->setting.diag);
	if (!beside->store)
		return false;
	for (struct asked *at = beside->first; at; at = at->next)
		ok = asked_read(at) && ok;
	return ok && store_settle(beside->store);
}
