#include "plan/plan_header.h"

#include "base/file.h"
#include "font/pins.h"
#include "job/waivers.h"
#include "plan/inputs.h"
#include "plan/planned.h"

static bool
add_rules(struct plan *plan, const struct job *job, struct diag *diag)
{
	const struct rule_set *rules = &job->decides.rules;
	struct sources *sources = diag_sources(diag);
	struct strbuf text = {0};
	bool ok = true;
	for (size_t i = 0; ok && i < rules->count; i++) {
		const struct rule *rule = &rules->at[i];
		strbuf_reset(&text);
		if (rule->condition)
			expr_write(&text, rule->condition);
		struct plan_rule row = {
		    .number = rule->number,
		    .kind = rule_kind_name(rule->kind),
		    .reason = rule->reason.len ? rule->reason
					       : message_text(job->words,
						     rule_wording(rule)),
		    .condition = strbuf_view(&text),
		    .file = path_name(sources_name(sources, rule->span.file)),
		    .line = rule->span.line,
		    .matched = rule->matched,
		    .undecidable = rule->undecidable,
		    .decided = rule->decided,
		    .left = rule->left,
		};
		ok = plan_add_rule(plan, &row);
	}
	strbuf_fini(&text);
	return ok;
}

/* Pinned like the fonts, since lines end where they say. */
static bool
add_dictionaries(struct plan *plan, const struct diag *diag)
{
	struct strbuf pins = {0};
	inputs_write_dictionaries(&pins, diag);
	bool ok = plan_add_text(plan, "dictionaries", strbuf_view(&pins));
	strbuf_fini(&pins);
	return ok;
}

static bool
add_waivers(struct plan *plan, const struct job *job)
{
	bool ok = true;
	size_t count;
	const struct waiver *waivers =
	    waivers_list(job->mem, job->file, &count);
	for (size_t i = 0; ok && i < count; i++) {
		struct slice key = arena_print(job->mem, "allow %.*s",
		    (int)waivers[i].name.len, waivers[i].name.at);
		ok = plan_add_text(plan, key.at, waivers[i].reason);
	}
	return ok;
}

static void
write_unmarked(
    struct strbuf *out, const struct job *job, const struct mark_columns *marks)
{
	for (size_t i = 0; i < marks->count; i++) {
		if (marks->at[i].rows)
			continue;
		strbuf_add_text(out, out->len ? ", " : "");
		strbuf_add(
		    out, job->reads.columns.at[marks->at[i].column].name);
	}
}

/* Columns that mark protection or death, and do so in no row. */
static bool
add_unmarked(struct plan *plan, const struct job *job)
{
	struct strbuf names = {0};
	write_unmarked(&names, job, &job->reads.protected_);
	write_unmarked(&names, job, &job->reads.deceased);
	bool ok =
	    !names.len || plan_add_text(plan, "unmarked", strbuf_view(&names));
	strbuf_fini(&names);
	return ok;
}

/* The job's own division of the letters, by which reports count outcomes. */
static bool
add_area(struct plan *plan, const struct job *job)
{
	const struct job_pile *pile = &job->pile;
	size_t column =
	    pile->group_by != COLUMN_NONE ? pile->group_by : pile->new_batch;
	return column == COLUMN_NONE ||
	       plan_add_text(plan, "area", job->reads.columns.at[column].name);
}

bool
plan_header_add(struct plan *plan, const struct job *job,
    const struct glyph_use *use, struct diag *diag)
{
	struct strbuf glyphs = {0}, pins = {0};
	glyph_use_write(use, &glyphs);
	font_set_write_pins(job->paper.fonts, &pins);
	bool ok =
	    planned_add(plan, job) &&
	    (!job->again.len || plan_add_text(plan, "again", job->again)) &&
	    (!job->response_key.len ||
		plan_add_text(plan, "response_key", job->response_key)) &&
	    plan_add_text(plan, "fonts", strbuf_view(&pins)) &&
	    plan_add_bytes(plan, "glyphs", strbuf_view(&glyphs)) &&
	    add_waivers(plan, job) && add_unmarked(plan, job) &&
	    add_area(plan, job) && add_rules(plan, job, diag) &&
	    inputs_add_to_plan(job->mem, job->file->folder, plan, diag) &&
	    add_dictionaries(plan, diag);
	strbuf_fini(&glyphs);
	strbuf_fini(&pins);
	return ok;
}
