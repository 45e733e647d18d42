#include "fate/chain.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/base32.h"
#include "base/file.h"
#include "fate/messages.h"
#include "ledger/messages.h"

#define EVENTS_LIMIT ((size_t)1 << 30)
#define HEAD_LIMIT 4096

static void
write_head(struct strbuf *out, uint32_t count, struct digest last)
{
	char hex[65];
	digest_write_hex(last, hex);
	strbuf_print(out, "utskick events 1\ncount %u\nlast %s\n", count, hex);
}

/* ---- reading */

/* Of the run as a whole, beside its letters. */
static void
note(struct chain *chain, const struct event *event)
{
	chain->copies += event->kind == EVENT_REPRINTED ||
			 event->kind == EVENT_WITHDRAWN ||
			 event->kind == EVENT_PACKED;
	chain->destroyed |= event->kind == EVENT_DESTROYED;
	chain->date = event->date;
	if (event->kind != EVENT_PURGED)
		return;
	chain->purged = true;
	chain->purged_as = event->sha256;
}

static bool
take_line(struct chain *chain, struct slice line, struct diag *diag)
{
	struct event event;
	if (chain->purged || !event_read(line, chain->mem, &event) ||
	    event.number != chain->count + 1 ||
	    !digest_equal(event.before, chain->last)) {
		REPORT(diag, NO_SPAN, &fate_bad_event,
		    ARGS(chain->path, chain->count + 1));
		return false;
	}
	if (!fates_apply(&chain->fates, &event, diag)) {
		HINT(diag, &fate_in_event, ARGS(chain->path, event.number));
		return false;
	}
	note(chain, &event);
	return true;
}

/* The head agrees, or counts one line fewer. */
static bool
check_head(struct chain *chain, struct digest before, struct diag *diag)
{
	struct strbuf now = {0}, earlier = {0};
	struct slice head = {NULL, 0};
	bool there = path_is_taken(chain->head);
	if (there && !file_read(chain->mem, chain->head, INPUT_NONE, HEAD_LIMIT,
			 diag, NO_SPAN, &head))
		return false;
	write_head(&now, chain->count, chain->last);
	if (chain->count)
		write_head(&earlier, chain->count - 1, before);
	bool same = slice_equal(head, strbuf_view(&now));
	chain->unconfirmed =
	    there ? !same && slice_equal(head, strbuf_view(&earlier))
		  : chain->count == 1;
	bool good = same || chain->unconfirmed || (!there && !chain->count);
	if (!good)
		REPORT(diag, NO_SPAN, &fate_bad_head,
		    ARGS(chain->head, chain->count));
	strbuf_fini(&now);
	strbuf_fini(&earlier);
	return good;
}

static void
keep_line(struct chain *chain)
{
	chain->lines = arena_grow(chain->mem, chain->lines, &chain->line_room,
	    (size_t)chain->count + 1, sizeof *chain->lines);
	chain->lines[chain->count] = chain->last;
}

static bool
read_lines(struct chain *chain, struct slice text, struct diag *diag)
{
	struct digest before = chain->last;
	for (;;) {
		struct slice rest = slice_from(text, chain->whole);
		size_t end = slice_find_char(rest, '\n');
		if (end == rest.len)
			break;
		struct slice line = slice_part(rest, 0, end);
		if (!take_line(chain, line, diag))
			return false;
		before = chain->last;
		chain->last = hash_of(line);
		chain->count++;
		keep_line(chain);
		chain->whole += end + 1;
	}
	chain->torn = chain->whole < text.len;
	return check_head(chain, before, diag);
}

bool
chain_read(struct chain *chain, struct arena *mem, const char *run,
    const struct seal *seal, bool strict, struct diag *diag)
{
	*chain = (struct chain){
	    .mem = mem,
	    .path = path_join(mem, run, "keep/" EVENTS_FILE),
	    .head = path_join(mem, run, "keep/" EVENTS_HEAD),
	    .last = hash_of(seal->text),
	    .fd = -1,
	};
	fates_start(&chain->fates, mem, seal->counts.letters);
	keep_line(chain);
	if (path_is_taken(chain->path) &&
	    !file_read(mem, chain->path, INPUT_NONE, EVENTS_LIMIT, diag,
		NO_SPAN, &chain->text))
		return false;
	if (!read_lines(chain, chain->text, diag))
		return false;
	if (!strict || (!chain->torn && !chain->unconfirmed))
		return true;
	REPORT(diag, NO_SPAN,
	    chain->torn ? &fate_torn_event : &fate_unconfirmed,
	    ARGS(chain->path, chain->count + chain->torn));
	HINT(diag, &fate_torn_hint, NO_ARGS);
	return false;
}

void
chain_each_event(const struct chain *chain,
    void (*seen)(const struct event *event, void *ctx), void *ctx)
{
	struct event event;
	struct slice rest = slice_part(chain->text, 0, chain->whole);
	while (rest.len) {
		size_t end = slice_find_char(rest, '\n');
		if (event_read(slice_part(rest, 0, end), chain->mem, &event))
			seen(&event, ctx);
		rest = slice_from(rest, end + 1);
	}
}

/* ---- adding */

static bool
lock(struct chain *chain, const char *path, struct diag *diag)
{
	chain->fd = open(
	    path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (chain->fd >= 0 && flock(chain->fd, LOCK_EX) == 0)
		return true;
	file_report(diag, path, errno);
	return false;
}

/* Removes a torn line; brings the head up to a line it did not count yet. */
static bool
heal(struct chain *chain, struct diag *diag)
{
	struct strbuf head = {0};
	if (chain->torn && (ftruncate(chain->fd, (off_t)chain->whole) != 0 ||
			       fsync(chain->fd) != 0)) {
		file_report(diag, chain->path, errno);
		return false;
	}
	if (chain->torn)
		REPORT(diag, NO_SPAN, &fate_taken_away,
		    ARGS(chain->path, chain->count + 1));
	write_head(&head, chain->count, chain->last);
	bool ok = !chain->unconfirmed ||
		  file_write_whole(chain->head, strbuf_view(&head), diag);
	strbuf_fini(&head);
	return ok;
}

bool
chain_lock(
    struct chain *chain, struct arena *mem, const char *run, struct diag *diag)
{
	struct seal seal;
	*chain = (struct chain){.fd = -1};
	if (!seal_read(&seal, mem, run, diag))
		return false;
	struct chain locked = {.fd = -1};
	if (!lock(&locked, path_join(mem, run, "keep/" EVENTS_FILE), diag))
		return false;
	bool ok = chain_read(chain, mem, run, &seal, false, diag);
	chain->fd = locked.fd;
	return ok && heal(chain, diag);
}

bool
chain_open(
    struct chain *chain, struct arena *mem, const char *run, struct diag *diag)
{
	*chain = (struct chain){.fd = -1};
	if (!seal_check_ledger(run, diag) || !chain_lock(chain, mem, run, diag))
		return false;
	if (chain->purged)
		REPORT(diag, NO_SPAN, &ledger_purged_run, ARGS(run));
	return !chain->purged;
}

void
chain_close(struct chain *chain)
{
	if (chain->fd < 0)
		return;
	close(chain->fd);
	chain->fd = -1;
}

/* One write: afterwards the line is there, torn, or absent. */
static bool
add_line(struct chain *chain, struct slice line, struct diag *diag)
{
	struct strbuf head = {0};
	ssize_t put = write(chain->fd, line.at, line.len);
	if (put != (ssize_t)line.len || fsync(chain->fd) != 0) {
		file_report(diag, chain->path, put < 0 ? errno : ENOSPC);
		return false;
	}
	chain->last = hash_of(slice_part(line, 0, line.len - 1));
	chain->count++;
	keep_line(chain);
	chain->whole += line.len;
	write_head(&head, chain->count, chain->last);
	bool ok = file_write_whole(chain->head, strbuf_view(&head), diag);
	strbuf_fini(&head);
	return ok;
}

/* Somebody notes late what happened earlier, or the clock is wrong. */
static void
warn_earlier(
    const struct chain *chain, const struct event *event, struct diag *diag)
{
	char now[11], before[11];
	if (!chain->count || event->date >= chain->date)
		return;
	day_write_iso(event->date, now);
	day_write_iso(chain->date, before);
	REPORT(diag, NO_SPAN, &fate_earlier,
	    ARGS((const char *)now, (const char *)before));
	HINT(diag, &fate_earlier_hint, NO_ARGS);
}

bool
chain_append(struct chain *chain, struct event *event, struct diag *diag)
{
	struct strbuf line = {0};
	struct event again;
	event->number = chain->count + 1;
	event->before = chain->last;
	event_write(&line, event);
	bool ok = event_read(strbuf_view(&line), chain->mem, &again);
	if (!ok)
		REPORT(diag, NO_SPAN, &fate_unwritable, NO_ARGS);
	ok = ok && fates_apply(&chain->fates, event, diag);
	if (ok) {
		warn_earlier(chain, event, diag);
		strbuf_add_char(&line, '\n');
		ok = add_line(chain, strbuf_view(&line), diag);
	}
	if (ok)
		note(chain, event);
	strbuf_fini(&line);
	return ok;
}

/* ---- noted elsewhere */

static void
write_fingerprint(struct digest digest, char to[FINGERPRINT_SIZE])
{
	base32_write(digest.bytes, 16, true, to);
}

void
chain_fingerprint(const struct chain *chain, char to[FINGERPRINT_SIZE])
{
	write_fingerprint(chain->last, to);
}

/* Signs as people copy them: small ones, O for 0, without hyphens. */
static bool
is_fingerprint(struct slice text, struct digest digest)
{
	char ours[FINGERPRINT_SIZE];
	uint8_t theirs[16], wanted[16];
	write_fingerprint(digest, ours);
	return base32_read(text, theirs, sizeof theirs) == sizeof theirs &&
	       base32_read(slice_view(ours), wanted, sizeof wanted) ==
		   sizeof wanted &&
	       memcmp(theirs, wanted, sizeof wanted) == 0;
}

bool
chain_check_noted(
    const struct chain *chain, const char *noted, struct diag *diag)
{
	char *end;
	unsigned long number = strtoul(noted, &end, 10);
	if (*noted < '0' || *noted > '9' || *end != ':' ||
	    number > UINT32_MAX) {
		REPORT(diag, NO_SPAN, &fate_bad_noted, NO_ARGS);
		return false;
	}
	if (number <= chain->count &&
	    is_fingerprint(slice_view(end + 1), chain->lines[number]))
		return true;
	REPORT(diag, NO_SPAN, &fate_not_noted,
	    ARGS(chain->path, (uint32_t)number, chain->count));
	return false;
}
