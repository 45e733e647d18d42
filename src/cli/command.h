/*
 * cli/command.h - shared by every command: options, language, exit codes.
 *
 * Exit codes: 0 done; 1 done, but more rows held than `expect` allows; 2 the
 * job is refused (input, letter, rule, expectation); 3 wrong usage; 4 system
 * (disk, memory, a library).
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <getopt.h>

#include "base/diag.h"
#include "base/words.h"
#include "load/progress.h"
#include "new/new_job.h"
#include "paper/answers.h"
#include "run/scratch.h"

enum {
	EXIT_DONE = 0,
	EXIT_HELD = 1,
	EXIT_REFUSED = 2,
	EXIT_USAGE = 3,
	EXIT_SYSTEM = 4,
};

/* One invocation: what the options said, and where things are said. */
struct invocation {
	const char *command;
	const char *language; /* --lang or the environment's, or NULL */
	struct words *words; /* in which it speaks; see speak */
	const char *out; /* -o */
	const char *again; /* --again: why the same mailing once more */
	uint32_t workers; /* --workers */
	bool quiet;
	bool help; /* after a command */
	bool dump_layout; /* --dump-layout */
	bool json;
	bool times; /* --times */
	uint32_t row, letter; /* --row, --letter */
	uint32_t batch; /* --batch */
	uint32_t part, parts; /* --part 3/7 */
	const char *planned_job; /* --job */
	uint32_t skip; /* --skip of labels */
	const char *columns; /* --columns of list */
	bool sign; /* --sign of list */
	const char *key; /* --key */
	const char *passphrase_file; /* --passphrase-file */
	bool no_passphrase; /* --no-passphrase */
	bool final; /* --final */
	bool force, print_files, dry_run; /* --force … of purge */
	const char *noted; /* --events */
	const char *to, *until; /* --to, --until of pack */
	/* what happened to a run: --batch, --letters, --list, --date,
	 * --receipt, --reason, --by */
	const char *batches, *letters, *list, *date, *receipt, *reason, *by;
	const char *report, *proof; /* files of status --report and --proof */
	const char *as; /* --as: who approves */
	const char *seen; /* --seen: the mark on a proof */
	const char *rows; /* --rows of proof */
	bool real, png; /* --real, --png of proof */
	/* --municipality, --unit … of paper: by enum paper_question */
	const char *answers[PAPER_QUESTIONS];
	const char *base; /* --base of paper */
	struct new_register register_; /* --encoding, --delimiter … of new */
	/* of serve: where it is reached, and who says who somebody is */
	const char *asked_language, *socket, *user_header, *origin;
	uint32_t port;
	const char *job; /* the argument */
	const char *other; /* the second one, of diff and write; or NULL */
	struct scratch *scratch; /* shared with the supervisor */
	struct arena *mem;
	struct sources *sources;
	struct diag *diag;
};

struct command {
	const char *name;
	const struct message *summary;
	const struct message *usage; /* the arguments' line and options */
	const char *options; /* the letters and words it takes, see options.c */
	int arguments; /* how many it takes at most */
	int optional; /* how many of them may be left out */
	int (*run)(struct invocation *invocation); /* under supervise */
};

extern const struct command command_explain;
extern const struct command command_find;
extern const struct command command_diff;
extern const struct command command_new;
extern const struct command command_paper;
extern const struct command command_testsheet;
extern const struct command command_run;
extern const struct command command_plan;
extern const struct command command_check;
extern const struct command command_write;
extern const struct command command_verify;
extern const struct command command_keygen;
extern const struct command command_seal;
extern const struct command command_approve;
extern const struct command command_proof;
extern const struct command command_posted;
extern const struct command command_extract;
extern const struct command command_withdraw;
extern const struct command command_returns;
extern const struct command command_reconcile;
extern const struct command command_reprint;
extern const struct command command_status;
extern const struct command command_import;
extern const struct command command_pack;
extern const struct command command_labels;
extern const struct command command_list;
extern const struct command command_purge;
extern const struct command command_serve;

/* All commands, NULL-terminated. */
extern const struct command *const commands[];

/*
 * Reads the options of a command (argv[0] is its name). True to go on.
 * Otherwise *exit_code says how to end: after --help and --version, or after a
 * report of wrong usage.
 */
bool options_read(const struct command *command, int argc, char **argv,
    struct invocation *invocation, int *exit_code);

/*
 * Reads a key from stdin; asks for it on a terminal. False after a report, and
 * *code says how to end: there is none, more than one, or one that cannot be
 * read.
 */
bool read_key(struct invocation *invocation, struct slice *key, int *code);

/*
 * Reads a passphrase, from --passphrase-file or unseen from the terminal, where
 * it is asked for twice if it is new. False after a report.
 */
bool read_passphrase(
    struct invocation *invocation, bool twice, struct slice *passphrase);

/* --lang: speaks it from now on. False after a report: there is no such
 * language. */
bool options_read_language(const char *text, struct invocation *invocation);

/* "utskick 0.1.0" and the libraries' versions. */
void version_print(void);

/* Prints a message to a stream, with a line feed. */
void say(FILE *to, const struct words *words, const struct message *message,
    size_t count, const struct argument *arguments);

/* The options that every command has. */
void say_common_options(FILE *to, const struct words *words);

/* The invocation speaks this language from now on, its reports too. */
void speak(struct invocation *invocation, const char *language);

/* Where neither --lang nor the environment says it, the job's is spoken. */
void speak_for_job(struct invocation *invocation, const char *job_language);

/* The exit code of what was reported. */
int exit_code_of(const struct diag *diag);

/*
 * Runs `engine` in a child process and turns any death of it (a library that
 * aborts, a fault of ours, memory) into a message and an exit code. What the
 * engine left unfinished is removed. A signal that asks us to end (SIGINT,
 * SIGTERM, SIGHUP) ends the engine first, then us, by the same signal.
 */
int supervise(int (*engine)(struct invocation *invocation),
    struct invocation *invocation);

/*
 * A progress bar on stderr where that is a terminal, and with --times what the
 * stages took; NULL where neither is wanted.
 */
const struct progress *progress_bar(struct invocation *invocation);
/* What --times asks for, once all is done. `progress` may be NULL. */
struct answer;
void progress_tell_times(
    const struct progress *progress, struct answer *answer);
/* Takes the bar away. */
void progress_end(const struct progress *progress);
/* The same for another process, whose bar the dead one has left. */
void progress_clear(const struct invocation *invocation);

#endif
