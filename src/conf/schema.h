/*
 * conf/schema.h - a table that says what a YAML map may hold, and where in a
 * struct each value goes.
 *
 *	#define AT(member) .offset = offsetof(struct job, member)
 *	static const struct field fields[] = {
 *		{"name", FIELD_TEXT, AT(name), .required = true},
 *		{"date", FIELD_DATE, AT(date)},
 *		{"print", FIELD_MAP, AT(print), .schema = &print_schema},
 *		{0},
 *	};
 *
 * All faults are reported in one go: unknown key (nearest name), missing key,
 * a value of the wrong kind with an example of the right one. The target
 * struct is zeroed by the caller and may hold defaults.
 */
#ifndef CONF_SCHEMA_H
#define CONF_SCHEMA_H

#include <stdint.h>

#include "conf/yaml.h"
#include "text/date.h"

/* Values with their places; span.file == 0: not given. */
struct conf_text {
	struct slice text;
	struct span span;
};
struct conf_number {
	int64_t number; /* whole; FIELD_DECIMAL: micro, text/number.h */
	struct span span;
};
struct conf_range { /* "350-450", "12", "10-" (most: INT64_MAX) */
	int64_t least, most;
	struct span span;
};
struct conf_date {
	day when;
	struct span span;
};
struct conf_flag {
	bool on;
	struct span span;
};
struct conf_length { /* 24mm, 1.5cm, 12pt, 0.66em */
	int32_t mpt; /* thousandths of a point; em: thousandths of an em */
	bool em;
	struct span span;
};
struct conf_list { /* of scalars; a lone scalar is a list of one */
	struct conf_text *at;
	size_t count;
	struct span span;
};
struct conf_word { /* one of `words`, in either language */
	int index; /* into words */
	struct span span;
};

enum field_kind {
	FIELD_TEXT, /* struct conf_text, not empty */
	FIELD_NUMBER, /* struct conf_number */
	FIELD_DECIMAL, /* struct conf_number, micro */
	FIELD_RANGE, /* struct conf_range */
	FIELD_DATE, /* struct conf_date, ISO */
	FIELD_FLAG, /* struct conf_flag: yes no true false ja nej */
	FIELD_LENGTH, /* struct conf_length */
	FIELD_LIST, /* struct conf_list; not empty where required */
	FIELD_WORD, /* struct conf_word */
	FIELD_MAP, /* a struct by .schema, at offset */
	FIELD_YAML, /* const struct yaml *, anything; the caller reads it */
};

struct schema;

struct field {
	const char *key; /* in English; conf/keynames.h has it in Swedish */
	enum field_kind kind;
	size_t offset;
	bool required;
	const struct schema *schema; /* FIELD_MAP */
	const char *const *words; /* FIELD_WORD, NULL-terminated */
	int64_t least, most; /* numbers; both 0: any */
};

struct schema {
	const char *what; /* "the job", for messages; untranslated */
	const struct field *fields; /* ends with key == NULL */
};

/* Reads `yaml` into `into`; false after one or more reports. */
bool schema_read(const struct schema *schema, const struct yaml *yaml,
    struct arena *job_mem, void *into, struct diag *diag);

/*
 * The single conversions, for callers that walk FIELD_YAML themselves; false
 * after a report. Words are compared without case.
 */
bool conf_read_text(
    const struct yaml *yaml, struct conf_text *to, struct diag *diag);
bool conf_read_number(
    const struct yaml *yaml, struct conf_number *to, struct diag *diag);
bool conf_read_decimal(
    const struct yaml *yaml, struct conf_number *to, struct diag *diag);
bool conf_read_range(
    const struct yaml *yaml, struct conf_range *to, struct diag *diag);
bool conf_read_date(
    const struct yaml *yaml, struct conf_date *to, struct diag *diag);
bool conf_read_flag(
    const struct yaml *yaml, struct conf_flag *to, struct diag *diag);
bool conf_read_length(
    const struct yaml *yaml, struct conf_length *to, struct diag *diag);
bool conf_read_word(const struct yaml *yaml, const char *const *words,
    struct conf_word *to, struct diag *diag);
bool conf_read_list(const struct yaml *yaml, struct arena *job_mem,
    struct conf_list *to, struct diag *diag);

/* Reports an unknown key of `map` with the nearest of `names`
 * (NULL-terminated), in either language. */
void conf_report_unknown(struct diag *diag, const struct yaml *map,
    const struct yaml_pair *pair, const char *what, const char *const *names);

#endif
