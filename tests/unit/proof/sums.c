#include "proof/sums.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "test.h"

/* sha256sum of "a" and of nothing (FIPS 180-4, checked with coreutils) */
#define OF_A "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
#define OF_NONE                                                                \
	"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static const struct {
	const char *path, *text;
} files[] = {
    {"b.pdf", "a"},
    {"a b.csv", ""},
    {"protected/1.pdf", "a"},
    {"back\\slash", "a"},
    {"new\nline", ""},
    {"re\rturn", ""},
    {".hidden", ""},
    {"SHA256SUMS", "an old one"},
};

static const char *const want =
    OF_NONE "  .hidden\n" OF_NONE "  a b.csv\n" OF_A "  b.pdf\n"
	    "\\" OF_A "  back\\\\slash\n"
	    "\\" OF_NONE "  new\\nline\n" OF_A "  protected/1.pdf\n"
	    "\\" OF_NONE "  re\\rturn\n";

static void
make_files(struct arena *mem, const char *folder, struct diag *diag)
{
	folder_make(path_join(mem, folder, "protected"), diag);
	for (size_t i = 0; i < COUNT(files); i++)
		file_write_whole(path_join(mem, folder, files[i].path),
		    slice_view(files[i].text), diag);
}

/* Sums are read as they are written, and no other way. */
static const struct {
	const char *name, *text, *first; /* the first path */
	size_t count; /* of lines; 0: refused */
} texts[] = {
    {"none", "", NULL, 0},
    {"one", OF_A "  a\n", "a", 1},
    {"in order", OF_A "  a\n" OF_NONE "  b\n", "a", 2},
    {"not in order", OF_A "  b\n" OF_NONE "  a\n", NULL, 0},
    {"twice", OF_A "  a\n" OF_A "  a\n", NULL, 0},
    {"a line feed", "\\" OF_A "  a\\nb\n", "a\nb", 1},
    {"a carriage return", "\\" OF_A "  a\\rb\n", "a\rb", 1},
    {"a backslash", "\\" OF_A "  a\\\\b\n", "a\\b", 1},
    {"what is no escape", "\\" OF_A "  a\\xb\n", NULL, 0},
    {"half an escape", "\\" OF_A "  a\\\n", NULL, 0},
    {"escaped without need", "\\" OF_A "  a\n", NULL, 0},
    {"a backslash as it is", OF_A "  a\\b\n", NULL, 0},
    {"no path", OF_A "  \n", NULL, 0},
    {"neither", OF_A "\n", NULL, 0},
    {"binary", OF_A " *a\n", NULL, 0},
    {"one blank", OF_A " a\n", NULL, 0},
    {"half a sum", "ca978112  a\n", NULL, 0},
    {"cut off", OF_A "  a", NULL, 0},
};

static void
test_read(struct arena *mem, const char *folder, struct diag *diag)
{
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct sums sums;
		size_t before = diag_errors(diag);
		bool bad = !texts[i].count && *texts[i].text;
		file_write_whole(path_join(mem, folder, SUMS_FILE),
		    slice_view(texts[i].text), diag);
		test_true(
		    texts[i].name, sums_read(&sums, mem, folder, diag) == !bad);
		test_number(texts[i].name, (long long)diag_errors(diag),
		    (long long)before + bad);
		if (bad)
			continue;
		test_number(texts[i].name, (long long)sums.count,
		    (long long)texts[i].count);
		if (texts[i].first)
			test_true(texts[i].name,
			    sums_find(&sums, texts[i].first) == sums.at);
	}
	unlink(path_join(mem, folder, SUMS_FILE));
}

/* Whether the folder is sealed where the first of the files were made, and
 * another. */
static bool
is_sealed(struct arena *mem, const char *folder, size_t count,
    const char *other, struct diag *diag)
{
	struct names made = {.mem = mem};
	unlink(path_join(mem, folder, SUMS_FILE));
	for (size_t i = 0; i < count; i++)
		names_add(&made, files[i].path);
	if (other)
		names_add_in(&made, "protected", slice_view(other));
	return sums_write_folder(folder, &made, diag) &&
	       path_is_taken(path_join(mem, folder, SUMS_FILE));
}

static void
test_names(struct arena *mem, const char *folder, struct diag *diag)
{
	size_t all = COUNT(files) - 1, before = diag_errors(diag);
	test_true("as made", is_sealed(mem, folder, all, NULL, diag));
	test_number("no report", (long long)diag_errors(diag), before);
	test_true("one that nobody made",
	    !is_sealed(mem, folder, all - 1, NULL, diag));
	test_number("a report", (long long)diag_errors(diag), before + 1);
	test_true(
	    "one that is gone", !is_sealed(mem, folder, all, "2.pdf", diag));
	test_number("one more", (long long)diag_errors(diag), before + 2);
	struct names last = {.mem = mem};
	for (size_t i = 0; i < all; i++)
		names_add(&last, files[i].path);
	names_add(&last, "ö.pdf");
	test_true(
	    "the last one is gone", !sums_write_folder(folder, &last, diag));
	test_number("and one more", (long long)diag_errors(diag), before + 3);
	const char *late = path_join(mem, folder, "ö.pdf");
	file_write_whole(late, SLICE("a"), diag);
	test_true("the last one is nobody's",
	    !is_sealed(mem, folder, all, NULL, diag));
	test_number("and another", (long long)diag_errors(diag), before + 4);
	unlink(late);
	test_true("no sums", !path_is_taken(path_join(mem, folder, SUMS_FILE)));
	const char *empty = path_join(mem, folder, "empty");
	folder_make(empty, diag);
	test_true("an empty folder", !is_sealed(mem, folder, all, NULL, diag));
	rmdir(empty);
}

/* The sums of some files are made before the others are there. */
static void
test_known(struct arena *mem, const char *folder, struct diag *diag)
{
	struct names early = {.mem = mem};
	struct sums known;
	struct slice text = {0};
	const char *sums = path_join(mem, folder, SUMS_FILE);
	const char *file = path_join(mem, folder, files[0].path);
	for (size_t i = 3; i-- > 0;)
		names_add(&early, files[i].path);
	test_true("some of them", sums_of_files(&known, folder, &early, diag));
	test_true("found", sums_find(&known, files[1].path) &&
			       !sums_find(&known, files[3].path));
	/* as it was when it was summed, not as it is now */
	test_true("changed since",
	    file_write_whole(file, SLICE("something else"), diag));
	test_true("the rest",
	    sums_write_rest(folder, NULL, &known, diag) &&
		file_read(mem, sums, INPUT_NONE, 10000, diag, NO_SPAN, &text));
	test_slice("the same sums", text, want);
	file_write_whole(file, slice_view(files[0].text), diag);
	names_add(&early, "not-there.pdf");
	test_true(
	    "one that is gone", !sums_of_files(&known, folder, &early, diag));
}

int
main(void)
{
	char folder[] = "/tmp/utskick-seal-XXXXXX";
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct slice text = {0};
	test_true("folder", mkdtemp(folder));
	make_files(mem, folder, diag);
	const char *sums = path_join(mem, folder, "SHA256SUMS");

	test_true("sealed", sums_write_folder(folder, NULL, diag));
	test_true("read",
	    file_read(mem, sums, INPUT_NONE, 10000, diag, NO_SPAN, &text));
	test_slice("sums", text, want);
	struct strbuf memory = {0};
	struct sink *sink = sink_to_memory(&memory);
	test_true("into memory",
	    sink_end(sink, sums_write(sink, folder, NULL, diag), diag));
	test_slice("the same sums", strbuf_view(&memory), want);
	strbuf_fini(&memory);
	char *check = arena_raw(mem, 200);
	snprintf(
	    check, 200, "cd %s && sha256sum --status -c SHA256SUMS", folder);
	test_number("coreutils agrees", system(check), 0);

	test_known(mem, folder, diag);
	test_names(mem, folder, diag);
	test_read(mem, folder, diag);
	size_t before = diag_errors(diag);

	test_number("a link", symlink("b.pdf", path_join(mem, folder, "l")), 0);
	test_true("a link is refused", !sums_write_folder(folder, NULL, diag));
	test_number("and reported", (long long)diag_errors(diag), before + 1);
	char *said = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&said, &len);
	diag_print(diag, to);
	fclose(to);
	test_true("by name", strstr(said, "[not-a-file]") &&
				 strstr(said, path_join(mem, folder, "l")));
	test_true("what was not made",
	    strstr(said, "/.hidden' is not one of the files") &&
		strstr(said, "/empty' is not one of the files"));
	test_true("what is gone",
	    strstr(said, "/protected/2.pdf' was made here and is gone"));
	free(said);
	test_true("no folder", !sums_write_folder("/nonexistent", NULL, diag));

	folder_remove(folder, diag);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
