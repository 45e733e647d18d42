#include "serve/desks.h"

#include "serve/messages.h"
#include "serve/pages.h"
#include "serve/seats.h"
#include "serve/ticks.h"
#include "serve/visits.h"

#define PATHS_MOST ((size_t)1 << 20)

/* A register of a million rows fits both. */
static const struct task_limits check_limits = {
    .cpu_seconds = 3600,
    .wall_seconds = 2 * 3600,
    .memory = (uint64_t)16 << 30,
};
static const struct task_limits run_limits = {
    .cpu_seconds = 4 * 3600,
    .wall_seconds = 8 * 3600,
    .memory = (uint64_t)16 << 30,
};

static void
forget(struct kept *kept)
{
	task_free(kept->task);
	*kept = (struct kept){0};
}

/* Without a task where no process is to be had. */
static void
begin(struct kept *kept, void (*work)(struct work *work),
    const struct seat *seat, struct asked *asked,
    const struct task_limits *limits)
{
	forget(kept);
	char *seen = arena_raw(visit_mem(seat->visit), 65);
	kept->state = state_of_folder(seat->desk->folder);
	kept->began = state_now();
	kept->words = seat->words;
	kept->since = ticks_now();
	digest_write_hex(kept->state, seen);
	asked->token = seat->token;
	asked->folder_name = seat->shown_folder;
	asked->seen = slice_view(seen);
	asked->user = seat->desk->user;
	kept->task =
	    task_start(work, seat->desk->folder, seat->words, asked, limits);
	kept->unstarted = !kept->task;
}

static bool
inputs_hold(const struct kept *kept)
{
	struct strbuf paths = {0};
	bool hold = task_read_inputs(kept->task, PATHS_MOST, &paths) &&
		    state_is_older(strbuf_view(&paths), kept->began);
	strbuf_fini(&paths);
	return hold;
}

/* Still of these files, and in the language of whoever asks. */
static bool
holds(const struct kept *kept, const struct seat *seat)
{
	if (!kept->task || kept->words != seat->words ||
	    !digest_equal(kept->state, state_of_folder(seat->desk->folder)))
		return false;
	if (!task_is_over(kept->task, ticks_now()))
		return true;
	return task_is_whole(kept->task) && task_shared(kept->task)->passed &&
	       inputs_hold(kept);
}

static void
show(struct server *server, struct seat *seat, struct kept *kept,
    void (*work)(struct work *work))
{
	if (!holds(kept, seat)) {
		struct asked *asked =
		    ARENA_NEW(visit_mem(seat->visit), struct asked);
		begin(kept, work, seat, asked, &check_limits);
	}
	seat_show(server, seat, kept);
}

void
desk_show_check(struct server *server, struct seat *seat)
{
	show(server, seat, &seat->desk->check, work_check);
}

void
desk_show_who(struct server *server, struct seat *seat)
{
	show(server, seat, &seat->desk->who, work_who);
}

void
desk_try_who(struct server *server, struct seat *seat)
{
	struct asked *asked = ARENA_NEW(visit_mem(seat->visit), struct asked);
	(void)server;
	asked->fields = visit_request(seat->visit)->fields;
	begin(&seat->desk->tried, work_try_who, seat, asked, &check_limits);
	visit_send_on(seat->visit, "/who/try");
}

void
desk_show_tried(struct server *server, struct seat *seat)
{
	if (seat->desk->tried.task || seat->desk->tried.unstarted)
		seat_show(server, seat, &seat->desk->tried);
	else
		visit_send_on(seat->visit, "/who");
}

void
desk_show_proof(struct server *server, struct seat *seat)
{
	show(server, seat, &seat->desk->proof, work_look_pages);
}

void
desk_show_rows(struct server *server, struct seat *seat)
{
	struct kept *rows = &seat->desk->rows;
	struct asked *asked = ARENA_NEW(visit_mem(seat->visit), struct asked);
	asked->fields = visit_request(seat->visit)->fields;
	begin(rows, work_look_rows, seat, asked, &check_limits);
	rows->once = true;
	seat_show(server, seat, rows);
}

void
desk_stop_look(struct server *server, struct seat *seat)
{
	(void)server;
	forget(&seat->desk->proof);
	forget(&seat->desk->rows);
	visit_send_on(seat->visit, "/look");
}

void
desk_check_again(const struct seat *seat)
{
	struct kept *check = &seat->desk->check;
	if (!check->task)
		return;
	struct asked *asked = ARENA_NEW(visit_mem(seat->visit), struct asked);
	begin(check, work_check, seat, asked, &check_limits);
}

void
desk_stop_check(struct server *server, struct seat *seat)
{
	(void)server;
	forget(&seat->desk->check);
	visit_send_on(seat->visit, "/");
}

void
desk_stop_run(struct server *server, struct seat *seat)
{
	(void)server;
	forget(&seat->desk->run);
	visit_send_on(seat->visit, "/check");
}

void
desk_show_run(struct server *server, struct seat *seat)
{
	if (seat->desk->run.task || seat->desk->run.unstarted)
		seat_show(server, seat, &seat->desk->run);
	else
		visit_send_on(seat->visit, "/check");
}

/* The form is of other files than those that are there. */
static bool
is_stale(const struct seat *seat)
{
	struct digest seen;
	const struct request *request = visit_request(seat->visit);
	return !digest_read_hex(request_field(request, "seen"), &seen) ||
	       !digest_equal(seen, state_of_folder(seat->desk->folder));
}

void
desk_place_file(struct server *server, struct seat *seat)
{
	const struct request *request = visit_request(seat->visit);
	struct asked *asked = ARENA_NEW(visit_mem(seat->visit), struct asked);
	asked->token = seat->token;
	asked->folder_name = seat->shown_folder;
	asked->seen = request_field(request, "seen");
	asked->as = request_field(request, "as");
	asked->file_name = request->file_name;
	asked->fields = request->fields;
	seat->writes = true;
	seat->with = request->file > 0 ? request->file : 0;
	asked->user = seat->desk->user;
	seat_ask(server, seat,
	    slice_is(request->path, "/file") ? work_place : work_approval_file,
	    asked);
}

void
desk_start_run(struct server *server, struct seat *seat)
{
	struct kept *run = &seat->desk->run;
	if (run->task && !task_is_over(run->task, ticks_now())) {
		visit_send_on(seat->visit, "/run");
		return;
	}
	if (is_stale(seat) || !seat->desk->check.task ||
	    !inputs_hold(&seat->desk->check)) {
		visit_refuse(
		    server, seat->visit, 409, &serve_stale_title, &serve_stale);
		return;
	}
	struct asked *asked = ARENA_NEW(visit_mem(seat->visit), struct asked);
	asked->again = request_field(visit_request(seat->visit), "again");
	begin(run, work_run, seat, asked, &run_limits);
	visit_send_on(seat->visit, "/run");
}
