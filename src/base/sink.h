/*
 * base/sink.h - where the bytes of an output go.
 *
 * A writer of a file (a batch, the spreadsheet, the index) takes a sink and
 * does not know whether the bytes become a file, stay in memory or leave
 * through a descriptor: the same bytes reach each of them. The caller opens
 * the sink and ends it:
 *
 *	struct sink *sink = sink_to_path(path);
 *	return sink_end(sink, index_write(sink, ledger, diag), diag);
 *
 * The first error is kept and reported once, by sink_end. A writer may look at
 * sink_error and stop early; it leaves the report to sink_end.
 */
#ifndef BASE_SINK_H
#define BASE_SINK_H

#include "base/diag.h"

struct sink;

/* A name that nobody else gives a file: what lies there was left by a process that
 * was killed, and is written over. */
#define SINK_PARTIAL ".utskick.partial"

/*
 * A file that is there whole or not at all: it is written as "<path>" SINK_PARTIAL
 * with mode 0600, synced and renamed at the end. What stood at the path before
 * stays until then; a device or a pipe stays for good, and is an error.
 */
struct sink *sink_to_path(const char *path);

/* The same, but not synced: a file that is read and removed before anything that
 * depends on it gets its name. */
struct sink *sink_to_passing(const char *path);

/* Appends to `to`, which is borrowed; abort takes away what was added. */
struct sink *sink_to_memory(struct strbuf *to);

/*
 * A pipe, a socket or a file opened by the caller, who also closes it; `name`
 * stands for it in reports. A reader who has left is an error like others and
 * raises no SIGPIPE. What was sent cannot be taken back: the reader learns
 * otherwise, by the protocol, that the whole has come.
 */
struct sink *sink_to_descriptor(int fd, const char *name);

/* Buffered. After an error nothing more is written. */
void sink_write(struct sink *sink, struct slice bytes);

/* The errno of the first error, 0 while all is well. */
int sink_error(const struct sink *sink);

/* The path or name that reports give. */
const char *sink_name(const struct sink *sink);

/*
 * The unfinished file, for a library that writes one by itself: it may be
 * opened, cut and filled by this name in place of sink_write. NULL for a sink
 * that is not a path, or that could not be opened.
 */
const char *sink_file(struct sink *sink);

/* All bytes reach their place. False after a report, and then no file is left.
 * Frees the sink. */
bool sink_finish(struct sink *take_sink, struct diag *diag);

/* Whether something in this process failed when it had taken the place of what
 * was there before, which is gone. */
bool sink_has_replaced(void);
/* Said by whoever has renamed a file by himself, and then failed. */
void sink_note_replaced(void);

/* Files that belong together: all of them get their names, or none where one of
 * them fails. */
bool sink_finish_all(struct sink **take_sinks, size_t count, struct diag *diag);

/* Leaves no file, and nothing in memory; frees the sink. Accepts NULL. */
void sink_abort(struct sink *take_sink);

/*
 * Finishes where `whole`. Otherwise reports the sink's own error, if there is
 * one, and aborts. True where all is written.
 */
bool sink_end(struct sink *take_sink, bool whole, struct diag *diag);

#endif
