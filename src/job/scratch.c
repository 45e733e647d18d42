#include "job/scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/file.h"

void
scratch_claim(struct scratch *scratch, const char *folder)
{
	size_t len = strlen(folder);
	if (scratch && len < sizeof scratch->folder)
		memcpy(scratch->folder, folder, len + 1);
}

void
scratch_release(struct scratch *scratch)
{
	if (scratch)
		scratch->folder[0] = '\0';
}

int
folder_lock(const char *folder, struct diag *diag)
{
	struct arena *mem = arena_new();
	const char *path = path_join(mem, folder, "lock");
	int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (lock < 0) {
		file_report(diag, path, errno);
	} else if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
		close(lock);
		lock = -1;
	}
	arena_free(mem);
	return lock;
}

bool
scratch_clear(struct scratch *scratch, struct diag *diag)
{
	if (!scratch->folder[0] || !folder_exists(scratch->folder))
		return true;
	size_t before = diag_errors(diag);
	int lock = folder_lock(scratch->folder, diag);
	if (lock < 0)
		return diag_errors(diag) == before;
	bool ok = folder_remove(scratch->folder, diag);
	close(lock);
	return ok;
}
