#include "intake/query.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "intake/asking.h"
#include "intake/connection.h"
#include "intake/messages.h"
#include "intake/query_text.h"
#include "intake/reply.h"
#include "record/messages.h"
#include "text/date.h"
#include "text/encoding.h"

/* ---- asking */

/* The text that is sent, and its source in *file. False after a report. */
static bool
read_text(
    const struct reader_setting *setting, struct slice *query, uint32_t *file)
{
	const struct intake_query *said = setting->options->query;
	struct slice text;
	return encoding_read_document(setting->job_mem, said->file, INPUT_QUERY,
		   setting->diag, said->file_span, file, &text) &&
	       query_text_check(text, *file, query, setting->diag);
}

/* The reply's descriptor, which the account now has; -1 after a report. */
static int
take_reply(const struct reader_setting *setting)
{
	const struct intake_query *said = setting->options->query;
	struct diag *diag = setting->diag;
	struct asking asking = {
	    .diag = diag,
	    .connection = said->connection,
	    .connection_span = said->connection_span,
	    .rows_file = setting->found->file,
	};
	bool fine =
	    connection_check(said->connection, said->connection_span, diag);
	if (!read_text(setting, &asking.query, &asking.query_file) || !fine)
		return -1;
	asking.reply = file_make_nameless(NULL, &asking.folder);
	if (asking.reply < 0) {
		file_report(diag, asking.folder, errno);
		return -1;
	}
	if (asking_ask(&asking)) {
		inputs_keep(diag, setting->options->path, asking.reply);
		return asking.reply;
	}
	close(asking.reply);
	return -1;
}

/* ---- reading */

struct query {
	struct reader reader;
	struct reply reply;
	enum reply_kind *kinds;
	struct slice *cells, *names;
	struct beneath *beneath;
	size_t count;
	uint32_t row; /* 0: the names come next */
};

/* "1.500" or "-3", as databases write exact numbers. */
static bool
is_plain_number(struct slice text)
{
	size_t digits = 0, points = 0, at = 0;
	if (text.len && text.at[0] == '-')
		at++;
	for (; at < text.len; at++) {
		if (text.at[at] >= '0' && text.at[at] <= '9')
			digits++;
		else if (text.at[at] == '.' && digits && !points)
			points++;
		else
			return false;
	}
	return digits && text.at[text.len - 1] != '.';
}

/* "2012-03-19", alone or before a time. */
static bool
looks_like_day(struct slice text)
{
	for (size_t i = 0; i < 10; i++) {
		char c = i < text.len ? text.at[i] : 0;
		if (i == 4 || i == 7 ? c != '-' : c < '0' || c > '9')
			return false;
	}
	return text.len == 10 || text.at[10] == ' ' || text.at[10] == 'T';
}

static void
look_beneath(enum reply_kind kind, struct slice cell, struct beneath *beneath)
{
	*beneath = (struct beneath){.is_date = kind == REPLY_DATE};
	if (kind == REPLY_NUMBER && is_plain_number(cell))
		beneath->value = cell;
	if (kind != REPLY_DATE || !looks_like_day(cell))
		return;
	struct slice date = slice_part(cell, 0, 10);
	/* "infinity" comes as 0000-00-00. */
	if (day_parse_iso(date) == DAY_NONE)
		beneath->fault = &record_no_such_day;
	else
		beneath->value = date;
}

static void
give_names(struct query *query, struct raw *raw)
{
	*raw = (struct raw){
	    .cells = query->names,
	    .beneath = query->beneath,
	    .count = query->count,
	};
	query->row++;
}

static enum reader_result
query_next(struct reader *reader, struct raw *raw)
{
	struct query *query = (struct query *)reader;
	bool faulty = false;
	if (!query->row) {
		give_names(query, raw);
		return READER_RECORD;
	}
	for (size_t i = 0; i < query->count; i++) {
		struct slice *cell = &query->cells[i];
		if (!reply_take_text(&query->reply, cell))
			return READER_END;
		if (query->kinds[i] == REPLY_TEXT)
			continue;
		look_beneath(query->kinds[i], *cell, &query->beneath[i]);
		faulty = faulty || query->beneath[i].fault;
	}
	*raw = (struct raw){
	    .line = query->row++,
	    .cells = query->cells,
	    .beneath = query->beneath,
	    .faulty = faulty,
	    .count = query->count,
	};
	return READER_RECORD;
}

static void
query_close(struct reader *reader)
{
	struct query *query = (struct query *)reader;
	reply_close(&query->reply);
	free(query);
}

/* The columns that an answer begins with. */
static void
read_columns(struct query *query, struct arena *mem)
{
	uint32_t count = 0, kind = 0;
	reply_take_number(&query->reply, &count);
	query->count = count;
	query->kinds = ARENA_ARRAY(mem, enum reply_kind, count + 1);
	query->names = ARENA_ARRAY(mem, struct slice, count + 1);
	query->cells = ARENA_ARRAY(mem, struct slice, count + 1);
	query->beneath = ARENA_ARRAY(mem, struct beneath, count + 1);
	for (uint32_t i = 0; i < count; i++) {
		struct slice name;
		reply_take_number(&query->reply, &kind);
		reply_take_text(&query->reply, &name);
		query->kinds[i] = (enum reply_kind)kind;
		query->names[i] = arena_dup(mem, name);
	}
}

/* Settings that mean nothing for a database. */
static bool
is_stated_well(const struct reader_setting *setting)
{
	const struct intake_options *options = setting->options;
	const struct {
		bool stated;
		const char *name;
		struct span span;
	} keys[] = {
	    {options->encoding, "encoding", options->encoding_span},
	    {options->delimiter, "delimiter", options->delimiter_span},
	    {options->sheet, "sheet", options->sheet_span},
	    {options->header_row, "header", options->asked},
	};
	bool ok = true;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		if (!keys[i].stated)
			continue;
		REPORT(setting->diag, keys[i].span, &intake_query_has_no,
		    ARGS(keys[i].name));
		ok = false;
	}
	return ok;
}

const struct input *
query_recalled(const struct diag *diag, const struct intake_options *options)
{
	const struct input *known =
	    inputs_find(diag, options->role, options->path);
	return known && known->recalled ? known : NULL;
}

bool
query_recall(const struct reader_setting *setting, const struct input *recalled)
{
	struct intake_found *found = setting->found;
	struct slice query;
	uint32_t file;
	found->kind = INTAKE_QUERY;
	found->encoding = found->sheet = "";
	found->asked_of = setting->options->query->connection;
	found->size = recalled->size;
	found->digest = recalled->digest;
	return read_text(setting, &query, &file);
}

static bool
add_input(const struct reader_setting *setting, const struct query *query)
{
	const struct intake_options *options = setting->options;
	struct intake_found *found = setting->found;
	found->size = query->reply.bytes.len;
	found->digest = hash_of(query->reply.bytes);
	const struct input input = {
	    .role = options->role,
	    .path = options->path,
	    .size = found->size,
	    .digest = found->digest,
	    .names = query->names,
	    .name_count = query->count,
	};
	return !input.role || inputs_add(setting->diag, &input);
}

struct reader *
query_open(const struct reader_setting *setting)
{
	static const struct reader_kind kind = {query_next, query_close};
	struct intake_found *found = setting->found;
	int file = inputs_kept(setting->diag, setting->options->path);
	found->kind = INTAKE_QUERY;
	found->encoding = found->sheet = "";
	found->asked_of = setting->options->query->connection;
	if (!is_stated_well(setting))
		return NULL;
	if (file < 0)
		file = take_reply(setting);
	if (file < 0)
		return NULL;
	struct query *query = mem_new(1, sizeof *query);
	query->reader.kind = &kind;
	query->reader.may_be_twice = true;
	if (reply_open(&query->reply, file, setting->diag)) {
		read_columns(query, setting->job_mem);
		if (add_input(setting, query))
			return &query->reader;
	}
	query_close(&query->reader);
	return NULL;
}
