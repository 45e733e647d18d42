#include "serve/state.h"

#include <errno.h>
#include <stdlib.h>

#include "base/fault.h"
#include "base/file.h"

struct state {
	struct arena *mem;
	struct hasher *hasher;
};

static void
add(struct state *state, const char *name, const struct stat *st)
{
	hasher_add(state->hasher,
	    arena_print(state->mem, "%s/%lld %lld.%09ld %lld.%09ld %llu\n",
		name, (long long)st->st_size, (long long)st->st_mtim.tv_sec,
		st->st_mtim.tv_nsec, (long long)st->st_ctim.tv_sec,
		st->st_ctim.tv_nsec, (unsigned long long)st->st_ino));
}

/* A file that has gone meanwhile, or that nobody may look at, is none. */
static bool
add_file(struct state *state, const char *path, const char *name)
{
	struct stat st;
	if (stat(path, &st) != 0)
		return !fault_is(errno);
	add(state, name, &st);
	return true;
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* In one order, whichever the folder has. */
static bool
list(struct arena *mem, const char *folder, const char ***names, size_t *count)
{
	size_t room = 0;
	DIR *dir = opendir(folder);
	if (!dir)
		return !fault_is(errno);
	for (struct dirent *e; (e = fault_next_name(dir));) {
		if (e->d_name[0] == '.')
			continue;
		*names =
		    arena_grow(mem, *names, &room, *count + 1, sizeof **names);
		(*names)[(*count)++] =
		    arena_dup_text(mem, slice_view(e->d_name));
	}
	int error = errno;
	closedir(dir);
	errno = error;
	if (*count)
		qsort(*names, *count, sizeof **names, compare_names);
	return !error;
}

/* What is in a folder; of a folder in it, too, where it is `above` it. What runs
 * leave in out/ is none of the job's files. */
static bool
add_folder(struct state *state, const char *folder, bool above)
{
	const char **names = NULL;
	size_t count = 0;
	bool ok = list(state->mem, folder, &names, &count);
	for (size_t i = 0; ok && i < count; i++) {
		struct stat st;
		const char *path = path_join(state->mem, folder, names[i]);
		if (stat(path, &st) != 0)
			ok = !fault_is(errno);
		else if (S_ISREG(st.st_mode))
			add(state, names[i], &st);
		else if (S_ISDIR(st.st_mode) && above &&
			 strcmp(names[i], "out") != 0)
			ok = add_folder(state, path, false);
	}
	return ok;
}

static struct digest
finish(struct state *state)
{
	int error = errno;
	struct digest digest = hasher_finish(state->hasher);
	hasher_free(state->hasher);
	arena_free(state->mem);
	errno = error;
	return digest;
}

bool
state_find(const char *folder, struct digest *digest)
{
	struct state state = {arena_new(), hasher_new()};
	bool ok =
	    add_folder(&state, folder, true) &&
	    add_file(&state, path_join(state.mem, folder, "out/runs.jsonl"),
		"out/runs.jsonl"); /* run/once.h */
	*digest = finish(&state);
	return ok;
}

struct digest
state_of_folder(const char *folder)
{
	struct digest state;
	if (!state_find(folder, &state))
		fault_end(folder, errno);
	return state;
}

struct digest
state_of_file(const char *path)
{
	struct state state = {arena_new(), hasher_new()};
	if (!add_file(&state, path, path))
		fault_end(path, errno);
	return finish(&state);
}

struct timespec
state_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	return now;
}

static bool
is_before(struct timespec a, struct timespec b)
{
	return a.tv_sec < b.tv_sec ||
	       (a.tv_sec == b.tv_sec && a.tv_nsec < b.tv_nsec);
}

/* Times of files are those of the coarse clock, which a busy machine moves
 * late. */
void
state_let_pass(void)
{
	static const struct timespec step = {.tv_nsec = 1000000};
	struct timespec now = state_now(), coarse;
	for (int i = 0; i < 1000; i++) {
		nanosleep(&step, NULL);
		clock_gettime(CLOCK_REALTIME_COARSE, &coarse);
		if (is_before(now, coarse))
			return;
	}
}

static void
write_which(char to[44], const struct stat *st)
{
	snprintf(to, 44, "%llu %llu", (unsigned long long)st->st_dev,
	    (unsigned long long)st->st_ino);
}

void
state_note(struct strbuf *noted, const char *path, const char *theirs)
{
	struct stat st;
	char which[44] = "";
	if (stat(path, &st) == 0)
		write_which(which, &st);
	strbuf_add(noted, (struct slice){theirs, strlen(theirs) + 1});
	strbuf_add(noted, (struct slice){which, strlen(which) + 1});
}

bool
state_note_inputs(
    struct strbuf *noted, const char *folder, const struct diag *diag)
{
	size_t count;
	bool asked = false;
	struct arena *mem = arena_new();
	const struct input *inputs = inputs_list(diag, &count);
	for (size_t i = 0; i < count; i++) {
		if (inputs[i].names)
			asked = true;
		else
			state_note(noted, inputs[i].path,
			    path_join(mem, folder, inputs[i].path));
	}
	arena_free(mem);
	return asked;
}

enum state_age
state_compare(struct slice noted, struct timespec moment)
{
	while (noted.len) {
		struct stat st;
		char which[44];
		const char *path = noted.at, *was = path + strlen(path) + 1;
		if (stat(path, &st) != 0)
			return fault_is(errno) ? STATE_UNKNOWN : STATE_CHANGED;
		write_which(which, &st);
		if (strcmp(was, which) != 0 || is_before(moment, st.st_ctim))
			return STATE_CHANGED;
		noted =
		    slice_from(noted, (size_t)(was - path) + strlen(was) + 1);
	}
	return STATE_OLDER;
}
