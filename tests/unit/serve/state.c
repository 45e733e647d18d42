#include "serve/state.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "test.h"

static void
put(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (write(fd, text, strlen(text)) < 0)
		test_true("written", false);
	close(fd);
}

int
main(void)
{
	char folder[] = "/tmp/utskick-unit-XXXXXX";
	struct arena *mem = arena_new();
	if (!mkdtemp(folder))
		return 1;
	const char *job = path_join(mem, folder, "job.yaml");
	put(job, "a");
	put(path_join(mem, folder, ".hidden"), "a");
	struct digest before = state_of_folder(folder);
	struct timespec moment = state_now();
	struct strbuf noted = {0};
	state_note(&noted, job, job);
	struct slice paths = strbuf_view(&noted);
	test_true("as it was", digest_equal(before, state_of_folder(folder)));
	test_true("older", state_compare(paths, moment) == STATE_OLDER);
	put(path_join(mem, folder, ".hidden"), "abc");
	test_true(
	    "a hidden file", digest_equal(before, state_of_folder(folder)));
	state_let_pass();
	put(job, "b");
	test_true("of the same length",
	    !digest_equal(before, state_of_folder(folder)));
	test_true(
	    "changed since", state_compare(paths, moment) == STATE_CHANGED);
	before = state_of_folder(folder);
	put(path_join(mem, folder, "old"), "c");
	strbuf_reset(&noted);
	state_note(&noted, job, job);
	state_let_pass();
	moment = state_now();
	state_let_pass();
	test_true("noted again",
	    state_compare(strbuf_view(&noted), moment) == STATE_OLDER);
	strbuf_reset(&noted);
	state_note(&noted, path_join(mem, folder, "old"), job);
	test_true("another in its place, as old as it",
	    state_compare(strbuf_view(&noted), moment) == STATE_CHANGED);
	before = state_of_folder(folder);
	mkfifo(path_join(mem, folder, "pipe"), 0600);
	test_true(
	    "what is no file", digest_equal(before, state_of_folder(folder)));
	put(path_join(mem, folder, "brev.md"), "");
	test_true("a new file", !digest_equal(before, state_of_folder(folder)));
	strbuf_reset(&noted);
	state_note(&noted, "/nowhere", "/nowhere");
	test_true("one that is gone",
	    state_compare(strbuf_view(&noted), moment) == STATE_CHANGED);
	test_true("no file at all",
	    state_compare((struct slice){NULL, 0}, moment) == STATE_OLDER);
	test_true("a folder that is gone is empty",
	    state_find(path_join(mem, folder, "gone"), &before));
	strbuf_fini(&noted);
	folder_remove(folder, NULL);
	arena_free(mem);
	return test_end();
}
