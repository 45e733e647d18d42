#include "serve/desks.h"

#include <errno.h>
#include <stdio.h>

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
	*kept = (struct kept){.number = kept->number + 1};
}

/* False where the system cannot say, after a line of it. */
static bool
find_state(const struct seat *seat, struct digest *state)
{
	const char *folder = seat->desk->folder;
	if (state_find(folder, state))
		return true;
	fprintf(stderr, "utskick: %s: %s\n", folder, strerror(errno));
	fflush(stderr);
	return false;
}

/* Without a task where no process is to be had, or the folder cannot be read. */
static void
begin(struct kept *kept, void (*work)(struct work *work),
    const struct seat *seat, struct asked *asked,
    const struct task_limits *limits)
{
	forget(kept);
	char *seen = arena_raw(visit_mem(seat->visit), 65);
	kept->unstarted = kept->unread = !find_state(seat, &kept->state);
	if (kept->unread)
		return;
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

/* Of a check that is over: the files that went into it, wherever they lie. */
static enum state_age
compare_inputs(const struct kept *kept)
{
	struct strbuf paths = {0};
	enum state_age age =
	    task_read_inputs(kept->task, PATHS_MOST, &paths)
		? state_compare(strbuf_view(&paths), kept->began)
		: STATE_CHANGED;
	strbuf_fini(&paths);
	return age;
}

/* Still of these files, and in the language of whoever asks. */
static enum state_age
compare(const struct kept *kept, const struct seat *seat)
{
	struct digest state;
	if (!kept->task || kept->words != seat->words)
		return STATE_CHANGED;
	if (!find_state(seat, &state))
		return STATE_UNKNOWN;
	if (!digest_equal(kept->state, state))
		return STATE_CHANGED;
	if (!task_is_over(kept->task, ticks_now()))
		return STATE_OLDER;
	const struct task_shared *shared = task_shared(kept->task);
	return task_is_whole(kept->task) && shared->passed && !shared->asked
		   ? compare_inputs(kept)
		   : STATE_CHANGED;
}

static void
show(struct server *server, struct seat *seat, struct kept *kept,
    void (*work)(struct work *work))
{
	enum state_age age = compare(kept, seat);
	if (age == STATE_UNKNOWN) {
		seat_refuse_unread(server, seat);
		return;
	}
	if (age == STATE_CHANGED) {
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
	visit_send_on(seat->visit, arena_print(visit_mem(seat->visit),
				       "/who/try/%u", seat->desk->tried.number)
				       .at);
}

void
desk_show_tried(struct server *server, struct seat *seat, uint32_t number)
{
	seat->number = number;
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
	struct kept *run = &seat->desk->run;
	(void)server;
	if (run->task && (task_is_over(run->task, ticks_now()) ||
			     !task_try_stop(run->task))) {
		visit_send_on(seat->visit, "/run"); /* it is made */
		return;
	}
	forget(run);
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

/* Whether the form is of the files that are there. What lies elsewhere, and what
 * changes from now on, the run itself sees by the mark (serve/page_run.c). */
static enum state_age
compare_form(const struct seat *seat, const struct digest *seen)
{
	struct digest state;
	const struct kept *check = &seat->desk->check;
	if (!find_state(seat, &state))
		return STATE_UNKNOWN;
	if (!digest_equal(*seen, state))
		return STATE_CHANGED;
	return check->task && task_is_over(check->task, ticks_now())
		   ? compare_inputs(check)
		   : STATE_OLDER;
}

/* A button that was pressed twice, a page that was sent again: the mailing of
 * that form goes on, or is made. */
static bool
is_sent_again(const struct kept *run, const struct digest *seen)
{
	if (!run->task)
		return false;
	return !task_is_over(run->task, ticks_now()) ||
	       (digest_equal(*seen, run->state) && task_is_whole(run->task) &&
		   task_shared(run->task)->passed);
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
	struct digest seen;
	struct kept *run = &seat->desk->run;
	const struct request *request = visit_request(seat->visit);
	bool is_form = digest_read_hex(request_field(request, "seen"), &seen) &&
		       request_field(request, "mark").len;
	if (is_form && is_sent_again(run, &seen)) {
		visit_send_on(seat->visit, "/run");
		return;
	}
	enum state_age age =
	    is_form ? compare_form(seat, &seen) : STATE_CHANGED;
	if (age == STATE_UNKNOWN) {
		seat_refuse_unread(server, seat);
		return;
	}
	if (age == STATE_CHANGED) {
		visit_refuse(
		    server, seat->visit, 409, &serve_stale_title, &serve_stale);
		return;
	}
	struct asked *asked = ARENA_NEW(visit_mem(seat->visit), struct asked);
	asked->again = request_field(request, "again");
	asked->fields = request->fields;
	begin(run, work_run, seat, asked, &run_limits);
	visit_send_on(seat->visit, "/run");
}
