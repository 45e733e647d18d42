#include "layout/stationery.h"

#include "base/named_file.h"
#include "layout/messages.h"
#include "layout/stationery_read.h"

struct stationery *
stationery_read(struct arena *job_mem, struct slice name,
    const char *const *folders, struct diag *diag, struct span asked)
{
	struct suggestion best;
	const char *path = named_file_find(job_mem, name, folders, &best);
	if (path)
		return stationery_read_file(job_mem, path, diag, asked);
	REPORT(diag, asked, &layout_no_stationery, ARGS(name));
	if (best.nearest.len)
		HINT(diag, &layout_nearest, ARGS(best.nearest));
	return NULL;
}

struct stationery *
stationery_read_text(struct arena *job_mem, const char *path, struct slice text,
    struct diag *diag)
{
	uint32_t file = sources_add(diag_sources(diag), path, text);
	return stationery_read_yaml(
	    job_mem, path, yaml_parse(job_mem, file, 0, text.len, diag), diag);
}

const struct style *
stationery_find_style(const struct stationery *stationery, struct slice name)
{
	for (size_t i = 0; i < stationery->style_count; i++) {
		if (slice_equal(stationery->styles[i].name, name))
			return &stationery->styles[i];
	}
	return NULL;
}

bool
stationery_is_cut(
    const struct stationery *stationery, const struct frame *frame)
{
	const mpt over = STATIONERY_ROUNDING;
	return frame->x < -over || frame->y < -over ||
	       frame->x > stationery->page_width + over - frame->width ||
	       frame->y > stationery->page_height + over - frame->height;
}

void
stationery_report_style(const struct stationery *stationery, struct slice name,
    struct span span, struct diag *diag)
{
	struct suggestion best = suggestion_start(name);
	REPORT(diag, span, &layout_no_style, ARGS(name));
	for (size_t i = 0; i < stationery->style_count; i++)
		suggestion_offer(&best, stationery->styles[i].name);
	if (best.nearest.len)
		HINT(diag, &layout_nearest, ARGS(best.nearest));
}
