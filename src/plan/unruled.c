#include "plan/unruled.h"

#include <stdlib.h>

#include "base/memory.h"
#include "plan/account.h"
#include "plan/messages.h"
#include "plan/showable.h"
#include "text/normal.h"

#define VALUES_MOST 200
#define SLOTS 512 /* a power of two, more than twice VALUES_MOST */
#define LINES_MOST 12

struct place {
	uint32_t row, line, source;
};

/* A value that was met, as it is written. */
struct met {
	struct slice text;
	uint64_t hash;
	uint32_t count;
	struct place places[LINES_MOST]; /* the first ones */
};

/* A column that rules sort by. */
struct sorting {
	size_t column;
	struct expr_named *names; /* what it is compared with */
	size_t name_count, name_room;
	bool sorts; /* by a whole value, not only by a part */
	bool too_many;
	struct met *met;
	size_t met_count, met_room;
	uint32_t rows; /* with a value */
	uint16_t slots[SLOTS]; /* index + 1 of met; 0: free */
};

struct unruled {
	const struct job *job;
	struct arena *mem;
	struct sorting *columns;
	size_t count, room;
};

/* ---- what rules and letters name */

static struct sorting *
find_sorting(struct unruled *unruled, size_t column)
{
	for (size_t i = 0; i < unruled->count; i++) {
		if (unruled->columns[i].column == column)
			return &unruled->columns[i];
	}
	unruled->columns = arena_grow(unruled->mem, unruled->columns,
	    &unruled->room, unruled->count + 1, sizeof *unruled->columns);
	struct sorting *sorting = &unruled->columns[unruled->count++];
	*sorting = (struct sorting){.column = column};
	return sorting;
}

static void
add_name(const struct expr_named *named, void *ctx)
{
	struct unruled *unruled = ctx;
	const struct job *job = unruled->job;
	if (job->reads.columns.at[named->column].type != COLUMN_TEXT ||
	    showable_never(&job->reads, named->column))
		return;
	struct sorting *sorting = find_sorting(unruled, named->column);
	sorting->names =
	    arena_grow(unruled->mem, sorting->names, &sorting->name_room,
		sorting->name_count + 1, sizeof *sorting->names);
	sorting->names[sorting->name_count++] = *named;
	/* '' is not a value to sort by. */
	sorting->sorts |=
	    named->naming == EXPR_NAMES_WHOLE && named->folded.len;
}

/* A column that is only searched is free text. */
static void
keep_sorting(struct unruled *unruled)
{
	size_t kept = 0;
	for (size_t i = 0; i < unruled->count; i++) {
		if (unruled->columns[i].sorts)
			unruled->columns[kept++] = unruled->columns[i];
	}
	unruled->count = kept;
}

static void *
open_unruled(const struct job *job)
{
	struct unruled *unruled = mem_new(1, sizeof *unruled);
	unruled->job = job;
	unruled->mem = arena_new();
	for (size_t i = 0; i < job->decides.rules.count; i++) {
		if (job->decides.rules.at[i].condition)
			expr_each_named(job->decides.rules.at[i].condition,
			    add_name, unruled);
	}
	for (size_t i = 0; i < job->writes.letter_count; i++) {
		if (job->writes.letters[i].condition)
			expr_each_named(job->writes.letters[i].condition,
			    add_name, unruled);
	}
	keep_sorting(unruled);
	return unruled;
}

static void
close_unruled(void *state)
{
	struct unruled *unruled = state;
	if (!unruled)
		return;
	arena_free(unruled->mem);
	free(unruled);
}

/* ---- what the register holds */

static struct met *
find_met(struct unruled *unruled, struct sorting *sorting, struct slice text)
{
	uint64_t hash = hash_short(0, text);
	size_t at = hash & (SLOTS - 1);
	while (sorting->slots[at]) {
		struct met *met = &sorting->met[sorting->slots[at] - 1];
		if (met->hash == hash && slice_equal(met->text, text))
			return met;
		at = (at + 1) & (SLOTS - 1);
	}
	if (sorting->met_count == VALUES_MOST)
		return NULL;
	sorting->met = arena_grow(unruled->mem, sorting->met,
	    &sorting->met_room, sorting->met_count + 1, sizeof *sorting->met);
	struct met *met = &sorting->met[sorting->met_count++];
	*met = (struct met){
	    .text = arena_dup(unruled->mem, text),
	    .hash = hash,
	};
	sorting->slots[at] = (uint16_t)sorting->met_count;
	return met;
}

static void
see_row(void *state, const struct watched *watched)
{
	struct unruled *unruled = state;
	for (size_t i = 0; i < unruled->count; i++) {
		struct sorting *sorting = &unruled->columns[i];
		struct slice text = watched->row->values[sorting->column].text;
		if (!text.len || sorting->too_many)
			continue;
		struct met *met = find_met(unruled, sorting, text);
		sorting->rows++;
		sorting->too_many = !met;
		if (met && met->count < LINES_MOST)
			met->places[met->count] = (struct place){
			    watched->number, watched->line, watched->source};
		if (met)
			met->count++;
	}
}

/* ---- what nobody names */

/* A value however it is written. */
struct group {
	struct slice folded;
	const struct met *most; /* the commonest way */
	uint32_t count;
	bool shown;
};

struct groups {
	struct group at[VALUES_MOST];
	size_t count;
};

static bool
is_named(const struct sorting *sorting, struct slice text)
{
	for (size_t i = 0; i < sorting->name_count; i++) {
		if (expr_named_takes(&sorting->names[i], text))
			return true;
	}
	return false;
}

static void
add_group(struct unruled *unruled, struct groups *groups, const struct met *met)
{
	struct slice folded = text_fold(unruled->mem, met->text);
	for (size_t i = 0; i < groups->count; i++) {
		struct group *group = &groups->at[i];
		if (!slice_equal(group->folded, folded))
			continue;
		group->count += met->count;
		if (met->count > group->most->count)
			group->most = met;
		return;
	}
	groups->at[groups->count++] =
	    (struct group){.folded = folded, .most = met, .count = met->count};
}

static int
compare_groups(const void *a, const void *b)
{
	const struct group *x = a, *y = b;
	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return slice_compare(x->folded, y->folded);
}

static int
compare_places(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	return (x->row > y->row) - (x->row < y->row);
}

static bool
is_shown(const struct groups *groups, struct slice folded)
{
	for (size_t i = 0; i < groups->count; i++) {
		if (slice_equal(groups->at[i].folded, folded))
			return groups->at[i].shown;
	}
	return true; /* it is named */
}

/* The first lines of the values that are not shown, of which there are some. */
static struct slice
list_lines(struct unruled *unruled, const struct sorting *sorting,
    const struct groups *groups)
{
	const struct job *job = unruled->job;
	struct place *places = NULL;
	size_t count = 0, room = 0;
	struct strbuf text = {0};
	for (size_t i = 0; i < sorting->met_count; i++) {
		const struct met *met = &sorting->met[i];
		if (is_shown(groups, text_fold(unruled->mem, met->text)))
			continue;
		for (size_t k = 0; k < met->count && k < LINES_MOST; k++) {
			places = arena_grow(unruled->mem, places, &room,
			    count + 1, sizeof *places);
			places[count++] = met->places[k];
		}
	}
	qsort(places, count, sizeof *places, compare_places);
	for (size_t i = 0; i < count && i < LINES_MOST; i++) {
		strbuf_add_text(&text, i ? ", " : "");
		if (job->reads.source_count > 1) {
			strbuf_add(
			    &text, job->reads.sources[places[i].source].name);
			strbuf_add_char(&text, ' ');
		}
		strbuf_add_number(&text, places[i].line);
	}
	struct slice lines = arena_dup(job->mem, strbuf_view(&text));
	strbuf_fini(&text);
	return lines;
}

/* Shows those that stand in enough rows, the most frequent first. */
static void
show(struct unruled *unruled, struct groups *groups, struct unruled_column *to)
{
	struct strbuf text = {0};
	qsort(groups->at, groups->count, sizeof *groups->at, compare_groups);
	for (size_t i = 0; i < groups->count; i++) {
		struct group *group = &groups->at[i];
		group->shown =
		    i < SHOWABLE_MOST && group->count >= SHOWABLE_LEAST_ROWS;
		to->values++;
		to->rows += group->count;
		if (!group->shown) {
			to->hidden_values++;
			to->hidden_rows += group->count;
			continue;
		}
		strbuf_add_text(&text, i ? ", '" : "'");
		strbuf_add(&text, group->most->text);
		strbuf_print(&text, "' %u", group->count);
	}
	to->shown = arena_dup(unruled->job->mem, strbuf_view(&text));
	strbuf_fini(&text);
}

static bool
settle(struct unruled *unruled, const struct sorting *sorting,
    struct unruled_column *to)
{
	struct groups *groups = ARENA_NEW(unruled->mem, struct groups);
	bool few = sorting->met_count <= SHOWABLE_MOST ||
		   sorting->rows >= SHOWABLE_LEAST_ROWS * sorting->met_count;
	if (sorting->too_many || !few)
		return false;
	for (size_t i = 0; i < sorting->met_count; i++) {
		if (!is_named(sorting, sorting->met[i].text))
			add_group(unruled, groups, &sorting->met[i]);
	}
	if (!groups->count)
		return false;
	*to = (struct unruled_column){
	    .column = sorting->column,
	    .span = sorting->names[0].span,
	};
	show(unruled, groups, to);
	if (to->hidden_rows)
		to->lines = list_lines(unruled, sorting, groups);
	return true;
}

static void
warn(const struct job *job, const struct unruled_column *of, struct diag *diag)
{
	REPORT(diag, of->span, &plan_unruled,
	    ARGS(job->reads.columns.at[of->column].name, of->values, of->rows));
	if (of->shown.len)
		HINT(diag, &plan_unruled_shown, ARGS(of->shown));
	if (of->hidden_rows)
		HINT(diag, &plan_unruled_hidden,
		    ARGS(of->hidden_values, of->hidden_rows, of->lines));
	HINT(diag, &plan_unruled_cure,
	    ARGS(job->reads.columns.at[of->column].name));
}

static bool
report_unruled(void *state, const struct watch_end *end)
{
	struct unruled *unruled = state;
	struct account *account = end->account;
	struct unruled_column *columns = ARENA_ARRAY(
	    unruled->job->mem, struct unruled_column, unruled->count + 1);
	size_t count = 0;
	for (size_t i = 0; i < unruled->count; i++)
		count += settle(unruled, &unruled->columns[i], &columns[count]);
	for (size_t i = 0; i < count; i++)
		warn(unruled->job, &columns[i], end->diag);
	account->unruled = columns;
	account->unruled_count = count;
	return true;
}

const struct watcher unruled_watcher = {
    .open = open_unruled,
    .see_row = see_row,
    .report = report_unruled,
    .close = close_unruled,
};
