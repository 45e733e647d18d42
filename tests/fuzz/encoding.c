/*
 * Any bytes in any encoding: what the survey and the guess let through is
 * decoded to valid UTF-8 without a NUL, and what they refuse is reported.
 */
#include <assert.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"
#include "intake/intake.h"
#include "text/encoding.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const char *
choose_encoding(uint8_t choice)
{
	const char *const *names = encoding_names();
	size_t count = 0;
	while (names[count])
		count++;
	choice = (uint8_t)(choice % (count + 1));
	return choice ? names[choice - 1] : NULL;
}

static void
read_rows(struct intake *intake)
{
	struct intake_record record;
	while (intake_next(intake, &record) <= INTAKE_MALFORMED) {
		for (size_t i = 0; i < record.count; i++) {
			struct slice cell = record.cells[i];
			assert(utf8_check(cell) == cell.len);
			assert(slice_find_char(cell, '\0') == cell.len);
		}
	}
}

/* The first byte says which encoding is stated; 0: none. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	char path[64];
	if (!len)
		return 0;
	int fd = memfd_create("register.csv", MFD_CLOEXEC);
	if (fd < 0 || write(fd, bytes + 1, len - 1) != (ssize_t)(len - 1))
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	const struct intake_options options = {.path = path,
	    .encoding = choose_encoding(bytes[0]),
	    .delimiter = ';',
	    .may_be_empty = true};
	struct intake *intake = intake_open(mem, &options, diag);
	assert(intake || diag_errors(diag) > 0);
	if (intake)
		read_rows(intake);
	intake_close(intake);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	close(fd);
	return 0;
}
