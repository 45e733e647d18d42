/* What is put in comes out, in any order, however long it is. */
#include "beside/store.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "test.h"

enum { RECORDS = 3000 };

/* Some are longer than what is read at once. */
static size_t
length_of(size_t n)
{
	return n % 500 == 7 ? 200000 : n * 37 % 700;
}

static void
fill(char *text, size_t n)
{
	for (size_t i = 0; i < length_of(n); i++)
		text[i] = (char)(n * 31 + i * 7);
}

static bool
is_there(struct store *store, uint64_t at, size_t n, char *text)
{
	fill(text, n);
	struct slice want = {text, length_of(n)};
	return store_read(store, at) && store_take_number(store) == n &&
	       slice_equal(store_take_text(store), want) &&
	       store_take_text(store).len == 0 &&
	       store_take_number(store) == n + 1 &&
	       /* nothing is beyond the record's end */
	       store_take_number(store) == 0 && !store_take_text(store).len;
}

static size_t
count_wrong(struct store *store, const uint64_t *places, char *text)
{
	size_t wrong = 0;
	for (size_t n = 0; n < RECORDS; n++)
		wrong += !is_there(store, places[n], n, text);
	for (size_t i = 0; i < RECORDS; i++) {
		size_t n = i * 1009 % RECORDS;
		wrong += !is_there(store, places[n], n, text);
	}
	return wrong;
}

static size_t
count_files(const char *folder)
{
	size_t count = 0;
	DIR *dir = opendir(folder);
	for (struct dirent *entry; dir && (entry = readdir(dir));)
		count += entry->d_name[0] != '.';
	if (dir)
		closedir(dir);
	return count;
}

/* What is no number of ours ends, and no text goes beyond its record. */
static void
test_damaged(const char *folder, struct diag *diag)
{
	uint64_t at;
	struct store *store = store_new(folder, 1 << 20, diag);
	store_put_text(store, SLICE("\xff\xff\xff\xff\xff\xff\1"));
	store_put_number(store, 100);
	test_true("added", store_add(store, &at));
	test_true("read", store_read(store, at));
	test_number("its length", store_take_number(store), 7);
	test_number(
	    "a number of five bytes", store_take_number(store), UINT32_MAX);
	test_number("and what is left", store_take_number(store), 255);
	test_number(
	    "a text beyond the end", (long long)store_take_text(store).len, 0);
	store_free(store);
}

/* All on disk, the first in memory and the rest not, all in memory. */
static void
test_held(const char *folder, size_t held, struct diag *diag)
{
	static uint64_t places[RECORDS];
	char *text = mem_new(200000, 1);
	struct store *store = store_new(folder, held, diag);
	for (size_t n = 0; n < RECORDS; n++) {
		fill(text, n);
		store_put_number(store, (uint32_t)n);
		store_put_text(store, (struct slice){text, length_of(n)});
		store_put_text(store, (struct slice){NULL, 0});
		store_put_number(store, (uint32_t)n + 1);
		test_true("added", store_add(store, &places[n]));
	}
	test_true("settled", store_settle(store));
	test_number(
	    "files that anybody could open", (long long)count_files(folder), 0);
	/* A worker reads on while its engine does. */
	pid_t child = fork();
	size_t wrong = count_wrong(store, places, text);
	if (child == 0)
		_exit(wrong ? 1 : 0);
	int status = 1;
	waitpid(child, &status, 0);
	test_number("wrong", (long long)wrong, 0);
	test_number("wrong in a worker", status, 0);
	test_true("nothing is read past the end",
	    !store_read(store, (uint64_t)1 << 40));
	store_free(store);
	free(text);
}

static void
test_numbers(const char *folder, struct diag *diag)
{
	static const uint32_t numbers[] = {
	    0, 1, 127, 128, 16383, 16384, 1u << 28, UINT32_MAX};
	uint64_t at;
	struct store *store = store_new(folder, 1 << 10, diag);
	for (size_t i = 0; i < COUNT(numbers); i++)
		store_put_number(store, numbers[i]);
	test_true("numbers", store_add(store, &at) && store_settle(store) &&
				 store_read(store, at));
	for (size_t i = 0; i < COUNT(numbers); i++)
		test_number("number", store_take_number(store), numbers[i]);
	store_free(store);
}

int
main(void)
{
	char folder[] = "/tmp/utskick-store-XXXXXX";
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	test_true("a folder", mkdtemp(folder) != NULL);
	test_held(folder, 0, diag);
	test_held(folder, 300000, diag);
	test_held(folder, 64 << 20, diag);
	test_numbers(folder, diag);
	test_damaged(folder, diag);
	store_free(NULL);
	test_true("no such folder",
	    store_new("/nonexistent/folder", 0, diag) == NULL);
	rmdir(folder);
	diag_free(diag);
	sources_free(sources);
	return test_end();
}
