#include "intake/intake.h"

#include <stdlib.h>

#include "base/memory.h"
#include "intake/header.h"
#include "intake/messages.h"
#include "intake/query.h"
#include "intake/state.h"
#include "intake/twice.h"

/* A register is refused with more malformed rows than this and more than one
 * in a hundred: then it is the file that is wrong, not a row. */
#define MALFORMED_MAX 20
#define MALFORMED_SHARE 100

static bool
are_blank(const struct slice *cells, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!slice_is_blank(cells[i]))
			return false;
	}
	return true;
}

/* The next record that holds anything; counts those that do not. */
static enum reader_result
read_record(struct intake *intake, struct raw *raw)
{
	struct intake_found *found = intake->found;
	enum reader_result result;
	while ((result = intake->reader->kind->next(intake->reader, raw)) ==
	       READER_RECORD) {
		if (raw->fault.message || raw->faulty ||
		    !are_blank(raw->cells, raw->count))
			break;
		if (!found->blank_lines++)
			found->first_blank_line = raw->line;
	}
	return result;
}

/* A statement that can mean nothing is reported, not passed over. */
static void
warn_of_useless(const struct reader_setting *setting)
{
	const struct intake_options *options = setting->options;
	bool zip = setting->survey->zip;
	if (zip && options->encoding)
		REPORT(setting->diag, options->encoding_span,
		    &intake_sheet_has_no, ARGS("encoding"));
	if (zip && options->delimiter)
		REPORT(setting->diag, options->delimiter_span,
		    &intake_sheet_has_no, ARGS("delimiter"));
	if (!zip && options->sheet)
		REPORT(setting->diag, options->sheet_span, &intake_csv_has_no,
		    ARGS("sheet"));
}

static struct reader *
open_reader(const struct reader_setting *setting)
{
	struct span span = {.file = setting->found->file};
	if (setting->survey->size == 0) {
		REPORT(setting->diag, span, &intake_empty, NO_ARGS);
		return NULL;
	}
	if (setting->survey->old_excel || setting->survey->markup) {
		REPORT(setting->diag, span,
		    setting->survey->markup ? &intake_markup
					    : &intake_old_excel,
		    NO_ARGS);
		HINT(setting->diag, &intake_save_as, NO_ARGS);
		return NULL;
	}
	warn_of_useless(setting);
	return setting->survey->zip ? spreadsheet_open(setting)
				    : csv_open(setting);
}

/* A name that cannot be used does not count as one. */
static void
drop_faulty(struct raw *raw)
{
	for (size_t i = 0; raw->faulty && i < raw->count; i++) {
		if (raw->beneath[i].fault)
			raw->cells[i] = (struct slice){"", 0};
	}
}

static bool
read_header(struct intake *intake, const struct reader_setting *setting)
{
	struct raw raw;
	struct reader *reader = intake->reader;
	enum reader_result result = read_record(intake, &raw);
	if (result == READER_END)
		REPORT(intake->diag, (struct span){.file = intake->found->file},
		    &intake_empty, NO_ARGS);
	if (result != READER_RECORD)
		return false;
	drop_faulty(&raw);
	intake->fields = raw.count + reader->rows_trail;
	return header_read(setting, &raw, reader->header_trails);
}

const char *
intake_query_name(
    struct arena *job_mem, struct slice connection, struct slice file)
{
	return arena_print(job_mem, "%.*s %.*s", (int)connection.len,
	    connection.at, (int)file.len, file.at)
	    .at;
}

static bool
find_survey(struct intake *intake, const struct reader_setting *setting)
{
	const struct intake *like = setting->options->like;
	intake->survey = mem_new(1, sizeof *intake->survey);
	if (!like || !like->survey || like->survey->zip)
		return survey_file(
		    intake->bytes, intake->survey, setting->diag);
	*intake->survey = *like->survey;
	return true;
}

static bool
open_file(struct intake *intake, struct reader_setting *setting)
{
	const struct intake_options *options = setting->options;
	struct intake_found *found = setting->found;
	bool ok = find_survey(intake, setting);
	const struct survey *survey = intake->survey;
	setting->bytes = intake->bytes;
	setting->survey = survey;
	found->size = survey->size;
	found->digest = survey->digest;
	const struct input input = {.role = options->role,
	    .path = options->path,
	    .size = survey->size,
	    .digest = survey->digest};
	ok = ok && (!input.role || inputs_add(setting->diag, &input));
	if (ok)
		intake->reader = open_reader(setting);
	return intake->reader && read_header(intake, setting);
}

/* The names alone: utskick write has the rows from the run's ledger. */
static bool
recall(struct intake *intake, struct reader_setting *setting,
    const struct input *input)
{
	struct raw raw = {
	    .cells = ARENA_ARRAY(
		setting->job_mem, struct slice, input->name_count + 1),
	    .count = input->name_count,
	};
	memcpy(raw.cells, input->names, raw.count * sizeof *raw.cells);
	intake->ended = INTAKE_END;
	return query_recall(setting, input) &&
	       header_read(setting, &raw, false);
}

static bool
open_query(struct intake *intake, struct reader_setting *setting)
{
	const struct input *known =
	    query_recalled(setting->diag, setting->options);
	if (known)
		return recall(intake, setting, known);
	intake->reader = query_open(setting);
	return intake->reader && read_header(intake, setting);
}

struct intake *
intake_open(struct arena *job_mem, const struct intake_options *options,
    struct diag *diag)
{
	struct bytes *bytes = NULL;
	if (!options->query &&
	    !(bytes = bytes_open(options->path, options->asked, diag)))
		return NULL;
	struct intake *intake = mem_new(1, sizeof *intake);
	struct intake_found *found = ARENA_NEW(job_mem, struct intake_found);
	*intake = (struct intake){.bytes = bytes,
	    .diag = diag,
	    .found = found,
	    .may_be_empty = options->may_be_empty,
	    .beneath = options->beneath};
	struct reader_setting setting = {
	    .job_mem = job_mem,
	    .options = options,
	    .found = found,
	    .diag = diag,
	};
	found->file = sources_add_secret(diag_sources(diag), options->path);
	if (options->query ? open_query(intake, &setting)
			   : open_file(intake, &setting))
		return intake;
	intake_close(intake);
	return NULL;
}

void
intake_close(struct intake *intake)
{
	if (!intake)
		return;
	if (intake->joined)
		joined_close(intake->joined);
	if (intake->reader)
		intake->reader->kind->close(intake->reader);
	bytes_close(intake->bytes);
	free(intake->survey);
	free(intake);
}

const struct intake_found *
intake_found(const struct intake *intake)
{
	return intake->found;
}

static void
check_twice(const struct intake *intake, struct raw *raw)
{
	for (size_t i = 0; i < raw->count; i++) {
		if (!text_is_encoded_twice(raw->cells[i]))
			continue;
		struct slice name = i < intake->found->count
					? intake->found->names[i]
					: (struct slice){0};
		PROBLEM(&raw->fault, &intake_twice, ARGS(name));
		return;
	}
}

static void
check_foreign(const struct intake *intake, struct raw *raw)
{
	const struct foreign *foreign = &intake->reader->foreign;
	for (size_t i = 0; i < raw->count && i < intake->found->count; i++) {
		uint32_t code = foreign_in_text(foreign, raw->cells[i]);
		if (!code)
			continue;
		PROBLEM(&raw->fault, &intake_foreign,
		    ARGS(intake->found->names[i]));
		return;
	}
}

/* For whoever takes what a cell shows for what it holds. */
static void
check_shown(const struct intake *intake, struct raw *raw)
{
	for (size_t i = 0; i < raw->count && i < intake->found->count; i++) {
		if (!raw->beneath[i].fault)
			continue;
		PROBLEM(&raw->fault, raw->beneath[i].fault,
		    ARGS(intake->found->names[i]));
		return;
	}
}

static void
check_fields(const struct intake *intake, struct raw *raw)
{
	size_t want = intake->found->count;
	if (raw->count == intake->fields && raw->count > want &&
	    are_blank(raw->cells + want, raw->count - want))
		raw->count = want;
	if (raw->count == want)
		return;
	PROBLEM(&raw->fault,
	    raw->count < intake->fields ? &intake_too_few : &intake_too_many,
	    ARGS(raw->line, raw->count, want));
}

static enum intake_result
finish(struct intake *intake)
{
	const struct intake_found *found = intake->found;
	struct span span = {
	    .file = found->file, .line = intake->first_malformed};
	if (!found->rows && !intake->may_be_empty) {
		span.line = found->header_line;
		REPORT(intake->diag, span, &intake_no_rows, NO_ARGS);
		return INTAKE_FAILED;
	}
	if (found->malformed > MALFORMED_MAX &&
	    (uint64_t)found->malformed * MALFORMED_SHARE > found->rows) {
		REPORT(intake->diag, span, &intake_malformed,
		    ARGS(found->malformed, found->rows));
		HINT(intake->diag, &intake_header_hint, NO_ARGS);
		return INTAKE_FAILED;
	}
	return INTAKE_END;
}

enum intake_result
intake_next(struct intake *intake, struct intake_record *record)
{
	struct intake_found *found = intake->found;
	struct raw raw;
	*record = (struct intake_record){0};
	if (intake->joined)
		return joined_next(intake, record);
	if (intake->ended != INTAKE_ROW)
		return intake->ended;
	enum reader_result result = read_record(intake, &raw);
	if (result == READER_FAILED)
		return intake->ended = INTAKE_FAILED;
	if (result == READER_END)
		return intake->ended = finish(intake);
	found->rows++;
	if (!raw.fault.message && intake->reader->may_be_twice)
		check_twice(intake, &raw);
	if (!raw.fault.message && intake->reader->foreign.count)
		check_foreign(intake, &raw);
	if (!raw.fault.message && raw.faulty && !intake->beneath)
		check_shown(intake, &raw);
	if (!raw.fault.message)
		check_fields(intake, &raw);
	*record = (struct intake_record){.number = found->rows,
	    .line = raw.line,
	    .cells = raw.cells,
	    .beneath = raw.beneath,
	    .count = raw.count,
	    .why = raw.fault};
	if (!raw.fault.message)
		return INTAKE_ROW;
	if (!found->malformed++)
		intake->first_malformed = raw.line;
	return INTAKE_MALFORMED;
}
