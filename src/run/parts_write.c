#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"
#include "beside/beside.h"
#include "run/least.h"
#include "run/parts.h"
#include "run/reopen.h"
#include "run/room.h"
#include "run/write_job.h"

struct sharing {
	struct job *job;
	struct diag *diag;
	const struct plan_folder *folder;
	struct parts_share *share;
	struct plan_parts planned;
	struct part_place place;
	const char *passing; /* of temporary files */
};

/* Batches in turn, so that parts are of one size. */
static void
find_wanted(struct sharing *sharing)
{
	struct parts_share *share = sharing->share;
	const struct plan_parts *planned = &sharing->planned;
	struct part_place *place = &sharing->place;
	uint32_t batches = planned->counts.batches;
	struct part_planned *wanted = ARENA_ARRAY(
	    sharing->job->mem, struct part_planned, batches / share->parts + 2);
	struct batch_result result;
	for (uint64_t i = share->part - 1; i < batches; i += share->parts) {
		share->batches++;
		if (part_look(place, &planned->at[i], &result) == PART_WHOLE)
			share->there++;
		else
			wanted[place->count++] = planned->at[i];
	}
	place->wanted = wanted;
}

/* For seal, which says by it whose part is missing. */
static bool
note_parts(struct sharing *sharing)
{
	const char *path = arena_print(sharing->job->mem, "%s/of-%u",
	    sharing->folder->parts, sharing->share->parts)
			       .at;
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd >= 0 && close(fd) == 0)
		return true;
	file_report(sharing->diag, path, errno);
	return false;
}

/* What this part takes of the room that all batches take. */
static bool
has_room(struct sharing *sharing)
{
	const struct ledger_counts *counts = &sharing->planned.counts;
	uint64_t pages = (uint64_t)counts->pages * sharing->place.count;
	const struct plan_counts share = {
	    .pages = (uint32_t)(pages / counts->batches)};
	return room_check(sharing->folder->parts, NULL, &share, sharing->diag);
}

static void
confine(struct sharing *sharing)
{
	const char *const below[] = {sharing->folder->parts, NULL};
	const char *const paths[] = {sharing->folder->path, NULL};
	least_writes(
	    &(struct confine){.below = below}, sharing->passing, sharing->diag);
	least_reads(sharing->job->mem, &(struct readable){.paths = paths},
	    sharing->diag);
}

static bool
write_wanted(struct sharing *sharing)
{
	struct job *job = sharing->job;
	const struct plan_folder *folder = sharing->folder;
	const struct write_spec spec = {
	    .plan = folder->database,
	    .batches = sharing->planned.counts.batches,
	    .letters = sharing->planned.counts.letters,
	    .workers = sharing->share->workers,
	    .place = &sharing->place,
	};
	scratch_claim_ending(
	    sharing->share->scratch, folder->parts, sharing->place.attempt);
	bool ok = folder_make(sharing->passing, sharing->diag);
	if (ok)
		confine(sharing);
	ok = ok && beside_read(job->reads.beside, sharing->passing, false) &&
	     write_job(job, &spec, sharing->share->progress, sharing->diag);
	/* A network's folder keeps the name of a file that is still open. */
	beside_free(job->reads.beside);
	job->reads.beside = NULL;
	ok = scratch_remove_ending(
		 folder->parts, sharing->place.attempt, sharing->diag) &&
	     ok;
	scratch_release(sharing->share->scratch);
	return ok;
}

bool
parts_write(struct job *job, const struct plan_folder *folder,
    struct parts_share *share, struct diag *diag)
{
	struct sharing sharing = {
	    .job = job,
	    .diag = diag,
	    .folder = folder,
	    .share = share,
	    .place =
		{
		    .folder = folder->parts,
		    .attempt = part_attempt(job->mem),
		    .plan = folder->plan,
		},
	};
	share->batches = share->there = 0;
	sharing.passing = arena_print(
	    job->mem, "%s/tmp%s", folder->parts, sharing.place.attempt)
			      .at;
	struct ledger *plan = ledger_open(folder->database, diag);
	bool ok = plan && reopen_check(job, plan, REOPEN_AT_ONCE, diag) &&
		  plan_folder_list(&sharing.planned, job->mem, plan, diag);
	ledger_close(plan);
	if (!ok)
		return false;
	sharing.place.own_files = sharing.planned.own_files;
	if (!note_parts(&sharing))
		return false;
	find_wanted(&sharing);
	return !sharing.place.count ||
	       (has_room(&sharing) && write_wanted(&sharing));
}
