/*
 * Every message of conf/ and of text/'s documents, as it is printed:
 * tests/golden/conf/<case>/in.yaml is read against the table below and what is
 * said must be want.diag. GOLDEN=update in the environment rewrites want.diag.
 */
#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "conf/schema.h"
#include "test.h"

#define FOLDER TESTS_DIR "/golden/conf"

struct target {
	struct conf_text name;
	struct conf_number number, decimal, sides;
	struct conf_range range;
	struct conf_date date;
	struct conf_flag flag;
	struct conf_length length;
	struct conf_list list;
	struct conf_word word;
	const struct yaml *yaml;
};

/* Named, so that the fields behind it may be left out. */
#define AT(member) .offset = offsetof(struct target, member)

static const char *const words[] = {"left", "right", "centre", NULL};

static const struct field print_fields[] = {
    {"sides", FIELD_NUMBER, AT(sides), .required = true, .least = 1, .most = 2},
    {0},
};
static const struct schema print = {"the print map", print_fields};

static const struct field fields[] = {
    {"name", FIELD_TEXT, AT(name), .required = true},
    {"number", FIELD_NUMBER, AT(number), .least = 1, .most = 100},
    {"decimal", FIELD_DECIMAL, AT(decimal)},
    {"range", FIELD_RANGE, AT(range)},
    {"date", FIELD_DATE, AT(date)},
    {"flag", FIELD_FLAG, AT(flag)},
    {"length", FIELD_LENGTH, AT(length)},
    {"list", FIELD_LIST, AT(list), .required = true},
    {"word", FIELD_WORD, AT(word), .words = words},
    {"print", FIELD_MAP, .schema = &print},
    {"when", FIELD_YAML, AT(yaml)},
    {0},
};
static const struct schema schema = {"the job", fields};

/* Reads in.yaml of the folder this process is in; what is said about it. */
static char *
read_case(size_t *len)
{
	char *said = NULL;
	FILE *to = open_memstream(&said, len);
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct target target = {0};
	struct yaml *yaml =
	    yaml_read(mem, "in.yaml", INPUT_NONE, diag, NO_SPAN);
	bool ok = yaml && schema_read(&schema, yaml, mem, &target, diag);
	diag_print(diag, to);
	fputs(ok ? "accepted\n" : "refused\n", to);
	test_true("errors and result agree", ok == !diag_errors(diag));
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	fclose(to);
	return said;
}

static void
write_want(const char *said, size_t len)
{
	FILE *to = fopen("want.diag", "w");
	if (to) {
		fwrite(said, 1, len, to);
		fclose(to);
	}
}

static void
compare(const char *name, struct slice said, struct strbuf *all)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct slice want = {NULL, 0};
	file_read(mem, "want.diag", INPUT_NONE, 1 << 20, diag, NO_SPAN, &want);
	test_slice(name, said, want.at ? want.at : "");
	strbuf_add(all, want);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

static void
test_case(const char *name, bool update, struct strbuf *all)
{
	char path[512];
	size_t len = 0;
	snprintf(path, sizeof path, "%s/%s", FOLDER, name);
	if (chdir(path) != 0) {
		test_true(name, false);
		return;
	}
	char *said = read_case(&len);
	if (update)
		write_want(said, len);
	compare(name, (struct slice){said, len}, all);
	free(said);
}

static int
is_case(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

#define MESSAGE(name, code, level, wording) {code, LEVEL_##level},
static const struct {
	const char *code;
	enum level level;
} codes[] = {
#include "conf/messages.def"
#include "text/messages.def"
};
#undef MESSAGE

/* What needs no file of its own: in text/collate.c and conf/yaml.c. */
static bool
is_elsewhere(const char *code)
{
	return strcmp(code, "no-collation") == 0 ||
	       strcmp(code, "yaml-large") == 0 ||
	       /* edit.c */
	       strcmp(code, "not-by-form") == 0 ||
	       strcmp(code, "odd-line-ends") == 0;
}

static void
test_codes(struct slice all)
{
	for (size_t i = 0; i < COUNT(codes); i++) {
		char shown[64];
		snprintf(shown, sizeof shown, "[%s]", codes[i].code);
		if (codes[i].level != LEVEL_NOTE &&
		    !is_elsewhere(codes[i].code))
			test_true(shown,
			    slice_find(all, slice_view(shown)) < all.len);
	}
}

int
main(void)
{
	const char *golden = getenv("GOLDEN");
	bool update = golden && strcmp(golden, "update") == 0;
	struct dirent **names;
	struct strbuf all = {0};
	int count = scandir(FOLDER, &names, is_case, alphasort);
	test_true("there are cases", count > 0);
	for (int i = 0; i < count; i++) {
		test_case(names[i]->d_name, update, &all);
		free(names[i]);
	}
	free(names);
	test_codes(strbuf_view(&all));
	strbuf_fini(&all);
	return test_end();
}
