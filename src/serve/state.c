#include "serve/state.h"

#include <sys/stat.h>

#include "base/file.h"

static void
add_file(struct hasher *hasher, struct arena *mem, const char *folder,
    const char *name)
{
	struct stat st;
	if (stat(path_join(mem, folder, name), &st) != 0)
		return;
	hasher_add(hasher,
	    arena_print(mem, "%s/%lld %lld.%09ld %lld.%09ld %llu\n", name,
		(long long)st.st_size, (long long)st.st_mtim.tv_sec,
		st.st_mtim.tv_nsec, (long long)st.st_ctim.tv_sec,
		st.st_ctim.tv_nsec, (unsigned long long)st.st_ino));
}

struct digest
state_of_folder(const char *folder)
{
	struct arena *mem = arena_new();
	struct hasher *hasher = hasher_new();
	const char **names = folder_list(mem, folder, NULL);
	for (size_t i = 0; names && names[i]; i++)
		add_file(hasher, mem, folder, names[i]);
	add_file(hasher, mem, folder, "out/runs.jsonl"); /* run/once.h */
	struct digest digest = hasher_finish(hasher);
	hasher_free(hasher);
	arena_free(mem);
	return digest;
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

bool
state_is_older(struct slice paths, struct timespec moment)
{
	while (paths.len) {
		struct stat st;
		size_t end = slice_find_char(paths, '\0');
		if (end == paths.len || stat(paths.at, &st) != 0 ||
		    is_before(moment, st.st_ctim))
			return false;
		paths = slice_from(paths, end + 1);
	}
	return true;
}
