/*
 * expr/expr.h - the expression language: parse, check, evaluate, explain.
 *
 * Small, typed and total: = <> < <= > >=, and or not, in (…), contains, starts
 * with, is empty, + - on numbers, dates and days, functions, parentheses;
 * Swedish words (och eller inte i är tom innehåller börjar med) mean the same.
 * Names with blanks stand in [brackets]; quotes are straight or typographic.
 * Checked before any row is read. See docs/expressions.md.
 *
 * There is no NULL: an empty value in an ordering or arithmetic makes the
 * answer undecidable, and so does anything built on it, except where the
 * other side of and/or settles it. An empty cell is equal to '' and to nothing
 * else, and whether it differs from a text is undecidable, however the
 * negation is written.
 */
#ifndef EXPR_EXPR_H
#define EXPR_EXPR_H

#include "base/diag.h"
#include "base/problem.h"
#include "record/row.h"

/* The answer of a condition. */
enum verdict { VERDICT_NO, VERDICT_YES, VERDICT_UNDECIDABLE };

/* Something with a name that no column holds: a fact, or addressee. */
struct named_value {
	struct slice name;
	enum column_type type; /* TEXT, INTEGER/DECIMAL, DATE, FLAG */
	struct value value; /* facts; for extras the default */
	bool per_letter; /* the value comes from expr_context.extras */
	const struct column *column; /* of another table; otherwise NULL */
	/*
	 * The job's own, as "datum": found as "job.datum" too, which no column
	 * can be. A column of the same name comes first but on paper.
	 */
	bool of_job;
};

/* Data beyond the row that functions ask: lists, earlier runs, tables. */
enum expr_outside_kind {
	OUTSIDE_LIST, /* in_list('sparr.csv'): a file, a row a member */
	OUTSIDE_RUN, /* had_letter_in('../out/2012-03-19'): a sealed run */
	OUTSIDE_ANSWERED, /* answered_in: its letters that were answered */
	OUTSIDE_RETURNED, /* returned_in: those that came back */
	OUTSIDE_TABLE, /* look_up('enheter.csv', Enhet, 'Telefon') */
};

static inline bool
expr_is_run(enum expr_outside_kind kind)
{
	return kind == OUTSIDE_RUN || kind == OUTSIDE_ANSWERED ||
	       kind == OUTSIDE_RETURNED;
}

struct expr_asked {
	enum expr_outside_kind kind;
	struct slice name; /* of the file or folder, as the rule writes it */
	/*
	 * OUTSIDE_LIST: the list's column that is looked into, empty for its
	 * first. OUTSIDE_TABLE: the column that answers; the first is asked.
	 */
	struct slice column;
	struct span place; /* of the name */
	struct span column_place;
	/* The column whose value is looked for; NULL: a text of any kind. */
	const struct column *compared;
	bool by_key; /* the row itself is: the register's key */
};

/* How they are asked; set by job/, which knows where files lie. */
struct expr_lookups {
	void *ctx;
	/*
	 * At check: makes ready what is asked, for as long as the scope
	 * lives. NULL after a report. The same may be asked many times.
	 */
	void *(*open)(
	    void *ctx, const struct expr_asked *asked, struct diag *diag);
	/*
	 * Whether a list or a run holds a value that is neither empty nor
	 * unfit; `value` NULL: the row itself, by its key.
	 * VERDICT_UNDECIDABLE where that cannot be said, and then why.
	 */
	enum verdict (*holds)(void *opened, const struct row *row,
	    const struct value *value, struct problem *why);
	/*
	 * The answer of a table for a value: text, or empty. VALUE_UNDECIDABLE
	 * where it has no such value, and then why.
	 */
	struct value (*find)(
	    void *opened, const struct value *value, struct problem *why);
};

/*
 * Another table of the job. Its columns stand among scope.names, one after
 * another, as "table.column", per_letter; {{each}} gives them each row's
 * values.
 */
struct expr_table {
	struct slice name;
	size_t first_name; /* index into scope.names */
	size_t column_count;
};

/* The meaning of names; built by job/ before rules and letters are checked. */
struct scope {
	const struct columns *columns;
	const struct named_value *names; /* facts first, then extras */
	size_t name_count;
	day today; /* the job's date */
	const struct expr_lookups *lookups; /* NULL: nothing can be asked */
	const struct expr_table *tables;
	size_t table_count;
	bool on_paper; /* a stationery's: the job's own names come first */
};

struct expr;

/*
 * Parses one expression. `text` lies in the source `place.file`; `place` is
 * the span of its first character. NULL after a report. Unparsed rest is an
 * error.
 */
struct expr *expr_parse(struct arena *job_mem, struct slice text,
    struct span place, struct diag *diag);

/*
 * Takes it for a word processor's field: a name that is not known means the one
 * column or fact that has its letters and digits ("God_man", "Email"), and a
 * text beside a number is read as one. Before check.
 */
void expr_take_for_word(struct expr *expr);
/* Its names as people write them, as far as that can be known without a
 * register: "God man". Before check. */
void expr_respell(struct expr *expr);

/*
 * The tree of a `where:` map: each column equal to its value, or to one of a
 * list; all must match. NULL where count is 0.
 */
struct where {
	struct slice column;
	struct span column_span;
	const struct slice *values;
	const struct span *value_spans;
	size_t value_count;
};
struct expr *expr_from_where(struct arena *job_mem, const struct where *wheres,
    size_t count, struct diag *diag);

/* A column by its name, and a function's call: not parsed, not checked. */
struct expr *expr_column(
    struct arena *job_mem, struct slice name, struct span place);
struct expr *expr_call(struct arena *job_mem, const char *function,
    struct expr *const *arguments, size_t count);

/* a and b; either may be NULL. */
struct expr *expr_and(struct arena *job_mem, struct expr *a, struct expr *b);

/* The type of an expression's result, as check found it. */
enum expr_type {
	EXPR_TEXT,
	EXPR_NUMBER,
	EXPR_DATE,
	EXPR_FLAG,
};

/*
 * Resolves names and types against the scope, which must outlive the
 * expression. Reports all faults; false where there was one. expr_check_flag
 * also wants a condition, not a value.
 */
bool expr_check(
    struct expr *expr, const struct scope *scope, struct diag *diag);
bool expr_check_flag(
    struct expr *expr, const struct scope *scope, struct diag *diag);

enum expr_type expr_type(const struct expr *expr);
struct span expr_span(const struct expr *expr);

/* Calls seen(column, ctx) for each column the expression reads. */
void expr_each_column(
    const struct expr *expr, void (*seen)(size_t column, void *ctx), void *ctx);

/* Calls seen for each name in it, known or not; before check too. */
void expr_each_name(const struct expr *expr,
    void (*seen)(struct slice name, void *ctx), void *ctx);

/* True where it is a column and nothing more; which one. After check. */
bool expr_is_column(const struct expr *expr, size_t *column);

/* Whether it asks a list, a run or a table. After check. */
bool expr_asks(const struct expr *expr);
/* Whether it asks one for the row itself: in_list('file'), without a column. */
bool expr_asks_for_row(const struct expr *expr);

/*
 * Whether its text is written in the letter's language: a number, a date in
 * words, a list. After check.
 */
bool expr_speaks(const struct expr *expr);

/*
 * True where it gives the same for every row: no column, no name that differs
 * by letter, nothing asked of lists, runs or tables. After check.
 */
bool expr_is_constant(const struct expr *expr);

/*
 * True after a report: the number may be over a thousand or just over one
 * (1.234), and `decimal` (text/number.h) does not say which.
 */
bool expr_refuse_two_readings(
    struct diag *diag, struct span span, struct slice text, char decimal);

/* How a comparison names a text: as a whole (=, <>, in), or a part of it. */
enum expr_naming { EXPR_NAMES_WHOLE, EXPR_NAMES_PART, EXPR_NAMES_START };

/* A text that a column is compared with. */
struct expr_named {
	size_t column;
	enum expr_naming naming;
	struct slice folded; /* empty where the expression names '' */
	struct span span; /* of the text */
};

/*
 * Calls seen for each text that a column of texts is compared with, also
 * through upper, lower and otherwise; after check.
 */
void expr_each_named(const struct expr *expr,
    void (*seen)(const struct expr_named *named, void *ctx), void *ctx);

/* A literal that values of a column are compared with, of the register or of
 * another table. */
struct expr_literal {
	const struct column *column;
	enum expr_naming naming;
	struct slice folded; /* its text */
	struct value value; /* the same, typed */
};

/* The same for literals of any type, and for columns of other tables too. */
void expr_each_literal(const struct expr *expr,
    void (*seen)(const struct expr_literal *literal, void *ctx), void *ctx);

/* Whether the comparison takes a cell for what it names. */
bool expr_named_takes(const struct expr_named *named, struct slice cell);

/* The rows of another table that belong to this one. */
struct expr_rows {
	const struct value *values; /* row after row */
	size_t count;
	bool unknown; /* it cannot be said which: the value they are found by
			 does not fit, or is nearly another's */
};

/*
 * Sets the tables' columns among extras, which is as long as scope.names: to
 * the values of the one row that belongs here, to empty where none does. Where
 * several do, whoever asks for one value is undecidable. `rows` by index of
 * scope.tables; NULL: none belongs.
 */
void expr_set_tables(const struct scope *scope, const struct expr_rows *rows,
    struct value *extras);

/* The table of which one row was asked for where several belong, or NULL: the
 * reason is another. */
const struct expr_table *expr_find_several(
    const struct scope *scope, const struct problem *why);

/* Where the expression is evaluated. */
struct expr_context {
	const struct row *row;
	const struct value *extras; /* by index of scope.names, or NULL */
	struct arena *letter_mem; /* for texts that functions make */
	const char *language; /* of the letter; "sv" for rules */
	const struct expr_rows *tables; /* by index of scope.tables, or NULL */
	/*
	 * Doubt holds: set for the rules. Comparing an empty cell with
	 * a text, or a text cell that is nearly but not quite (expr/near.h)
	 * the text it is compared with, is then undecidable.
	 */
	bool doubt;
	/* Only the second of these: set for the conditions of letters. */
	bool near_doubt;
};

/*
 * The value; VALUE_UNDECIDABLE where an empty or unfit value was ordered or
 * computed with; *why then names the column. No allocation but for texts.
 */
struct value expr_evaluate(const struct expr *expr,
    const struct expr_context *context, struct problem *why);

/* The same for a condition. */
enum verdict expr_decide(const struct expr *expr,
    const struct expr_context *context, struct problem *why);

/*
 * Whether a cell that is printed as it is, or goes into the text that is,
 * stands for nothing ("-", "okänd": record/stand_in.h), be it by way of a
 * computed column. Facts and listed values of the job are meant as they stand.
 */
bool expr_shows_nothing(
    const struct expr *expr, const struct expr_context *context);

/*
 * The cells that a text is made of, until one is found for which `seen` is
 * true. `joined`: it stands in the text as it is, and no function took a part
 * of it. `name` is its column's, and empty of what was looked up.
 */
bool expr_each_cell(const struct expr *expr, const struct expr_context *context,
    bool (*seen)(struct slice name, struct slice text, bool joined, void *ctx),
    void *ctx);

/* The expression as text, canonical, for manifest and explain. */
void expr_write(struct strbuf *out, const struct expr *expr);

/* A name as an expression writes it: in [brackets] where it must, "]]" for ].
 */
void expr_write_name(struct strbuf *out, struct slice name);

/* One line per part with its value for this row (utskick explain). */
void expr_explain(struct strbuf *out, const struct words *words,
    const struct expr *expr, const struct expr_context *context);

#endif
