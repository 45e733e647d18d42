#include "run/room.h"

#include <errno.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include "base/file.h"
#include "run/messages.h"

/*
 * Bytes that no mailing is below: of a page in a print file, with its objects
 * and a dozen words, and of a row in the three spreadsheets. The ledger is at
 * least as large as the plan that it is made of.
 */
#define PAGE_LEAST 500
#define ROW_LEAST 60
#define MEGABYTE 1000000

bool
room_check(const char *folder, const char *plan,
    const struct plan_counts *counts, struct diag *diag)
{
	struct statvfs disk;
	struct stat st = {0};
	if (statvfs(folder, &disk) != 0 || (plan && stat(plan, &st) != 0)) {
		file_report(diag, folder, errno);
		return false;
	}
	uint64_t left = (uint64_t)disk.f_bavail * disk.f_frsize,
		 wanted = (uint64_t)st.st_size +
			  (uint64_t)counts->pages * PAGE_LEAST +
			  (uint64_t)counts->rows * ROW_LEAST;
	/* A file system that does not say how large it is says 0. */
	if (!disk.f_blocks || left >= wanted)
		return true;
	REPORT(diag, NO_SPAN, &run_no_room,
	    ARGS((uint32_t)(wanted / MEGABYTE + 1),
		(uint32_t)(left / MEGABYTE)));
	HINT(diag, &run_no_room_hint, NO_ARGS);
	return false;
}
