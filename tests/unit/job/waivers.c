/* Which built-in holds a job switches off: its reasons, in one order. */
#include "job/waivers.h"

#include "test.h"

static const struct {
	const char *name, *yaml, *want;
} cases[] = {
    {"none", "name: a\n", ""},
    {"in the order of the table",
	"allow: {similar: S, malformed: M, address: A}\n",
	"malformed: M; similar: S; address: A; "},
    {"protected: none", "roles: {protected: {none: P}}\n", "protected: P; "},
    {"a column that is no mark", "roles: {not_marks: {Ombud: O}}\n",
	"not_marks Ombud: O; "},
    {"files that are none", "tables: [a]\nlists: b\n", ""},
    {"files beside it",
	"tables: {möten: {protected: {none: T}}}\n"
	"lists: {ja: {protected: Skydd}, nej: {protected: {none: L}}}\n",
	"protected möten: T; protected nej: L; "},
};

static void
fill(struct job_file *file, const struct yaml *yaml, struct arena *mem,
    struct diag *diag)
{
	const struct {
		const char *name;
		struct conf_text *to;
	} allow[] = {
	    {"malformed", &file->allow.malformed},
	    {"similar", &file->allow.similar},
	    {"address", &file->allow.address},
	};
	const struct yaml *roles = yaml_find(yaml, "roles");
	const struct yaml *said = yaml_find(yaml, "allow");
	for (size_t i = 0; said && i < COUNT(allow); i++) {
		const struct yaml *reason = yaml_find(said, allow[i].name);
		if (reason)
			conf_read_text(reason, allow[i].to, diag);
	}
	const struct yaml *role = roles ? yaml_find(roles, "protected") : NULL;
	if (role)
		job_read_role(role, mem, &file->protected_role, diag);
	const struct yaml *marks = roles ? yaml_find(roles, "not_marks") : NULL;
	if (marks) {
		file->not_marks = ARENA_ARRAY(mem, struct job_not_mark, 1);
		file->not_mark_count = 1;
		file->not_marks[0].column.text = marks->pairs[0].key;
		conf_read_text(
		    marks->pairs[0].value, &file->not_marks[0].why, diag);
	}
	file->tables_yaml = yaml_find(yaml, "tables");
	file->lists_yaml = yaml_find(yaml, "lists");
}

static void
test_case(size_t i)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct slice text = slice_view(cases[i].yaml);
	uint32_t number = sources_add(sources, "job.yaml", text);
	struct job_file file = {0};
	struct strbuf out = {0};
	size_t count;
	fill(&file, yaml_parse(mem, number, 0, text.len, diag), mem, diag);
	const struct waiver *waivers = waivers_list(mem, &file, &count);
	for (size_t w = 0; w < count; w++)
		strbuf_print(&out, "%.*s: %.*s; ", (int)waivers[w].name.len,
		    waivers[w].name.at, (int)waivers[w].reason.len,
		    waivers[w].reason.at);
	test_slice(cases[i].name, strbuf_view(&out), cases[i].want);
	strbuf_fini(&out);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	return test_end();
}
