#include "correct/name.h"

#include "base/file.h"
#include "conf/edit.h"
#include "correct/save.h"

#define JOB_MOST ((size_t)16 << 20)

bool
correct_name_list(const struct job *job, struct diag *diag)
{
	struct arena *mem = job->mem;
	const char *path = path_join(mem, job->file->folder, "job.yaml");
	struct slice text;
	if (!file_read(mem, path, INPUT_NONE, JOB_MOST, diag, NO_SPAN, &text))
		return false;
	struct edit *edit = edit_open(mem, "job.yaml", text, diag);
	return edit &&
	       edit_set(edit, EDIT_PATH(EDIT_KEY("corrections")),
		   edit_text(mem, slice_view(CORRECT_NEW))) &&
	       file_may_replace(path, diag) &&
	       file_write_whole(path, edit_bytes(edit), diag);
}
