#include "layout/stationery.h"

#include "base/file.h"
#include "base/suggest.h"
#include "layout/messages.h"
#include "layout/stationery_read.h"

static const char *
file_name(struct arena *job_mem, struct slice name)
{
	if (slice_ends(name, ".yaml"))
		return arena_dup_text(job_mem, name);
	return arena_print(job_mem, "%.*s.yaml", (int)name.len, name.at).at;
}

static void
offer_folder(struct arena *job_mem, const char *folder, struct suggestion *best)
{
	if (!folder_exists(folder))
		return;
	const char **names = folder_list(job_mem, folder, NULL);
	for (; names && *names; names++) {
		struct slice name = slice_view(*names);
		if (slice_ends(name, ".yaml"))
			suggestion_offer(best,
			    slice_part(name, 0, name.len - strlen(".yaml")));
	}
}

static void
report_missing(struct arena *job_mem, struct slice name,
    const char *const *folders, struct diag *diag, struct span asked)
{
	struct suggestion best = suggestion_start(name);
	REPORT(diag, asked, &layout_no_stationery, ARGS(name));
	for (; *folders; folders++)
		offer_folder(job_mem, *folders, &best);
	if (best.nearest.len)
		HINT(diag, &layout_nearest, ARGS(best.nearest));
}

struct stationery *
stationery_read(struct arena *job_mem, struct slice name,
    const char *const *folders, struct diag *diag, struct span asked)
{
	const char *file = file_name(job_mem, name);
	for (size_t i = 0; folders[i]; i++) {
		const char *path = path_join(job_mem, folders[i], file);
		if (file_exists(path))
			return stationery_read_file(job_mem, path, diag, asked);
	}
	report_missing(job_mem, name, folders, diag, asked);
	return NULL;
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
