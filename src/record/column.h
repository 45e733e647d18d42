/*
 * record/column.h - what the columns of a register hold.
 *
 * Names are the register's own headers. They are found without regard to
 * case and blanks (text/normal.h). Every column is text unless the job
 * declares otherwise; nothing is coerced by the look of it.
 */
#ifndef RECORD_COLUMN_H
#define RECORD_COLUMN_H

#include "base/diag.h"
#include "base/problem.h"
#include "base/span.h"
#include "record/beneath.h"
#include "record/hygiene.h"
#include "record/value.h"

enum column_type {
	COLUMN_TEXT,
	COLUMN_INTEGER,
	COLUMN_DECIMAL,
	COLUMN_DATE,
	COLUMN_FLAG,
	COLUMN_CHOICE, /* `values:` with spellings */
	COLUMN_PERSONNUMMER,
	COLUMN_HENKILOTUNNUS,
	COLUMN_FODSELSNUMMER,
	COLUMN_ORGANISATIONSNUMMER,
	COLUMN_POSTCODE,
	COLUMN_EMAIL,
	COLUMN_PHONE,
};

/* The names used in job files, in enum order, NULL-terminated. */
extern const char *const column_type_names[];

/* The same as an argument of a message, in its language. */
static inline struct argument
column_type_word(enum column_type type)
{
	return argument_wording(column_type_names[type]);
}

/* Whether a column of that type holds numbers of persons. */
bool column_is_identity(enum column_type type);

/*
 * The day somebody was born, by an identity number of that type (any other
 * type is read as a personnummer); DAY_NONE where it is not one without fault.
 */
day column_birth(enum column_type type, struct slice number, day today);

/* One value of a `values:` column and the spellings that mean it. */
struct choice {
	struct slice value;
	struct slice *spellings; /* as written; "" stands for an empty cell */
	size_t spelling_count;
	struct span span;
};

/* Counts of what column_read met while the register was loaded. */
struct column_tally {
	uint32_t hidden[HIDDEN_COUNT]; /* cells with such a character */
	uint32_t empty;
	uint32_t unfit;
	uint32_t crosses; /* flags set by an x */
	uint32_t words; /* flags set or not by a word or digit */
};

struct expr;

struct column {
	struct slice name; /* as the register writes it, cleaned */
	struct slice folded;
	enum column_type type;
	struct choice *choices; /* COLUMN_CHOICE */
	size_t choice_count;
	const void *choice_index; /* made by column_prepare */
	bool required;
	bool is_key; /* a word that stands for nothing is not a key */
	struct slice *empties; /* folded: cells that the job says are empty */
	size_t empty_count;
	char decimal; /* of numbers: '.' or ',', 0 where the job says neither */
	bool empty_is_no; /* COLUMN_FLAG: by column_settle */
	/*
	 * COLUMN_POSTCODE beside a column of countries: what is none of ours
	 * is kept as it stands, for record/address.h to judge by the country.
	 */
	bool any_land;
	bool computed; /* made from other columns, in no register */
	const struct expr *is; /* computed: by this, once it was checked */
	bool spoken; /* computed: its text is in the job's language */
	day today; /* settles the century of ten-digit identity numbers */
	struct column_tally *tally; /* made by column_prepare; NULL: no count */
	struct span span; /* of the declaration, if any */
};

struct columns {
	struct column *at;
	size_t count;
};

#define COLUMN_NONE SIZE_MAX

/* Whether `values:` list "" as a value of its own: an empty cell is meant, and is
 * none of the others. */
bool column_lists_empty(const struct column *column);

/* Index by name, compared folded; COLUMN_NONE where there is none. */
size_t columns_find(const struct columns *columns, struct slice name);

/* The name nearest to one that is not there, or empty. */
struct slice columns_nearest(const struct columns *columns, struct slice name);

/*
 * Makes what column_read needs, once the declaration is complete; `today` is
 * the job's date.
 */
void column_prepare(struct arena *job_mem, struct column *column, day today);

/*
 * Reports every spelling that stands for two values of the column; false
 * where there is one. After column_prepare.
 */
bool column_check_choices(const struct column *column, struct diag *diag);

/*
 * After the last row: a flag column in which nothing but crosses and empty
 * cells was met means no by an empty cell. Where it holds words (ja, nej, 1,
 * 0), an empty cell stays empty: nobody has answered.
 */
void column_settle(struct column *column);

/*
 * Normalises one cell: trims, NFC, then by type (date to ISO, spelling to its
 * listed value, postcode to "NNN NN", number with '.', flag to ja/nej,
 * personnummer to 12 digits "YYYYMMDD-NNNN"). `clean` gets the text to keep,
 * `value` the typed value, whose text is `clean` too. Where the cell does not
 * fit: `clean` is the trimmed text, value VALUE_UNFIT, `why` says why with the
 * column's name. Results borrow from as_read or live in row_mem. An error of a
 * spreadsheet fits no column, but where the job lists it.
 * Characters that do not show are removed or hold the row: record/hygiene.h.
 */
bool column_read(const struct column *column, struct arena *row_mem,
    struct slice as_read, struct value *value, struct problem *why);

/*
 * The same of a spreadsheet's cell, with what lies beneath it: columns of
 * numbers and dates take the number or the date that the cell holds, all others
 * what it shows. Where that cannot be used the cell does not fit.
 * `beneath` may be NULL.
 */
bool column_read_cell(const struct column *column, struct arena *row_mem,
    struct slice shown, const struct beneath *beneath, struct value *value,
    struct problem *why);

/* Whether a value that does not fit may stand as it is where the job says so:
 * not one that is missing, nor one that no cell shows. */
bool column_may_pass(const struct problem *why);

/*
 * A number as column_read keeps it: with '.', and "1.2340" for what as "1.234"
 * would have two readings.
 */
struct slice column_write_number(struct arena *row_mem, int64_t micro);

/* The typed value of a text that column_read has normalised; cheap. */
struct value column_value(const struct column *column, struct slice clean);
/* The same of a text that column_read found to fit: it is not judged again. */
struct value column_judged_value(
    const struct column *column, struct slice clean);

#endif
