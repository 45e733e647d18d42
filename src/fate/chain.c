#include "fate/chain.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/base32.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/sink.h"
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
	    .file = {.fd = -1},
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

/* Removes a torn line; brings the head up to a line it did not count yet. */
static bool
heal(struct chain *chain, struct diag *diag)
{
	struct strbuf head = {0};
	if (chain->torn && !appended_cut(&chain->file, (off_t)chain->whole)) {
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
	*chain = (struct chain){.file = {.fd = -1}};
	if (!seal_read(&seal, mem, run, diag))
		return false;
	struct appended locked;
	const char *path = path_join(mem, run, "keep/" EVENTS_FILE);
	if (!appended_open(&locked, path)) {
		file_report(diag, path, errno);
		appended_close(&locked);
		return false;
	}
	bool ok = chain_read(chain, mem, run, &seal, false, diag);
	chain->file = locked;
	chain->start = chain->count;
	chain->start_whole = chain->whole;
	return ok && heal(chain, diag);
}

bool
chain_open(
    struct chain *chain, struct arena *mem, const char *run, struct diag *diag)
{
	*chain = (struct chain){.file = {.fd = -1}};
	if (!seal_check_ledger(run, diag) || !chain_lock(chain, mem, run, diag))
		return false;
	if (chain->purged)
		REPORT(diag, NO_SPAN, &ledger_purged_run, ARGS(run));
	return !chain->purged;
}

void
chain_close(struct chain *chain)
{
	appended_close(&chain->file);
}

/* Goes back to fewer events, whose head the file has by then. */
static void
go_back(struct chain *chain, uint32_t count, size_t whole, struct diag *diag)
{
	if (!appended_cut(&chain->file, (off_t)whole)) {
		file_report(diag, chain->path, errno);
		return;
	}
	chain->count = count;
	chain->last = chain->lines[count];
	chain->whole = whole;
}

/* The head of so many events, whose bytes are still to be written: that asks for
 * no more memory. */
static struct sink *
begin_head(const struct chain *chain, uint32_t count, struct digest last)
{
	struct strbuf text = {0};
	struct sink *sink = sink_to_path(chain->head);
	write_head(&text, count, last);
	sink_write(sink, strbuf_view(&text));
	strbuf_fini(&text);
	return sink;
}

/* Whether the file has this head, however its writing ended. */
static bool
has_head(const struct chain *chain, uint32_t count, struct digest last)
{
	struct strbuf want = {0};
	char have[HEAD_LIMIT];
	int fd = file_open(chain->head);
	ssize_t got = fd < 0 ? -1 : fault_read(fd, have, sizeof have);
	if (fd >= 0)
		close(fd);
	write_head(&want, count, last);
	bool same = got >= 0 && slice_equal((struct slice){have, (size_t)got},
				    strbuf_view(&want));
	strbuf_fini(&want);
	return same;
}

/* The head first: lines that it does not count are known, and others lost. */
void
chain_undo(struct chain *chain, struct diag *diag)
{
	if (chain->count == chain->start)
		return;
	bool ok = chain->start ? sink_finish(begin_head(chain, chain->start,
						 chain->lines[chain->start]),
				     diag)
			       : unlink(chain->head) == 0;
	if (ok)
		go_back(chain, chain->start, chain->start_whole, diag);
}

/*
 * Afterwards the line is there, or absent; a power cut may leave it torn. Where
 * the head counts it after all, its folder was not synced: the line stays then,
 * since a head that counts more lines than there are is a forger's.
 */
static bool
add_line(struct chain *chain, struct slice line, struct diag *diag)
{
	size_t whole = chain->whole;
	uint32_t count = chain->count + 1;
	struct digest last = hash_of(slice_part(line, 0, line.len - 1));
	struct sink *head = begin_head(chain, count, last);
	if (!appended_add(&chain->file, (off_t)whole, line)) {
		file_report(diag, chain->path, errno);
		sink_abort(head);
		return false;
	}
	chain->last = last;
	chain->count = count;
	keep_line(chain);
	chain->whole += line.len;
	if (sink_finish(head, diag))
		return true;
	if (!has_head(chain, count, last))
		go_back(chain, count - 1, whole, diag);
	return false;
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
	base32_read(slice_view(ours), wanted, sizeof wanted);
	return base32_read(text, theirs, sizeof theirs) == sizeof theirs &&
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
