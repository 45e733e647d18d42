/* The account of the files that were read. */
#include "base/inputs.h"

#include <stdlib.h>

#include "base/file.h"
#include "test.h"

static const struct {
	const char *name;
	enum input_role role;
	const char *path, *bytes;
	bool fine;
	size_t count; /* in the account, afterwards */
} cases[] = {
    {"a first file", INPUT_LETTER, "brev.md", "Hej", true, 1},
    {"the same again", INPUT_LETTER, "brev.md", "Hej", true, 1},
    {"another role", INPUT_PART, "brev.md", "Hej", true, 2},
    {"another file", INPUT_LETTER, "brev.fi.md", "Hei", true, 3},
    {"an empty one", INPUT_LIST, "stopp.csv", "", true, 4},
    {"one that decides nothing", INPUT_NONE, "key", "secret", true, 4},
    {"one that has changed", INPUT_LETTER, "brev.md", "Hej!", false, 4},
    {"to the same length", INPUT_LETTER, "brev.fi.md", "Moi", false, 4},
};

static void
test_said(struct diag *diag)
{
	char *text = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&text, &len);
	diag_print(diag, to);
	fclose(to);
	test_text("what is said", text,
	    "error: 'brev.md' was changed while the job was read"
	    " [changed-meanwhile]\n      = start again when nobody is "
	    "writing to it\n"
	    "error: 'brev.fi.md' was changed while the job was read"
	    " [changed-meanwhile]\n"
	    "      = start again when nobody is writing to it\n");
	free(text);
}

static void
test_cases(struct diag *diag)
{
	size_t count;
	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t before = diag_errors(diag);
		test_true(cases[i].name,
		    inputs_add_bytes(diag, cases[i].role, cases[i].path,
			slice_view(cases[i].bytes)) == cases[i].fine &&
			(diag_errors(diag) == before) == cases[i].fine);
		inputs_list(diag, &count);
		test_number(
		    cases[i].name, (long long)count, (long long)cases[i].count);
	}
	const struct input *first = inputs_list(diag, &count);
	test_text("in the order of reading", first[1].path, "brev.md");
	test_true("its size and hash",
	    first->size == 3 &&
		digest_equal(first->digest, hash_of(SLICE("Hej"))));
	test_true("found by role and path",
	    inputs_find(diag, INPUT_PART, "brev.md") == &first[1]);
	test_said(diag);
	test_true(
	    "found by both", !inputs_find(diag, INPUT_PART, "brev.fi.md"));
}

static void
test_roles(void)
{
	for (int i = INPUT_JOB; i < INPUT_ROLES; i++)
		for (int k = INPUT_JOB; k < i; k++)
			test_true("a name of its own",
			    strcmp(input_role_name((enum input_role)i),
				input_role_name((enum input_role)k)) != 0);
}

/* What file_read gives is what is hashed, and its caller need not ask. */
static void
test_files(struct diag *diag, struct arena *mem, const char *folder)
{
	struct slice text;
	size_t count;
	const char *path = path_join(mem, folder, "brev.md");
	file_write_whole(path, SLICE("Hej"), diag);
	test_true("read",
	    file_read(mem, path, INPUT_LETTER, 99, diag, NO_SPAN, &text));
	const struct input *input = inputs_find(diag, INPUT_LETTER, path);
	test_true(
	    "in the account", input && input->size == 3 &&
				  digest_equal(input->digest, hash_of(text)));
	test_true("hashed as a file", inputs_add_file(diag, INPUT_RUN, path));
	file_write_whole(path, SLICE("Hei"), diag);
	test_true("changed between two readings",
	    !file_read(mem, path, INPUT_LETTER, 99, diag, NO_SPAN, &text));
	test_true(
	    "changed under a library", !inputs_add_file(diag, INPUT_RUN, path));
	test_true("no such file",
	    !inputs_add_file(diag, INPUT_RUN, path_join(mem, folder, "none")));
	diag_reset(diag);
	inputs_list(diag, &count);
	test_number("dropped", (long long)count, 0);
}

/* What another process read, as it packed it. */
static void
test_packed(void)
{
	struct sources *sources = sources_new();
	struct diag *here = diag_new(sources), *there = NULL;
	struct sources *others = sources_new();
	struct strbuf packed = {0};
	const struct slice names[] = {SLICE("Namn")};
	struct input named = {.role = INPUT_LOOK_UP,
	    .path = "http://a",
	    .names = names,
	    .name_count = 1};
	size_t count;
	there = diag_new(others);
	test_true("three read",
	    inputs_add_bytes(there, INPUT_LETTER, "a.md", SLICE("a")) &&
		inputs_add(there, &named) &&
		inputs_add_bytes(there, INPUT_PART, "b.md", SLICE("b")));
	inputs_pack(there, &packed);
	struct slice all = strbuf_view(&packed);
	test_true(
	    "taken", inputs_unpack(here, all) && inputs_unpack(here, all));
	inputs_list(here, &count);
	test_number("but for the answer with names", (long long)count, 2);
	test_true("with its hash",
	    digest_equal(inputs_find(here, INPUT_PART, "b.md")->digest,
		hash_of(SLICE("b"))));
	for (size_t len = 1; len < all.len; len++) {
		/* a block of its own, so that sanitizers see its end */
		char *part = malloc(len);
		memcpy(part, all.at, len);
		if (len != all.len / 2)
			test_true("cut",
			    !inputs_unpack(here, (struct slice){part, len}));
		free(part);
	}
	diag_reset(here);
	test_true("another text was read here",
	    inputs_add_bytes(here, INPUT_LETTER, "a.md", SLICE("b")) &&
		!inputs_unpack(here, all) &&
		!inputs_find(here, INPUT_PART, "b.md"));
	strbuf_fini(&packed);
	diag_free(here);
	diag_free(there);
	sources_free(sources);
	sources_free(others);
}

/* A file that is read once more from where it was opened. */
static void
test_kept(struct diag *diag, struct arena *mem, const char *folder)
{
	struct digest digest;
	const char *path = path_join(mem, folder, "kept");
	test_true("not kept",
	    inputs_kept(diag, path) == -1 &&
		!inputs_hash_kept_after(diag, path, SLICE("a"), &digest));
	file_write_whole(path, SLICE("bc"), diag);
	int file = file_open(path);
	inputs_keep(diag, "another", file_open(path));
	inputs_keep(diag, path, file);
	test_number("kept", inputs_kept(diag, path), file);
	file_write_whole(path, SLICE("other"), diag);
	test_true("as it was",
	    inputs_hash_kept_after(diag, path, SLICE("a"), &digest) &&
		digest_equal(digest, hash_of(SLICE("abc"))));
	size_t before = diag_errors(diag);
	test_true(
	    "a folder is no file", !inputs_add_file(diag, INPUT_RUN, folder) &&
				       diag_errors(diag) == before + 1 &&
				       !inputs_find(diag, INPUT_RUN, folder));
}

int
main(void)
{
	char folder[] = "/tmp/utskick-unit-XXXXXX";
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	test_cases(diag);
	test_roles();
	test_packed();
	test_files(diag, mem, mkdtemp(folder));
	test_kept(diag, mem, folder);
	test_true("removed", folder_remove(folder, diag));
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
