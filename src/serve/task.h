/*
 * serve/task.h - work of the engine, in a process of its own.
 *
 * The server holds no register and survives whatever happens to one: whatever
 * reads a job runs in a forked child with limits of memory and time, and leaves
 * what it has to say in a file of memory that the server passes on unread. A
 * child that dies says so by its death.
 */
#ifndef SERVE_TASK_H
#define SERVE_TASK_H

#include <stdatomic.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/diag.h"
#include "load/progress.h"
#include "run/scratch.h"

#define TASK_NAME_MOST 256

/* What a run makes begins to last at one moment, and until then it can be
 * stopped: one of both comes first. */
enum lasting { LASTING_NOT_YET, LASTING_NOW, LASTING_NEVER };

/* What server and child share. */
struct task_shared {
	struct scratch scratch; /* what the child must not leave behind */
	unsigned stage, done, total; /* enum stage */
	atomic_int lasting; /* enum lasting */
	bool finished; /* all below is the child's word */
	unsigned status; /* of HTTP */
	bool passed; /* a run would go through; a run has */
	bool is_download; /* the text is a file, not HTML */
	bool asked; /* a database, whose answer may be another by now */
	char location[1024]; /* where to go instead: a file's name, each byte of
				it as three */
	char type[80], save_as[TASK_NAME_MOST], policy[192];
};

/* The child's side: what it works with, and where it leaves its answer. */
struct work {
	struct task_shared *shared;
	struct arena *mem;
	struct diag *diag;
	const struct words *words; /* of whoever asks */
	const char *folder; /* the job's, as the server names it; the child is
			       in it, so that no page says where it lies */
	const void *asked; /* what task_start was given */
	struct strbuf out; /* HTML; or */
	int file; /* the file of memory itself, for what is large */
	int with; /* what came with the form; 0: nothing */
	struct strbuf read; /* the files that went into it (serve/state.h) */
	struct progress progress;
};

struct task_limits {
	unsigned cpu_seconds, wall_seconds;
	uint64_t memory; /* bytes of address space */
	bool is_large; /* the answer lies in a nameless file of the folder */
	int with; /* a descriptor that the child has too; 0: none */
	bool reads_only; /* it writes temporary files, and none of the folder */
};

struct task;

/*
 * Starts `work` in a child, in `folder`, which outlives it. It writes below
 * there, where a mailing's folder `out` leads and where temporary files are, and
 * starts pdftoppm alone (base/confine.h). `asked` is copied by
 * fork. NULL where there is no process to be had.
 */
struct task *task_start(void (*work)(struct work *work), const char *folder,
    const struct words *words, const void *asked,
    const struct task_limits *limits);

/*
 * Whether it has come to its end, of whatever kind; ends one that is over its
 * time. To be asked after SIGCHLD, and now and then. `now` in ms.
 */
bool task_is_over(struct task *task, uint64_t now);

/* Ends it, and whatever it has started; it is over then. */
void task_stop(struct task *task);

/* The same, but where what it makes lasts already: false then, and it goes on. */
bool task_try_stop(struct task *task);
/* The same, but waits then until it is over. Accepts NULL. */
void task_finish(struct task *task);

/* For the child, before what it makes lasts: false where it has been stopped. */
bool task_begin_to_last(struct task_shared *shared);

/* Whether it said itself how it ended. */
bool task_is_whole(const struct task *task);
const struct task_shared *task_shared(const struct task *task);

/* Its answer: a new descriptor, at its start, and its length; -1 where it cannot
 * be read. */
int task_open_answer(const struct task *task, uint64_t *size);
/* The same as text, where it says nothing of people: of at most `most` bytes. */
bool task_read_answer(
    const struct task *task, size_t most, struct strbuf *text);
/* What the child put into `read`. */
bool task_read_inputs(
    const struct task *task, size_t most, struct strbuf *paths);

/* Stops it where it is not over, and frees it; accepts NULL. */
void task_free(struct task *task);

#endif
