#include "plan/set_workers.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/child.h"
#include "base/inputs.h"
#include "base/memory.h"
#include "base/messages.h"
#include "font/pins.h"
#include "ledger/plan.h"

#define PIPE_SIZE (1 << 20) /* so that a worker seldom waits */

/*
 * What goes through a pipe: parts, each its length in four bytes and its bytes.
 * Of a chunk, the reports come first and then the records; after the last one
 * what was read and used on the way: files, fonts, glyphs.
 */

struct worker {
	struct child child;
	struct set_workers *all;
	uint32_t first; /* chunk, from 0; then every count-th */
	int pipe[2];
};

struct set_workers {
	struct row_setter *setter;
	uint32_t last, rows, count; /* rows of a chunk */
	uint32_t chunk; /* the next one */
	struct worker *at;
	struct strbuf part; /* the one at hand */
};

/* ---- a worker */

static bool
send(int to, const struct strbuf *part)
{
	uint32_t len = (uint32_t)part->len;
	struct slice pieces[] = {
	    {(const char *)&len, sizeof len}, strbuf_view(part)};
	for (size_t i = 0; i < 2; i++) {
		while (pieces[i].len) {
			ssize_t sent = write(to, pieces[i].at, pieces[i].len);
			if (sent < 0 && errno == EINTR)
				continue;
			if (sent <= 0)
				return false; /* nobody wants it */
			pieces[i] = slice_from(pieces[i], (size_t)sent);
		}
	}
	return true;
}

static bool
set_chunk(struct row_setter *setter, uint32_t first, uint32_t last, int to,
    struct set_records *records, struct strbuf *part)
{
	size_t known = diag_count(setter->diag);
	if (!set_rows(setter, first, last, records))
		return false; /* its reports are left when it ends */
	strbuf_reset(part);
	diag_pack(setter->diag, known, part);
	if (!send(to, part))
		return false;
	diag_forget(setter->diag, known);
	strbuf_reset(part);
	set_records_pack(records, part);
	set_records_clear(records);
	return send(to, part);
}

static bool
send_uses(const struct row_setter *setter, int to, struct strbuf *part)
{
	strbuf_reset(part);
	inputs_pack(setter->diag, part);
	bool ok = send(to, part);
	strbuf_reset(part);
	font_set_write_pins(setter->job->paper.fonts, part);
	ok = ok && send(to, part);
	strbuf_reset(part);
	glyph_use_write(setter->use, part);
	return ok && send(to, part);
}

/* The others' ends, which would keep their pipes open. */
static void
close_others(const struct worker *worker)
{
	for (uint32_t i = 0; i <= worker->first; i++)
		close(worker->all->at[i].pipe[0]);
}

static bool
work(void *ctx)
{
	const struct worker *worker = ctx;
	const struct set_workers *all = worker->all;
	struct row_setter *setter = all->setter;
	struct set_records records = set_records_make();
	struct strbuf part = {0};
	uint64_t step = (uint64_t)all->rows * all->count;
	uint64_t from = (uint64_t)all->rows * worker->first;
	int to = worker->pipe[1];
	close_others(worker);
	setter->plan = plan_open_to_read(setter->plan, setter->diag);
	bool ok = setter->plan;
	for (; ok && from < all->last; from += step) {
		uint64_t end = from + all->rows;
		ok = set_chunk(setter, (uint32_t)from + 1,
		    end < all->last ? (uint32_t)end : all->last, to, &records,
		    &part);
	}
	ok = ok && send_uses(setter, to, &part);
	plan_close_reader(setter->plan);
	strbuf_fini(&part);
	set_records_fini(&records);
	return ok;
}

/* ---- here */

/* The next part; false where the worker ended without it. */
static bool
receive(struct set_workers *all, const struct worker *worker)
{
	uint32_t len = 0;
	char *to = (char *)&len;
	size_t left = sizeof len;
	bool in_part = false;
	strbuf_reset(&all->part);
	for (;;) {
		ssize_t got = read(worker->pipe[0], to, left);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		to += got;
		left -= (size_t)got;
		if (left)
			continue;
		if (in_part || !len)
			return true;
		in_part = true;
		to = strbuf_reserve(&all->part, len);
		all->part.len = left = len;
	}
}

static void
stop_reading(struct worker *worker)
{
	if (worker->pipe[0] >= 0)
		close(worker->pipe[0]);
	worker->pipe[0] = -1;
}

void
set_workers_drop(struct set_workers *workers)
{
	if (!workers)
		return;
	for (uint32_t i = 0; i < workers->count; i++) {
		child_kill(&workers->at[i].child);
		stop_reading(&workers->at[i]);
	}
	strbuf_fini(&workers->part);
	free(workers->at);
	free(workers);
}

static bool
start(struct set_workers *all, uint32_t index)
{
	struct worker *worker = &all->at[index];
	*worker = (struct worker){.all = all, .first = index};
	if (pipe(worker->pipe) != 0) {
		REPORT(all->setter->diag, NO_SPAN, &base_no_worker,
		    ARGS((const char *)strerror(errno)));
		return false;
	}
	fcntl(worker->pipe[1], F_SETPIPE_SZ, PIPE_SIZE);
	bool ok = child_start(&worker->child, work, worker, all->setter->diag);
	close(worker->pipe[1]);
	if (!ok)
		stop_reading(worker);
	return ok;
}

struct set_workers *
set_workers_start(struct row_setter *setter, uint32_t last,
    uint32_t rows_in_chunk, uint32_t count)
{
	struct set_workers *workers = mem_new(1, sizeof *workers);
	*workers = (struct set_workers){
	    .setter = setter, .last = last, .rows = rows_in_chunk};
	workers->at = mem_new(count, sizeof *workers->at);
	/* each knows how many there are: */
	workers->count = count;
	for (uint32_t i = 0; i < count; i++) {
		if (start(workers, i))
			continue;
		workers->count = i;
		set_workers_drop(workers);
		return NULL;
	}
	return workers;
}

/* It ended before it was done, or sent what cannot be read; it says why. */
static bool
fail(struct set_workers *workers, struct worker *worker)
{
	struct diag *diag = workers->setter->diag;
	stop_reading(worker);
	if (child_end(&worker->child, diag))
		REPORT(diag, NO_SPAN, &base_worker_failed, NO_ARGS);
	return false;
}

bool
set_workers_next(struct set_workers *workers, struct set_records *to)
{
	struct diag *diag = workers->setter->diag;
	struct worker *worker = &workers->at[workers->chunk++ % workers->count];
	if (!receive(workers, worker) ||
	    !diag_unpack(diag, strbuf_view(&workers->part)))
		return fail(workers, worker);
	if (!receive(workers, worker) ||
	    !set_records_unpack(to, strbuf_view(&workers->part)))
		return fail(workers, worker);
	return true;
}

/* What a worker opened first is opened here too. */
static bool
take_uses(struct set_workers *workers, const struct worker *worker)
{
	struct row_setter *setter = workers->setter;
	struct diag *diag = setter->diag;
	return receive(workers, worker) &&
	       inputs_unpack(diag, strbuf_view(&workers->part)) &&
	       receive(workers, worker) &&
	       font_set_open_pins(setter->job->paper.fonts,
		   strbuf_view(&workers->part), diag) &&
	       receive(workers, worker) &&
	       glyph_use_merge(setter->use, strbuf_view(&workers->part));
}

bool
set_workers_finish(struct set_workers *workers)
{
	bool ok = true;
	struct diag *diag = workers->setter->diag;
	for (uint32_t i = 0; ok && i < workers->count; i++) {
		struct worker *worker = &workers->at[i];
		ok = take_uses(workers, worker);
		ok = ok ? child_end(&worker->child, diag)
			: fail(workers, worker);
	}
	set_workers_drop(workers);
	return ok;
}
