#include "job/waivers.h"

static size_t
count_files(const struct yaml *files)
{
	return files && files->kind == YAML_MAP ? files->count : 0;
}

static struct waiver
make(struct arena *job_mem, const char *key, struct slice of,
    struct slice reason)
{
	struct slice name =
	    of.len ? arena_print(job_mem, "%s %.*s", key, (int)of.len, of.at)
		   : slice_view(key);
	return (struct waiver){key, of, name, reason};
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
		    make(job_mem, N_("protected"), file->key, none->text);
	}
}

struct waiver *
waivers_list(struct arena *job_mem, const struct job_file *file, size_t *count)
{
	const struct {
		const char *name;
		const struct conf_text *reason;
	} all[] = {
	    {N_("malformed"), &file->allow.malformed},
	    {N_("unfit"), &file->allow.unfit},
	    {N_("required"), &file->allow.required},
	    {N_("duplicate"), &file->allow.duplicate},
	    {N_("similar"), &file->allow.similar},
	    {N_("address"), &file->allow.address},
	    {N_("postcode"), &file->allow.postcode},
	    {N_("number"), &file->allow.number},
	    {N_("protected"), &file->protected_role.none},
	};
	const size_t most = sizeof all / sizeof *all;
	struct waiver *list = ARENA_ARRAY(job_mem, struct waiver,
	    most + file->not_mark_count + count_files(file->tables_yaml) +
		count_files(file->lists_yaml));
	*count = 0;
	for (size_t i = 0; i < most; i++) {
		if (all[i].reason->span.file)
			list[(*count)++] = make(job_mem, all[i].name, SLICE(""),
			    all[i].reason->text);
	}
	for (size_t i = 0; i < file->not_mark_count; i++)
		list[(*count)++] = make(job_mem, N_("not_marks"),
		    file->not_marks[i].column.text,
		    file->not_marks[i].why.text);
	add_beside(job_mem, file->tables_yaml, list, count);
	add_beside(job_mem, file->lists_yaml, list, count);
	return list;
}
