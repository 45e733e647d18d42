/* Folders are carried whole, by links or by copies, or it is said why not. */
#include "run/carry.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/file.h"
#include "test.h"

static struct arena *mem;
static struct diag *diag;

static int refused; /* why a file gets no second name; 0: it does */

/* Stands before libc's. */
int
link(const char *from, const char *to)
{
	if (refused) {
		errno = refused;
		return -1;
	}
	return (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

static const char *
in(const char *folder, const char *name)
{
	return path_join(mem, folder, name);
}

static void
write_at(const char *folder, const char *name, const char *text)
{
	if (!file_write_whole(in(folder, name), slice_view(text), diag))
		abort();
}

static void
test_file(const char *path, const char *want)
{
	struct slice text = {NULL, 0};
	test_true(path,
	    file_read(mem, path, INPUT_NONE, 1 << 20, diag, NO_SPAN, &text));
	test_slice(path, text, want);
}

/* Carried to a folder there, on the same disk or on another. */
static void
test_carried(const char *from, const char *to)
{
	test_true(to, carry_folder(in(from, "a"), in(to, "b"), diag));
	test_file(in(to, "b/one"), "1");
	test_file(in(to, "b/c/two"), "22");
	test_true(to, folder_exists(in(to, "b/empty")));
	size_t before = diag_errors(diag);
	test_true(to, !carry_folder(in(from, "a"), in(to, "b/one"), diag));
	test_true("it is said", diag_errors(diag) > before);
}

static ino_t
inode(const char *path)
{
	struct stat st;
	return lstat(path, &st) == 0 ? st.st_ino : 0;
}

/* Where a file cannot have a second name it is copied; a disk that is full is
 * a fault. */
static void
test_refused(const char *folder)
{
	static const struct {
		const char *name;
		int error;
		bool copied;
	} cases[] = {{"another disk", EXDEV, true},
	    {"not allowed", EPERM, true}, {"no right", EACCES, true},
	    {"many names", EMLINK, true}, {"not supported", EOPNOTSUPP, true},
	    {"not known", ENOSYS, true}, {"full", ENOSPC, false}};
	const char *from = in(folder, "a/one"), *to = in(folder, "again");
	test_true("a second name",
	    carry_file(from, to, diag) && inode(from) == inode(to));
	unlink(to);
	for (size_t i = 0; i < COUNT(cases); i++) {
		refused = cases[i].error;
		bool ok = carry_file(from, to, diag);
		refused = 0;
		test_true(cases[i].name, ok == cases[i].copied);
		test_true(cases[i].name, path_is_taken(to) == ok);
		if (ok)
			test_file(to, "1");
		test_true(cases[i].name, inode(from) != inode(to));
		unlink(to);
	}
}

int
main(void)
{
	char a[] = "/tmp/utskick-carry-XXXXXX";
	char b[] = "/tmp/utskick-carry-XXXXXX";
	char c[] = "/dev/shm/utskick-carry-XXXXXX";
	struct sources *sources = sources_new();
	diag = diag_new(sources);
	mem = arena_new();
	const char *from = mkdtemp(a), *to = mkdtemp(b), *other = mkdtemp(c);
	if (!from || !to)
		abort();
	folder_make(in(from, "a"), diag);
	folder_make(in(from, "a/c"), diag);
	folder_make(in(from, "a/empty"), diag);
	write_at(from, "a/one", "1");
	write_at(from, "a/c/two", "22");
	test_carried(from, to);
	if (other) {
		test_carried(from, other);
		folder_remove(other, diag);
	}
	test_true("copied", carry_copy(in(from, "a/one"), in(to, "two"), diag));
	test_file(in(to, "two"), "1");
	test_refused(from);
	size_t before = diag_errors(diag);
	test_true("no file", !carry_copy(in(from, "x"), in(to, "x"), diag));
	test_true("no file", !carry_file(in(from, "x"), in(to, "x"), diag));
	test_true("no folder", !carry_folder(in(from, "x"), in(to, "x"), diag));
	test_number("each is said", (long long)diag_errors(diag),
	    (long long)before + 3);
	test_true("nothing is there", !path_is_taken(in(to, "x")));
	folder_remove(from, diag);
	folder_remove(to, diag);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
