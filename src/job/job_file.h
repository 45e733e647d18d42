/*
 * job/job_file.h - job.yaml as it is written, every value with its place.
 *
 * Reading checks form only (keys, kinds of values); what names mean is checked
 * in job/job.h once the register's header is known. See docs/job.md.
 */
#ifndef JOB_JOB_FILE_H
#define JOB_JOB_FILE_H

#include "base/hash.h"
#include "job/job_delivery.h"
#include "job/job_register.h"
#include "ledger/banner.h"
#include "record/column.h"
#include "shop/shop.h"

/* `where:` and `when:` of a rule or letter, as written. */
struct job_condition {
	const struct yaml *where;
	struct conf_text when;
};

/* To whom the letter of a client with a guardian goes. */
enum guardian_mail {
	GUARDIAN_CLIENT, /* the client, as if there were none */
	GUARDIAN_INSTEAD, /* the guardian, with a line that says for whom */
	GUARDIAN_CARE_OF, /* the client, c/o the guardian */
	GUARDIAN_BOTH, /* two letters */
};

/* What becomes of those with protected identity. */
enum protected_mail {
	PROTECTED_HELD, /* no letter is made */
	PROTECTED_SEPARATE, /* letters in keep/protected/, mailed by hand */
};

/* An envelope class: letters of up to so many sheets. */
struct job_envelope {
	struct conf_text name;
	uint32_t sheets;
};

enum print_split {
	SPLIT_BATCH, /* many letters in a file */
	SPLIT_LETTER, /* a file for each letter */
	SPLIT_BOTH, /* batches for the press, and a file for each letter */
};

enum job_rule_kind { JOB_EXCLUDE, JOB_HOLD };

struct job_rule {
	enum job_rule_kind kind;
	struct conf_text reason;
	struct job_condition condition;
	struct span span;
};

struct job_version {
	struct conf_list texts; /* file names; several: all in one envelope */
	struct job_condition condition;
	struct conf_text stationery; /* empty: the job's */
	struct span span;
};

struct job_enclosed {
	struct conf_text file, alt;
	struct job_condition condition;
	struct span span;
};

struct job_column {
	struct conf_text name;
	struct conf_text is; /* what the column is made from, if anything */
	bool typed; /* `type:` or `values:` is given */
	enum column_type type;
	bool required;
	struct choice *choices;
	size_t choice_count;
	struct conf_list empties; /* what else says that a cell is empty */
	char decimal; /* the sign before decimals; 0: not said */
};

struct job_fact {
	struct conf_text name;
	struct conf_text value;
	bool quoted; /* text whatever it looks like */
};

/* A role names columns, or says that there is none and why. */
struct job_role {
	struct conf_list columns;
	struct conf_text none; /* the reason */
};

/* A column that looks like a mark, and why it is not one. */
struct job_not_mark {
	struct conf_text column, why;
};

/* `print:`, with what it says or what stands where it says nothing. */
struct job_print {
	struct conf_number sides, letters_per_batch, sheets_per_batch;
	struct conf_word profile; /* enum pdf_profile */
	struct conf_word split; /* enum print_split */
	struct conf_flag bookmarks; /* one per letter, by number */
	struct conf_text named_by; /* a column: files are called so */
	struct conf_text new_batch; /* a column: its change starts one */
	struct conf_word banner; /* enum banner_use */
	struct conf_text group_by; /* a column: of BANNER_GROUP */
	const struct yaml *envelopes_yaml;
	struct job_envelope *envelopes; /* by sheets, smallest first */
	size_t envelope_count;
};

struct job_file {
	const char *path;
	const char *folder;
	uint32_t file;
	const struct yaml *yaml; /* all of it */

	struct conf_text name;
	struct conf_date date;
	struct conf_date keep_until; /* DAY_NONE: the job does not say */
	struct conf_text reference;
	struct conf_text language;
	struct conf_flag persons;
	const struct yaml *register_yaml;
	struct job_register *registers;
	size_t register_count;
	struct job_register register_; /* the first of them */
	struct conf_text prefer; /* the source whose row stands */
	struct conf_text corrections; /* a file */
	struct {
		struct conf_text person;
		struct conf_list deceased;
		const struct yaml *protected_yaml, *guardian_yaml,
		    *not_marks_yaml;
	} roles;
	struct {
		struct conf_text name, street, street2, postal, postcode, town,
		    country;
		struct conf_word mail; /* enum guardian_mail */
	} guardian;
	struct job_role protected_role;
	struct job_not_mark *not_marks;
	size_t not_mark_count;
	const struct yaml *columns_yaml, *facts_yaml, *rules_yaml,
	    *letters_yaml, *tables_yaml, *lists_yaml, *enclose_yaml;
	struct job_column *columns;
	size_t column_count;
	struct job_fact *facts;
	size_t fact_count;
	struct {
		const struct yaml *where;
		struct conf_text when, otherwise;
		struct span span;
	} send;
	bool has_send;
	struct job_rule *rules;
	size_t rule_count;
	struct {
		struct conf_range rows, letters, excluded, held;
	} expect;
	struct {
		struct conf_list name;
		struct conf_text co, street, street2, postal, postcode, town,
		    country;
		struct conf_flag capitals;
	} address;
	struct job_version *versions;
	size_t version_count;
	struct job_enclosed *enclosed;
	size_t enclosed_count;
	struct conf_text stationery;
	struct conf_text printshop;
	struct shop *shop; /* its profile; NULL: none is named */
	struct conf_list order;
	struct job_print print;
	struct conf_list manifest;
	struct {
		const struct yaml *where;
		struct conf_text when;
	} large_print;
	struct {
		/* reasons */
		struct conf_text malformed, unfit, required, duplicate, similar,
		    address, postcode, scrambled, number;
	} allow;
	struct conf_word protected_mail; /* enum protected_mail */
	struct {
		struct conf_text by; /* a column, or the word address */
		struct conf_number most;
	} households;
	struct job_delivery delivery;
	struct conf_number approval; /* people who must stand for a run */
};

/* One of column_type_names; false after a report with the nearest. */
bool job_read_type(
    const struct conf_text *name, enum column_type *type, struct diag *diag);

/* `protected: Skydd`, a list of columns, or `{none: why}`. */
bool job_read_role(const struct yaml *yaml, struct arena *job_mem,
    struct job_role *role, struct diag *diag);

/* NULL after all faults of the file are reported. */
struct job_file *job_file_read(
    struct arena *job_mem, const char *path, struct diag *diag);

#endif
