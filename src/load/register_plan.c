/*
 * load/register_plan.c - what the plan is told of the register's files.
 */
#include "base/file.h"
#include "intake/corrections.h"
#include "intake/describe.h"
#include "load/register.h"

bool
register_add_corrections(
    const struct job_reads *reads, struct plan *plan, uint32_t row)
{
	size_t count;
	const struct correction *list =
	    corrections_list(reads->corrections, &count);
	bool ok = true;
	for (size_t i = 0; ok && i < count; i++) {
		if (list[i].row != row)
			continue;
		struct plan_correction correction = {
		    .row = row,
		    .column = (uint32_t)list[i].column,
		    .text = list[i].new,
		    .who = list[i].who,
		    .line = list[i].line,
		};
		ok = plan_add_correction(plan, &correction);
	}
	return ok;
}

static bool
add_source_facts(const struct job_reads *reads, struct plan *plan, size_t index)
{
	const struct register_source *source = &reads->sources[index];
	const struct intake_found *found = source->found;
	struct strbuf delimiter = {0}, line_ends = {0};
	intake_describe_delimiter(&delimiter, found);
	intake_describe_line_ends(&line_ends, found);
	struct plan_source row = {
	    .number = (uint32_t)index,
	    .name = source->name,
	    .file =
		path_name(source->query ? source->query->file : source->path),
	    .encoding = found->encoding,
	    .stated = found->stated,
	    .delimiter = strbuf_view(&delimiter),
	    .line_ends = strbuf_view(&line_ends),
	    .sheet = found->sheet ? found->sheet : "",
	    .header_line = found->header_line,
	    .rows = found->rows,
	    .malformed = found->malformed,
	    .blank_lines = found->blank_lines,
	};
	bool ok = plan_add_source(plan, &row);
	strbuf_fini(&delimiter);
	strbuf_fini(&line_ends);
	return ok;
}

bool
register_add_sources(const struct job_reads *reads, struct plan *plan)
{
	bool ok = true;
	for (size_t i = 0; ok && i < reads->source_count; i++)
		ok = add_source_facts(reads, plan, i);
	return ok;
}

static bool
hash_source_after(const struct register_source *source, struct slice before,
    struct digest *secret, struct diag *diag)
{
	return source->query
		   ? inputs_hash_kept_after(diag, source->path, before, secret)
		   : hash_file_after(before, source->path, diag, secret);
}

bool
register_make_secret(
    const struct job_reads *reads, struct digest *secret, struct diag *diag)
{
	struct slice before = SLICE("utskick, key of protected rows\n");
	char hex[66];
	for (size_t i = 0; i < reads->source_count; i++) {
		if (!hash_source_after(
			&reads->sources[i], before, secret, diag))
			return false;
		digest_write_hex(*secret, hex);
		hex[64] = '\n';
		hex[65] = '\0';
		before = slice_view(hex);
	}
	return true;
}

void
register_write_place(struct strbuf *out, const struct job_reads *reads,
    uint32_t source, uint32_t line)
{
	if (reads->source_count > 1) {
		strbuf_add(out, reads->sources[source].name);
		strbuf_add_char(out, ' ');
	}
	strbuf_add_number(out, line);
}
