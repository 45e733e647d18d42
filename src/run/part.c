#include "run/part.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "proof/sums.h"

#define LETTERS "letters"

const char *
part_folder(struct arena *mem, const char *parts, uint32_t batch)
{
	return arena_print(mem, "%s/batch-%04u", parts, batch).at;
}

/* ---- the name of an attempt */

/* Names come from the environment: what could not stand in a file's name, or is
 * long, is left out. */
static void
add_word(struct strbuf *to, const char *before, const char *word)
{
	if (!word || !*word)
		return;
	strbuf_add_text(to, before);
	for (size_t i = 0; word[i] && i < 48; i++) {
		if (isalnum((unsigned char)word[i]) || word[i] == '-')
			strbuf_add_char(to, word[i]);
	}
}

static void
add_machine(struct strbuf *to)
{
	char host[256] = "";
	const char *node = getenv("SLURMD_NODENAME");
	if (gethostname(host, sizeof host - 1) != 0)
		*host = '\0';
	add_word(to, ".", node && *node ? node : *host ? host : "node");
}

const char *
part_attempt(struct arena *mem)
{
	struct strbuf name = {0};
	uint32_t number = 0;
	const char *array = getenv("SLURM_ARRAY_JOB_ID");
	add_machine(&name);
	strbuf_print(&name, "-%ld", (long)getpid());
	add_word(&name, "-job", array ? array : getenv("SLURM_JOB_ID"));
	add_word(&name, "-task", getenv("SLURM_ARRAY_TASK_ID"));
	add_word(&name, "-restart", getenv("SLURM_RESTART_COUNT"));
	/* processes of two machines may have one number, and so may two of one
	 * machine where each has a space of numbers to itself */
	if (getrandom(&number, sizeof number, 0) != (ssize_t)sizeof number)
		number = 0;
	strbuf_print(&name, "-%08x", number);
	const char *kept = arena_dup_text(mem, strbuf_view(&name));
	strbuf_fini(&name);
	return kept;
}

bool
part_is_attempt(const char *name)
{
	size_t digits =
	    strspn(name + strcspn(name, "0123456789"), "0123456789");
	const char *dot = strchr(name, '.');
	return dot && dot[1] &&
	       (strncmp(name, "tmp.", 4) == 0 ||
		   (strncmp(name, "batch-", 6) == 0 && digits >= 4 &&
		       dot == name + 6 + digits));
}

/* ---- looking */

static bool
holds(const struct sums *sums, const struct part_place *place,
    const struct part_planned *planned)
{
	size_t letters = 0;
	for (size_t i = 0; i < sums->count; i++)
		letters +=
		    strncmp(sums->at[i].path, LETTERS "/", sizeof LETTERS) == 0;
	return letters == (place->own_files ? planned->letters : 0) &&
	       sums->count == letters + 2 && sums_find(sums, planned->file);
}

/* Two files and their sums, as this plan's batch has them. */
static enum part_state
look_into(const char *folder, struct arena *mem, const struct part_place *place,
    const struct part_planned *planned, struct batch_result *result,
    struct diag *quiet)
{
	struct sums sums;
	struct stat st;
	if (!sums_read(&sums, mem, folder, quiet) ||
	    !sums_check(&sums, NULL, quiet) ||
	    !result_read(folder, planned->batch, result))
		return PART_TORN;
	if (!digest_equal(result->plan, place->plan))
		return PART_FOREIGN;
	if (!holds(&sums, place, planned) ||
	    stat(path_join(mem, folder, planned->file), &st) != 0 ||
	    (uint64_t)st.st_size != result->bytes ||
	    !digest_equal(
		sums_find(&sums, planned->file)->digest, result->digest))
		return PART_TORN;
	return PART_WHOLE;
}

enum part_state
part_look(const struct part_place *place, const struct part_planned *planned,
    struct batch_result *result)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *quiet = diag_new(sources);
	struct stat st;
	enum part_state state = PART_MISSING;
	const char *folder = part_folder(mem, place->folder, planned->batch);
	if (lstat(folder, &st) == 0)
		state = S_ISDIR(st.st_mode) ? look_into(folder, mem, place,
						  planned, result, quiet)
					    : PART_TORN;
	diag_take_unprinted(quiet);
	diag_free(quiet);
	sources_free(sources);
	arena_free(mem);
	return state;
}

/* ---- writing */

/* What stands in its place and is no part of this plan. */
static bool
make_room(const struct part_place *place, struct arena *mem,
    const struct part_planned *planned, struct diag *diag)
{
	const char *folder = part_folder(mem, place->folder, planned->batch);
	const char *aside =
	    arena_print(mem, "%s.old%s", folder, place->attempt).at;
	if (rename(folder, aside) == 0)
		return folder_remove(aside, diag);
	if (errno == ENOENT) /* another attempt has just done so */
		return true;
	file_report(diag, folder, errno);
	return false;
}

/* The name, where no whole batch has it. A server that did as it was told and
 * whose answer was lost says ENOENT: what is there then counts. */
static bool
take_name(const struct part_place *place, struct arena *mem, const char *own,
    const struct part_planned *planned, struct diag *diag)
{
	struct batch_result result;
	const char *folder = part_folder(mem, place->folder, planned->batch);
	for (int tries = 0;; tries++) {
		if (rename(own, folder) == 0)
			return folder_sync(place->folder, diag);
		int error = errno;
		if (part_look(place, planned, &result) == PART_WHOLE)
			return folder_remove(own, diag);
		if (tries == 3 || (error != EEXIST && error != ENOTEMPTY &&
				      error != ENOTDIR)) {
			file_report(diag, folder, error);
			return false;
		}
		if (!make_room(place, mem, planned, diag))
			return false;
	}
}

static bool
write_into(const char *folder, const struct part_place *place,
    struct writer *writer, const struct part_planned *planned,
    struct arena *mem, struct diag *diag)
{
	const char *letters =
	    place->own_files ? path_join(mem, folder, LETTERS) : NULL;
	return folder_make(folder, diag) &&
	       (!letters || folder_make(letters, diag)) &&
	       writer_write(writer, planned->batch, folder, letters) &&
	       sums_write_folder(folder, NULL, diag) &&
	       (!letters || folder_sync(letters, diag)) &&
	       folder_sync(folder, diag);
}

bool
part_write(const struct part_place *place, struct writer *writer,
    const struct part_planned *planned, struct diag *diag)
{
	struct arena *mem = arena_new();
	const char *own = arena_print(mem, "%s%s",
	    part_folder(mem, place->folder, planned->batch), place->attempt)
			      .at;
	bool ok = write_into(own, place, writer, planned, mem, diag) &&
		  take_name(place, mem, own, planned, diag);
	arena_free(mem);
	return ok;
}
