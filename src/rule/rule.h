/*
 * rule/rule.h - who gets a letter: one outcome and one deciding rule per row.
 *
 * Rules stand in the order in which they decide:
 *
 *	malformed   held: its cells cannot be told apart; excluded where the
 *	            rule has a reason, since the job then knows of such rows
 *	protected   held: handled by hand, nothing of the row is kept
 *	deceased    excluded; held where it is not clear
 *	superseded  excluded: the preferred source has a row of the person
 *	exclude …   as the job lists them
 *	send        a row that does not match is excluded; `else` is the reason
 *	hold …      as the job lists them
 *	unfit, duplicate, version, address, text, page   held
 *
 * The first match decides and all matches are kept. Doubt holds: a rule of any
 * kind that cannot be decided (an empty value where it looks, one that nearly
 * is a value it names, arithmetic with nothing; expr_context.doubt) holds the
 * row, unless an exclude or the send surely excludes it: then every way of
 * filling the gap ends the same, and nobody needs to repair the row.
 */
#ifndef RULE_RULE_H
#define RULE_RULE_H

#include "expr/expr.h"
#include "record/outcome.h"

enum rule_kind {
	RULE_MALFORMED,
	RULE_PROTECTED,
	RULE_DECEASED,
	RULE_SUPERSEDED, /* another source's row of the same key stands */
	RULE_EXCLUDE,
	RULE_SEND,
	RULE_HOLD,
	RULE_UNFIT, /* a value that does not fit its column */
	RULE_DUPLICATE, /* the same key in several rows */
	RULE_VERSION, /* no letter is meant for it */
	RULE_ADDRESS, /* incomplete, or no postcode */
	RULE_TEXT, /* an empty field, or one that cannot be decided */
	RULE_PAGE, /* a glyph that is missing, a text that does not fit */
	RULE_KIND_COUNT,
};

/* "exclude", "send", "address" …: in ledger and --json. */
const char *rule_kind_name(enum rule_kind kind);

/* A built-in rule's name for people: "incomplete address". */
const struct message *rule_kind_wording(enum rule_kind kind);

/* "exclude", "send", "hold", and "built in" for the others: a wording. */
const char *rule_kind_sort(enum rule_kind kind);
/* The same of a kind's name, as the ledger has it. */
const char *rule_name_sort(struct slice name);

struct rule {
	uint32_t number; /* from 1, in the order above */
	enum rule_kind kind;
	struct slice reason; /* the job's words; built-in rules have none, but
			      for MALFORMED that the job leaves out */
	struct expr *condition; /* EXCLUDE, SEND, HOLD */
	struct span span;
	bool things; /* DUPLICATE: rows are places or the like, not persons */
	/* Rows; matched are only those that it surely takes. */
	uint32_t tried, matched, undecidable, decided, left;
};

/* What it is called. */
const struct message *rule_wording(const struct rule *rule);

struct rule_set {
	struct rule *at;
	size_t count;
	size_t room;
};

/* Adds a rule; call in the order above. */
struct rule *rule_set_add(
    struct arena *job_mem, struct rule_set *rules, enum rule_kind kind);

/* The first rule of a built-in kind. */
struct rule *rule_set_find(struct rule_set *rules, enum rule_kind kind);

/* A row, with what is known of it beside its values. */
struct rule_case {
	struct expr_context context; /* row, language … */
	bool malformed, is_protected, deceased, superseded, duplicate;
	bool deceased_unclear; /* then an empty `deceased` does not answer */
	bool twin_died; /* another row, which may be the same person's, says so
			 */
	bool guardian_died; /* another row says so of whom the letter goes to */
	bool similar; /* another row's key is near its own */
	bool two_centuries; /* its ten digits are another row's, older */
	struct slice preferred; /* where superseded: the source that stands */
	struct problem why; /* of malformed or unfit; of is_protected where
			       the row is not marked itself */
	bool unfit;
};

struct decision {
	enum outcome outcome; /* OUTCOME_LETTER: nothing held or excluded it */
	struct rule *rule; /* NULL for OUTCOME_LETTER */
	struct problem
	    why; /* built-in or undecidable; otherwise see rule->reason */
	bool undecidable;
};

/*
 * Decides one row and counts it in the rules. `matches` gets the numbers of
 * all rules that matched or cannot be decided ("3 7"), appended. Allocates
 * nothing but in context.letter_mem.
 */
struct decision rule_decide_row(struct rule_set *rules,
    const struct rule_case *row, struct strbuf *matches);

/* Whether the account has a line for it: the job's own, and built-in ones that
 * had something to say. */
bool rule_is_told(const struct rule *rule);

/* A later stage held the row after all (address, text, page …). */
void rule_count_held(struct rule *rule);

/* Fills `left` (rows undecided after each rule) once all rows are decided. */
void rule_set_count_left(struct rule_set *rules, uint32_t rows);

/* The reason of a decision, in the arena. */
struct slice decision_reason(struct arena *letter_mem,
    const struct words *words, const struct decision *decision);

#endif
