/*
 * serve/who.h - who gets a letter, as ticks: what becomes of each value of the
 * columns with `values:`, and the rules that ticks cannot say, as text.
 *
 * Read from a job file and written into it, each in its own place
 * (conf/edit.h). A rule is said by ticks where it is `exclude` or `hold` with a
 * `where:` of one such column and values of its list; of `send`, its `where:` of
 * such columns. All else is shown as it is written, never simplified.
 */
#ifndef SERVE_WHO_H
#define SERVE_WHO_H

#include "conf/edit.h"
#include "serve/task.h"

enum who_status { WHO_LETTER, WHO_NONE, WHO_WAITS };

struct who_value {
	struct slice text;
	enum who_status status, was;
	struct slice reason, reason_was; /* of none and waits */
	uint32_t rows;
};

struct who_column {
	struct slice name;
	struct who_value *values;
	size_t count;
	bool in_send; /* `send` lists those of its values that get a letter */
	uint32_t others; /* rows with a value that is not listed */
};

/* A rule that ticks do not say. */
struct who_rule {
	size_t at; /* in `rules:` */
	bool waits; /* hold, not exclude */
	struct slice where; /* as text; empty: none */
	struct slice reason, when; /* as they are or are to be */
	struct slice reason_was, when_was;
	bool has_when, goes;
	uint32_t line; /* of `when:`, or of the rule */
	const char *mark; /* of all that it said when it was read */
};

/* A column of few values that could have a list. */
struct who_offer {
	struct slice name;
	const struct slice *values;
	const uint32_t *rows;
	size_t count;
	bool taken;
};

struct who {
	struct work *work;
	struct edit *edit;
	char seen[65];
	bool stale;
	bool tries; /* what is not whole yet is counted all the same */
	struct who_column *columns;
	size_t column_count;
	struct who_rule *rules;
	size_t rule_count;
	bool has_send, send_has_when;
	struct slice otherwise, otherwise_was; /* why, where `send` says no */
	struct slice send_when, send_when_was;
	struct slice send_where; /* what of it ticks do not say, as text */
	uint32_t send_line;
	/* A rule to be added. */
	struct slice new_reason, new_when;
	bool new_waits;
	uint32_t new_line;
	struct who_offer *offers;
	size_t offer_count;
};

/* From the job file as it is. False after a report. */
bool who_read(struct who *who, struct work *work);

/* What a form sent, over that. */
void who_take(struct who *who);

/* Into who->edit. False after a report. */
bool who_write(struct who *who);

/* Where the conditions stand in who->edit now. */
void who_find_lines(struct who *who);

#endif
