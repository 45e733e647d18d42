#include "base/json.h"
#include "cli/account.h"
#include "intake/describe.h"
#include "job/waivers.h"

static void
write_rules(struct json *json, const struct words *words, const struct job *job)
{
	struct strbuf title = {0};
	json_key(json, "rules");
	json_open(json, '[');
	for (size_t i = 0; i < job->decides.rules.count; i++) {
		const struct rule *rule = &job->decides.rules.at[i];
		json_open(json, '{');
		json_add_number(json, "number", rule->number);
		json_add_text(
		    json, "kind", slice_view(rule_kind_name(rule->kind)));
		json_add_text(
		    json, "reason", account_rule_title(&title, words, rule));
		json_add_number(json, "matched", rule->matched);
		json_add_number(json, "undecidable", rule->undecidable);
		json_add_number(json, "decided", rule->decided);
		json_add_number(json, "left", rule->left);
		json_close(json, '}');
	}
	json_close(json, ']');
	strbuf_fini(&title);
}

static void
write_allowed(struct json *json, const struct job *job)
{
	size_t count;
	const struct waiver *waivers =
	    waivers_list(job->mem, job->file, &count);
	json_key(json, "allowed");
	json_open(json, '{');
	for (size_t i = 0; i < count; i++) {
		json_key_slice(json, waivers[i].name);
		json_text(json, waivers[i].reason);
	}
	json_close(json, '}');
}

static void
write_mark(struct json *json, const struct job *job,
    const struct mark_columns *marks, const char *role)
{
	for (size_t i = 0; i < marks->count; i++) {
		json_open(json, '{');
		json_add_text(json, "role", slice_view(role));
		json_add_text(json, "column",
		    job->reads.columns.at[marks->at[i].column].name);
		json_add_number(json, "rows", marks->at[i].rows);
		json_close(json, '}');
	}
}

static void
write_marks(struct json *json, const struct job *job)
{
	json_key(json, "marks");
	json_open(json, '[');
	write_mark(json, job, &job->reads.protected_, "protected");
	write_mark(json, job, &job->reads.deceased, "deceased");
	json_close(json, ']');
}

static void
write_causes(struct json *json, const struct account *account)
{
	json_key(json, "causes");
	json_open(json, '[');
	for (size_t i = 0; i < account->cause_count; i++) {
		json_open(json, '{');
		json_add_number(json, "count", account->causes[i].count);
		json_add_text(json, "reason", account->causes[i].reason);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void
write_beside(struct json *json, const struct account *account)
{
	json_key(json, "beside");
	json_open(json, '[');
	for (size_t i = 0; i < account->beside_count; i++) {
		const struct beside_count *count = &account->beside[i];
		json_open(json, '{');
		json_add_text(json, "kind", count->kind);
		json_add_text(json, "name", count->name);
		json_add_text(json, "file", count->file);
		json_add_number(json, "rows", count->rows);
		json_add_number(json, "unfit", count->unfit);
		json_add_number(json, "in_letter", count->in_letter);
		json_add_number(json, "elsewhere", count->elsewhere);
		json_add_number(json, "nobody", count->nobody);
		json_add_text(json, "lines", count->lines);
		json_add_number(json, "none", count->none);
		json_add_number(json, "one", count->one);
		json_add_number(json, "several", count->several);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void
write_unruled(
    struct json *json, const struct job *job, const struct account *account)
{
	json_key(json, "unnamed");
	json_open(json, '[');
	for (size_t i = 0; i < account->unruled_count; i++) {
		const struct unruled_column *of = &account->unruled[i];
		json_open(json, '{');
		json_add_text(
		    json, "column", job->reads.columns.at[of->column].name);
		json_add_number(json, "values", of->values);
		json_add_number(json, "rows", of->rows);
		json_add_text(json, "shown", of->shown);
		json_add_text(json, "lines", of->lines);
		json_close(json, '}');
	}
	json_close(json, ']');
}

/* As the ledger's table `source` has it. */
static void
write_found(struct json *json, const struct intake_found *found)
{
	struct strbuf text = {0};
	intake_describe_delimiter(&text, found);
	json_add_text(json, "delimiter", strbuf_view(&text));
	strbuf_reset(&text);
	intake_describe_line_ends(&text, found);
	json_add_text(json, "line_ends", strbuf_view(&text));
	strbuf_fini(&text);
	json_add_text(json, "sheet", slice_view(found->sheet));
	json_add_bool(json, "stated", found->stated);
	json_add_number(json, "header_line", found->header_line);
	json_add_number(json, "rows", found->rows);
	json_add_number(json, "malformed", found->malformed);
	json_add_number(json, "blank_lines", found->blank_lines);
}

static void
write_registers(struct json *json, const struct job *job)
{
	json_key(json, "registers");
	json_open(json, '[');
	for (size_t i = 0; i < job->reads.source_count; i++) {
		const struct register_source *source = &job->reads.sources[i];
		json_open(json, '{');
		json_add_text(json, "source", source->name);
		json_add_text(json, "file", job->file->registers[i].file.text);
		json_add_text(
		    json, "encoding", slice_view(source->found->encoding));
		write_found(json, source->found);
		json_close(json, '}');
	}
	json_close(json, ']');
}

void
account_write_json(struct json *json, const struct words *words,
    const struct job *job, const struct account *account, const char *folder)
{
	const struct plan_counts *counts = &account->counts;
	json_add_text(json, "job", job->file->name.text);
	json_add_text(json, "encoding", slice_view(job->reads.found->encoding));
	write_registers(json, job);
	json_add_number(json, "rows", counts->rows);
	for (int i = 0; i < OUTCOME_COUNT; i++)
		json_add_number(
		    json, outcome_name((enum outcome)i), counts->by_outcome[i]);
	json_add_number(json, "letters", counts->letters);
	json_add_number(json, "pages", counts->pages);
	json_add_number(json, "sheets", counts->sheets);
	json_add_number(json, "batches", counts->batches);
	if (job->file->delivery.arrives.span.file) {
		char date[11];
		day_write_iso(job->file->delivery.arrives.when, date);
		json_add_text(json, "files_by", slice_view(date));
	}
	write_rules(json, words, job);
	write_marks(json, job);
	write_allowed(json, job);
	write_beside(json, account);
	write_causes(json, account);
	write_unruled(json, job, account);
	worst_write_json(json, &account->worst);
	if (folder)
		json_add_text(json, "folder", slice_view(folder));
}
