/*
 * fate/event.h - one thing that happened to a run after its seal: a line of
 * keep/events.jsonl, written in one form and read in no other.
 *
 *	{"event":2,"before":"4f…","date":"2012-03-21","kind":"posted",
 *	 "posted":"1-100","reason":"…","file":"kvitto.pdf","sha256":"9a…"}
 *
 * on one line. `before` is the SHA-256 of the line before it; the first
 * line has that of the seal. Letters are named by number, never a person.
 */
#ifndef FATE_EVENT_H
#define FATE_EVENT_H

#include "base/hash.h"
#include "fate/numbers.h"
#include "text/date.h"

/* The change an event makes to letters; a reconciliation makes several. */
enum fate_change {
	CHANGE_POSTED,
	CHANGE_WITHDRAWN,
	CHANGE_RETURNED,
	CHANGE_ANSWERED,
	CHANGE_WANTED, /* spoiled: to be printed again */
	CHANGE_REPRINTED,
	CHANGE_COUNT
};

enum event_kind {
	EVENT_POSTED,
	EVENT_WITHDRAWN,
	EVENT_RETURNS,
	EVENT_RECONCILED,
	EVENT_REPRINTED,
	EVENT_PACKED, /* handed to the print shop, in one encrypted file */
	EVENT_DESTROYED, /* the print files, once they have served */
	EVENT_PURGED, /* all that the run held of people; nothing follows it */
	EVENT_KINDS
};
extern const char *const event_kind_names[EVENT_KINDS];

struct event {
	uint32_t number; /* from 1 */
	struct digest before;
	day date;
	enum event_kind kind;
	struct numbers letters[CHANGE_COUNT];
	struct slice reason; /* or empty */
	struct slice file; /* a receipt, a list: its name, or empty */
	struct digest sha256; /* of that file */
	day until; /* of a pack: destroyed by then at the shop; 0: not said */
};

/* Without its line feed. */
void event_write(struct strbuf *out, const struct event *event);
/* Reads into mem. False for all that event_write would not have written. */
bool event_read(struct slice line, struct arena *mem, struct event *event);

#endif
