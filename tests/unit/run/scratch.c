/* The folder of unfinished things is made, or an earlier run's; or it is left
 * alone. */
#include "run/scratch.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "test.h"

static struct arena *mem;
static const char *place; /* a folder of this test */

static const char *
at(const char *name)
{
	return path_join(mem, place, name);
}

static void
touch(const char *name)
{
	fclose(fopen(at(name), "w"));
}

static void
leave_nothing(void)
{
}

static void
leave_run(void)
{
	mkdir(at("out.partial"), 0700);
	mkdir(at("out.partial/keep"), 0700);
	touch("out.partial/lock");
	touch("out.partial/plan.db.partial");
}

static void
leave_open(void)
{
	mkdir(at("out.partial"), 0700);
	chmod(at("out.partial"), 0750);
}

static void
leave_other(void)
{
	leave_run();
	touch("out.partial/.mine");
}

static void
leave_file(void)
{
	touch("out.partial");
}

static void
leave_link(void)
{
	mkdir(at("theirs"), 0700);
	touch("theirs/plan.db");
	symlink("theirs", at("out.partial"));
}

static void
leave_dangling(void)
{
	symlink("nowhere", at("out.partial"));
}

static const struct {
	const char *name;
	void (*leave)(void);
	bool made;
} cases[] = {
    {"nothing is there", leave_nothing, true},
    {"what an earlier run left", leave_run, true},
    {"open to others", leave_open, false},
    {"with a file of somebody's", leave_other, false},
    {"a file", leave_file, false},
    {"a link", leave_link, false},
    {"a link to nothing", leave_dangling, false},
};

static void
test_take(size_t i)
{
	struct scratch scratch = {0};
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	char name[] = "/tmp/utskick-unit-XXXXXX";
	place = mkdtemp(name);
	cases[i].leave();
	int lock = scratch_take(&scratch, at("out.partial"), diag);
	bool made = lock >= 0;
	test_true(cases[i].name, made == cases[i].made);
	test_true(cases[i].name,
	    !made || rmdir(at("out.partial")) == 0); /* it was empty */
	test_true(cases[i].name, !made || folder_make(at("out.partial"), diag));
	if (made)
		close(lock);
	test_true(cases[i].name, made == (scratch.folder[0] != '\0'));
	test_number(cases[i].name, (long long)diag_errors(diag), made ? 0 : 1);
	test_true(cases[i].name, scratch_clear(&scratch, diag));
	test_true(
	    cases[i].name, path_is_taken(at("out.partial")) ==
			       (!made && cases[i].leave != leave_nothing));
	test_true(cases[i].name, !path_is_taken(at("out.partial.lock")));
	test_true(cases[i].name,
	    cases[i].leave != leave_link || file_exists(at("theirs/plan.db")));
	folder_remove(place, diag);
	diag_free(diag);
	sources_free(sources);
}

/* Whoever comes while another works leaves its folder alone, also once that has
 * got its own name; and what is left of one that died is taken. */
static void
test_two(void)
{
	struct scratch first = {0}, second = {0};
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	char name[] = "/tmp/utskick-unit-XXXXXX";
	place = mkdtemp(name);
	int lock = scratch_take(&first, at("out.partial"), diag);
	touch("out.partial/plan");
	test_number("another works",
	    scratch_take(&second, at("out.partial"), diag), -1);
	test_true("nothing is claimed", !second.folder[0] && !second.lock[0]);
	test_true(
	    "so nothing is cleared", scratch_clear(&second, diag) &&
					 file_exists(at("out.partial/plan")));
	scratch_claim(&second, at("out.partial"));
	scratch_claim_lock(&second, at("out.partial.lock"));
	test_true(
	    "not by its claim either", scratch_clear(&second, diag) &&
					   file_exists(at("out.partial/plan")));
	test_true("done", folder_move(at("out.partial"), at("out"), diag));
	scratch_release(&first);
	test_number("not before it has ended",
	    scratch_take(&second, at("out.partial"), diag), -1);
	test_true("nor a folder", !path_is_taken(at("out.partial")));
	close(lock);
	test_true("ended", scratch_clear(&first, diag) &&
			       !path_is_taken(at("out.partial.lock")));
	lock = scratch_take(&second, at("out.partial"), diag);
	test_true("then the next", lock >= 0);
	touch("out.partial/plan");
	close(lock);
	lock = scratch_take(&first, at("out.partial"), diag);
	test_true("of one that died nothing is left",
	    lock >= 0 && !path_is_taken(at("out.partial/plan")));
	test_true("what is there is none to be made",
	    !scratch_make_new(&second, at("out.partial"), diag) &&
		diag_errors(diag) == 1);
	close(lock);
	folder_remove(place, diag);
	diag_free(diag);
	sources_free(sources);
}

/* A lock whose file has gone locks nothing. */
static void
test_lock(void)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	char name[] = "/tmp/utskick-unit-XXXXXX";
	place = mkdtemp(name);
	int first = lock_take(at("lock"), diag);
	test_number("held", lock_take(at("lock"), diag), -1);
	unlink(at("lock"));
	int second = lock_take(at("lock"), diag);
	test_true("another file", first >= 0 && second >= 0);
	test_number("no report", (long long)diag_errors(diag), 0);
	test_true("no place for it",
	    lock_take(at("nowhere/lock"), diag) < 0 && diag_errors(diag) == 1);
	close(first);
	close(second);
	folder_remove(place, diag);
	diag_free(diag);
	sources_free(sources);
}

/* Only what ends so is cleared, where a folder is claimed for its endings. */
static void
test_ending(void)
{
	struct scratch scratch = {0};
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	char name[] = "/tmp/utskick-unit-XXXXXX", longest[5000];
	place = mkdtemp(name);
	touch("a.n2");
	touch("a.n3");
	touch(".n2");
	touch("n2");
	touch("lock");
	memset(longest, 'a', sizeof longest);
	longest[sizeof longest - 1] = '\0';
	scratch_claim_ending(&scratch, place, longest);
	test_true("an ending too long",
	    scratch_clear(&scratch, diag) && file_exists(at("a.n2")));
	scratch_claim_ending(&scratch, longest, ".n2");
	test_true("a folder too long", !scratch.folder[0]);
	scratch_claim_ending(&scratch, place, ".n2");
	test_true("cleared", scratch_clear(&scratch, diag));
	test_true("what ends so is gone",
	    !path_is_taken(at("a.n2")) && !path_is_taken(at(".n2")));
	test_true("all else stays", file_exists(at("a.n3")) &&
					file_exists(at("n2")) &&
					file_exists(at("lock")));
	scratch_claim(&scratch, longest);
	test_true("claimed as before", strcmp(scratch.folder, place) == 0);
	scratch_claim_made(&scratch, longest);
	test_true("nothing made", !scratch.made[0]);
	test_number("no report", (long long)diag_errors(diag), 0);
	scratch_release(NULL);
	folder_remove(place, diag);
	diag_free(diag);
	sources_free(sources);
}

/* The folder that a run made for itself lies in one that it made, too. */
static void
test_above(void)
{
	struct scratch scratch = {0};
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	char name[] = "/tmp/utskick-unit-XXXXXX";
	place = mkdtemp(name);
	scratch_claim_made(&scratch, at("out"));
	int lock = scratch_take(&scratch, at("out/a.partial"), diag);
	test_true("made in one that is made", lock >= 0);
	close(lock);
	test_true("both are gone",
	    scratch_clear(&scratch, diag) && !path_is_taken(at("out")));
	folder_remove(place, diag);
	diag_free(diag);
	sources_free(sources);
}

/* A run may have nobody who clears behind it. */
static void
test_nobody(void)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	char name[] = "/tmp/utskick-unit-XXXXXX";
	place = mkdtemp(name);
	scratch_claim_ending(NULL, place, ".n2");
	scratch_claim_made(NULL, place);
	test_true("made for nobody",
	    scratch_take(NULL, at("out.partial"), diag) >= 0 &&
		folder_exists(at("out.partial")));
	folder_remove(place, diag);
	diag_free(diag);
	sources_free(sources);
}

int
main(void)
{
	mem = arena_new();
	for (size_t i = 0; i < COUNT(cases); i++)
		test_take(i);
	test_two();
	test_lock();
	test_ending();
	test_above();
	test_nobody();
	arena_free(mem);
	return test_end();
}
