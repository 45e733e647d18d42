/*
 * serve/server.h - what the parts of the server share: its desks, each a
 * folder with the work that goes on in it, and the visits that wait.
 */
#ifndef SERVE_SERVER_H
#define SERVE_SERVER_H

#include "serve/frame.h"
#include "serve/http.h"
#include "serve/serve.h"
#include "serve/state.h"
#include "serve/task.h"

#define SPOKEN_MOST 8

/* How far a check or run has come. */
struct progress_said {
	unsigned stage, done, total;
	unsigned rate; /* a second; 0: not known yet */
};

/* A check, or a run: work whose result is kept. */
struct kept {
	struct task *task; /* NULL: none */
	const struct words *words; /* in which its result is written */
	struct digest state; /* of the folder when it began */
	struct timespec began;
	uint64_t since; /* ms */
	bool once; /* forgotten when it was shown: it may show real people */
	bool unstarted; /* no process was to be had; nobody has been told */
	bool unread; /* nor could the folder be read */
	uint32_t number; /* of what was begun here, one after another */
};

/* A process that shows letters as they are written (serve/warm.h). */
struct warm {
	struct task *task; /* NULL: none */
	int ask; /* by this it is asked */
	const struct words *words; /* in which it answers */
};

/* A folder that is worked in. */
struct desk {
	struct desk *next;
	struct slice user; /* empty on loopback */
	const char *folder;
	struct kept check, run, who, tried;
	struct kept proof, rows; /* letters to be looked at */
	struct warm warm;
};

/* What a visit waits for; it lives as long as the visit. */
struct seat {
	struct seat *next;
	struct visit *visit;
	struct desk *desk;
	const struct words *words;
	char token[SESSION_SIGNS + 1];
	const char *shown_folder; /* its name */
	/* What is done for it alone, or NULL; the child, once it is started. */
	void (*work)(struct work *work);
	const void *asked;
	bool is_large; /* it answers with a file */
	bool writes; /* it changes files: one at a time in a folder */
	int with; /* a descriptor that it has too; 0: none */
	struct task *task;
	struct kept *kept; /* or what is kept */
	uint32_t number; /* the kept one's that it asks for; 0: the last */
	uint64_t since; /* ms */
	bool streams;
	struct progress_said said; /* what it has been told */
	struct progress_said from; /* where the stage was seen first, and */
	uint64_t from_when; /* when, in ms */
};

struct server {
	struct arena *mem;
	const struct serve_spec *spec;
	struct diag *diag;
	struct session session;
	struct gate gate;
	uint16_t port;
	struct http *http;
	struct desk *desks;
	struct seat *seats; /* of visits that wait */
	struct {
		const char *language;
		struct words *words;
	} spoken[SPOKEN_MOST];
	size_t spoken_count;
	bool ends;
};

/* The words that a browser asks for; the first are the server's own. */
const struct words *server_words(
    const struct server *server, const struct header *languages);

/* The desk of a user, made where there is a folder; NULL otherwise. `fault` is
 * where the system cannot say. */
struct desk *desk_find(struct server *server, struct slice user, bool *fault);

#endif
