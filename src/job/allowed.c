#include "job/allowed.h"

size_t
allowed_list(const struct job_file *file, struct allowed *to)
{
	const struct {
		const char *name;
		const struct conf_text *reason;
	} all[ALLOWED_MOST] = {
	    {"malformed", &file->allow.malformed},
	    {"unfit", &file->allow.unfit},
	    {"required", &file->allow.required},
	    {"duplicate", &file->allow.duplicate},
	    {"address", &file->allow.address},
	    {"postcode", &file->allow.postcode},
	    {"protected", &file->protected_role.none},
	};
	size_t count = 0;
	for (size_t i = 0; i < ALLOWED_MOST; i++) {
		if (all[i].reason->span.file)
			to[count++] =
			    (struct allowed){all[i].name, all[i].reason->text};
	}
	return count;
}
