#include "serve/seats.h"

#include <unistd.h>

#include "serve/desks.h"
#include "serve/messages.h"
#include "serve/pages.h"
#include "serve/ticks.h"
#include "serve/visits.h"
#include "serve/warm.h"

#define PATIENCE_MS 2000
#define PACE_MS 1000 /* before which no pace is told */
#define ASIDE_MOST 4 /* children that answer at the same time */
#define FRAGMENT_MOST ((size_t)16 << 20)

static const struct task_limits answer_limits = {
    .cpu_seconds = 120,
    .wall_seconds = 300,
    .memory = (uint64_t)4 << 30,
};

/* ---- who waits */

static void
sit(struct server *server, struct seat *seat)
{
	seat->next = server->seats;
	server->seats = seat;
}

static void
rise(struct server *server, const struct seat *seat)
{
	struct seat **at = &server->seats;
	while (*at && *at != seat)
		at = &(*at)->next;
	if (*at)
		*at = seat->next;
}

/* Not too many at the same time, and of those that change files one a folder:
 * what it has compared stays so until it has written. */
static bool
may_start(const struct server *server, const struct seat *seat)
{
	size_t working = 0;
	for (const struct seat *at = server->seats; at; at = at->next) {
		working += at->task != NULL;
		if (at->task && at->writes && seat->writes &&
		    at->desk == seat->desk)
			return false;
	}
	return working < ASIDE_MOST;
}

/* ---- a child of its own */

/* How far it had come nobody knows. */
static void
refuse_dead(struct server *server, const struct seat *seat)
{
	visit_refuse(server, seat->visit, 500, &serve_died_title,
	    seat->writes ? &serve_died_writing : &serve_died);
}

void
seat_refuse_unread(struct server *server, const struct seat *seat)
{
	visit_refuse(
	    server, seat->visit, 500, &serve_died_title, &serve_unread);
}

/* What the child left goes on as it is. */
static void
pass_on(struct server *server, struct seat *seat)
{
	const struct task_shared *shared = task_shared(seat->task);
	struct reply reply = {.status = shared->status};
	if (!task_is_whole(seat->task)) {
		refuse_dead(server, seat);
		return;
	}
	if (seat->writes && shared->passed)
		desk_check_again(seat);
	reply.take_file = task_open_answer(seat->task, &reply.size);
	reply.type = shared->type[0] ? shared->type : NULL;
	reply.save_as = shared->save_as[0] ? shared->save_as : NULL;
	reply.policy = shared->policy[0] ? shared->policy : NULL;
	if (shared->location[0]) {
		if (reply.take_file >= 0)
			close(reply.take_file);
		visit_send_on(seat->visit, shared->location);
	} else if (reply.take_file < 0)
		refuse_dead(server, seat);
	else
		visit_reply(seat->visit, &reply);
}

static void
start_task(struct server *server, struct seat *seat)
{
	if (!may_start(server, seat))
		return;
	struct task_limits limits = answer_limits;
	limits.is_large = seat->is_large;
	limits.with = seat->with;
	seat->task = task_start(
	    seat->work, seat->desk->folder, seat->words, seat->asked, &limits);
	if (seat->task)
		return;
	seat->work = NULL; /* no process to be had */
	visit_wake(seat->visit);
}

void
seat_ask(struct server *server, struct seat *seat,
    void (*work)(struct work *work), const void *asked)
{
	seat->work = work;
	seat->asked = asked;
	visit_set_aside(seat->visit);
	start_task(server, seat);
	sit(server, seat);
}

/* ---- what is kept */

static struct page_frame
frame_of(const struct seat *seat)
{
	struct page_frame frame = {
	    .words = seat->words,
	    .step = STEP_CHECK,
	    .title = &serve_check_title,
	    .token = seat->token,
	    .folder = slice_view(seat->shown_folder),
	};
	if (seat->kept == &seat->desk->proof ||
	    seat->kept == &seat->desk->rows) {
		frame.step = STEP_LOOK;
		frame.title = &serve_look_title;
	} else if (seat->kept == &seat->desk->run) {
		frame.title = &serve_run_title;
	} else if (seat->kept == &seat->desk->who ||
		   seat->kept == &seat->desk->tried) {
		frame.step = STEP_WHO;
		frame.title = &serve_who_title;
	}
	return frame;
}

/* What shows people, or what somebody has tried, is for whoever asked: where
 * another tab has asked for something else since, that is no answer. */
static bool
is_another(const struct seat *seat)
{
	const struct kept *kept = seat->kept;
	return kept->task && kept->number != seat->number &&
	       (kept->once || kept == &seat->desk->tried);
}

static void
write_result(struct seat *seat, struct strbuf *page)
{
	struct task *task = seat->kept->task;
	if (is_another(seat))
		page_say(page, seat->words, "p class=\"verdict wait\"",
		    &serve_superseded, NO_ARGS);
	else if (!task)
		page_say(page, seat->words, "p class=\"verdict wait\"",
		    &serve_stopped, NO_ARGS);
	else if (!task_is_whole(task) ||
		 !task_read_answer(task, FRAGMENT_MOST, page))
		page_say(page, seat->words, "p class=error",
		    seat->kept == &seat->desk->run ? &serve_died_writing
						   : &serve_died,
		    NO_ARGS);
}

static void
forget_shown(struct seat *seat)
{
	if (!seat->kept || !seat->kept->once ||
	    seat->kept->number != seat->number)
		return;
	task_free(seat->kept->task);
	seat->kept->task = NULL;
}

static void
reply_whole(struct seat *seat)
{
	struct strbuf page = {0};
	struct page_frame frame = frame_of(seat);
	frame_open(&page, &frame);
	write_result(seat, &page);
	frame_close(&page, &frame);
	const struct reply reply = {.status = 200, .body = strbuf_view(&page)};
	visit_reply(seat->visit, &reply);
	strbuf_fini(&page);
	forget_shown(seat);
}

static void
begin_stream(struct seat *seat)
{
	struct strbuf page = {0};
	struct page_frame frame = frame_of(seat);
	frame_open(&page, &frame);
	const struct desk *desk = seat->desk;
	bool is_run = seat->kept == &desk->run;
	bool is_look = seat->kept == &desk->proof || seat->kept == &desk->rows;
	progress_open(&page, seat->words,
	    is_run    ? "/run/stop"
	    : is_look ? "/look/stop"
		      : "/check/stop",
	    is_run    ? &serve_stop_run
	    : is_look ? &serve_stop_look
		      : &serve_stop_check,
	    seat->token);
	seat->streams = true;
	seat->said.stage = ~0u; /* nothing yet */
	visit_begin(seat->visit);
	visit_say(seat->visit, strbuf_view(&page));
	strbuf_fini(&page);
}

static bool
is_further(const struct progress_said *now, const struct progress_said *said)
{
	return now->stage != said->stage || now->done != said->done ||
	       now->total != said->total;
}

/* How fast the stage goes, as far as it has been seen. */
static unsigned
find_rate(struct seat *seat, const struct progress_said *now, uint64_t when)
{
	if (now->stage != seat->from.stage || now->done < seat->from.done ||
	    !seat->from_when) {
		seat->from = *now;
		seat->from_when = when;
	}
	uint64_t took = when - seat->from_when;
	return took < PACE_MS
		   ? 0
		   : (unsigned)((uint64_t)(now->done - seat->from.done) * 1000 /
				took);
}

static void
say_progress(struct seat *seat, uint64_t when)
{
	const struct task_shared *shared = task_shared(seat->kept->task);
	struct progress_said now = {
	    shared->stage, shared->done, shared->total, 0};
	if (!is_further(&now, &seat->said))
		return;
	struct strbuf line = {0};
	now.rate = find_rate(seat, &now, when);
	seat->said = now;
	progress_write(&line, seat->words, &now);
	visit_say(seat->visit, strbuf_view(&line));
	strbuf_fini(&line);
}

static void
end_stream(struct server *server, struct seat *seat)
{
	struct strbuf page = {0};
	struct page_frame frame = frame_of(seat);
	progress_close(&page);
	write_result(seat, &page);
	frame_close(&page, &frame);
	visit_say(seat->visit, strbuf_view(&page));
	visit_end(seat->visit);
	strbuf_fini(&page);
	rise(server, seat);
	forget_shown(seat);
}

static bool
is_over(const struct seat *seat, uint64_t now)
{
	struct task *task = seat->kept->task;
	return !task || is_another(seat) || task_is_over(task, now);
}

static void
refuse_unstarted(struct server *server, struct seat *seat, struct kept *kept)
{
	bool unread = kept->unread;
	kept->unstarted = kept->unread = false;
	seat->kept = NULL;
	if (unread)
		seat_refuse_unread(server, seat);
	else
		visit_refuse(
		    server, seat->visit, 503, &serve_busy_title, &serve_busy);
}

void
seat_show(struct server *server, struct seat *seat, struct kept *kept)
{
	seat->kept = kept;
	if (!seat->number)
		seat->number = kept->number;
	seat->since = ticks_now();
	if (kept->unstarted) {
		refuse_unstarted(server, seat, kept);
		return;
	}
	if (is_over(seat, seat->since)) {
		reply_whole(seat);
		return;
	}
	visit_set_aside(seat->visit);
	sit(server, seat);
}

/* ---- on and on */

void
seat_go_on(struct server *server, struct seat *seat)
{
	uint64_t now = ticks_now();
	if (seat->kept && is_over(seat, now)) {
		rise(server, seat);
		reply_whole(seat);
	} else if (seat->kept && now - seat->since >= PATIENCE_MS) {
		begin_stream(seat);
	} else if (seat->kept || (seat->work && !seat->task)) {
		visit_set_aside(seat->visit);
	} else if (!seat->task) {
		rise(server, seat);
		visit_refuse(
		    server, seat->visit, 503, &serve_busy_title, &serve_busy);
	} else if (!task_is_over(seat->task, now)) {
		visit_set_aside(seat->visit);
	} else {
		rise(server, seat);
		pass_on(server, seat);
		task_free(seat->task);
		seat->task = NULL;
	}
}

void
seat_leave(struct server *server, struct seat *seat)
{
	rise(server, seat);
	task_free(seat->task);
	seat->task = NULL;
	forget_shown(seat);
}

static void
look(struct server *server, struct seat *seat, uint64_t now)
{
	if (seat->streams && is_over(seat, now))
		end_stream(server, seat);
	else if (seat->streams)
		say_progress(seat, now);
	else if (seat->kept) {
		if (is_over(seat, now) || now - seat->since >= PATIENCE_MS)
			visit_wake(seat->visit);
	} else if (seat->task) {
		if (task_is_over(seat->task, now))
			visit_wake(seat->visit);
	} else {
		start_task(server, seat);
	}
}

bool
seats_look(struct server *server, uint64_t now)
{
	bool any = server->seats;
	for (struct seat *seat = server->seats, *next; seat; seat = next) {
		next = seat->next;
		look(server, seat, now);
	}
	for (struct desk *desk = server->desks; desk; desk = desk->next) {
		warm_look(&desk->warm, now);
		struct kept *const all[] = {&desk->check, &desk->run,
		    &desk->who, &desk->tried, &desk->proof, &desk->rows};
		for (size_t i = 0; i < sizeof all / sizeof *all; i++)
			any = (all[i]->task &&
				  !task_is_over(all[i]->task, now)) ||
			      any;
	}
	return any;
}

void
seats_dismiss(struct server *server)
{
	for (struct seat *seat = server->seats, *next; seat; seat = next) {
		next = seat->next;
		rise(server, seat);
		task_free(seat->task);
		seat->task = NULL;
		seat->kept = NULL;
		seat->work = NULL;
		if (seat->streams)
			visit_end(seat->visit);
		else
			visit_wake(seat->visit);
	}
}
