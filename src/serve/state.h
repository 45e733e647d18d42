/*
 * serve/state.h - whether the files of a job are as they were: what was found
 * out about them is kept until one of them changes.
 *
 * By name, size and times, not by content: a register of a gigabyte is asked
 * about with every page.
 */
#ifndef SERVE_STATE_H
#define SERVE_STATE_H

#include <time.h>

#include "base/diag.h"
#include "base/hash.h"
#include "base/strbuf.h"

/*
 * All files of the folder and of the folders in it, but for those that start with
 * a dot, and what runs it has had. False where the system cannot say, with errno, which is no
 * change: whoever serves others refuses one page then and goes on.
 */
bool state_find(const char *folder, struct digest *state);
/* The same for a page's own process, which ends where the system cannot say
 * (base/fault.h). */
struct digest state_of_folder(const char *folder);

/* Of one file. For a page's own process, too. */
struct digest state_of_file(const char *path);

/*
 * Now. The kernel stamps files by a clock that may be some milliseconds late;
 * whoever reads them only after state_let_pass can tell by this moment whether
 * they have changed since.
 */
struct timespec state_now(void);
void state_let_pass(void);

enum state_age {
	STATE_OLDER, /* each is there and was not changed after that moment */
	STATE_CHANGED,
	STATE_UNKNOWN /* the system cannot say; errno does */
};

/* Of files that state_note has noted: another one in the place of one of them,
 * as where a link leads elsewhere by now, may be older than that moment. */
enum state_age state_compare(struct slice noted, struct timespec moment);
/* Which file it is, by the path that whoever compares has for it. */
void state_note(struct strbuf *noted, const char *path, const char *theirs);
/* All that was read through diag; `folder` is where we are, as they name it. What
 * databases have answered lies nowhere: whether there was such an answer. */
bool state_note_inputs(
    struct strbuf *noted, const char *folder, const struct diag *diag);

#endif
