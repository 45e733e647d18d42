/* What stays of a run's folder, what goes, and what is nobody's to remove. */
#include "purge/rest.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fate/sealed.h"
#include "reported.h"

static struct bench bench;
static const char *run;

static const char *
at(const char *name)
{
	return path_join(bench.mem, run, name);
}

static void
write_at(const char *name, const char *text)
{
	if (!file_write_whole(at(name), slice_view(text), bench.diag))
		abort();
}

/* ---- a folder of any files */

static void
test_remove(void)
{
	static const char *const stays[] = {"a", NULL};
	uint32_t files = 0;
	uint64_t bytes = 0;
	folder_make(at("some"), bench.diag);
	folder_make(at("some/d"), bench.diag);
	folder_make(at("some/e"), bench.diag);
	write_at("some/a", "1");
	write_at("some/b", "12");
	write_at("some/d/x", "123");
	write_at("some/e/y", "1234");
	test_number("a link", symlink("a", at("some/l")), 0);
	test_true("counted",
	    rest_count(at("some"), stays, &files, &bytes, bench.diag));
	test_number("files", files, 3); /* b, d/x, e/y */
	test_number("bytes", (long long)bytes, 2 + 3 + 4);
	test_true("removed", rest_remove(at("some"), stays, bench.diag));
	test_true("what stays", file_exists(at("some/a")));
	test_true("what goes",
	    !path_is_taken(at("some/b")) && !path_is_taken(at("some/d")) &&
		!path_is_taken(at("some/e")) && !path_is_taken(at("some/l")));
	test_true("all of it", rest_remove(at("some"), NULL, bench.diag) &&
				   rmdir(at("some")) == 0);
	files = 0;
	test_true("no folder",
	    rest_count(at("some"), stays, &files, &bytes, bench.diag) &&
		files == 0);
}

/* ---- a sealed run with something in it */

static const struct {
	const char *name;
	bool folder, link;
	bool sealed; /* it is none that the run cannot have */
} more[] = {
    {"to-printer/more.pdf", false, false, false},
    {"to-printer/more", true, false, true}, /* it holds no file */
    {"to-printer/link", false, true, false},
    {"keep/more.txt", false, false, false},
    {"keep/link", false, true, false},
    {"keep/events.jsonl", false, false, true},
    {"keep/events.head.utskick.partial", false, false, true},
    {"keep/PURGED.utskick.partial", false, false, true},
    {"keep/SEAL.minisig", false, false, true},
    {"keep/SEAL.old", false, false, false},
    {"more", true, false, false},
    {"more.txt", false, false, false},
};

static void
test_more(size_t i)
{
	const char *path = at(more[i].name);
	size_t before = diag_errors(bench.diag);
	if (more[i].folder)
		folder_make(path, bench.diag);
	else if (more[i].link)
		test_number(more[i].name, symlink("SHA256SUMS", path), 0);
	else
		write_at(more[i].name, "");
	test_true(
	    more[i].name, rest_is_sealed(run, bench.diag) == more[i].sealed);
	test_number(more[i].name, (long long)diag_errors(bench.diag),
	    (long long)before + !more[i].sealed);
	if (!more[i].sealed)
		test_true(more[i].name,
		    strcmp(diag_view(bench.diag, diag_count(bench.diag) - 1)
			       ->main.message->code,
			"stray-file") == 0);
	if (more[i].folder)
		rmdir(path);
	else
		unlink(path);
}

static void
test_broken(void)
{
	write_at("to-printer/SHA256SUMS", "x\n");
	test_true("sums that are none", !rest_is_sealed(run, bench.diag));
	test_reported("sums that are none", bench.diag, "bad-sums");
	folder_remove(at("to-printer"), bench.diag);
	test_true("print files that are gone", rest_is_sealed(run, bench.diag));
}

int
main(void)
{
	char name[] = "/tmp/utskick-rest-XXXXXX";
	bench = (struct bench){.mem = arena_new(), .sources = sources_new()};
	bench.diag = diag_new(bench.sources);
	run = mkdtemp(name);
	if (!run)
		abort();
	test_remove();
	test_true("a run", make_run(run, &bench));
	test_true("nothing else in it", rest_is_sealed(run, bench.diag));
	for (size_t i = 0; i < COUNT(more); i++)
		test_more(i);
	test_broken();
	folder_remove(run, bench.diag);
	diag_free(bench.diag);
	sources_free(bench.sources);
	arena_free(bench.mem);
	return test_end();
}
