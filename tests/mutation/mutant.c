/*
 * tests/mutation/mutant.c - which change of the code holds, and which are met.
 *
 * A copy of the sources has many changes, each behind mutant_is(its number).
 * MUTANT_NOW holds the number of the one that is on, MUTANT_MET a byte for each
 * that was asked about; both are files, since some tests clear the environment.
 * Calls are made past libc, where shims of the tests stand.
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

bool mutant_is(int number);

static char nowhere[MUTANT_MOST];
static char *met = nowhere;
static int now;

static void __attribute__((constructor))
begin(void)
{
	char text[16] = "";
	long fd = syscall(
	    SYS_openat, AT_FDCWD, MUTANT_NOW, O_RDONLY | O_CLOEXEC, 0);
	if (fd >= 0) {
		syscall(SYS_read, fd, text, sizeof text - 1);
		syscall(SYS_close, fd);
	}
	now = atoi(text);
	fd = syscall(SYS_openat, AT_FDCWD, MUTANT_MET, O_RDWR | O_CLOEXEC, 0);
	if (fd < 0)
		return;
	long at = syscall(SYS_mmap, NULL, MUTANT_MOST, PROT_READ | PROT_WRITE,
	    MAP_SHARED, fd, 0L);
	if (at > 0)
		met = (char *)at;
	syscall(SYS_close, fd);
}

bool
mutant_is(int number)
{
	met[number] = 1;
	return number == now;
}
