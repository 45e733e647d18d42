#include "serve/visits.h"

#include <stdlib.h>

#include "base/code.h"
#include "base/file.h"
#include "serve/assets.h"
#include "serve/desks.h"
#include "serve/messages.h"
#include "serve/pages.h"
#include "serve/seats.h"
#include "serve/warm.h"

#define COOKIE_RULES "; Path=/; HttpOnly; SameSite=Strict"

void
visit_refuse(struct server *server, struct visit *visit, unsigned status,
    const struct message *title, const struct message *why)
{
	struct strbuf page = {0};
	const struct page_frame frame = {
	    .words = server_words(server, &visit_request(visit)->languages),
	    .step = STEP_NONE,
	    .title = title,
	};
	frame_open(&page, &frame);
	page_say(&page, frame.words, "p class=\"verdict stop\"", why, NO_ARGS);
	page_link(&page, frame.words, "/", &serve_to_start);
	frame_close(&page, &frame);
	const struct reply reply = {
	    .status = status, .body = strbuf_view(&page)};
	visit_reply(visit, &reply);
	strbuf_fini(&page);
}

void
visit_send_on(struct visit *visit, const char *location)
{
	const struct reply reply = {.status = 303, .location = location};
	visit_reply(visit, &reply);
}

/* ---- who is let in */

static bool
is_let_in(struct server *server, const struct request *request)
{
	return server->spec->socket ||
	       session_is_open(&server->session, request->cookies.value);
}

/* The key of the printed address: a cookie for it, until that comes back. */
static bool
take_key(struct server *server, struct visit *visit)
{
	static const char start[] = "/start/";
	const struct request *request = visit_request(visit);
	struct slice key = slice_from(request->path, sizeof start - 1);
	if (server->spec->socket || !slice_starts(request->path, start))
		return false;
	if (request->is_post || request->is_head ||
	    !session_take_key(&server->session, key)) {
		visit_refuse(
		    server, visit, 403, &serve_closed_title, &serve_key_used);
		return true;
	}
	const struct reply reply = {
	    .status = 303,
	    .location = "/",
	    .cookie = arena_print(visit_mem(visit), "%s=%s" COOKIE_RULES,
		server->session.name, server->session.cookie)
			  .at,
	};
	visit_reply(visit, &reply);
	return true;
}

static const struct message *
why_refused(enum guard_verdict verdict)
{
	switch (verdict) {
	case GUARD_HOST:
		return &serve_other_host;
	case GUARD_ORIGIN:
	case GUARD_SITE:
	case GUARD_PASS:
		break;
	}
	return &serve_other_site;
}

/* By its head alone; answers where it is not let in. */
static bool
let_in(struct server *server, struct visit *visit)
{
	const struct request *request = visit_request(visit);
	enum guard_verdict verdict =
	    guard_judge(&server->gate, &request->knock);
	if (verdict != GUARD_PASS)
		visit_refuse(server, visit, 403, &serve_closed_title,
		    why_refused(verdict));
	else if (!request->is_known)
		visit_refuse(
		    server, visit, 405, &serve_none_title, &serve_no_method);
	else if (asset_reply(visit) || take_key(server, visit))
		;
	else if (!is_let_in(server, request))
		visit_refuse(
		    server, visit, 403, &serve_closed_title, &serve_no_session);
	else if (server->spec->socket && !guard_is_user(&request->user))
		visit_refuse(
		    server, visit, 403, &serve_closed_title, &serve_no_user);
	return !visit_is_answered(visit);
}

static struct seat *
seat_new(struct server *server, struct visit *visit, struct desk *desk)
{
	const struct request *request = visit_request(visit);
	struct seat *seat = ARENA_NEW(visit_mem(visit), struct seat);
	char absolute[4096];
	const char *path = realpath(desk->folder, absolute);
	seat->visit = visit;
	seat->desk = desk;
	seat->words = server_words(server, &request->languages);
	seat->shown_folder = arena_dup_text(visit_mem(visit),
	    slice_view(path_name(path ? path : desk->folder)));
	session_write_token(&server->session, desk->user, seat->token);
	return seat;
}

void
visit_arrives(struct visit *visit, void *ctx)
{
	struct server *server = ctx;
	const struct request *request = visit_request(visit);
	if (!let_in(server, visit))
		return;
	bool fault;
	struct desk *desk = desk_find(server,
	    server->spec->socket ? request->user.value
				 : (struct slice){NULL, 0},
	    &fault);
	if (desk)
		*visit_own(visit) = seat_new(server, visit, desk);
	else if (fault)
		visit_refuse(
		    server, visit, 500, &serve_died_title, &serve_unread);
	else
		visit_refuse(
		    server, visit, 403, &serve_closed_title, &serve_no_desk);
}

void
visit_leaves(struct visit *visit, void *ctx)
{
	struct seat *seat = *visit_own(visit);
	if (seat)
		seat_leave(ctx, seat);
}

/* Only where a page asks for one, of whoever has its token, which stands before
 * it: nobody else's bytes reach the disk. */
int
visit_takes_file(struct visit *visit, void *ctx)
{
	const char *used;
	const struct server *server = ctx;
	const struct seat *seat = *visit_own(visit);
	const struct request *request = visit_request(visit);
	if ((!slice_is(request->path, "/file") &&
		!slice_is(request->path, "/approval/file")) ||
	    !session_is_token(&server->session, seat->desk->user,
		request_field(request, "token")))
		return -1;
	return file_make_nameless(seat->desk->folder, &used);
}

/* ---- which page */

static struct asked *
asked_new(struct seat *seat)
{
	struct asked *asked = ARENA_NEW(visit_mem(seat->visit), struct asked);
	asked->token = seat->token;
	asked->folder_name = seat->shown_folder;
	const struct request *request = visit_request(seat->visit);
	asked->key = request_field(request, "key");
	asked->seen = request_field(request, "seen");
	asked->file_name = request_field(request, "name");
	asked->text = request_field(request, "text");
	asked->user = seat->desk->user;
	asked->fields = request->fields;
	return asked;
}

static const struct {
	const char *path;
	bool is_post;
	void (*work)(struct work *work); /* a page of a child */
	void (*go)(struct server *server, struct seat *seat); /* or ours */
	bool writes; /* it changes files of the folder */
	bool asks_warm; /* it shows a letter (serve/warm.h) */
} routes[] = {
    {"/", false, work_home, NULL},
    {"/mailings", false, work_mailings, NULL},
    {"/check", false, NULL, desk_show_check},
    {"/register", false, work_register, NULL},
    {"/register", true, work_save_register, NULL, true},
    {"/who", false, NULL, desk_show_who},
    {"/who", true, work_save_who, NULL, true},
    {"/who/count", true, work_count_who, NULL},
    {"/who/try", true, NULL, desk_try_who},
    {"/look", false, work_look, NULL},
    {"/look/pages", false, NULL, desk_show_proof},
    {"/look/rows", true, NULL, desk_show_rows},
    {"/look/stop", true, NULL, desk_stop_look},
    {"/look/prov.pdf", false, work_look_pdf, NULL},
    {"/explain", false, work_explain, NULL},
    {"/explain", true, work_explain, NULL},
    {"/facts", true, work_facts, NULL, true},
    {"/mailings/compare", true, work_compare, NULL},
    {"/mailings/find", true, work_find, NULL},
    {"/correct", true, work_correct, NULL},
    {"/correct/save", true, work_correct_save, NULL, true},
    {"/corrections", false, work_corrections, NULL},
    {"/corrections", true, work_corrections_shown, NULL},
    {"/corrections/remove", true, work_corrections_remove, NULL, true},
    {"/text", true, work_save_text, NULL, true},
    {"/letter", false, work_letter, NULL, false, true},
    {"/letter", true, work_letter_save, NULL, true, true},
    {"/letter/show", true, work_letter_show, NULL, false, true},
    {"/letter/convert", true, work_letter_convert, NULL, true, false},
    {"/letter/choices", false, work_letter_choices, NULL, false, true},
    {"/letter/choices", true, work_letter_choose, NULL, true, true},
    {"/letter/live", true, work_letter_live, NULL, false, true},
    {"/check/stop", true, NULL, desk_stop_check},
    {"/run/stop", true, NULL, desk_stop_run},
    {"/approval/ask", true, work_approval_ask, NULL, true},
    {"/approval/file", true, NULL, desk_place_file},
    {"/file", true, NULL, desk_place_file},
    {"/run", false, NULL, desk_show_run},
    {"/run", true, NULL, desk_start_run},
};

static const struct {
	const char *end;
	bool is_large;
	void (*work)(struct work *work);
} files[] = {
    {"/to-printer.zip", true, work_print_files},
    {"/manifest.xlsx", false, work_manifest},
    {"/report", false, work_report},
};

/* "/mailings/NAME/manifest.xlsx" */
static bool
go_to_file(struct server *server, struct seat *seat)
{
	static const char start[] = "/mailings/";
	const struct request *request = visit_request(seat->visit);
	struct slice name = slice_from(request->path, sizeof start - 1);
	if (request->is_post || !slice_starts(request->path, start))
		return false;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		if (!slice_ends(name, files[i].end))
			continue;
		struct asked *asked = asked_new(seat);
		asked->run =
		    slice_part(name, 0, name.len - strlen(files[i].end));
		seat->is_large = files[i].is_large;
		seat_ask(server, seat, files[i].work, asked);
		return true;
	}
	return false;
}

/* "/text/brev.sv.md", "/letter/brev.sv.md" */
static bool
go_to_text(struct server *server, struct seat *seat)
{
	static const struct {
		const char *start;
		void (*work)(struct work *work);
	} kinds[] = {{"/text/", work_text}, {"/letter/", work_letter}};
	const struct request *request = visit_request(seat->visit);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		const char *start = kinds[i].start;
		if (request->is_post || !slice_starts(request->path, start))
			continue;
		struct asked *asked = asked_new(seat);
		asked->file_name = slice_from(request->path, strlen(start));
		seat->with =
		    kinds[i].work == work_letter ? warm_ensure(seat) : 0;
		seat_ask(server, seat, kinds[i].work, asked);
		return true;
	}
	return false;
}

/* "/approve/anna": a colleague's mailing. Whether she has asked is for the child
 * to see, which works in her folder. */
static bool
go_to_colleague(struct server *server, struct seat *seat)
{
	static const char start[] = "/approve/", proof[] = "/prov.pdf";
	const struct request *request = visit_request(seat->visit);
	struct slice name = slice_from(request->path, sizeof start - 1);
	if (!server->spec->socket || !slice_starts(request->path, start))
		return false;
	bool is_proof = !request->is_post && slice_ends(name, proof);
	if (is_proof)
		name = slice_part(name, 0, name.len - (sizeof proof - 1));
	const struct header user = {1, name};
	bool fault = false;
	struct desk *desk =
	    guard_is_user(&user) ? desk_find(server, name, &fault) : NULL;
	if (fault) {
		seat_refuse_unread(server, seat);
		return true;
	}
	if (!desk)
		return false;
	struct asked *asked = asked_new(seat);
	asked->as = desk->user;
	asked->folder_name = arena_dup_text(visit_mem(seat->visit), name);
	seat->desk = desk;
	seat->writes = request->is_post;
	seat_ask(server, seat,
	    is_proof	       ? work_approve_proof
	    : request->is_post ? work_approve
			       : work_approve_look,
	    asked);
	return true;
}

/* What follows `start` in the address, where that is a number of up to `most`
 * digits. */
static bool
ends_in_number(const struct request *request, const char *start, size_t most,
    struct slice *number)
{
	*number = slice_from(request->path, strlen(start));
	if (request->is_post || !slice_starts(request->path, start) ||
	    !number->len || number->len > most)
		return false;
	for (size_t i = 0; i < number->len; i++) {
		if (!char_is_digit(number->at[i]))
			return false;
	}
	return true;
}

/* "/who/try/3": the third that was tried here, whoever has asked since. */
static bool
go_to_tried(struct server *server, struct seat *seat)
{
	struct slice part;
	if (!ends_in_number(visit_request(seat->visit), "/who/try/", 9, &part))
		return false;
	uint32_t number = 0;
	for (size_t i = 0; i < part.len; i++)
		number = number * 10 + (uint32_t)(part.at[i] - '0');
	if (number)
		desk_show_tried(server, seat, number);
	return number > 0;
}

/* "/register/sheet/2" */
static bool
go_to_sheet(struct server *server, struct seat *seat)
{
	struct slice part;
	if (!ends_in_number(
		visit_request(seat->visit), "/register/sheet/", 3, &part))
		return false;
	struct asked *asked = asked_new(seat);
	asked->part = part;
	seat_ask(server, seat, work_register_sheet, asked);
	return true;
}

static void
go(struct server *server, struct seat *seat)
{
	const struct request *request = visit_request(seat->visit);
	for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
		if (!slice_is(request->path, routes[i].path) ||
		    request->is_post != routes[i].is_post)
			continue;
		if (routes[i].go)
			routes[i].go(server, seat);
		else {
			seat->writes = routes[i].writes;
			seat->with =
			    routes[i].asks_warm ? warm_ensure(seat) : 0;
			seat_ask(server, seat, routes[i].work, asked_new(seat));
		}
		return;
	}
	if (!go_to_file(server, seat) && !go_to_text(server, seat) &&
	    !go_to_colleague(server, seat) && !go_to_sheet(server, seat) &&
	    !go_to_tried(server, seat))
		visit_refuse(server, seat->visit, 404, &serve_none_title,
		    &serve_no_page);
}

void
visit_wants_answer(struct visit *visit, void *ctx)
{
	struct server *server = ctx;
	struct seat *seat = *visit_own(visit);
	const struct request *request = visit_request(visit);
	if (seat->work || seat->kept)
		seat_go_on(server, seat);
	else if (request->too_large)
		visit_refuse(
		    server, visit, 413, &serve_none_title, &serve_too_large);
	else if (request->is_post &&
		 !session_is_token(&server->session, seat->desk->user,
		     request_field(request, "token")))
		visit_refuse(
		    server, visit, 403, &serve_closed_title, &serve_no_token);
	else
		go(server, seat);
}
