/* A batch's folder: whole, torn or another plan's; and the names of attempts. */
#include "run/part.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/file.h"
#include "proof/sums.h"
#include "test.h"

#define PDF "a batch"

static struct arena *mem;
static struct diag *diag;
static const char *parts;

/* ---- names */

/* A machine that says neither its name nor anything by chance; these stand
 * before libc's. */
static bool mute;
static const char *host = "kaj";

int
gethostname(char *name, size_t len)
{
	if (mute) {
		errno = ENAMETOOLONG;
		return -1;
	}
	snprintf(name, len, "%s", host);
	return 0;
}

ssize_t
getrandom(void *to, size_t len, unsigned int flags)
{
	static unsigned char next = 0xa0;
	(void)flags;
	if (mute) {
		errno = ENOSYS;
		return -1;
	}
	memset(to, next++, len);
	return (ssize_t)len;
}

static const struct {
	const char *name;
	bool is;
} names[] = {
    {"batch-0007.n2-4711-00000001", true},
    {"batch-12345.n2", true},
    {"tmp.n2", true},
    {"tmp.", false},
    {"tmp", false},
    {"batch-0007", false},
    {"batch-0007.", false},
    {"batch-007.n2", false},
    {"batch-0007x.n2", false},
    {"botch-0007.n2", false},
    {"batch-x0007.n2", false},
    {".n2", false},
    {"", false},
};

static const struct {
	const char *name;
	const char *node, *array, *job, *task; /* of the environment */
	const char *starts, *holds;
} attempts[] = {
    {"Slurm's words", "n2", "12", "13", "3", ".n2-", "-job12-task3-"},
    {"no array", "n2", NULL, "13", NULL, ".n2-", "-job13-"},
    {"signs that no name has", "n/2 \xC3\xA5-b", NULL, NULL, NULL, ".n2-b-",
	"-"},
    {"a long name", "n234567890123456789012345678901234567890123456789012345",
	NULL, NULL, NULL, ".n23456789012345678901234567890123456789012345678-",
	"-"},
    {"no words", "", NULL, "", NULL, ".", "-"},
};

static void
set(const char *name, const char *value)
{
	if (value)
		setenv(name, value, 1);
	else
		unsetenv(name);
}

static void
test_attempt(size_t i)
{
	set("SLURMD_NODENAME", attempts[i].node);
	set("SLURM_ARRAY_JOB_ID", attempts[i].array);
	set("SLURM_JOB_ID", attempts[i].job);
	set("SLURM_ARRAY_TASK_ID", attempts[i].task);
	const char *name = part_attempt(mem);
	test_true(attempts[i].name,
	    slice_starts(slice_view(name), attempts[i].starts) &&
		strstr(name, attempts[i].holds));
	test_true(attempts[i].name, strcmp(name, part_attempt(mem)) != 0);
	test_true(attempts[i].name,
	    part_is_attempt(arena_print(mem, "batch-0001%s", name).at));
}

static void
test_machine(void)
{
	unsetenv("SLURMD_NODENAME");
	test_true("its own name",
	    slice_starts(slice_view(part_attempt(mem)), ".kaj-"));
	host = "";
	test_true(
	    "none", slice_starts(slice_view(part_attempt(mem)), ".node-"));
	mute = true;
	const char *name = part_attempt(mem);
	test_true("not told", slice_starts(slice_view(name), ".node-"));
	test_true("nor by chance", slice_ends(slice_view(name), "-00000000"));
	mute = false;
}

/* ---- what is there */

enum tear {
	NOTHING,
	NO_FOLDER,
	A_FILE, /* in the folder's place */
	NO_SUMS,
	CHANGED,
	NO_RESULT,
	OTHER_SIZE,
	OTHER_DIGEST,
	OTHER_NAME,
	OTHER_PLAN,
	A_LETTER, /* that has a file of its own, where none has */
	A_FILE_MORE,
};

static const struct {
	const char *name;
	enum tear tear;
	bool own_files; /* and one is there */
	enum part_state want;
} cases[] = {
    {"whole", NOTHING, false, PART_WHOLE},
    {"whole, with its letter", NOTHING, true, PART_WHOLE},
    {"not there", NO_FOLDER, false, PART_MISSING},
    {"a file", A_FILE, false, PART_TORN},
    {"no sums", NO_SUMS, false, PART_TORN},
    {"changed", CHANGED, false, PART_TORN},
    {"no result", NO_RESULT, false, PART_TORN},
    {"another size", OTHER_SIZE, false, PART_TORN},
    {"another digest", OTHER_DIGEST, false, PART_TORN},
    {"another file", OTHER_NAME, false, PART_TORN},
    {"another plan's", OTHER_PLAN, false, PART_FOREIGN},
    {"a letter that has no file", A_LETTER, false, PART_TORN},
    {"a file too many", A_FILE_MORE, false, PART_TORN},
};

static void
write_at(const char *folder, const char *name, const char *text)
{
	if (!file_write_whole(
		path_join(mem, folder, name), slice_view(text), diag))
		abort();
}

static void
fill(const char *folder, enum tear tear, bool own_files)
{
	struct batch_result result = {
	    .batch = 1,
	    .pages = 2,
	    .bytes = strlen(PDF) + (tear == OTHER_SIZE),
	    .digest =
		hash_of(tear == OTHER_DIGEST ? SLICE("another") : SLICE(PDF)),
	    .plan =
		hash_of(tear == OTHER_PLAN ? SLICE("another") : SLICE("plan")),
	};
	folder_make(folder, diag);
	write_at(folder,
	    tear == OTHER_NAME ? "batch-0002.pdf" : "batch-0001.pdf", PDF);
	if (tear != NO_RESULT && !result_write(folder, &result, false, diag))
		abort();
	if (tear == A_FILE_MORE)
		write_at(folder, "more", "");
	if (own_files || tear == A_LETTER) {
		folder_make(path_join(mem, folder, "letters"), diag);
		write_at(folder, "letters/letter-1.pdf", "a letter");
	}
	if (tear != NO_SUMS && !sums_write_folder(folder, NULL, diag))
		abort();
	if (tear == CHANGED)
		write_at(folder, "batch-0001.pdf", "a botch");
}

static void
test_look(size_t i)
{
	const char *folder = part_folder(mem, parts, 1);
	const struct part_place place = {
	    .folder = parts,
	    .attempt = ".n2",
	    .plan = hash_of(SLICE("plan")),
	    .own_files = cases[i].own_files,
	};
	const struct part_planned planned = {
	    .batch = 1, .file = "batch-0001.pdf", .letters = 1};
	struct batch_result result;
	if (cases[i].tear == A_FILE)
		write_at(parts, path_name(folder), "");
	else if (cases[i].tear != NO_FOLDER)
		fill(folder, cases[i].tear, cases[i].own_files);
	enum part_state state = part_look(&place, &planned, &result);
	test_number(cases[i].name, state, cases[i].want);
	if (state == PART_WHOLE)
		test_number(cases[i].name, result.pages, 2);
	unlink(folder);
	folder_remove(folder, diag);
}

int
main(void)
{
	char folder[] = "/tmp/utskick-part-XXXXXX";
	struct sources *sources = sources_new();
	diag = diag_new(sources);
	mem = arena_new();
	parts = mkdtemp(folder);
	if (!parts)
		abort();
	for (size_t i = 0; i < COUNT(names); i++)
		test_true(names[i].name,
		    part_is_attempt(names[i].name) == names[i].is);
	for (size_t i = 0; i < COUNT(attempts); i++)
		test_attempt(i);
	test_machine();
	for (size_t i = 0; i < COUNT(cases); i++)
		test_look(i);
	folder_remove(parts, diag);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
