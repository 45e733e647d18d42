/*
 * Preloaded into utskick by tests/e2e/planend.py: a kernel without Landlock.
 */
#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <sys/syscall.h>

long syscall(long number, ...);

long
syscall(long number, ...)
{
	__extension__ long (*real)(long, ...) =
	    (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
	long given[6];
	va_list arguments;
	va_start(arguments, number);
	for (int i = 0; i < 6; i++)
		given[i] = va_arg(arguments, long);
	va_end(arguments);
	if (number >= SYS_landlock_create_ruleset &&
	    number <= SYS_landlock_restrict_self) {
		errno = ENOSYS;
		return -1;
	}
	return real(
	    number, given[0], given[1], given[2], given[3], given[4], given[5]);
}
