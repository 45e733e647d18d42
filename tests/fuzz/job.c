/*
 * Any text as job.yaml: what it says is read, or refused with a report; never
 * both. No file that it names is opened.
 */
#include <assert.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "job/job_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void
try_file(const char *path)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct job_file *job = job_file_read(mem, path, diag);
	assert(!job == (diag_errors(diag) > 0));
	FILE *nowhere = fopen("/dev/null", "w");
	diag_print(diag, nowhere);
	fclose(nowhere);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	char path[64];
	if (utf8_check((struct slice){(const char *)bytes, len}) != len)
		return 0;
	int fd = memfd_create("job.yaml", MFD_CLOEXEC);
	assert(fd >= 0);
	ssize_t wrote = write(fd, bytes, len);
	assert(wrote == (ssize_t)len);
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	try_file(path);
	close(fd);
	return 0;
}
