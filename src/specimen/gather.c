#include "specimen/gather.h"

#include <stdlib.h>

#include "specimen/inventing.h"
#include "specimen/messages.h"

struct gathering {
	struct gathered *to;
	struct job *job;
	struct ledger *ledger;
	const struct specimen_spec *spec;
	struct diag *diag;
	struct maker *maker;
	struct numbers letters; /* of the rows that were asked for */
	const struct cover_choice *choice; /* to be collected */
};

/* ---- rows that were asked for */

static bool
see_asked(const struct ledger_row *row, void *ctx)
{
	struct gathering *gathering = ctx;
	struct numbers own;
	if (!numbers_hold(gathering->spec->rows, row->row))
		return true;
	if (!row->letter ||
	    !numbers_read(&own, gathering->to->mem, row->letters)) {
		REPORT(gathering->diag, NO_SPAN, &specimen_row_without,
		    ARGS(row->row, row->reason));
		HINT(gathering->diag, &specimen_row_hint, ARGS(row->row));
		return true;
	}
	for (size_t i = 0; i < own.count; i++) {
		gathering->letters.at =
		    arena_grow(gathering->to->mem, gathering->letters.at,
			&gathering->letters.room, gathering->letters.count + 1,
			sizeof *gathering->letters.at);
		gathering->letters.at[gathering->letters.count++] = own.at[i];
	}
	return true;
}

static bool
find_asked(struct gathering *gathering)
{
	const struct numbers *rows = gathering->spec->rows;
	uint32_t all = gathering->spec->account->counts.rows;
	size_t before = diag_errors(gathering->diag);
	if (!rows)
		return true;
	if (rows->at[rows->count - 1].last > all) {
		REPORT(gathering->diag, NO_SPAN, &specimen_no_row,
		    ARGS(rows->at[rows->count - 1].last));
		return false;
	}
	return ledger_each_row(gathering->ledger, NULL, 0, see_asked, gathering,
		   gathering->diag) &&
	       diag_errors(gathering->diag) == before;
}

static bool
is_asked(const struct gathering *gathering, uint32_t letter)
{
	const struct numbers *letters = &gathering->letters;
	for (size_t i = 0; i < letters->count; i++) {
		if (letter >= letters->at[i].first &&
		    letter <= letters->at[i].last)
			return true;
	}
	return !gathering->spec->rows;
}

/* ---- all letters of the plan */

static struct original
original_of(const struct ledger_print *print)
{
	return (struct original){
	    .number = print->number,
	    .row = print->row,
	    .line = print->line,
	    .pages = print->pages,
	    .addressee = addressee_of(print->addressee),
	    .names = print->names,
	    .cells = print->cells,
	};
}

static bool
each_print(struct gathering *gathering,
    bool (*seen)(const struct ledger_print *print, void *ctx))
{
	uint32_t batches = gathering->spec->account->counts.batches;
	size_t columns = gathering->job->reads.columns.count;
	for (uint32_t batch = 1; batch <= batches; batch++) {
		if (!ledger_each_print(gathering->ledger, batch, columns, seen,
			gathering, gathering->diag))
			return false;
	}
	return true;
}

/* ---- those that are chosen */

static const struct gathered_letter *
find(const struct gathered *gathered, uint32_t number)
{
	for (size_t i = 0; i < gathered->count; i++) {
		if (gathered->letters[i].original.number == number)
			return &gathered->letters[i];
	}
	return NULL;
}

static const struct slice *
keep_cells(struct arena *mem, const struct slice *cells, size_t count)
{
	struct slice *kept = ARENA_ARRAY(mem, struct slice, count + 1);
	for (size_t i = 0; i < count; i++)
		kept[i] = arena_dup(mem, cells[i]);
	return kept;
}

static void
keep(struct gathering *gathering, const struct ledger_print *print,
    const struct cover_letter *cover)
{
	struct gathered *to = gathering->to;
	to->letters = arena_grow(to->mem, to->letters, &to->room, to->count + 1,
	    sizeof *to->letters);
	struct gathered_letter *letter = &to->letters[to->count++];
	*letter = (struct gathered_letter){
	    .original = original_of(print), .cover = *cover};
	letter->original.names = arena_dup(to->mem, print->names);
	letter->original.cells = keep_cells(
	    to->mem, print->cells, gathering->job->reads.columns.count);
}

static bool
collect(const struct ledger_print *print, void *ctx)
{
	struct gathering *gathering = ctx;
	const struct cover_choice *choice = gathering->choice;
	for (size_t i = 0; i < choice->count; i++) {
		if (choice->letters[i].number == print->number &&
		    !find(gathering->to, print->number))
			keep(gathering, print, &choice->letters[i]);
	}
	return true;
}

/* What each letter met; those that were asked for are kept at once. */
static bool
survey(const struct ledger_print *print, void *ctx)
{
	struct gathering *gathering = ctx;
	struct gathered *to = gathering->to;
	const struct original original = original_of(print);
	struct cover_letter cover = {.number = print->number};
	struct made made;
	if (!is_asked(gathering, print->number))
		return true;
	if (!maker_make(gathering->maker, &original, &made))
		return false;
	memcpy(cover.extremes, made.extremes, sizeof cover.extremes);
	cover.entry =
	    cover_see(&to->cover, print->number, &made.met, made.extremes);
	for (size_t i = 0; i < to->seen.words; i++)
		to->seen.bits[i] |= made.met.bits[i];
	if (gathering->spec->rows)
		keep(gathering, print, &cover);
	maker_forget(gathering->maker);
	return true;
}

/* ---- for invented people */

static bool
see_people(const struct ledger_row *row, void *ctx)
{
	struct gathering *gathering = ctx;
	struct arena *scratch = maker_memory(gathering->maker);
	for (size_t i = 0; i < gathering->job->reads.columns.count; i++) {
		inventor_avoid_cell(gathering->to->inventor, scratch,
		    &gathering->job->reads.columns.at[i], row->cells[i]);
	}
	maker_forget(gathering->maker);
	return true;
}

static bool
open_inventor(struct gathering *gathering)
{
	const struct job *job = gathering->job;
	size_t count = job->reads.columns.count;
	size_t *columns = ARENA_ARRAY(gathering->to->mem, size_t, count + 1);
	if (gathering->spec->real)
		return true;
	for (size_t i = 0; i < count; i++)
		columns[i] = i;
	gathering->to->inventor = inventor_new(job->file->date.when);
	inventor_keep_job(gathering->to->inventor, &job->writes);
	return ledger_each_row(gathering->ledger, columns, count, see_people,
	    gathering, gathering->diag);
}

/* It is here for its last page: that is to be as full, or as empty. */
static bool
ends_alike(const struct gathered *gathered, const int64_t real[EXTREMES],
    const int64_t shown[EXTREMES])
{
	enum { ONE_LINE = 15000 }; /* mpt */
	int64_t full = shown[EXTREME_FULL] - real[EXTREME_FULL];
	bool is_full =
	    cover_is_most(&gathered->cover, EXTREME_FULL, real[EXTREME_FULL]);
	bool is_near =
	    cover_is_most(&gathered->cover, EXTREME_BREAK, real[EXTREME_BREAK]);
	return (!is_full || (full > -ONE_LINE && full < ONE_LINE)) &&
	       (!is_near || shown[EXTREME_BREAK] == real[EXTREME_BREAK]);
}

/* The same branches, pages, lines and rows as the letter that it stands for. */
static bool
is_alike(const struct gathered *gathered, const struct gathered_letter *letter,
    const struct made *made)
{
	static const enum extreme same[] = {
	    EXTREME_NAME, EXTREME_ADDRESS, EXTREME_TABLE};
	const struct branch_set *met =
	    &gathered->cover.entries[letter->cover.entry].met;
	const int64_t *real = letter->cover.extremes;
	if (memcmp(met->bits, made->met.bits, met->words * sizeof *met->bits))
		return false;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		if (real[same[i]] != made->extremes[same[i]])
			return false;
	}
	return letter->original.pages == made->set.pages.count &&
	       ends_alike(gathered, real, made->extremes);
}

static bool
invent(struct gathering *gathering, struct gathered_letter *letter)
{
	struct gathered *to = gathering->to;
	bool failed = false;
	for (uint32_t try = 0; !failed && try < INVENT_TRIES; try++) {
		struct made made;
		inventor_start(to->inventor, maker_memory(gathering->maker),
		    letter->original.number, try);
		letter->fits = maker_invent(gathering->maker, &letter->original,
				   to->inventor, &made, &failed) &&
			       is_alike(to, letter, &made);
		letter->try = try;
		maker_forget(gathering->maker);
		if (letter->fits)
			break;
	}
	return !failed;
}

/* One whose people cannot be invented makes room for another. */
static bool
invent_all(struct gathering *gathering, bool *again)
{
	struct gathered *to = gathering->to;
	*again = false;
	for (size_t i = 0; to->inventor && i < to->count; i++) {
		struct gathered_letter *letter = &to->letters[i];
		if (letter->fits)
			continue;
		if (!invent(gathering, letter))
			return false;
		if (letter->fits)
			continue;
		if (gathering->spec->rows) {
			REPORT(gathering->diag, NO_SPAN, &specimen_not_invented,
			    ARGS(letter->original.row));
			HINT(gathering->diag, &specimen_not_invented_hint,
			    NO_ARGS);
			return false;
		}
		cover_drop(&to->cover, letter->original.number);
		to->left_out++;
		*again = true;
	}
	return true;
}

/* Only what is chosen now stays. */
static void
keep_chosen(struct gathered *to, const struct cover_choice *choice)
{
	size_t kept = 0;
	for (size_t i = 0; i < to->count; i++) {
		for (size_t k = 0; k < choice->count; k++) {
			if (choice->letters[k].number ==
			    to->letters[i].original.number) {
				to->letters[kept++] = to->letters[i];
				break;
			}
		}
	}
	to->count = kept;
}

static bool
choose(struct gathering *gathering)
{
	struct gathered *to = gathering->to;
	bool again = true;
	if (gathering->spec->rows) {
		to->met = to->seen;
		to->least = to->count;
		return invent_all(gathering, &again);
	}
	while (again) {
		struct cover_choice choice = cover_choose(&to->cover, to->mem);
		gathering->choice = &choice;
		keep_chosen(to, &choice);
		if (!each_print(gathering, collect) ||
		    !invent_all(gathering, &again))
			return false;
		to->least = choice.least;
		to->met = choice.met;
	}
	return true;
}

static int
by_number(const void *a, const void *b)
{
	const struct gathered_letter *one = a, *other = b;
	return (one->original.number > other->original.number) -
	       (one->original.number < other->original.number);
}

bool
gathered_lacks(const struct gathered *gathered, enum extreme extreme)
{
	const struct cover_best *best = &gathered->cover.best[extreme];
	return gathered->most[extreme] &&
	       (!best->count ||
		   best->at[0].extremes[extreme] < gathered->most[extreme]);
}

/* Whether those that were left out are missed. */
static bool
lacks_any(const struct gathered *gathered)
{
	bool lacks = memcmp(gathered->met.bits, gathered->seen.bits,
			 gathered->seen.words * sizeof(uint64_t)) != 0;
	for (int i = 0; i < EXTREMES; i++)
		lacks |= gathered_lacks(gathered, (enum extreme)i);
	return lacks;
}

bool
gather(struct gathered *gathered, struct job *job, struct ledger *ledger,
    const struct specimen_spec *spec, struct diag *diag)
{
	struct gathering gathering = {
	    .to = gathered,
	    .job = job,
	    .ledger = ledger,
	    .spec = spec,
	    .diag = diag,
	};
	*gathered = (struct gathered){.mem = arena_new()};
	if (!spec->account->counts.letters) {
		REPORT(diag, NO_SPAN, &specimen_no_letter, NO_ARGS);
		return false;
	}
	gathered->circumstances = circumstances_list(job);
	size_t all = gathered->circumstances.count;
	gathered->cover = cover_make(gathered->mem, all);
	gathered->seen = branch_set_new(gathered->mem, all);
	gathering.maker =
	    maker_open(job, ledger, &gathered->circumstances, NULL, diag);
	bool ok = gathering.maker && find_asked(&gathering) &&
		  each_print(&gathering, survey) && open_inventor(&gathering);
	for (int i = 0; i < EXTREMES; i++)
		gathered->most[i] = gathered->cover.best[i].at[0].extremes[i];
	ok = ok && choose(&gathering);
	maker_close(gathering.maker);
	if (gathered->count)
		qsort(gathered->letters, gathered->count,
		    sizeof *gathered->letters, by_number);
	if (ok && gathered->left_out && lacks_any(gathered))
		REPORT(diag, NO_SPAN, &specimen_left_out,
		    ARGS(gathered->left_out));
	return ok;
}

void
gathered_free(struct gathered *gathered)
{
	inventor_free(gathered->inventor);
	arena_free(gathered->mem);
}

bool
gathered_make(struct gathered *gathered, struct maker *maker,
    const struct gathered_letter *letter, struct made *made, struct diag *diag)
{
	bool failed;
	if (!gathered->inventor)
		return maker_make(maker, &letter->original, made);
	inventor_start(gathered->inventor, maker_memory(maker),
	    letter->original.number, letter->try);
	if (maker_invent(
		maker, &letter->original, gathered->inventor, made, &failed))
		return true;
	if (!failed)
		REPORT(diag, NO_SPAN, &specimen_differs,
		    ARGS(letter->original.row));
	return false;
}
