#include "serve/server.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/confine.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/languages.h"
#include "base/places.h"
#include "serve/listen.h"
#include "serve/messages.h"
#include "serve/peer.h"
#include "serve/seats.h"
#include "serve/ticks.h"
#include "serve/visits.h"
#include "serve/warm.h"

#define LOOK_MS 250 /* how often waiting seats are looked at */

/* ---- signals: they only wake the loop */

static volatile sig_atomic_t asked_to_end;

static void
note_end(int number)
{
	asked_to_end = number;
}

static void
note_child(int number)
{
	(void)number;
}

/* From now on they come while the loop waits, and at no other time. */
static void
take_signals(sigset_t *while_waiting)
{
	static const int ends[] = {SIGINT, SIGTERM, SIGHUP};
	struct sigaction end = {.sa_handler = note_end};
	struct sigaction child = {.sa_handler = note_child};
	sigset_t blocked;
	sigemptyset(&blocked);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		sigaction(ends[i], &end, NULL);
		sigaddset(&blocked, ends[i]);
	}
	sigaction(SIGCHLD, &child, NULL);
	sigaddset(&blocked, SIGCHLD);
	signal(SIGPIPE, SIG_IGN);
	sigprocmask(SIG_BLOCK, &blocked, while_waiting);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		sigdelset(while_waiting, ends[i]);
	sigdelset(while_waiting, SIGCHLD);
}

/* ---- words */

static void
open_words(struct server *server)
{
	const char *folder = places_catalogues(server->mem);
	const struct language *language;
	for (size_t i = 0; (language = language_at(i)); i++) {
		struct words *words;
		if (!language->spoken || server->spoken_count == SPOKEN_MOST ||
		    !words_open(folder, language->code, &words))
			continue;
		server->spoken[server->spoken_count].language = language->code;
		server->spoken[server->spoken_count++].words = words;
	}
}

static bool
find_words(
    const struct server *server, const char *tag, const struct words **words)
{
	const struct language *language = language_find_spoken(tag);
	for (size_t i = 0; language && i < server->spoken_count; i++) {
		if (strcmp(server->spoken[i].language, language->code) == 0) {
			*words = server->spoken[i].words;
			return true;
		}
	}
	return false;
}

/* Browsers name the best one first. */
const struct words *
server_words(const struct server *server, const struct header *languages)
{
	const struct words *words = NULL;
	struct slice rest = languages->value;
	if (server->spec->language &&
	    find_words(server, server->spec->language, &words))
		return words;
	while (rest.len) {
		char tag[16] = "";
		size_t end = slice_find_char(rest, ',');
		struct slice one = slice_trim(slice_part(rest, 0, end));
		one = slice_part(one, 0, slice_find_char(one, ';'));
		if (one.len < sizeof tag)
			memcpy(tag, one.at ? one.at : "", one.len);
		if (tag[0] && find_words(server, tag, &words))
			return words;
		rest = slice_from(rest, end + 1);
	}
	find_words(server, "sv", &words);
	return words;
}

/* ---- desks */

static bool
is_own_folder(const char *path, bool *fault)
{
	struct stat st;
	bool there = lstat(path, &st) == 0;
	*fault = !there && fault_is(errno);
	return there && S_ISDIR(st.st_mode);
}

struct desk *
desk_find(struct server *server, struct slice user, bool *fault)
{
	*fault = false;
	struct desk *desk = server->desks;
	const char *folder = server->spec->folder;
	while (desk && !slice_equal(desk->user, user))
		desk = desk->next;
	if (desk)
		return desk;
	if (server->spec->socket)
		folder = path_join(
		    server->mem, folder, arena_dup_text(server->mem, user));
	if (server->spec->socket && !is_own_folder(folder, fault))
		return NULL;
	desk = ARENA_NEW(server->mem, struct desk);
	*desk = (struct desk){
	    .next = server->desks,
	    .user = arena_dup(server->mem, user),
	    .folder = folder,
	};
	server->desks = desk;
	return desk;
}

/* ---- the socket */

static bool
open_loopback(struct server *server, int *listening)
{
	struct arena *mem = server->mem;
	*listening =
	    listen_loopback(server->spec->port, &server->port, server->diag);
	if (*listening < 0)
		return false;
	server->gate.host =
	    arena_print(mem, "127.0.0.1:%u", (unsigned)server->port);
	server->gate.origin =
	    arena_print(mem, "http://127.0.0.1:%u", (unsigned)server->port);
	return true;
}

static bool
open_socket(struct server *server, int *listening)
{
	server->gate.origin = slice_view(server->spec->origin);
	if (!guard_read_origin(server->gate.origin, &server->gate.host)) {
		REPORT(server->diag, NO_SPAN, &serve_bad_origin,
		    ARGS(server->spec->origin));
		return false;
	}
	*listening = listen_socket(server->spec->socket, server->diag);
	return *listening >= 0;
}

static bool
may_connect(uint16_t from, void *ctx)
{
	const struct server *server = ctx;
	return server->spec->socket || peer_is_ours(from, server->port);
}

static bool
open_http(struct server *server, int take_listening)
{
	const struct http_service service = {
	    .arrive = visit_arrives,
	    .answer = visit_wants_answer,
	    .leave = visit_leaves,
	    .may_connect = may_connect,
	    .take_file = visit_takes_file,
	    .user_header = server->spec->user_header,
	    .ctx = server,
	};
	server->http = http_open(take_listening, &service);
	if (!server->http)
		REPORT(server->diag, NO_SPAN, &serve_no_library, NO_ARGS);
	return server->http;
}

static bool
start(struct server *server)
{
	int listening;
	bool ok = server->spec->socket ? open_socket(server, &listening)
				       : open_loopback(server, &listening);
	if (!ok)
		return false;
	if (!server->spec->socket && !peer_can_tell(server->port)) {
		REPORT(server->diag, NO_SPAN, &serve_no_peer, NO_ARGS);
		close(listening);
		return false;
	}
	if (!session_start(&server->session, server->port)) {
		REPORT(server->diag, NO_SPAN, &serve_no_random, NO_ARGS);
		close(listening);
		return false;
	}
	return open_http(server, listening);
}

/* The address that opens it, once. */
static void
tell_address(const struct server *server)
{
	const struct serve_spec *spec = server->spec;
	const char *address =
	    spec->socket ? spec->socket
			 : arena_print(server->mem, "%.*s/start/%s",
			       (int)server->gate.origin.len,
			       server->gate.origin.at, server->session.key)
			       .at;
	spec->ready(address, spec->ctx);
}

/* ---- the loop */

static void
loop(struct server *server, const sigset_t *while_waiting)
{
	while (!asked_to_end) {
		bool goes_on = seats_look(server, ticks_now());
		http_work(server->http, ticks_now());
		int ms = http_patience(server->http);
		if ((goes_on || server->seats) && (ms < 0 || ms > LOOK_MS))
			ms = LOOK_MS;
		struct timespec wait = {ms / 1000, ms % 1000 * 1000000L};
		struct pollfd at = {
		    .fd = http_descriptor(server->http), .events = POLLIN};
		ppoll(&at, 1, ms < 0 ? NULL : &wait, while_waiting);
	}
}

static void
finish(struct server *server)
{
	seats_dismiss(server);
	http_close(server->http);
	for (struct desk *desk = server->desks; desk; desk = desk->next) {
		task_finish(desk->run.task);
		task_free(desk->run.task);
		task_free(desk->check.task);
		task_free(desk->proof.task);
		task_free(desk->rows.task);
		warm_end(&desk->warm);
		task_free(desk->who.task);
		task_free(desk->tried.task);
	}
	for (size_t i = 0; i < server->spoken_count; i++)
		words_close(server->spoken[i].words);
	if (server->spec->socket && server->http)
		unlink(server->spec->socket);
}

/* It serves these folders and no others; a mailing's `out` may lead elsewhere,
 * where whoever keeps the folder has put a link. Each child has less
 * (serve/task.c). */
static void
confine(const struct server *server)
{
	const struct serve_spec *spec = server->spec;
	const char *const below[] = {folder_of_temporary(), spec->folder,
	    spec->socket ? path_folder(server->mem, spec->socket)
			 : path_join(server->mem, spec->folder, "out"),
	    NULL};
	confine_writes(&(struct confine){
	    .below = below, .program = "pdftoppm", .network = true});
}

/*
 * One workbench a folder on this machine: the name of a socket that nobody listens
 * on, which goes with the process and leaves nothing (unix(7), abstract). A lock
 * on the folder would keep out whoever adds the first line of a file in it
 * (base/appended.h). -1 after a report.
 */
static int
lock(const char *folder, struct diag *diag)
{
	struct stat st;
	struct sockaddr_un name = {.sun_family = AF_UNIX};
	if (stat(folder, &st) != 0 && fault_is(errno)) {
		fault_report_unread(diag, NO_SPAN, folder, errno);
		return -1;
	}
	if (!folder_exists(folder)) {
		REPORT(diag, NO_SPAN, &serve_no_folder, ARGS(folder));
		return -1;
	}
	int len = snprintf(name.sun_path + 1, sizeof name.sun_path - 1,
	    "utskick-serve-%jx-%jx", (uintmax_t)st.st_dev,
	    (uintmax_t)st.st_ino);
	socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) +
				     1 + (size_t)len);
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd >= 0 && bind(fd, (struct sockaddr *)&name, size) == 0)
		return fd;
	if (fd >= 0 && errno == EADDRINUSE)
		REPORT(diag, NO_SPAN, &serve_is_served, ARGS(folder));
	else
		file_report(diag, folder, errno);
	if (fd >= 0)
		close(fd);
	return -1;
}

bool
serve_run(struct arena *mem, const struct serve_spec *spec, struct diag *diag)
{
	struct server server = {.mem = mem, .spec = spec, .diag = diag};
	sigset_t while_waiting;
	int locked = lock(spec->folder, diag);
	if (locked < 0)
		return false;
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	take_signals(&while_waiting);
	open_words(&server);
	bool ok = start(&server);
	if (ok) {
		confine(&server);
		tell_address(&server);
		loop(&server, &while_waiting);
	}
	finish(&server);
	close(locked);
	return ok;
}
