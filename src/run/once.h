/*
 * run/once.h - the same mailing is not made twice by mistake.
 *
 * Every run adds a line to out/runs.jsonl beside the job, wherever its own
 * folder lies: the job's date, and digests of its name and of whom it writes
 * to, keyed by out/runs.key. Nobody's number or name stands there, and without
 * the key none can be tried out. A run is made before where nine tenths of its
 * recipients had a letter of a job of the same name whose date is at most 30
 * days from this one's. There is no clock: the jobs' own dates count.
 *
 * A line is there before its run's folder: one that is torn belongs to no
 * mailing.
 */
#ifndef RUN_ONCE_H
#define RUN_ONCE_H

#include "base/hash.h"
#include "job/job_file.h"
#include "job/reads.h"
#include "run/once_line.h"

/* What a look saw: the lines that count, of this job and within its days. */
struct once_known {
	char key[ONCE_KEY_LEN + 1]; /* which; "" where there was no line */
	uint32_t lines;
	struct digest digest; /* of each after the other */
};

/* The lines' account of this run's recipients. */
struct once_found {
	uint32_t recipients, had; /* had it before, in any run that counts */
	day last; /* of the latest of these runs; 0 where had is */
	struct once_known known; /* these runs, and those of other people */
	/* Where somebody looked before: */
	bool gone; /* a line that stood there then does not */
	bool since; /* recipients had it in a line that has come since */
};

/* A mailing, as far as it matters here; all of it is borrowed. */
struct once_mailing {
	struct arena *mem;
	const struct job_file *file; /* its name, date and folder */
	const struct job_reads *reads; /* by which columns people are known */
	/* The folder of the run, or NULL: where that is the job's own out/,
	 * the lines lie beside the job. */
	const char *out;
	const struct once_known *known; /* of an earlier look; NULL: none */
};

/* Nine tenths. */
bool once_is_again(const struct once_found *found);
/* Warns of fewer, where there are some. */
void once_warn_of_some(const struct once_found *found,
    const struct job_file *file, struct diag *diag);

/* A small file that keeps them; false after a report. */
bool once_known_write(
    const struct once_known *known, const char *path, struct diag *diag);
bool once_known_read(struct once_known *known, struct arena *mem,
    const char *path, struct diag *diag);

/* Whether a line can be added later on; false after a report. */
bool once_can_record(const struct once_mailing *mailing, struct diag *diag);

/*
 * Compares a plan with the lines, and changes nothing. False after a report: a
 * line that no run writes, or a key that is not the lines' own.
 */
bool once_look(const struct once_mailing *mailing, const char *plan,
    struct once_found *found, struct diag *diag);

/* What once_claim and once_record write; in the mailing's arena. */
struct once_places {
	const char *folder; /* where the lines lie; perhaps not there yet */
	const char *files[3]; /* lines and key, and NULL */
	bool all_there; /* both of them: nothing is made in the folder */
};

void once_find_places(
    const struct once_mailing *mailing, struct once_places *places);

/* The lines, locked against other runs; closed by once_close. */
struct once;

/* The same to add this run's line. NULL after a report. */
struct once *once_claim(const struct once_mailing *mailing, const char *plan,
    struct once_found *found, struct diag *diag);
/* Adds the line, synced. False after a report. */
bool once_record(struct once *once);
/* Takes it away again: its run came to nothing. */
void once_take_back(struct once *once);

/* Where the next line will begin. */
uint64_t once_end(const struct once *once);
/*
 * Takes away a line that begins there and is the very one that once_record would
 * write; where others stand behind it, it stays and counts for nobody. Whatever
 * else stands there is left alone. Nothing is recorded then but by another claim.
 * Any run of this mailing writes the same: where it is not sure whose the line is,
 * it stays, and *doubt is set. False after a report.
 */
bool once_take_back_at(struct once *once, uint64_t at, bool sure, bool *doubt);
/* Lets other runs in; accepts NULL. */
void once_close(struct once *once);

#endif
