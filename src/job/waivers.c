#include "job/waivers.h"

static size_t
count_files(const struct yaml *files)
{
	return files && files->kind == YAML_MAP ? files->count : 0;
}

/* `protected: {none: why}` of tables and look-ups, by name. */
static void
add_beside(struct arena *job_mem, const struct yaml *files, struct waiver *list,
    size_t *count)
{
	for (size_t i = 0; i < count_files(files); i++) {
		const struct yaml_pair *file = &files->pairs[i];
		const struct yaml *said = yaml_find(file->value, "protected");
		const struct yaml *none = said ? yaml_find(said, "none") : NULL;
		if (!none)
			continue;
		list[(*count)++] =
		    (struct waiver){arena_print(job_mem, "protected %.*s",
					(int)file->key.len, file->key.at),
			none->text};
	}
}

struct waiver *
waivers_list(struct arena *job_mem, const struct job_file *file, size_t *count)
{
	const struct {
		const char *name;
		const struct conf_text *reason;
	} all[] = {
	    {"malformed", &file->allow.malformed},
	    {"unfit", &file->allow.unfit},
	    {"required", &file->allow.required},
	    {"duplicate", &file->allow.duplicate},
	    {"similar", &file->allow.similar},
	    {"address", &file->allow.address},
	    {"postcode", &file->allow.postcode},
	    {"number", &file->allow.number},
	    {"protected", &file->protected_role.none},
	};
	const size_t most = sizeof all / sizeof *all;
	struct waiver *list = ARENA_ARRAY(job_mem, struct waiver,
	    most + file->not_mark_count + count_files(file->tables_yaml) +
		count_files(file->lists_yaml));
	*count = 0;
	for (size_t i = 0; i < most; i++) {
		if (all[i].reason->span.file)
			list[(*count)++] = (struct waiver){
			    slice_view(all[i].name), all[i].reason->text};
	}
	for (size_t i = 0; i < file->not_mark_count; i++) {
		struct slice name = file->not_marks[i].column.text;
		list[(*count)++] =
		    (struct waiver){arena_print(job_mem, "not_marks %.*s",
					(int)name.len, name.at),
			file->not_marks[i].why.text};
	}
	add_beside(job_mem, file->tables_yaml, list, count);
	add_beside(job_mem, file->lists_yaml, list, count);
	return list;
}
