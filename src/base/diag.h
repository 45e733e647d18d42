/*
 * base/diag.h - everything that is wrong, said once, with its place.
 *
 * A function that can complain takes a struct diag *. Where it returns false it
 * has reported why. Diagnostics are kept in the order they come and printed
 * together, so that all that can be found is said in one go:
 *
 *	letter.sv.md:14:9: error: the register has no column 'fornman'
 *	    [unknown-name]
 *	   14 | Hej {{fornman}}!
 *	      |       ^~~~~~~ did you mean 'fornamn'?
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdio.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/message.h"
#include "base/sources.h"

struct diag;

#define DIAG_HINTS_MAX 3
#define DIAG_PLACES_MAX 3

/* A message with its place and arguments; texts live as long as the diag. */
struct diag_said {
	const struct message *message;
	struct span span;
	size_t count;
	struct argument arguments[ARGUMENTS_MAX];
};

struct diag_report {
	struct diag_said main;
	struct diag_said hints[DIAG_HINTS_MAX]; /* without a place */
	size_t hint_count;
	struct diag_said places[DIAG_PLACES_MAX]; /* further ones */
	size_t place_count;
	bool concealed; /* its line is not quoted */
};

/* `sources` is borrowed and must outlive the diag. */
struct diag *diag_new(struct sources *sources);
void diag_free(struct diag *diag);

struct sources *diag_sources(const struct diag *diag);

/*
 * The language in which its reports are told: English until it is said, and
 * whatever was reported before is told in it too. `words` is borrowed and must
 * outlive the diag.
 */
void diag_speak(struct diag *diag, const struct words *words);
const struct words *diag_words(const struct diag *diag);
/* Lives until diag_reset: for messages that no table holds. */
struct arena *diag_mem(const struct diag *diag);

/*
 * Reports: REPORT(diag, span, &expr_unknown_name, ARGS(name)). Arguments are
 * copied. NO_SPAN where there is no place; a span with a file only names it.
 */
void diag_report(struct diag *diag, struct span span,
    const struct message *message, size_t count,
    const struct argument *arguments);

/* Adds to the last report: shown behind its caret, or on a line of its own. */
void diag_hint(struct diag *diag, const struct message *hint, size_t count,
    const struct argument *arguments);

/* Adds a second place to the last report ("opened here"). */
void diag_also(struct diag *diag, struct span span, const struct message *note,
    size_t count, const struct argument *arguments);

/*
 * The last report names its place and does not quote the line: what stands
 * there is about a person.
 */
void diag_conceal(struct diag *diag);

#define REPORT(diag, span, message, ...)                                       \
	diag_report((diag), (span), (message), __VA_ARGS__)
#define HINT(diag, hint, ...) diag_hint((diag), (hint), __VA_ARGS__)
#define ALSO(diag, span, note, ...)                                            \
	diag_also((diag), (span), (note), __VA_ARGS__)

/* The worst level reported; LEVEL_NOTE where nothing was. */
enum level diag_worst(const struct diag *diag);

/* Number of reports at LEVEL_ERROR or worse; to see whether a step added any.
 */
size_t diag_errors(const struct diag *diag);

/* ---- walking them, in the order they came */

size_t diag_count(const struct diag *diag);
/* Borrowed until the next report. */
const struct diag_report *diag_view(const struct diag *diag, size_t index);
/* Whether the same was said at the same place before it. */
bool diag_is_repeated(const struct diag *diag, size_t index);

/* The index of the first report not taken by this yet; all are now. */
size_t diag_take_unprinted(struct diag *diag);

/* Notes are not printed from now on; JSON has them all the same. */
void diag_leave_out_notes(struct diag *diag);
/* Whether a report is not printed: said before, or a note that is left out. */
bool diag_is_left_out(const struct diag *diag, size_t index);

/*
 * Prints what was not taken yet, in the order it came; the same report at
 * the same place is printed once. A control or direction character in a name
 * or a quoted line is printed as U+FFFD, and identity numbers are masked
 * (base/mask.h).
 */
void diag_print(struct diag *diag, FILE *to);

/*
 * An array of objects, each report once, printed or not (docs/commands.md):
 * level, code, message, file, line, column, length, arguments, hints, also.
 */
void diag_write_json(const struct diag *diag, struct json *json);

/*
 * The reports from index `from` on, as bytes for another process; they are put
 * into words here. diag_unpack adds them to a diag whose sources may be others
 * (places are found again by name). False where the bytes are not whole.
 */
void diag_pack(const struct diag *diag, size_t from, struct strbuf *out);
bool diag_unpack(struct diag *diag, struct slice packed);
/* Those from this one on were packed, and are said elsewhere. */
void diag_forget(struct diag *diag, size_t from);

/*
 * The same through a file of memory that two processes share (memfd_create): it
 * gets there when the disk is full, too, and leaves nothing. diag_fetch is
 * false where nothing was left: the other died before it could say why.
 */
bool diag_leave(const struct diag *diag, size_t from, int file);
bool diag_fetch(struct diag *diag, int file);

/* Drops all reports, and what base/inputs.h knows (tests and fuzzers). */
void diag_reset(struct diag *diag);

#endif
