#include "intake/bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/messages.h"
#include "intake/messages.h"

struct bytes {
	int fd;
	struct hasher *hasher;
	const char *path; /* borrowed */
	struct span asked;
	char block[BYTES_BLOCK];
};

static void
report_read(const struct bytes *bytes, struct diag *diag, int error)
{
	fault_report_unread(diag, bytes->asked, bytes->path, error);
}

struct bytes *
bytes_open(const char *path, struct span asked, struct diag *diag)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0) {
		file_report_unread(diag, asked, path, errno);
		return NULL;
	}
	struct stat what;
	int error = fstat(fd, &what) == 0 ? 0 : errno;
	if (error || !S_ISREG(what.st_mode)) {
		if (error)
			file_report_unread(diag, asked, path, error);
		else
			REPORT(diag, asked, &intake_no_file, ARGS(path));
		close(fd);
		return NULL;
	}
	struct bytes *bytes = mem_new(1, sizeof *bytes);
	bytes->fd = fd;
	bytes->hasher = hasher_new();
	bytes->path = path;
	bytes->asked = asked;
	return bytes;
}

void
bytes_close(struct bytes *bytes)
{
	if (!bytes)
		return;
	close(bytes->fd);
	hasher_free(bytes->hasher);
	free(bytes);
}

bool
bytes_next(struct bytes *bytes, struct slice *block, struct diag *diag)
{
	size_t len = 0;
	while (len < BYTES_BLOCK) {
		ssize_t got =
		    read(bytes->fd, bytes->block + len, BYTES_BLOCK - len);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			report_read(bytes, diag, errno);
			return false;
		}
		if (got == 0)
			break;
		len += (size_t)got;
	}
	*block = (struct slice){bytes->block, len};
	hasher_add(bytes->hasher, *block);
	return true;
}

bool
bytes_rewind(struct bytes *bytes, struct diag *diag)
{
	if (lseek(bytes->fd, 0, SEEK_SET) != 0) {
		report_read(bytes, diag, errno);
		return false;
	}
	hasher_start(bytes->hasher);
	return true;
}

int
bytes_descriptor(const struct bytes *bytes, struct diag *diag)
{
	int fd = fcntl(bytes->fd, F_DUPFD_CLOEXEC, 0);
	if (fd < 0)
		report_read(bytes, diag, errno);
	return fd;
}

struct digest
bytes_digest(struct bytes *bytes)
{
	return hasher_finish(bytes->hasher);
}
