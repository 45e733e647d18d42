#include "job/allowed.h"

struct allowed *
allowed_list(struct arena *job_mem, const struct job_file *file, size_t *count)
{
	const struct {
		const char *name;
		const struct conf_text *reason;
	} all[] = {
	    {"malformed", &file->allow.malformed},
	    {"unfit", &file->allow.unfit},
	    {"required", &file->allow.required},
	    {"duplicate", &file->allow.duplicate},
	    {"address", &file->allow.address},
	    {"postcode", &file->allow.postcode},
	    {"protected", &file->protected_role.none},
	};
	const size_t most = sizeof all / sizeof *all;
	struct allowed *list =
	    ARENA_ARRAY(job_mem, struct allowed, most + file->not_mark_count);
	*count = 0;
	for (size_t i = 0; i < most; i++) {
		if (all[i].reason->span.file)
			list[(*count)++] = (struct allowed){
			    slice_view(all[i].name), all[i].reason->text};
	}
	for (size_t i = 0; i < file->not_mark_count; i++) {
		struct slice name = file->not_marks[i].column.text;
		list[(*count)++] =
		    (struct allowed){arena_print(job_mem, "not_marks %.*s",
					 (int)name.len, name.at),
			file->not_marks[i].why.text};
	}
	return list;
}
