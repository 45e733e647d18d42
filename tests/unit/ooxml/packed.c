/* Files as one archive, and archives of more parts than any file has. */
#include "ooxml/archive.h"

#include <fcntl.h>

#include "../../fuzz/spreadsheet.h"
#include "ooxml/package.h"
#include "test.h"

static void
write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "wb");
	if (!file || fputs(text, file) < 0 || fclose(file) != 0)
		abort();
}

static const struct {
	const char *name, *path;
	const char *files[3]; /* NULL-terminated */
	const char *want; /* what is said; NULL: it is there */
} cases[] = {
    {"two files", "a.zip", {"a.txt", "b.txt"}, NULL},
    {"no files but one that is not there", "b.zip", {"none.txt"},
	"error: cannot write 'b.zip': No such file or directory"},
    {"an archive that is there", "a.zip", {"a.txt"},
	"error: cannot write 'a.zip': "},
    {"the same name twice", "c.zip", {"a.txt", "a.txt"},
	"error: cannot write 'c.zip': "},
    {"in no folder", "none/a.zip", {"a.txt"},
	"error: cannot write 'none/a.zip': "},
};

static void
check_part(struct package *package, const char *name, const char *want)
{
	struct arena *mem = arena_new();
	struct slice bytes = {NULL, 0};
	test_true(name, package_read(mem, package, name, &bytes));
	test_slice(name, bytes, want);
	arena_free(mem);
}

static void
test_case(size_t i)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	size_t count = 0, len = 0;
	char *said = NULL;
	while (cases[i].files[count])
		count++;
	bool ok =
	    archive_write(cases[i].path, ".", cases[i].files, count, diag);
	FILE *to = open_memstream(&said, &len);
	diag_print(diag, to);
	fclose(to);
	test_true(cases[i].name, ok == !cases[i].want);
	bool starts = slice_starts(
	    (struct slice){said, len}, cases[i].want ? cases[i].want : "");
	test_true(cases[i].name, starts);
	if (!starts)
		printf("  have: %s\n", said);
	if (ok) {
		int fd = open(cases[i].path, O_RDONLY | O_CLOEXEC);
		struct package *package = package_open_own(fd, diag);
		check_part(package, "a.txt", "ett");
		check_part(package, "b.txt", "");
		package_close(package);
	}
	free(said);
	diag_free(diag);
	sources_free(sources);
}

static void
test_written(void)
{
	char folder[] = "/tmp/utskick-test-XXXXXX";
	if (!mkdtemp(folder) || chdir(folder) != 0)
		abort();
	write_file("a.txt", "ett");
	write_file("b.txt", "");
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	test_true("nothing is left of what failed",
	    access("b.zip", F_OK) != 0 && access("c.zip", F_OK) != 0);
	unlink("a.txt");
	unlink("b.txt");
	unlink("a.zip");
	if (chdir("/") != 0 || rmdir(folder) != 0)
		abort();
}

/* As many parts as one may have, or one more. */
static void
test_many(size_t count, bool ok)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct entry *entries = ARENA_ARRAY(mem, struct entry, count);
	for (size_t i = 0; i < count; i++)
		entries[i] = (struct entry){
		    arena_print(mem, "%zu.xml", i).at, SLICE(""), 0, 0};
	struct strbuf file = {0};
	put_zip(&file, entries, count);
	int fd = memfd_create("a.zip", MFD_CLOEXEC);
	if (fd < 0 || write(fd, file.at, file.len) != (ssize_t)file.len)
		abort();
	struct package *package = package_open(fd, 0, diag);
	strbuf_fini(&file);
	test_true("many parts", (package != NULL) == ok);
	test_number("said", (long long)diag_count(diag), !ok);
	if (package)
		test_true("the last", package_has(package, "9999.xml"));
	package_close(package);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

int
main(void)
{
	test_written();
	test_many(10000, true);
	test_many(10001, false);
	return test_end();
}
