/*
 * Any bytes as what comes to the workbench over one connection: libmicrohttpd
 * reads them, and the workbench's own head, cookies, paths, forms and files do;
 * every request is answered or cut off. Pages that take a form are made in this
 * process, where a sanitizer sees all; those that work for long are not made.
 *
 * The first byte says which kind of server it is: of one person with her cookie,
 * or behind a proxy that names users. CRLF may be written as LF in the head.
 */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/file.h"
#include "base/places.h"
#include "base/words.h"
#include "serve/listen.h"
#include "serve/pages.h"
#include "serve/seats.h"
#include "serve/visits.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

#define BODY_MOST 65536
#define OPEN_MOST 64
#define SECRET "abcdefghijklmnopqrstuvwxyz234567"

static struct arena *mem;
static char folder[] = "/tmp/utskick-fuzz-XXXXXX";
static struct serve_spec spec;
static struct server server;
static char token[SESSION_SIGNS + 1]; /* of the forms in seeds */
static size_t arrived, left;

/* ---- a small mailing */

static const struct {
	const char *name, *text;
} files[] = {
    {"job.yaml", "name: Prov\n"
		 "date: 2012-03-19\n"
		 "reference: P-1\n"
		 "register: {file: r.csv, key: Personnummer}\n"
		 "roles: {person: Personnummer, protected: Skydd}\n"
		 "address: {name: [F\xC3\xB6rnamn], street: Adress, "
		 "postcode: Postnr, town: Ort}\n"
		 "letters: [{text: brev.md}]\n"
		 "rules:\n"
		 "  - {exclude: Ort = \"Borta\", reason: Bor i Borta}\n"
		 "stationery: kommun-h2\n"},
    {"r.csv", "Personnummer;F\xC3\xB6rnamn;Adress;Postnr;Ort;Skydd\n"
	      "19310202-9810;Anna;Kajen 1;999 32;Norrviken;\n"
	      "19330404-9830;Cia;Kajen 5;999 32;Norrviken;J\n"},
    {"brev.md", "# Hej\n\nHej {{F\xC3\xB6rnamn}}!\n"},
};

#define FILES (sizeof files / sizeof *files)

/* The folder as it was, whatever a page has saved there. */
static void
write_files(void)
{
	struct diag *diag = diag_new(NULL);
	struct arena *names_mem = arena_new();
	const char **names = folder_list(names_mem, ".", NULL);
	for (size_t i = 0; names && names[i]; i++)
		unlink(names[i]);
	for (size_t i = 0; i < FILES; i++)
		file_write_whole(
		    files[i].name, slice_view(files[i].text), diag);
	arena_free(names_mem);
	diag_free(diag);
}

/* ---- in place of processes */

void __wrap_seat_ask(struct server *of, struct seat *seat,
    void (*work)(struct work *work), const void *asked);
struct task *__wrap_task_start(void (*work)(struct work *work), const char *of,
    const struct words *words, const void *asked,
    const struct task_limits *limits);
struct digest __wrap_state_of_folder(const char *of);
struct digest __real_state_of_folder(const char *of);
bool __wrap_state_find(const char *of, struct digest *state);
struct digest __wrap_state_of_file(const char *of);

/* The same each time, so that a form can name it. */
struct digest
__wrap_state_of_folder(const char *of)
{
	(void)of;
	return (struct digest){{0}};
}

bool
__wrap_state_find(const char *of, struct digest *state)
{
	*state = __wrap_state_of_folder(of);
	return true;
}

struct digest
__wrap_state_of_file(const char *of)
{
	return __wrap_state_of_folder(of);
}

/* There is no process to be had. */
struct task *
__wrap_task_start(void (*work)(struct work *work), const char *of,
    const struct words *words, const void *asked,
    const struct task_limits *limits)
{
	(void)work, (void)of, (void)words, (void)asked, (void)limits;
	return NULL;
}

static bool
takes_a_form(void (*work)(struct work *work))
{
	static void (*const all[])(struct work * work) = {work_home,
	    work_mailings, work_save_register, work_save_who, work_count_who,
	    work_explain, work_facts, work_compare, work_find, work_correct,
	    work_correct_save, work_corrections_shown, work_corrections_remove,
	    work_text, work_save_text, work_letter_choose, work_letter_save,
	    work_letter_convert, work_approval_ask, work_approval_file,
	    work_approve, work_place, work_register_sheet, work_manifest,
	    work_report};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		if (all[i] == work)
			return true;
	}
	return false;
}

static void
note_nothing(enum stage stage, uint32_t done, uint32_t total, void *ctx)
{
	(void)stage, (void)done, (void)total, (void)ctx;
}

/* A child of the server gives nothing back; its end does. */
void __lsan_disable(void) __attribute__((weak));
void __lsan_enable(void) __attribute__((weak));

static void
note_open(bool is_open[OPEN_MOST])
{
	for (int fd = 0; fd < OPEN_MOST; fd++)
		is_open[fd] = fcntl(fd, F_GETFD) >= 0;
}

static void
close_others(const bool was_open[OPEN_MOST])
{
	for (int fd = 0; fd < OPEN_MOST; fd++) {
		if (!was_open[fd])
			close(fd);
	}
}

static void
work_as_child(void (*do_work)(struct work *work), struct work *work)
{
	bool is_open[OPEN_MOST];
	note_open(is_open);
	if (__lsan_disable)
		__lsan_disable();
	do_work(work);
	if (__lsan_enable)
		__lsan_enable();
	close_others(is_open);
}

static void
make_page(struct seat *seat, void (*do_work)(struct work *work),
    const void *asked, struct task_shared *shared)
{
	struct sources *sources = sources_new();
	struct work work = {
	    .shared = shared,
	    .mem = arena_new(),
	    .diag = diag_new(sources),
	    .words = seat->words,
	    .folder = ".",
	    .asked = asked,
	    .file = memfd_create("answer", MFD_CLOEXEC),
	    .with = seat->with,
	    .progress = {note_nothing, NULL},
	};
	struct digest before = __real_state_of_folder(".");
	diag_speak(work.diag, work.words);
	work_as_child(do_work, &work);
	shared->finished = true;
	const struct reply reply = {
	    .status = shared->location[0] ? 303 : shared->status,
	    .type = shared->type[0] ? shared->type : NULL,
	    .location = shared->location[0] ? shared->location : NULL,
	    .save_as = shared->save_as[0] ? shared->save_as : NULL,
	    .policy = shared->policy[0] ? shared->policy : NULL,
	    .body = strbuf_view(&work.out),
	};
	visit_reply(seat->visit, &reply);
	close(work.file);
	strbuf_fini(&work.out);
	strbuf_fini(&work.read);
	diag_free(work.diag);
	sources_free(sources);
	arena_free(work.mem);
	if (!digest_equal(before, __real_state_of_folder(".")))
		write_files();
}

void
__wrap_seat_ask(struct server *of, struct seat *seat,
    void (*work)(struct work *work), const void *asked)
{
	static struct task_shared shared;
	if (!takes_a_form(work)) {
		visit_send_on(seat->visit, "/");
		return;
	}
	(void)of;
	shared = (struct task_shared){.status = 200};
	make_page(seat, work, asked, &shared);
}

/* ---- the server */

static void
arrive(struct visit *visit, void *ctx)
{
	arrived++;
	visit_arrives(visit, ctx);
}

static void
leave(struct visit *visit, void *ctx)
{
	left++;
	visit_leaves(visit, ctx);
}

static bool
may_connect(uint16_t from, void *ctx)
{
	(void)from, (void)ctx;
	return true;
}

static void
finish(void)
{
	http_close(server.http);
	if (chdir("/") == 0)
		folder_remove(folder, server.diag);
}

static void
start(void)
{
	const struct http_service service = {
	    .arrive = arrive,
	    .answer = visit_wants_answer,
	    .leave = leave,
	    .may_connect = may_connect,
	    .take_file = visit_takes_file,
	    .user_header = "X-User",
	    .ctx = &server,
	};
	mem = arena_new();
	server = (struct server){
	    .mem = mem, .spec = &spec, .diag = diag_new(sources_new())};
	const char *made = mkdtemp(folder);
	assert(made && chdir(folder) == 0);
	write_files();
	const char *path = path_join(mem, folder, ".socket");
	int listening = listen_socket(path, server.diag);
	assert(listening >= 0);
	server.gate = (struct gate){
	    SLICE("127.0.0.1:8471"), SLICE("http://127.0.0.1:8471")};
	server.http = http_open(listening, &service);
	assert(server.http);
	bool told =
	    words_open(places_catalogues(mem), "sv", &server.spoken[0].words);
	assert(told);
	server.spoken[0].language = "sv";
	server.spoken_count = 1;
	atexit(finish);
}

static void
set_up(bool proxied)
{
	spec = (struct serve_spec){
	    .folder = ".", .socket = proxied ? ".socket" : NULL};
	session_start(&server.session, 8471);
	memcpy(server.session.key, SECRET, sizeof SECRET);
	memcpy(server.session.cookie, SECRET, sizeof SECRET);
	server.session.secret = (struct digest){{0}};
	server.session.key_given = true;
	server.desks = NULL;
	session_write_token(&server.session, (struct slice){NULL, 0}, token);
}

/* ---- one connection */

static int
call(void)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX, .sun_path = ".socket"};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	int most = 4 * BODY_MOST;
	assert(fd >= 0);
	setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &most, sizeof most);
	int ok = connect(fd, (const struct sockaddr *)&at, sizeof at);
	assert(ok == 0);
	return fd;
}

static void
hear(int fd)
{
	static char heard[1 << 16];
	while (recv(fd, heard, sizeof heard, 0) > 0)
		;
}

/* What stands in the head as a line feed is sent as both. */
static void
send_all(int fd, const char *bytes, size_t len)
{
	struct strbuf text = {0};
	bool head = true;
	for (size_t i = 0; i < len; i++) {
		bool ends = bytes[i] == '\n' && head;
		bool empty = ends && i && bytes[i - 1] == '\n';
		if (ends)
			strbuf_add_char(&text, '\r');
		strbuf_add_char(&text, bytes[i]);
		head = head && !empty;
	}
	size_t at = 0;
	for (int tries = 0; at < text.len && tries < 100; tries++) {
		ssize_t sent =
		    send(fd, text.at + at, text.len - at, MSG_NOSIGNAL);
		if (sent < 0 && errno != EAGAIN)
			break;
		at += sent > 0 ? (size_t)sent : 0;
		http_work(server.http, 0);
		hear(fd);
	}
	strbuf_fini(&text);
}

static bool
has_work(void)
{
	struct pollfd at = {
	    .fd = http_descriptor(server.http), .events = POLLIN};
	return poll(&at, 1, 0) > 0 || http_patience(server.http) == 0;
}

/* Tokens in seeds are written @TOKEN@@@…, as long as they are. */
static char *
with_token(const uint8_t *bytes, size_t len)
{
	static const char stands[] = "@TOKEN@@@@@@@@@@@@@@@@@@@@@@@@@@";
	char *text = malloc(len + 1);
	assert(text && sizeof stands == SESSION_SIGNS + 1);
	memcpy(text, bytes, len);
	text[len] = 0;
	for (size_t i = 0; i + SESSION_SIGNS <= len; i++) {
		if (memcmp(text + i, stands, SESSION_SIGNS) == 0)
			memcpy(text + i, token, SESSION_SIGNS);
	}
	return text;
}

static void
try_one(const uint8_t *bytes, size_t len)
{
	if (!server.http)
		start();
	set_up(bytes[0] == 'p');
	char *text = with_token(bytes + 1, len - 1);
	arrived = left = 0;
	int fd = call();
	send_all(fd, text, len - 1);
	shutdown(fd, SHUT_WR);
	for (int i = 0; i < 200 && has_work(); i++) {
		http_work(server.http, 0);
		hear(fd);
	}
	close(fd);
	for (int i = 0; i < 20 && (has_work() || arrived != left); i++)
		http_work(server.http, 0);
	assert(arrived == left);
	assert(!server.seats);
	free(text);
}

/* In the mailing's folder; whoever calls names files from her own. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	if (!len || len > BODY_MOST)
		return 0;
	int from = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool is_there = from >= 0 && (!server.http || chdir(folder) == 0);
	assert(is_there);
	try_one(bytes, len);
	bool is_back = fchdir(from) == 0;
	assert(is_back);
	close(from);
	return 0;
}
