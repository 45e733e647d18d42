/* Files and folders that are there whole or not at all. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "test.h"

static bool on_network; /* a folder whose server knows no flags of rename */

/* Stands before libc's. */
int renameat2(int, const char *, int, const char *, unsigned int);

int
renameat2(int from_folder, const char *from, int to_folder, const char *to,
    unsigned int flags)
{
	if (on_network && flags) {
		errno = EINVAL;
		return -1;
	}
	return (int)syscall(
	    SYS_renameat2, from_folder, from, to_folder, to, flags);
}

struct place {
	struct arena *mem;
	struct diag *diag;
	const char *folder;
};

static const char *
in(struct place *at, const char *name)
{
	return path_join(at->mem, at->folder, name);
}

static unsigned int
mode_of(const char *path)
{
	struct stat st;
	return lstat(path, &st) == 0 ? st.st_mode & 07777 : 0;
}

static const struct {
	const char *folder, *name, *want, *parent;
} paths[] = {
    {"a", "b", "a/b", "a"},
    {"a/", "b", "a/b", "a"},
    {"", "b", "b", "."},
    {"a", "/b", "/b", "/"},
    {"/", "b", "/b", "/"},
    {"a/b", "c/d", "a/b/c/d", "a/b/c"},
};

static void
test_paths(struct place *at)
{
	for (size_t i = 0; i < COUNT(paths); i++) {
		const char *path =
		    path_join(at->mem, paths[i].folder, paths[i].name);
		test_text("joined", path, paths[i].want);
		test_text(path, path_folder(at->mem, path), paths[i].parent);
	}
	test_text("name", path_name("a/b"), "b");
	test_text("lone name", path_name("b"), "b");
}

static void
test_writing(struct place *at)
{
	struct slice text;
	const char *path = in(at, "åäö.txt");
	char *many = malloc(20000 * 33);
	for (size_t i = 0; i < 20000; i++)
		memcpy(many + i * 33, "0123456789abcdef0123456789abcdef\n", 33);
	test_true("written",
	    file_write_whole(path, (struct slice){many, 20000 * 33}, at->diag));
	free(many);
	test_number("for nobody else", mode_of(path), 0600);
	test_true("read", file_read(at->mem, path, INPUT_NONE, 1 << 20,
			      at->diag, NO_SPAN, &text));
	test_number("every byte", (long long)text.len, 20000 * 33);
	test_true("ended by NUL", text.at[text.len] == '\0');
	test_true("larger than allowed", !file_read(at->mem, path, INPUT_NONE,
					     1000, at->diag, NO_SPAN, &text));
	test_true("replaced", file_write_whole(path, SLICE("new"), at->diag));
	test_true("read anew",
	    file_read(at->mem, path, INPUT_NONE, 99, at->diag, NO_SPAN, &text));
	test_slice("by the new", text, "new");
}

static void
test_failing(struct place *at)
{
	struct slice text;
	diag_reset(at->diag);
	test_true("no such folder",
	    !file_write_whole(in(at, "none/a"), SLICE("a"), at->diag));
	test_number("is the system's", diag_worst(at->diag), LEVEL_SYSTEM);
	diag_reset(at->diag);
	test_true(
	    "no such file", !file_read(at->mem, in(at, "aao.txt"), INPUT_NONE,
				99, at->diag, NO_SPAN, &text));
	test_number("is the job's", diag_worst(at->diag), LEVEL_ERROR);
	test_true(
	    "a folder is no file", !file_read(at->mem, at->folder, INPUT_NONE,
				       99, at->diag, NO_SPAN, &text));
	diag_reset(at->diag);
}

static void
test_moves(struct place *at)
{
	const char *from = in(at, "from"), *to = in(at, "to");
	test_true("made with its parents",
	    folder_make(in(at, "from/deep/er"), at->diag));
	test_number("for nobody else", mode_of(in(at, "from/deep")), 0700);
	test_true("again is fine", folder_make(from, at->diag));
	file_write_whole(in(at, "no-folder"), SLICE(""), at->diag);
	test_true("not where a file is",
	    !folder_make(in(at, "no-folder"), at->diag) &&
		!folder_make(in(at, "no-folder/deep"), at->diag));
	diag_reset(at->diag);
	unlink(in(at, "no-folder"));
	test_true("moved", folder_move(from, to, at->diag));
	test_true("with what is in it", folder_exists(in(at, "to/deep/er")));
	test_true("made anew", folder_make(from, at->diag));
	test_true("never over another", !folder_move(from, to, at->diag));
	test_number("which is the job's", diag_worst(at->diag), LEVEL_ERROR);
	test_true("both are there", folder_exists(from) && folder_exists(to));
	diag_reset(at->diag);
	test_true("removed", folder_remove(to, at->diag));
	test_true("removed what is not there", folder_remove(to, at->diag));
}

static void
test_removal(struct place *at)
{
	const char *kept = in(at, "kept"), *gone = in(at, "gone");
	test_true("two folders",
	    folder_make(kept, at->diag) && folder_make(gone, at->diag) &&
		file_write_whole(in(at, "kept/a"), SLICE("a"), at->diag));
	test_true(
	    "one links to the other", symlink(kept, in(at, "gone/link")) == 0);
	test_true("removed", folder_remove(gone, at->diag));
	test_true("no link was followed", file_exists(in(at, "kept/a")));
}

static void
test_lists(struct place *at)
{
	size_t count;
	folder_make(in(at, "list/inner"), at->diag);
	file_write_whole(in(at, "list/b"), SLICE(""), at->diag);
	file_write_whole(in(at, "list/a"), SLICE(""), at->diag);
	file_write_whole(in(at, "list/.hidden"), SLICE(""), at->diag);
	const char **names = folder_list(at->mem, in(at, "list"), &count);
	test_number("files only", (long long)count, 2);
	test_text("in order", names[0], "a");
	test_text("of bytes", names[1], "b");
	test_true("ended", names[2] == NULL);
	test_true("no folder",
	    folder_list(at->mem, in(at, "nowhere"), NULL)[0] == NULL);
}

static void
test_fence(struct place *at)
{
	static const struct {
		const char *name, *path, *folder;
		bool below;
	} cases[] = {
	    {"in it", "fence/a", "fence", true},
	    {"below it", "fence/x/b", "fence", true},
	    {"the folder itself", "fence", "fence", true},
	    {"up and in again", "fence/x/../a", "fence", true},
	    {"beside it", "fence-2", "fence", false},
	    {"a name that begins so", "fence-2/a", "fence", false},
	    {"above it", "fence/a", "fence/x", false},
	    {"a link that leads out", "fence/out", "fence", false},
	    {"a link that leads in", "fence-2/in", "fence", true},
	    {"by a link to the folder", "link/a", "fence", true},
	    {"in the linked folder", "fence/a", "link", true},
	    {"no such file", "fence/none", "fence", false},
	    {"no such folder", "fence/a", "none", false},
	};
	folder_make(in(at, "fence/x"), at->diag);
	folder_make(in(at, "fence-2"), at->diag);
	file_write_whole(in(at, "fence/a"), SLICE(""), at->diag);
	file_write_whole(in(at, "fence/x/b"), SLICE(""), at->diag);
	file_write_whole(in(at, "fence-2/a"), SLICE(""), at->diag);
	test_true(
	    "links", symlink("../fence-2/a", in(at, "fence/out")) == 0 &&
			 symlink("../fence/a", in(at, "fence-2/in")) == 0 &&
			 symlink("fence", in(at, "link")) == 0);
	for (size_t i = 0; i < COUNT(cases); i++)
		test_true(cases[i].name,
		    path_is_below(in(at, cases[i].path),
			in(at, cases[i].folder)) == cases[i].below);
	test_true("below the root", path_is_below(in(at, "fence"), "/"));
}

/* A pipe that nobody writes to, and a folder, are no files to read. */
static void
test_open(struct place *at)
{
	struct digest digest;
	const char *pipe = in(at, "pipe");
	size_t before = diag_errors(at->diag);
	test_true("made",
	    mkfifo(pipe, 0600) == 0 &&
		file_write_whole(in(at, "whole"), SLICE("a"), at->diag));
	test_true("a pipe", file_open(pipe) == -1 && errno == EINVAL);
	test_true("a folder", file_open(at->folder) == -1 && errno == EISDIR);
	test_true("nothing", file_open(in(at, "no")) == -1 && errno == ENOENT);
	test_true("nor hashed", !hash_file(pipe, at->diag, &digest) &&
				    diag_errors(at->diag) == before + 1);
	int fd = file_open(in(at, "whole"));
	test_true("a file", fd >= 0 && close(fd) == 0);
}

static void
test_temporary(void)
{
	static const struct {
		const char *asked, *want;
	} cases[] = {{NULL, "/tmp"}, {"", "/tmp"}, {"/var/tmp", "/var/tmp"}};
	for (size_t i = 0; i < COUNT(cases); i++) {
		unsetenv("TMPDIR");
		if (cases[i].asked)
			setenv("TMPDIR", cases[i].asked, 1);
		test_text("temporary", folder_of_temporary(), cases[i].want);
	}
	unsetenv("TMPDIR");
}

static void
test_ends(void)
{
	static const char *const ends[] = {".md", ".jpeg", NULL};
	static const struct {
		const char *path;
		bool fits;
	} cases[] = {{"brev.md", true}, {"x/BREV.Md", true}, {"a.jpeg", true},
	    {"x.md/r.csv", false}, {"md", false}, {"x/.md", false},
	    {"brev.md.docx", false}, {"brev.md ", false}, {"", false}};
	for (size_t i = 0; i < COUNT(cases); i++)
		test_true(cases[i].path,
		    path_ends_in(cases[i].path, ends) == cases[i].fits);
}

int
main(void)
{
	char folder[] = "/tmp/utskick-unit-XXXXXX";
	struct sources *sources = sources_new();
	struct place at = {arena_new(), diag_new(sources), mkdtemp(folder)};
	test_paths(&at);
	test_writing(&at);
	test_failing(&at);
	test_moves(&at);
	on_network = true;
	test_moves(&at);
	test_removal(&at);
	test_lists(&at);
	test_fence(&at);
	test_open(&at);
	test_ends();
	test_temporary();
	test_true("all is removed",
	    folder_remove(folder, at.diag) && !folder_exists(folder));
	diag_free(at.diag);
	sources_free(sources);
	arena_free(at.mem);
	return test_end();
}
