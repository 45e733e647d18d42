#include "job/gaps.h"

#include "base/utf8.h"
#include "conf/yaml.h"
#include "job/messages.h"
#include "text/gap.h"

static void
report(struct job *job, struct span span, struct diag *diag)
{
	REPORT(diag, span, &job_gap, NO_ARGS);
	HINT(diag, &job_gap_hint, NO_ARGS);
	job->gaps++;
}

static bool
has_gap(struct slice text)
{
	size_t at, len;
	return gap_find(text, 0, &at, &len);
}

/* ---- the job file */

static void find_in_yaml(
    struct job *job, const struct yaml *yaml, struct diag *diag);

static void
find_in_pair(struct job *job, const struct yaml_pair *pair, struct diag *diag)
{
	const struct yaml *value = pair->value;
	if (value->kind != YAML_SCALAR || !has_gap(value->text)) {
		find_in_yaml(job, value, diag);
		return;
	}
	REPORT(
	    diag, value->span, &job_not_filled, ARGS(pair->key, value->text));
	job->gaps++;
}

/* A key is not a place to write in: a register's own words may stand there. */
static void
find_in_yaml(struct job *job, const struct yaml *yaml, struct diag *diag)
{
	if (yaml->kind == YAML_SCALAR && has_gap(yaml->text))
		report(job, yaml->span, diag);
	for (size_t i = 0; i < yaml->count; i++) {
		if (yaml->kind == YAML_MAP)
			find_in_pair(job, &yaml->pairs[i], diag);
		else
			find_in_yaml(job, yaml->items[i], diag);
	}
}

void
gaps_in_job_file(struct job *job, struct diag *diag)
{
	find_in_yaml(job, job->file->yaml, diag);
}

/* ---- letters */

/* Behind a comment, {{! … }}, that begins before `at`; otherwise 0. */
static size_t
comment_end(struct slice text, size_t at)
{
	size_t end = 0;
	for (size_t from = 0; from < at;) {
		size_t open =
		    from + slice_find(slice_from(text, from), SLICE("{{!"));
		if (open >= at)
			break;
		end =
		    open + slice_find(slice_from(text, open), SLICE("}}")) + 2;
		from = end;
	}
	return end > at ? end : 0;
}

static void
find_in_source(struct job *job, uint32_t file, struct diag *diag)
{
	const struct sources *sources = diag_sources(diag);
	struct slice text = sources_text(sources, file);
	size_t at, len;
	for (size_t from = 0; gap_find(text, from, &at, &len);) {
		size_t behind = comment_end(text, at);
		from = behind ? behind : at + len;
		if (!behind)
			report(job, sources_span(sources, file, at, len), diag);
	}
}

void
gaps_in_texts(struct job *job, uint32_t from, struct diag *diag)
{
	uint32_t count = sources_count(diag_sources(diag));
	for (uint32_t file = from + 1; file <= count; file++)
		find_in_source(job, file, diag);
}

/* ---- stationery */

/* Where in a frame's text: its lines begin in one column. */
static struct span
place_in_frame(const struct frame *frame, size_t at, size_t len)
{
	struct span span = frame->text_span;
	size_t line = 0;
	for (size_t i = 0; i < at; i++) {
		if (frame->text.at[i] != '\n')
			continue;
		span.line++;
		line = i + 1;
	}
	span.column +=
	    (uint32_t)utf8_count(slice_part(frame->text, line, at - line));
	span.length = (uint32_t)len;
	return span;
}

static void
find_in_stationery(
    struct job *job, const struct stationery *paper, struct diag *diag)
{
	size_t at, len;
	for (size_t i = 0; i < paper->frame_count; i++) {
		const struct frame *frame = &paper->frames[i];
		for (size_t from = 0; gap_find(frame->text, from, &at, &len);
		     from = at + len)
			report(job, place_in_frame(frame, at, len), diag);
	}
}

void
gaps_in_stationeries(struct job *job, struct diag *diag)
{
	for (size_t i = 0; i < job->paper.count; i++)
		find_in_stationery(job, job->paper.at[i].stationery, diag);
}
