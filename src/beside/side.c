#include "beside/side.h"

#include "base/file.h"
#include "base/messages.h"
#include "beside/form.h"
#include "beside/messages.h"
#include "conf/keynames.h"
#include "text/normal.h"

/* ---- opening */

static void
take_header(struct side *file)
{
	struct arena *mem = file->setting->mem;
	const struct intake_found *found = file->found;
	file->columns.count = found->count;
	file->columns.at = ARENA_ARRAY(mem, struct column, found->count + 1);
	file->used = ARENA_ARRAY(mem, bool, found->count + 1);
	for (size_t i = 0; i < found->count; i++) {
		struct column *column = &file->columns.at[i];
		column->name = found->names[i];
		column->folded = text_fold(mem, column->name);
		column->today = file->setting->today;
		column->tally = ARENA_NEW(mem, struct column_tally);
	}
}

static struct intake *
open_intake(const struct side *file)
{
	const struct beside_setting *setting = file->setting;
	struct intake_options options = {
	    .path = file->path,
	    .query = file->query,
	    .role = file->role,
	    .asked = file->asked,
	    .beneath = true,
	    .may_be_empty = true,
	};
	if (!said_options(setting->mem, &file->said, &options, setting->diag))
		return NULL;
	return intake_open(setting->mem, &options, setting->diag);
}

/* Of a database, the query in the place of the file. */
static void
find_path(struct side *file)
{
	const struct beside_setting *setting = file->setting;
	const struct said *said = &file->said;
	struct slice name =
	    said->query.span.file ? said->query.text : file->name;
	file->path = path_join(
	    setting->mem, setting->folder, arena_dup_text(setting->mem, name));
	if (!said->query.span.file)
		return;
	struct intake_query *query =
	    ARENA_NEW(setting->mem, struct intake_query);
	*query = (struct intake_query){
	    said->odbc.text, said->odbc.span, file->path, said->query.span};
	file->query = query;
	file->path =
	    intake_query_name(setting->mem, said->odbc.text, said->query.text);
}

bool
side_open(struct side *file)
{
	find_path(file);
	file->intake = open_intake(file);
	if (!file->intake)
		return false;
	file->found = intake_found(file->intake);
	take_header(file);
	return true;
}

void
side_close(struct side *file)
{
	intake_close(file->intake);
	file->intake = NULL;
}

bool
side_guard(struct side *file)
{
	const struct beside_guard *guard = &file->setting->guard;
	const struct beside_file of = {
	    .name = file->name,
	    .asked = file->asked,
	    .names = file->found->names,
	    .count = file->found->count,
	    .protected_ = file->said.protected_,
	};
	file->guarded = guard->open(guard->ctx, file->setting->mem, &of);
	return file->guarded;
}

/* A fault of a row is reported when it is read for use. */
bool
side_learn(const struct side *file)
{
	const struct beside_guard *guard = &file->setting->guard;
	if (!file->guarded || !guard->learns(file->guarded))
		return true;
	struct intake_record record;
	struct intake *intake = open_intake(file);
	enum intake_result result = INTAKE_FAILED;
	while (intake &&
	       (result = intake_next(intake, &record)) <= INTAKE_MALFORMED) {
		if (result == INTAKE_ROW)
			guard->learn(file->guarded, &record);
	}
	intake_close(intake);
	return result == INTAKE_END;
}

/* ---- columns */

bool
side_find_column(
    struct side *file, struct slice name, struct span span, size_t *index)
{
	struct diag *diag = file->setting->diag;
	*index = columns_find(&file->columns, name);
	if (*index != COLUMN_NONE)
		return true;
	REPORT(diag, span, &beside_no_column, ARGS(file->name, name));
	struct slice nearest = columns_nearest(&file->columns, name);
	if (nearest.len)
		HINT(diag, &base_did_you_mean, ARGS(nearest));
	return false;
}

static bool
find_type(const struct conf_text *name, enum column_type *type)
{
	for (size_t i = 0; column_type_names[i]; i++) {
		*type = (enum column_type)i;
		if (*type != COLUMN_CHOICE &&
		    keyname_is(name->text, column_type_names[i]))
			return true;
	}
	return false;
}

static bool
type_column(struct side *file, const struct yaml_pair *pair)
{
	struct diag *diag = file->setting->diag;
	struct conf_text type;
	enum column_type found;
	size_t index;
	if (!conf_read_text(pair->value, &type, diag) ||
	    !side_find_column(file, pair->key, pair->key_span, &index))
		return false;
	if (!find_type(&type, &found)) {
		REPORT(diag, type.span, &beside_unknown_type, ARGS(type.text));
		return false;
	}
	file->columns.at[index].type = found;
	file->columns.at[index].span = pair->key_span;
	return true;
}

bool
side_type_columns(struct side *file)
{
	const struct yaml *yaml = file->said.columns;
	bool ok = true;
	for (size_t i = 0; yaml && i < yaml->count; i++)
		ok = type_column(file, &yaml->pairs[i]) && ok;
	return ok;
}

static bool
refuse_types(struct side *file, const struct column *column,
    const struct column *as, struct span span)
{
	REPORT(file->setting->diag, span, &beside_never_equal,
	    ARGS(file->name, column->name, column_type_word(column->type),
		as->name, column_type_word(as->type)));
	return false;
}

bool
side_match_column(struct side *file, size_t index, const struct column *as,
    struct span span, struct column *matched)
{
	static const struct column text;
	struct column *column = &file->columns.at[index];
	if (!as)
		as = &text;
	if (!column->span.file || column->type == COLUMN_TEXT) {
		column->type = as->type;
		column->choices = as->choices;
		column->choice_count = as->choice_count;
		column->choice_index = as->choice_index;
	} else if (as->type != COLUMN_TEXT &&
		   !form_types_agree(as->type, column->type)) {
		return refuse_types(file, column, as, span);
	}
	file->used[index] = true;
	*matched = *column;
	matched->tally = NULL;
	return true;
}

static size_t
count_digits(struct slice text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.len; i++)
		count += text.at[i] >= '0' && text.at[i] <= '9';
	return count;
}

/* Names of columns hold few digits; numbers of people and organisations ten. */
#define DIGITS_OF_AN_ENTRY 6

bool
side_check_header(struct side *file, size_t index)
{
	const struct column *column = &file->columns.at[index];
	struct span span = {
	    .file = file->found->file, .line = file->found->header_line};
	if (file->said.header.span.file ||
	    count_digits(column->name) < DIGITS_OF_AN_ENTRY)
		return true;
	REPORT(file->setting->diag, span, &beside_no_header, NO_ARGS);
	HINT(file->setting->diag, &beside_add_header, NO_ARGS);
	return false;
}

/* ---- rows */

struct reading {
	struct side *file;
	struct arena *row_mem;
	struct value *values;
	bool (*take)(void *ctx, const struct side_row *row);
	void *ctx;
};

static struct span
line_span(const struct side *file, uint32_t line)
{
	return (struct span){.file = file->found->file, .line = line};
}

/* A cell that cannot be read may name anybody: it refuses the file, unless the
 * job has said why it does not matter. */
static void
pass_over(struct reading *reading, uint32_t line, const struct message *message,
    const struct problem *why)
{
	struct side *file = reading->file;
	lines_tell(&file->unfit, line);
	if (file->said.unfit.index == UNFIT_SKIP ||
	    file->unfit.count > LINES_TOLD)
		return;
	struct diag *diag = file->setting->diag;
	REPORT(diag, line_span(file, line), message,
	    ARGS(problem_text(reading->row_mem, diag_words(diag), why)));
}

static bool
read_cells(struct reading *reading, const struct intake_record *record)
{
	const struct side *file = reading->file;
	for (size_t i = 0; i < file->columns.count; i++) {
		struct problem why = {0};
		reading->values[i] = (struct value){0};
		if (!file->used[i] ||
		    column_read_cell(&file->columns.at[i], reading->row_mem,
			record->cells[i],
			record->beneath ? &record->beneath[i] : NULL,
			&reading->values[i], &why))
			continue;
		pass_over(reading, record->line, &beside_unfit, &why);
		return false;
	}
	return true;
}

static bool
take_row(struct reading *reading, const struct intake_record *record)
{
	struct side *file = reading->file;
	const struct beside_guard *guard = &file->setting->guard;
	bool dropped = file->guarded &&
		       guard->drops(file->guarded, reading->row_mem, record);
	if (dropped || !read_cells(reading, record))
		return true;
	file->rows++;
	struct side_row row = {record->number, record->line, reading->values};
	return reading->take(reading->ctx, &row);
}

static bool
read_records(struct reading *reading)
{
	struct intake *intake = reading->file->intake;
	struct intake_record record;
	for (bool ok = true; ok; arena_reset(reading->row_mem)) {
		switch (intake_next(intake, &record)) {
		case INTAKE_END:
			return true;
		case INTAKE_FAILED:
			return false;
		case INTAKE_MALFORMED:
			pass_over(reading, record.line, &beside_malformed,
			    &record.why);
			break;
		case INTAKE_ROW:
			ok = take_row(reading, &record);
			break;
		}
	}
	return false;
}

/* The first are told; the others are counted. */
static bool
settle_unfit(const struct side *file)
{
	struct diag *diag = file->setting->diag;
	uint32_t count = file->unfit.count;
	if (!count || file->said.unfit.index == UNFIT_SKIP)
		return true;
	HINT(diag, &beside_skip_hint, NO_ARGS);
	if (count > LINES_TOLD)
		REPORT(diag, line_span(file, 0), &beside_more_unfit,
		    ARGS(count - LINES_TOLD));
	return false;
}

static bool
end(const struct side *file)
{
	const struct beside_guard *guard = &file->setting->guard;
	bool ok = !file->guarded || guard->end(file->guarded);
	if (!file->found->rows)
		REPORT(file->setting->diag,
		    line_span(file, file->found->header_line),
		    &beside_header_only, NO_ARGS);
	return ok;
}

bool
side_read(struct side *file,
    bool (*take)(void *ctx, const struct side_row *row), void *ctx)
{
	struct reading reading = {
	    .file = file,
	    .row_mem = arena_new(),
	    .values = ARENA_ARRAY(
		file->setting->mem, struct value, file->columns.count + 1),
	    .take = take,
	    .ctx = ctx,
	};
	bool ok = read_records(&reading);
	ok = settle_unfit(file) && ok;
	ok = ok && end(file);
	for (size_t i = 0; i < file->columns.count; i++)
		column_settle(&file->columns.at[i]);
	file->read = true;
	side_close(file);
	arena_free(reading.row_mem);
	return ok;
}
