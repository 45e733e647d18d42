#include "beside/asked.h"

#include <stdlib.h>

#include "base/file.h"
#include "beside/form.h"
#include "beside/messages.h"
#include "fate/chain.h"
#include "ledger/read.h"
#include "proof/purged.h"
#include "proof/seal.h"
#include "record/marks.h"
#include "text/normal.h"

/* Whether rows are found by a key of which capitals tell two people apart. */
static bool
asks_exactly(const struct asked *asked)
{
	const struct beside_setting *setting = asked->file.setting;
	return setting->similar_differ && asked->column == setting->key &&
	       asked->compared->type == COLUMN_TEXT &&
	       asked->as.type == COLUMN_TEXT;
}

static struct slice
form_asked(
    const struct asked *asked, struct arena *mem, const struct value *value)
{
	return asked->exact.asked
		   ? form_exact(mem, value->text, asked->as.today)
		   : form_of_value(mem, &asked->as, value);
}

/* ---- opening */

static bool
find_columns(struct asked *asked, const struct expr_asked *as)
{
	struct side *file = &asked->file;
	size_t *named = asked->kind == OUTSIDE_TABLE ? &asked->answer_column
						     : &asked->asked_column;
	asked->answer_column = COLUMN_NONE;
	if (as->column.len &&
	    !side_find_column(file, as->column, as->column_place, named))
		return false;
	return side_check_header(file, asked->asked_column);
}

bool
asked_open(struct asked *asked, const struct expr_asked *as)
{
	struct side *file = &asked->file;
	struct column *by;
	if (!side_open(file) || !side_type_columns(file) ||
	    !find_columns(asked, as) ||
	    !side_match_column(file, asked->asked_column, asked->compared,
		file->asked, &asked->as))
		return false;
	by = &file->columns.at[asked->asked_column];
	/* An entry that says nothing may be anybody's. */
	by->required = by->is_key = asked->kind == OUTSIDE_LIST;
	asked->exact.asked = asks_exactly(asked);
	asked->header = hash_short(
	    0, asked->exact.asked
		   ? form_exact(file->setting->mem, by->name, by->today)
		   : form_of_text(file->setting->mem, by->name, by->today));
	if (asked->kind == OUTSIDE_LIST)
		return true;
	/* A list prints nothing: a protected member is one all the same. */
	file->used[asked->answer_column] = true;
	return side_guard(file);
}

/* ---- reading */

#define CHECK_BITS 29

uint64_t
asked_line(uint32_t line, struct slice form)
{
	uint64_t check = hash_short(1, form) & ((1u << CHECK_BITS) - 1);
	return check << 32 | line;
}

/* A typed value has one spelling; a text may have several. */
static void
add_entry(struct asked *asked, uint32_t line, struct slice form)
{
	index_add(&asked->index, hash_short(0, form), asked_line(line, form));
	exact_add(&asked->exact, asked->beside->row_mem, form, form);
	if (asked->as.type != COLUMN_TEXT ||
	    asked->file.setting->similar_differ)
		return;
	similar_keys_add(&asked->similar, asked->beside->row_mem, form);
	if (asked->kind == OUTSIDE_LIST)
		nearby_add(&asked->nearby, asked->file.setting->mem, form);
}

static bool
take_entry(void *ctx, const struct side_row *row)
{
	struct asked *asked = ctx;
	struct arena *mem = asked->beside->row_mem;
	struct slice form =
	    form_asked(asked, mem, &row->values[asked->asked_column]);
	add_entry(asked, row->line, form);
	arena_reset(mem);
	return true;
}

static bool
take_answer(void *ctx, const struct side_row *row)
{
	struct asked *asked = ctx;
	struct arena *mem = asked->beside->row_mem;
	struct store *store = asked->beside->store;
	const struct value *by = &row->values[asked->asked_column];
	struct slice form = form_asked(asked, mem, by);
	uint64_t at;
	if (form_is_nothing(mem, &asked->as, by)) {
		lines_tell(&asked->file.nobodys, row->line);
		arena_reset(mem);
		return true;
	}
	store_put_number(store, row->line);
	store_put_text(store, form);
	store_put_text(store, row->values[asked->answer_column].text);
	bool ok = store_add(store, &at);
	index_add(&asked->index, hash_short(0, form), at);
	exact_add(&asked->exact, mem, form, form);
	arena_reset(mem);
	return ok;
}

static void
close_indexes(struct asked *asked)
{
	index_close(&asked->index);
	index_close(&asked->exact.lines);
	similar_keys_close(&asked->similar);
}

bool
asked_read(struct asked *asked)
{
	if (expr_is_run(asked->kind))
		return true;
	bool ok = side_read(&asked->file,
	    asked->kind == OUTSIDE_LIST ? take_entry : take_answer, asked);
	close_indexes(asked);
	return ok;
}

/* ---- an earlier run */

/* A letter that was pulled out before the post had it never went. */
static bool
is_asked_for(const struct asked *asked, uint32_t letter)
{
	if (asked->kind == OUTSIDE_RUN)
		return !fates_never_went(asked->fates, letter);
	if (asked->kind == OUTSIDE_ANSWERED)
		return fates_answered(asked->fates, letter);
	return fates_came_back(asked->fates, letter);
}

/* Whether any of these letters ("12, 13") has the fate that is asked for. */
static bool
has_fate(const struct asked *asked, struct slice letters)
{
	struct numbers numbers;
	struct arena *mem = asked->beside->row_mem;
	if (!numbers_read(&numbers, mem, letters))
		return false;
	for (size_t i = 0; i < numbers.count; i++) {
		for (uint32_t n = numbers.at[i].first; n <= numbers.at[i].last;
		     n++) {
			if (is_asked_for(asked, n))
				return true;
		}
	}
	return false;
}

/* What happened since is read, and is in the account. */
static bool
read_fates(struct asked *asked, const char *folder)
{
	struct arena *mem = asked->file.setting->mem;
	struct diag *diag = asked->file.setting->diag;
	struct chain *chain = ARENA_NEW(mem, struct chain);
	struct seal seal;
	if (!seal_read(&seal, mem, folder, diag) ||
	    !chain_read(chain, mem, folder, &seal, true, diag))
		return false;
	asked->fates = &chain->fates;
	return !chain->count || inputs_add_file(diag, INPUT_RUN, chain->path);
}

static bool
is_identity(struct arena *mem, struct slice type, struct slice name)
{
	for (size_t t = 0; column_type_names[t]; t++) {
		if (column_is_identity((enum column_type)t) &&
		    slice_is(type, column_type_names[t]))
			return true;
	}
	return marks_identity(mem, name);
}

/* By another column nobody would be the same, and nobody had had a letter. */
static bool
check_key(const struct asked *asked, struct ledger *ledger, size_t key)
{
	const struct side *file = &asked->file;
	const struct beside_setting *setting = file->setting;
	struct arena *mem = setting->mem;
	const struct column *ours = &setting->columns->at[setting->key];
	size_t count; /* the key is one of them: ledger_key */
	struct slice theirs = ledger_columns(ledger, mem, &count)[key];
	struct slice type = ledger_column_type(ledger, key),
		     our_type = slice_view(column_type_names[ours->type]);
	bool same_kind = ours->type == COLUMN_ORGANISATIONSNUMMER &&
			 slice_equal(type, our_type);
	if (text_same(ours->name, theirs) || same_kind ||
	    (is_identity(mem, our_type, ours->name) &&
		is_identity(mem, type, theirs)))
		return true;
	REPORT(setting->diag, file->asked, &beside_other_key,
	    ARGS(file->name, theirs, ours->name));
	HINT(setting->diag, &beside_other_key_hint, NO_ARGS);
	return false;
}

static bool
see_row(const struct ledger_row *row, void *ctx)
{
	struct asked *asked = ctx;
	struct arena *mem = asked->beside->row_mem;
	if (!row->letter || !has_fate(asked, row->letters))
		return true;
	struct value key = {.kind = VALUE_TEXT, .text = row->cells[0]};
	struct slice form = form_asked(asked, mem, &key);
	if (form.len)
		add_entry(asked, row->line, form);
	arena_reset(mem);
	return true;
}

bool
asked_open_run(struct asked *asked)
{
	struct side *file = &asked->file;
	struct arena *mem = file->setting->mem;
	struct diag *diag = file->setting->diag;
	const char *folder = path_join(
	    mem, file->setting->folder, arena_dup_text(mem, file->name));
	file->path = path_join(mem, folder, "keep/ledger.db");
	asked->as = (struct column){.today = file->setting->today};
	asked->exact.asked = asks_exactly(asked);
	if (!file_exists(file->path)) {
		REPORT(
		    diag, file->asked, &beside_no_such_run, ARGS(file->name));
		return false;
	}
	if (purged_is(folder)) {
		REPORT(diag, file->asked, &beside_purged_run, ARGS(file->name));
		return false;
	}
	if (!inputs_add_file(diag, INPUT_RUN, file->path))
		return false;
	struct ledger *ledger = seal_check_ledger(folder, diag)
				    ? ledger_open(file->path, diag)
				    : NULL;
	if (!ledger)
		return false;
	size_t column;
	bool ok = read_fates(asked, folder) &&
		  ledger_key(ledger, &column, diag) &&
		  check_key(asked, ledger, column) &&
		  ledger_each_row(ledger, &column, 1, see_row, asked, diag);
	ledger_close(ledger);
	close_indexes(asked);
	return ok && inputs_add_file(diag, INPUT_RUN, file->path);
}

/* ---- asking */

/* The value that the file knows. */
static struct value
real_value(const struct asked *asked, const struct value *value)
{
	const struct beside_veil *veil = asked->beside->veil;
	return veil ? veil->real(veil->ctx, value) : *value;
}

/* How the value is compared; false: that cannot be said, and then why. */
static bool
read_asked(struct asked *asked, const struct value *value, struct slice *form,
    struct problem *why)
{
	struct arena *mem = asked->beside->row_mem;
	enum column_type type =
	    asked->compared ? asked->compared->type : COLUMN_TEXT;
	struct value own = real_value(asked, value);
	struct problem ignored;
	if (own.kind == VALUE_EMPTY) {
		PROBLEM(why, &beside_without_value, ARGS(asked->file.name));
		return false;
	}
	/* The register's text is read as the file's column is. */
	if (own.kind != VALUE_UNFIT && !expr_is_run(asked->kind) &&
	    !form_types_agree(type, asked->as.type))
		column_read(&asked->as, mem, own.text, &own, &ignored);
	if (own.kind == VALUE_UNFIT) {
		PROBLEM(why, &beside_unfit_value, ARGS(asked->file.name));
		return false;
	}
	if (form_is_nothing(mem, &asked->as, &own)) {
		PROBLEM(why, &beside_nothing_value, ARGS(asked->file.name));
		return false;
	}
	*form = form_asked(asked, mem, &own);
	return true;
}

/* The entries of that form; two values never share a hash and its check. */
static bool
find_entries(struct asked *asked, struct slice form)
{
	uint64_t check = asked_line(0, form);
	struct index_entry *entries =
	    index_find(&asked->index, hash_short(0, form), &asked->hit_count);
	asked->hits = entries;
	asked->hit_known = true;
	return entries && (asked->kind == OUTSIDE_TABLE ||
			      (entries->at & INDEX_AT) >> 32 == check >> 32);
}

void
asked_meet(struct asked *asked, const struct row *row)
{
	struct problem ignored = {0};
	struct slice form;
	asked->hits = NULL;
	asked->hit_count = 0;
	asked->hit_known = false;
	if (asked->column == COLUMN_NONE)
		return;
	asked->hit_known = true;
	if (read_asked(asked, &row->values[asked->column], &form, &ignored))
		find_entries(asked, form);
	arena_reset(asked->beside->row_mem);
}

static bool
is_doubtful(const struct asked *asked, struct slice form)
{
	return exact_is_doubtful(
	    &asked->exact, asked->beside->row_mem, form, form);
}

static enum verdict
find_entry(struct asked *asked, struct slice form, struct problem *why)
{
	if (find_entries(asked, form))
		return VERDICT_YES;
	const struct message *doubt = NULL;
	if (asked->kind == OUTSIDE_LIST && hash_short(0, form) == asked->header)
		doubt = &beside_is_header;
	else if (similar_keys_find(
		     &asked->similar, asked->beside->row_mem, form) ||
		 is_doubtful(asked, form))
		doubt = &beside_similar;
	else if (nearby_find(&asked->nearby, form))
		doubt = &beside_nearly;
	if (!doubt)
		return VERDICT_NO;
	PROBLEM(why, doubt, ARGS(asked->file.name));
	return VERDICT_UNDECIDABLE;
}

enum verdict
asked_holds(void *opened, const struct row *row, const struct value *value,
    struct problem *why)
{
	struct asked *asked = opened;
	struct slice form;
	enum verdict verdict = VERDICT_UNDECIDABLE;
	const struct value *own =
	    value ? value : &row->values[asked->beside->setting.key];
	if (read_asked(asked, own, &form, why))
		verdict = find_entry(asked, form, why);
	arena_reset(asked->beside->row_mem);
	return verdict;
}

/* The rows of that form: how many, and the last one's answer. */
static size_t
count_answers(struct asked *asked, struct slice form, struct slice *answer)
{
	struct store *store = asked->beside->store;
	size_t found = 0;
	find_entries(asked, form);
	for (size_t i = 0; i < asked->hit_count && found < 2; i++) {
		if (!store_read(store, asked->hits[i].at & INDEX_AT))
			return 2;
		store_take_number(store);
		if (!slice_equal(store_take_text(store), form))
			continue;
		*answer = store_take_text(store);
		found++;
	}
	return found;
}

struct value
asked_find(void *opened, const struct value *value, struct problem *why)
{
	struct asked *asked = opened;
	struct slice form, answer = {NULL, 0};
	struct value undecidable = {.kind = VALUE_UNDECIDABLE};
	const struct beside_veil *veil = asked->beside->veil;
	bool known = read_asked(asked, value, &form, why);
	if (known && is_doubtful(asked, form)) {
		PROBLEM(why, &beside_similar, ARGS(asked->file.name));
		known = false;
	}
	size_t found = known ? count_answers(asked, form, &answer) : 0;
	if (veil && found == 1)
		answer = veil->shown(veil->ctx, answer);
	arena_reset(asked->beside->row_mem);
	if (!known)
		return undecidable;
	if (found != 1) {
		PROBLEM(why, found ? &beside_several : &beside_no_row,
		    ARGS(asked->file.name));
		return undecidable;
	}
	return (struct value){
	    .kind = answer.len ? VALUE_TEXT : VALUE_EMPTY,
	    .text = answer,
	};
}
