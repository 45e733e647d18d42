#include "serve/warm.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/confine.h"
#include "base/file.h"
#include "preview/preview.h"
#include "serve/letter_parts.h"
#include "serve/pages.h"
#include "serve/ticks.h"

#define IDLE_MS 120000
#define UNREAD_MS 2000 /* what could not be opened is tried again */
#define AT_ONCE 3 /* letters that are made at the same time */
#define LETTER_CPU 10 /* seconds */
#define LETTER_WALL 30
#define QUESTION_MOST ((size_t)1 << 20)
#define ANSWER_MOST ((size_t)64 << 20)

static const struct task_limits warm_limits = {
    .cpu_seconds = 3600,
    .wall_seconds = 8 * 3600,
    .memory = (uint64_t)16 << 30,
    .reads_only = true,
};

/* ---- what goes over the socket */

static bool
send_all(int to, struct slice bytes)
{
	for (size_t at = 0; at < bytes.len;) {
		ssize_t sent =
		    send(to, bytes.at + at, bytes.len - at, MSG_NOSIGNAL);
		if (sent < 0 && errno == EINTR)
			continue;
		if (sent <= 0)
			return false;
		at += (size_t)sent;
	}
	return true;
}

/* Until the other side has said all; `until` in ms. */
static bool
receive_all(int from, size_t most, uint64_t until, struct strbuf *bytes)
{
	for (;;) {
		uint64_t now = ticks_now();
		struct pollfd at = {.fd = from, .events = POLLIN};
		if (now >= until || bytes->len > most ||
		    (poll(&at, 1, (int)(until - now)) <= 0 && errno != EINTR))
			return false;
		if (!at.revents)
			continue;
		char *to = strbuf_reserve(bytes, 1 << 16);
		ssize_t got = recv(from, to, 1 << 16, 0);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got == 0;
		bytes->len += (size_t)got;
	}
}

union ancillary {
	char bytes[CMSG_SPACE(sizeof(int))];
	struct cmsghdr align;
};

/* A message of one byte that carries a descriptor. */
static struct msghdr
make_message(struct iovec *one, char *byte, union ancillary *room)
{
	*one = (struct iovec){byte, 1};
	return (struct msghdr){
	    .msg_iov = one,
	    .msg_iovlen = 1,
	    .msg_control = room->bytes,
	    .msg_controllen = sizeof room->bytes,
	};
}

static bool
send_descriptor(int to, int descriptor)
{
	char byte = 'q';
	struct iovec one;
	union ancillary room = {0};
	struct msghdr message = make_message(&one, &byte, &room);
	struct cmsghdr *head = CMSG_FIRSTHDR(&message);
	head->cmsg_level = SOL_SOCKET;
	head->cmsg_type = SCM_RIGHTS;
	head->cmsg_len = CMSG_LEN(sizeof descriptor);
	memcpy(CMSG_DATA(head), &descriptor, sizeof descriptor);
	return sendmsg(to, &message, MSG_NOSIGNAL | MSG_DONTWAIT) == 1;
}

static int
receive_descriptor(int from)
{
	int descriptor = -1;
	char byte;
	struct iovec one;
	union ancillary room = {0};
	struct msghdr message = make_message(&one, &byte, &room);
	if (recvmsg(from, &message, MSG_CMSG_CLOEXEC) != 1)
		return -1;
	struct cmsghdr *head = CMSG_FIRSTHDR(&message);
	if (head && head->cmsg_level == SOL_SOCKET &&
	    head->cmsg_type == SCM_RIGHTS &&
	    head->cmsg_len == CMSG_LEN(sizeof descriptor))
		memcpy(&descriptor, CMSG_DATA(head), sizeof descriptor);
	return descriptor;
}

/* ---- the page's child */

enum warm_answer
warm_ask(struct work *work, const struct warm_question *question,
    struct slice parts[WARM_PARTS])
{
	int pair[2];
	struct strbuf text = {0}, answer = {0};
	uint64_t until = ticks_now() + question->wait_ms;
	if (work->with <= 0 ||
	    socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
		return WARM_DIED;
	bool ok = send_descriptor(work->with, pair[1]);
	close(pair[1]);
	strbuf_print(&text, "%d %u %u %d %s", (int)question->kind,
	    question->version, question->why, question->is_text,
	    question->name);
	strbuf_add_char(&text, '\0');
	strbuf_add(&text, question->text);
	ok = ok && send_all(pair[0], strbuf_view(&text)) &&
	     shutdown(pair[0], SHUT_WR) == 0 &&
	     receive_all(pair[0], ANSWER_MOST, until, &answer);
	close(pair[0]);
	struct slice rest = arena_dup(work->mem, strbuf_view(&answer));
	for (int i = 0; i < WARM_PARTS; i++) {
		size_t end = slice_find_char(rest, '\0');
		ok = ok && end < rest.len;
		parts[i] = slice_part(rest, 0, end);
		rest = slice_from(rest, end + 1);
	}
	strbuf_fini(&text);
	strbuf_fini(&answer);
	return ok		      ? WARM_ANSWERED
	       : ticks_now() >= until ? WARM_LATE
				      : WARM_DIED;
}

/* ---- the warm process */

struct warmth {
	struct work *work;
	struct arena *mem;
	struct sources *sources;
	struct diag *diag;
	struct preview *preview; /* NULL: diag says why */
	struct strbuf noted; /* what was read */
	struct timespec began;
	struct digest folder; /* where it could not be opened */
	uint64_t opened;
	pid_t children[AT_ONCE];
};

static void
warm_up(struct warmth *warmth)
{
	warmth->began = state_now();
	warmth->folder = state_of_folder(".");
	state_let_pass();
	warmth->mem = arena_new();
	warmth->sources = sources_new();
	warmth->diag = diag_new(warmth->sources);
	diag_speak(warmth->diag, warmth->work->words);
	warmth->preview =
	    preview_open(warmth->mem, work_job(warmth->work), warmth->diag);
	strbuf_reset(&warmth->noted);
	state_note_inputs(&warmth->noted, "", warmth->diag);
	warmth->opened = ticks_now();
}

static void
cool_down(struct warmth *warmth)
{
	preview_close(warmth->preview);
	diag_free(warmth->diag);
	sources_free(warmth->sources);
	arena_free(warmth->mem);
}

static bool
is_current(const struct warmth *warmth)
{
	if (diag_worst(warmth->diag) >= LEVEL_SYSTEM)
		return false; /* the fault may have gone */
	return warmth->preview
		   ? state_compare(strbuf_view(&warmth->noted),
			 warmth->began) == STATE_OLDER
		   : ticks_now() - warmth->opened < UNREAD_MS &&
			 digest_equal(warmth->folder, state_of_folder("."));
}

/* From a page's child, which ends it by closing its side. */
static bool
read_question(
    struct warmth *warmth, int from, struct letter_question *asked, int *kind)
{
	struct strbuf bytes = {0};
	unsigned version, why;
	int is_text, at = 0;
	uint64_t until = ticks_now() + LETTER_WALL * 1000;
	if (!receive_all(from, QUESTION_MOST, until, &bytes))
		return false;
	struct slice all = arena_dup(warmth->mem, strbuf_view(&bytes));
	size_t end = slice_find_char(all, '\0');
	strbuf_fini(&bytes);
	if (end == all.len || sscanf(all.at, "%d %u %u %d %n", kind, &version,
				  &why, &is_text, &at) < 4)
		return false;
	*asked = (struct letter_question){
	    .version = version,
	    .why = why < PREVIEW_WHYS ? (enum preview_why)why : PREVIEW_FIRST,
	    .name = all.at + at,
	    .is_text = is_text,
	    .text = slice_from(all, end + 1),
	};
	return true;
}

static _Noreturn void
answer(struct warmth *warmth, int with)
{
	struct letter_question asked;
	struct strbuf out = {0};
	int kind = WARM_LETTER;
	const struct rlimit cpu = {LETTER_CPU, LETTER_CPU};
	const char *const temporary[] = {folder_of_temporary(), NULL};
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGCHLD, SIG_DFL);
	setrlimit(RLIMIT_CPU, &cpu);
	alarm(LETTER_WALL);
	confine_writes(
	    &(struct confine){.below = temporary, .program = "pdftoppm"});
	if (read_question(warmth, with, &asked, &kind)) {
		(kind == WARM_PAPERS ? letter_papers_answer : letter_answer)(
		    warmth->work, warmth->preview, warmth->diag, &asked, &out);
		if (!reports_are_told(&out, warmth->diag))
			work_pass_over(warmth->diag);
		send_all(with, strbuf_view(&out));
	}
	_exit(0);
}

static void
make_room(struct warmth *warmth)
{
	pid_t *children = warmth->children;
	for (size_t i = 0; i < AT_ONCE; i++) {
		if (children[i] &&
		    waitpid(children[i], NULL, WNOHANG) == children[i])
			children[i] = 0;
	}
	/* The oldest gives way: nobody looks at it any more. */
	if (children[0] && children[AT_ONCE - 1]) {
		kill(children[0], SIGKILL);
		waitpid(children[0], NULL, 0);
		children[0] = 0;
	}
	size_t kept = 0;
	for (size_t i = 0; i < AT_ONCE; i++) {
		pid_t child = children[i];
		children[i] = 0;
		if (child)
			children[kept++] = child;
	}
}

static void
take_question(struct warmth *warmth, int with)
{
	size_t at = 0;
	if (!is_current(warmth)) {
		cool_down(warmth);
		warm_up(warmth);
	}
	make_room(warmth);
	while (warmth->children[at])
		at++;
	fflush(NULL);
	pid_t child = fork();
	if (child == 0)
		answer(warmth, with);
	if (child > 0)
		warmth->children[at] = child;
}

/* Work of a child (serve/task.h) that answers others. */
static void
work_warm(struct work *work)
{
	struct warmth warmth = {.work = work};
	struct pollfd at = {.fd = work->with, .events = POLLIN};
	warm_up(&warmth);
	while (poll(&at, 1, IDLE_MS) > 0) {
		int with = receive_descriptor(work->with);
		if (with < 0)
			break;
		take_question(&warmth, with);
		close(with);
	}
	strbuf_fini(&warmth.noted);
}

/* ---- the server */

static void
start(struct warm *warm, const struct seat *seat)
{
	int pair[2];
	struct task_limits limits = warm_limits;
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
		return;
	limits.with = pair[1];
	warm->words = seat->words;
	warm->task = task_start(
	    work_warm, seat->desk->folder, seat->words, NULL, &limits);
	close(pair[1]);
	if (warm->task)
		warm->ask = pair[0];
	else
		close(pair[0]);
}

void
warm_end(struct warm *warm)
{
	if (warm->task)
		close(warm->ask);
	task_free(warm->task);
	*warm = (struct warm){0};
}

void
warm_look(struct warm *warm, uint64_t now)
{
	if (warm->task && task_is_over(warm->task, now))
		warm_end(warm);
}

int
warm_ensure(struct seat *seat)
{
	struct warm *warm = &seat->desk->warm;
	warm_look(warm, ticks_now());
	if (warm->task && warm->words != seat->words)
		warm_end(warm);
	if (!warm->task)
		start(warm, seat);
	return warm->task ? warm->ask : -1;
}
