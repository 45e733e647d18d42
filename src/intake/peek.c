#include "intake/peek.h"

#include "intake/reader.h"

static void
show(const struct raw *raw, void (*seen)(const struct peek_row *row, void *ctx),
    void *ctx)
{
	const struct peek_row row = {
	    .line = raw->line,
	    .cells = raw->cells,
	    .count = raw->count,
	    .broken = raw->fault.message != NULL,
	    .hidden = raw->hidden,
	    .coloured = raw->look & LOOK_COLOURED,
	    .struck = raw->look & LOOK_STRUCK,
	    .hidden_columns = raw->hidden_columns,
	};
	seen(&row, ctx);
}

static bool
read_rows(struct reader *reader, uint32_t most,
    void (*seen)(const struct peek_row *row, void *ctx), void *ctx)
{
	for (uint32_t i = 0; i < most; i++) {
		struct raw raw = {0};
		enum reader_result result = reader->kind->next(reader, &raw);
		if (result != READER_RECORD)
			return result == READER_END;
		show(&raw, seen, ctx);
	}
	return true;
}

bool
intake_peek(struct arena *job_mem, const struct intake_options *options,
    uint32_t most, void (*seen)(const struct peek_row *row, void *ctx),
    void *ctx, struct diag *diag)
{
	struct intake_options from = *options;
	struct bytes *bytes = bytes_open(options->path, options->asked, diag);
	if (!bytes)
		return false;
	struct survey *survey = ARENA_NEW(job_mem, struct survey);
	struct intake_found *found = ARENA_NEW(job_mem, struct intake_found);
	const struct reader_setting setting = {
	    .job_mem = job_mem,
	    .options = &from,
	    .found = found,
	    .bytes = bytes,
	    .survey = survey,
	    .diag = diag,
	};
	from.header_row = 1;
	from.like = NULL;
	found->file = sources_add_secret(diag_sources(diag), options->path);
	struct reader *reader = NULL;
	bool known = survey_file(bytes, survey, diag);
	found->digest = survey->digest;
	if (known)
		reader = survey->zip ? spreadsheet_open(&setting)
				     : csv_open(&setting);
	bool ok = reader && read_rows(reader, most, seen, ctx);
	if (reader)
		reader->kind->close(reader);
	bytes_close(bytes);
	return ok;
}
