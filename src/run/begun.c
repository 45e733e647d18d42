#include "run/begun.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "run/messages.h"
#include "run/own_lines.h"

#define LIMIT 8192

bool
begun_read(
    struct begun *begun, struct arena *mem, const char *plan, struct diag *diag)
{
	struct slice text, out;
	const char *path = path_join(mem, plan, BEGUN_FILE);
	*begun = (struct begun){0};
	if (!path_is_taken(path))
		return true;
	if (!file_read(mem, path, INPUT_NONE, LIMIT, diag, NO_SPAN, &text))
		return false;
	/* the path comes last, since it may hold any sign */
	uint64_t written;
	if (!own_line_number(&text, "line ", &begun->line) ||
	    !own_line_number(&text, "written ", &written) ||
	    !slice_starts(text, "out ") || !slice_ends(text, "\n")) {
		REPORT(diag, NO_SPAN, &run_plan_file, ARGS(path));
		return false;
	}
	begun->written = written;
	out = slice_part(text, strlen("out "), text.len - strlen("out ") - 1);
	begun->out = arena_dup_text(mem, out);
	return true;
}

bool
begun_write(const struct begun *begun, const char *plan, struct diag *diag)
{
	struct arena *mem = arena_new();
	struct strbuf text = {0};
	char absolute[4096];
	const char *folder = path_folder(mem, begun->out);
	const char *out = realpath(folder, absolute)
			      ? path_join(mem, absolute, path_name(begun->out))
			      : begun->out;
	strbuf_print(&text, "line %llu\nwritten %d\nout %s\n",
	    (unsigned long long)begun->line, begun->written, out);
	bool ok = file_write_whole(
	    path_join(mem, plan, BEGUN_FILE), strbuf_view(&text), diag);
	strbuf_fini(&text);
	arena_free(mem);
	return ok;
}

bool
begun_forget(const char *plan, struct diag *diag)
{
	struct arena *mem = arena_new();
	const char *path = path_join(mem, plan, BEGUN_FILE);
	bool ok = unlink(path) == 0 || errno == ENOENT;
	if (!ok)
		file_report(diag, path, errno);
	arena_free(mem);
	return ok && folder_sync(plan, diag);
}
