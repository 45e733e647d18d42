#include "pages/count.h"

#include "pages/bridge.h"

bool
pages_count(const char *path, uint32_t *count, struct diag *diag)
{
	struct arena *mem = arena_new();
	qpdf_data pdf = pages_open(mem, path, diag);
	int pages = pdf ? qpdf_get_num_pages(pdf) : -1;
	bool ok = pdf && pages_are_fine(pdf, path, diag);
	*count = ok ? (uint32_t)pages : 0;
	pages_close(pdf);
	arena_free(mem);
	return ok;
}

bool
pages_information(struct arena *mem, const char *path, const char *key,
    struct slice *text, struct diag *diag)
{
	qpdf_data pdf = pages_open(mem, path, diag);
	const char *name = arena_print(mem, "/%s", key).at;
	const char *found = pdf ? qpdf_get_info_key(pdf, name) : NULL;
	*text = arena_dup(mem, slice_view(found));
	bool ok = pdf && pages_are_fine(pdf, path, diag);
	pages_close(pdf);
	return ok;
}
