/*
 * ledger/read.h - reading a plan or a sealed ledger: rows with their outcome,
 * letters, batches, rules, counts.
 *
 * Opened read-only and immutable. Slices passed to callbacks live until the
 * callback returns.
 */
#ifndef LEDGER_READ_H
#define LEDGER_READ_H

#include "base/diag.h"
#include "base/hash.h"
#include "ledger/banner.h"
#include "record/outcome.h"

struct ledger;

/* NULL after a report: no ledger, or one of another format version. */
struct ledger *ledger_open(const char *path, struct diag *diag);
void ledger_close(struct ledger *ledger);

/* A text of the plan's header ("job", "date", "reference", "language",
 * "program" …), copied; empty where there is none. */
struct slice ledger_text(
    struct ledger *ledger, struct arena *job_mem, const char *key);

/* Whether the run was made of this file, as plan_add_input had it. False after
 * a report. */
bool ledger_has_input(struct ledger *ledger, const char *role, const char *name,
    struct digest digest, bool *has, struct diag *diag);

/* A database's answer that the run was made of. */
struct ledger_answer {
	struct slice role, name;
	struct slice columns_json;
	const struct slice *columns;
	size_t column_count;
};
/* Stops, false, where seen returns false. */
bool ledger_each_answer(struct ledger *ledger,
    bool (*seen)(const struct ledger_answer *answer, void *ctx), void *ctx,
    struct diag *diag);

struct ledger_counts {
	uint32_t rows;
	uint32_t by_outcome[OUTCOME_COUNT];
	/* Pages and sheets are those of letters and banners. */
	uint32_t letters, pages, sheets, batches, banners;
};
bool ledger_count(
    struct ledger *ledger, struct ledger_counts *counts, struct diag *diag);

/* The register's columns, in its order, copied. */
struct slice *ledger_columns(
    struct ledger *ledger, struct arena *job_mem, size_t *count);

/* "text", "personnummer" …; the ledger's. */
struct slice ledger_column_type(const struct ledger *ledger, size_t column);

/* The number of the column that names a row. False after a report. */
bool ledger_key(struct ledger *ledger, size_t *key, struct diag *diag);

/* The numbers of those that the manifest shows, in its order. */
size_t *ledger_shown(
    struct ledger *ledger, struct arena *job_mem, size_t *count);

struct ledger_row {
	uint32_t row, line;
	enum outcome outcome;
	uint32_t rule; /* number of the deciding rule, 0 for none */
	struct slice rule_name; /* "exclude 1: Servicehusen ingår inte …" */
	struct slice reason;
	struct slice addressee; /* "client", "guardian" … */
	uint32_t letter, batch; /* the first letter's; 0 where there is none */
	struct slice letters; /* all of them: "12, 13" */
	uint32_t first_page, last_page, sheets; /* pages within the batch */
	struct slice digest; /* content hash, hexadecimal */
	/* Numbers of the rules that matched or cannot be decided: "3 7". */
	struct slice matches;
	struct slice key_hash; /* of a row whose cells are not kept */
	const struct slice *cells; /* the columns asked for; empty for a
				      protected person */
};

/*
 * Every register row once, by row number. `columns` are indices into the
 * register's columns. Stops, false, where `seen` returns false.
 */
bool ledger_each_row(struct ledger *ledger, const size_t *columns,
    size_t column_count, bool (*seen)(const struct ledger_row *row, void *ctx),
    void *ctx, struct diag *diag);

/* The same without what is said of the rows' letters, which takes twice as
 * long: addressee, letters and digest are empty, the numbers 0. */
bool ledger_each_decided(struct ledger *ledger, const size_t *columns,
    size_t column_count, bool (*seen)(const struct ledger_row *row, void *ctx),
    void *ctx, struct diag *diag);

struct ledger_letter {
	uint32_t number, batch;
	struct slice file; /* "batch-0001.pdf" */
	struct slice own_file; /* the letter's own; empty where it has none */
	uint32_t first_page, pages, sheets;
	struct slice digest; /* content hash, hexadecimal */
	struct slice addressee; /* "client", "care-of", "guardian" */
	struct slice rows; /* of the register: "39, 40" */
	struct slice code; /* of a response, or empty */
	struct slice stationery; /* that it is set on */
	struct slice address; /* its lines, as ledger/texts.h writes them */
};
bool ledger_each_letter(struct ledger *ledger,
    bool (*seen)(const struct ledger_letter *letter, void *ctx), void *ctx,
    struct diag *diag);

struct ledger_batch {
	uint32_t number;
	struct slice file;
	uint32_t letters, first_letter, last_letter;
	uint32_t pages, sheets; /* blank pages and banners among them */
	uint32_t banners;
	struct slice envelope; /* its class, or empty */
	struct slice stationery; /* that all its letters are set on */
	/* Of the file, once sealed; 0 and empty before. */
	uint64_t bytes;
	struct slice digest;
};
bool ledger_each_batch(struct ledger *ledger,
    bool (*seen)(const struct ledger_batch *batch, void *ctx), void *ctx,
    struct diag *diag);
/* The name of a batch's file, in the arena. False after a report. */
bool ledger_find_file(struct ledger *ledger, struct arena *mem, uint32_t batch,
    const char **file, struct diag *diag);
/* The banners of one batch. */
bool ledger_each_banner(struct ledger *ledger, uint32_t batch,
    bool (*seen)(const struct banner *banner, void *ctx), void *ctx,
    struct diag *diag);

/* Whether letters have files of their own beside their batches'. */
bool ledger_has_own_files(struct ledger *ledger, bool *has, struct diag *diag);
/* Whether letters have response codes (ledger/responses.h). */
bool ledger_has_responses(struct ledger *ledger, bool *has, struct diag *diag);

/* The letters of one batch with what is needed to set them again. */
struct ledger_print {
	uint32_t number; /* of the letter */
	uint32_t row, line;
	uint32_t version; /* index of the letters: entry */
	uint32_t pages, sheets;
	struct slice addressee;
	struct slice names; /* of a household, or empty */
	struct slice own_file; /* beside the batch's; empty for none */
	struct slice digest; /* content hash, hexadecimal */
	const struct slice *cells; /* all columns, normalised */
};
bool ledger_each_print(struct ledger *ledger, uint32_t batch,
    size_t column_count,
    bool (*seen)(const struct ledger_print *print, void *ctx), void *ctx,
    struct diag *diag);

struct ledger_rule {
	uint32_t number;
	struct slice kind; /* "protected", "deceased", "exclude", "send",
			      "hold", "built-in" */
	struct slice reason;
	struct slice condition; /* canonical text, empty for built-in */
	/* Rows; left: without an outcome after it. */
	uint32_t matched, undecidable, decided, left;
};
bool ledger_each_rule(struct ledger *ledger,
    bool (*seen)(const struct ledger_rule *rule, void *ctx), void *ctx,
    struct diag *diag);

#endif
