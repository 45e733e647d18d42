#include "intake/dialect.h"

#include <ctype.h>
#include <strings.h>

#include "intake/cut.h"

#define SAMPLE 200 /* records */

/* How a file's head looks with one delimiter. */
struct trial {
	char delimiter;
	size_t columns; /* of the header */
	size_t records; /* after it */
	size_t fitting; /* with as many fields */
	size_t trailing; /* with one more, which is empty */
	size_t empty_last; /* with as many, the last empty */
	bool header_trails; /* the header's last is empty */
	bool prose; /* each stands before a blank, as commas do in text */
};

static size_t
count_fields(const struct cut *cut, char delimiter, bool *prose)
{
	size_t fields = 1;
	bool quoted = false;
	struct slice text = cut->text;
	for (size_t i = 0; i < text.len; i++) {
		/* A doubled quote leaves and enters again. */
		if (cut->quotes && text.at[i] == '"' && !cut->bare_quotes)
			quoted = !quoted;
		if (text.at[i] != delimiter || quoted)
			continue;
		fields++;
		*prose &= i + 1 < text.len && text.at[i + 1] == ' ';
	}
	return fields;
}

static void
count_record(struct trial *trial, const struct cut *cut)
{
	if (!slice_trim(cut->text).len)
		return;
	size_t fields = count_fields(cut, trial->delimiter, &trial->prose);
	bool empty_last = cut->text.at[cut->text.len - 1] == trial->delimiter;
	if (!trial->columns) {
		trial->columns = fields;
		trial->header_trails = empty_last && fields > 2;
		return;
	}
	trial->empty_last += fields == trial->columns && empty_last;
	trial->records++;
	trial->fitting += fields == trial->columns;
	trial->trailing += fields == trial->columns + 1 && empty_last;
}

static struct trial
try(struct slice head, bool whole, char delimiter)
{
	struct trial trial = {.delimiter = delimiter, .prose = true};
	struct cut cut;
	while (head.len && trial.records < SAMPLE &&
	       cut_record(head, whole, delimiter, 1, &cut) == CUT_FINE) {
		count_record(&trial, &cut);
		head = slice_from(head, cut.taken);
	}
	return trial;
}

static size_t
fitting(const struct trial *trial)
{
	bool trails = trial->trailing > trial->fitting;
	return trails ? trial->trailing : trial->fitting;
}

/* >0 where a reads the head better than b. */
static int
compare(const struct trial *a, const struct trial *b)
{
	if ((a->columns > 1) != (b->columns > 1))
		return a->columns > 1 ? 1 : -1;
	size_t left = fitting(a) * (b->records ? b->records : 1);
	size_t right = fitting(b) * (a->records ? a->records : 1);
	if (left != right)
		return left > right ? 1 : -1;
	if (a->prose != b->prose)
		return b->prose ? 1 : -1;
	if (a->columns != b->columns)
		return a->columns > b->columns ? 1 : -1;
	return 0;
}

/* Only where all sampled rows agree: a single one may be a shifted row. */
static struct dialect
dialect_of(const struct trial *trial, char rival)
{
	return (struct dialect){.delimiter = trial->delimiter,
	    .rival = rival,
	    .header_trails =
		trial->header_trails && trial->empty_last == trial->records,
	    .rows_trail = trial->records && trial->trailing == trial->records};
}

struct dialect
dialect_find(struct slice head, bool whole, char stated)
{
	static const char candidates[] = {';', '\t', ',', '|'};
	if (stated) {
		struct trial trial = try(head, whole, stated);
		return dialect_of(&trial, 0);
	}
	struct trial best = {0};
	char rival = 0;
	for (size_t i = 0; i < sizeof candidates; i++) {
		struct trial trial = try(head, whole, candidates[i]);
		int order = i ? compare(&trial, &best) : 1;
		if (order > 0)
			rival = 0;
		else if (order == 0 && trial.columns > 1)
			rival = trial.delimiter;
		if (order > 0)
			best = trial;
	}
	if (best.columns < 2)
		return (struct dialect){0};
	return dialect_of(&best, rival);
}

bool
dialect_read_name(struct slice name, char *delimiter)
{
	if (slice_is(name, "tab")) {
		*delimiter = '\t';
		return true;
	}
	*delimiter = name.len == 1 ? name.at[0] : 'a';
	return *delimiter == '\t' ||
	       (ispunct((unsigned char)*delimiter) && *delimiter != '"');
}

char
dialect_read_sep(struct slice head, size_t *len)
{
	if (head.len < 6 || strncasecmp(head.at, "sep=", 4) != 0)
		return 0;
	char delimiter = head.at[4];
	size_t end = 5;
	while (end < head.len && head.at[end] == '\r')
		end++;
	if (end < head.len && head.at[end] == '\n')
		end++;
	if (end == 5 || strchr("\r\n\"", delimiter))
		return 0;
	*len = end;
	return delimiter;
}
