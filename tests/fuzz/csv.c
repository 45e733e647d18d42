/*
 * Any bytes as a register: every record is a row with as many cells as the
 * header, malformed with a reason, or the file is refused with a report.
 */
#include <assert.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"
#include "intake/intake.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void
read_rows(struct intake *intake, struct diag *diag)
{
	const struct intake_found *found = intake_found(intake);
	struct intake_record record;
	uint32_t number = 0;
	enum intake_result result;
	for (size_t i = 0; i < found->count; i++)
		assert(found->names[i].len);
	while ((result = intake_next(intake, &record)) == INTAKE_ROW ||
	       result == INTAKE_MALFORMED) {
		assert(record.number == ++number);
		if (result == INTAKE_MALFORMED) {
			assert(record.why.message);
			continue;
		}
		assert(record.count == found->count);
		for (size_t i = 0; i < record.count; i++)
			assert(
			    utf8_check(record.cells[i]) == record.cells[i].len);
	}
	assert(result == INTAKE_END ? number == found->rows
				    : diag_errors(diag) > 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	char path[64];
	int fd = memfd_create("register.csv", MFD_CLOEXEC);
	if (fd < 0 || write(fd, bytes, len) != (ssize_t)len)
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	const struct intake_options options = {.path = path};
	struct intake *intake = intake_open(mem, &options, diag);
	assert(intake || diag_errors(diag) > 0);
	if (intake)
		read_rows(intake, diag);
	intake_close(intake);
	FILE *nowhere = fopen("/dev/null", "w");
	diag_print(diag, nowhere);
	fclose(nowhere);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	close(fd);
	return 0;
}
