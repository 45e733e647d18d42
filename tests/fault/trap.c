/*
 * Preloaded into utskick by tests/fault: every system call of the kinds below
 * passes here, be it made by the program, by a library or within glibc (stdio's
 * own writes, malloc's own mappings). A filter of the kernel's (seccomp(2))
 * traps them; the handler makes the call, or says that it failed.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/ucontext.h>
#include <time.h>
#include <unistd.h>

#include "points.h"
#include "starve.h"

/* The one place from which a trapped call goes through. */
long trap_call(long number, long a, long b, long c, long d, long e, long f);
extern const char trap_called[];
__asm__(".text\n"
	".globl trap_call, trap_called\n"
	".hidden trap_call, trap_called\n"
	".type trap_call, @function\n"
	"trap_call:\n"
	"	movq %rdi, %rax\n"
	"	movq %rsi, %rdi\n"
	"	movq %rdx, %rsi\n"
	"	movq %rcx, %rdx\n"
	"	movq %r8, %r10\n"
	"	movq %r9, %r8\n"
	"	movq 8(%rsp), %r9\n"
	"	syscall\n"
	"trap_called:\n"
	"	ret\n"
	".size trap_call, .-trap_call\n");

static const struct {
	uint32_t number;
	enum kind kind;
} calls[] = {
    {SYS_write, KIND_WRITE},
    {SYS_writev, KIND_WRITE},
    {SYS_pwrite64, KIND_PWRITE},
    {SYS_read, KIND_READ},
    {SYS_pread64, KIND_PREAD},
    {SYS_open, KIND_OPEN},
    {SYS_openat, KIND_OPEN},
    {SYS_lseek, KIND_LSEEK},
    {SYS_close, KIND_CLOSE},
    {SYS_fsync, KIND_FSYNC},
    {SYS_fdatasync, KIND_FSYNC},
    {SYS_ftruncate, KIND_FTRUNCATE},
    {SYS_fallocate, KIND_FTRUNCATE},
    {SYS_rename, KIND_RENAME},
    {SYS_renameat, KIND_RENAME},
    {SYS_renameat2, KIND_RENAME},
    {SYS_link, KIND_RENAME},
    {SYS_linkat, KIND_RENAME},
    {SYS_symlink, KIND_RENAME},
    {SYS_unlink, KIND_UNLINK},
    {SYS_unlinkat, KIND_UNLINK},
    {SYS_rmdir, KIND_UNLINK},
    {SYS_mkdir, KIND_MKDIR},
    {SYS_mkdirat, KIND_MKDIR},
    {SYS_mmap, KIND_MMAP},
    {SYS_mremap, KIND_MMAP},
    {SYS_fstat, KIND_STAT},
    {SYS_stat, KIND_STAT},
    {SYS_lstat, KIND_STAT},
    {SYS_newfstatat, KIND_STAT},
    {SYS_statfs, KIND_STAT},
    {SYS_fstatfs, KIND_STAT},
    {SYS_chdir, KIND_STAT},
    {SYS_getdents64, KIND_LIST},
    {SYS_flock, KIND_LOCK},
    {SYS_fcntl, KIND_LOCK},
    {SYS_fchmod, KIND_CHMOD},
    {SYS_chmod, KIND_CHMOD},
    {SYS_pipe2, KIND_PIPE},
    {SYS_memfd_create, KIND_PIPE},
    {SYS_wait4, KIND_WAIT},
    {SYS_getrandom, KIND_RANDOM},
    {SYS_socket, KIND_SOCKET},
    {SYS_socketpair, KIND_SOCKET},
    {SYS_bind, KIND_SOCKET},
    {SYS_listen, KIND_SOCKET},
    {SYS_accept4, KIND_SOCKET},
    {SYS_epoll_create1, KIND_SOCKET},
    {SYS_epoll_ctl, KIND_SOCKET},
    {SYS_setsockopt, KIND_SOCKET},
    {SYS_sendto, KIND_SEND},
    {SYS_sendmsg, KIND_SEND},
    {SYS_sendfile, KIND_SEND},
    {SYS_recvfrom, KIND_RECEIVE},
    {SYS_recvmsg, KIND_RECEIVE},
    {SYS_poll, KIND_POLL},
    {SYS_ppoll, KIND_POLL},
    {SYS_epoll_wait, KIND_POLL},
};

#define CALLS (sizeof calls / sizeof *calls)

static enum kind
kind_of(long number, const long *argument)
{
	enum kind kind = KINDS;
	for (size_t i = 0; i < CALLS; i++) {
		if (calls[i].number == (uint32_t)number)
			kind = calls[i].kind;
	}
	if (kind == KIND_WRITE && argument[0] == STDERR_FILENO)
		return KIND_STDERR;
	long flags = number == SYS_open ? argument[1] : argument[2];
	if (kind == KIND_OPEN && (flags & O_CREAT))
		return KIND_CREATE;
	if (kind == KIND_OPEN && (flags & O_TMPFILE) == O_TMPFILE)
		return KIND_CREATE;
	if (number == SYS_fcntl && argument[1] == F_DUPFD_CLOEXEC)
		return KIND_OPEN;
	if (number == SYS_fcntl && argument[1] != F_SETLK &&
	    argument[1] != F_SETLKW && argument[1] != F_OFD_SETLK)
		return KINDS;
	return kind;
}

static long
make(long number, const long *a)
{
	return trap_call(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

/* Counts of coverage are written by libgcov, and no fault is theirs. */
#define COUNTS ".gcda"
#define DESCRIPTORS 1024
static bool counts[DESCRIPTORS];

static bool
is_of_counts(long number, const long *argument)
{
	if (number == SYS_openat) {
		const char *name = (const char *)argument[1];
		size_t len = strlen(name), end = sizeof COUNTS - 1;
		return len > end && strcmp(name + len - end, COUNTS) == 0;
	}
	return number != SYS_open && argument[0] >= 0 &&
	       argument[0] < DESCRIPTORS && counts[argument[0]];
}

static long
pass_counts(long number, const long *argument)
{
	long made = make(number, argument);
	if (number == SYS_openat && made >= 0 && made < DESCRIPTORS)
		counts[made] = true;
	if (number == SYS_close)
		counts[argument[0]] = false;
	return made;
}

/* How much is moved, where that is more than a byte and one argument says it. */
static long *
length_of(long number, enum kind kind, long *argument)
{
	bool moves = kind == KIND_WRITE || kind == KIND_STDERR ||
		     kind == KIND_PWRITE || kind == KIND_READ ||
		     kind == KIND_PREAD || number == SYS_sendto ||
		     number == SYS_recvfrom || number == SYS_sendfile;
	long *length = argument + (number == SYS_sendfile ? 3 : 2);
	return moves && number != SYS_writev && *length > 1 ? length : NULL;
}

static long
answer(long number, long *argument)
{
	if (is_of_counts(number, argument))
		return pass_counts(number, argument);
	enum kind kind = kind_of(number, argument);
	enum effect effect = kind == KINDS ? EFFECT_NONE : point_meet(kind);
	long *length = length_of(number, kind, argument);
	switch (effect) {
	case EFFECT_ERROR:
		return -point_error();
	case EFFECT_AFTER:
		make(number, argument);
		return -point_error();
	case EFFECT_SHORT:
		if (length)
			*length /= 2;
		break;
	case EFFECT_KILL:
		if (length) {
			*length /= 2;
			make(number, argument);
		}
		point_kill();
	case EFFECT_NONE:
		break;
	}
	long made = make(number, argument);
	/* the same random bytes each time */
	for (long i = 0; number == SYS_getrandom && i < made; i++)
		((unsigned char *)argument[0])[i] = (unsigned char)(i * 37);
	return made;
}

static void
trapped(int signal_number, siginfo_t *about, void *context)
{
	greg_t *of = ((ucontext_t *)context)->uc_mcontext.gregs;
	long argument[6] = {of[REG_RDI], of[REG_RSI], of[REG_RDX], of[REG_R10],
	    of[REG_R8], of[REG_R9]};
	int error = errno;
	(void)signal_number;
	of[REG_RAX] = answer(about->si_syscall, argument);
	errno = error;
}

#define LOAD(field)                                                            \
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define IS(value, yes, no)                                                     \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(value), yes, no)

static void
filter(void)
{
	uintptr_t ours = (uintptr_t)trap_called;
	struct sock_filter code[CALLS * 2 + 8] = {
	    LOAD(instruction_pointer),
	    IS(ours, 0, 3),
	    BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
		offsetof(struct seccomp_data, instruction_pointer) + 4),
	    IS(ours >> 32, 0, 1),
	    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	    LOAD(nr),
	};
	unsigned short len = 6;
	for (size_t i = 0; i < CALLS; i++) {
		code[len++] = (struct sock_filter)IS(calls[i].number, 0, 1);
		code[len++] = (struct sock_filter)BPF_STMT(
		    BPF_RET | BPF_K, SECCOMP_RET_TRAP);
	}
	code[len++] =
	    (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	struct sock_fprog program = {.len = len, .filter = code};
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
	    syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0)
		abort();
}

__attribute__((constructor(102))) static void
set_traps(void)
{
	struct sigaction handle = {
	    .sa_sigaction = trapped, .sa_flags = SA_SIGINFO | SA_NODEFER};
	if (!getenv("FAULT_FILE") || getenv("FAULT_NO_TRAPS"))
		return;
	if (REAL(int (*)(int, const struct sigaction *, struct sigaction *),
		"sigaction")(SIGSYS, &handle, NULL) != 0)
		abort();
	filter();
}

/* ---- what the program says of SIGSYS is not heard */

int
sigaction(int number, const struct sigaction *to, struct sigaction *before)
{
	if (number != SIGSYS)
		return REAL(
		    int (*)(int, const struct sigaction *, struct sigaction *),
		    "sigaction")(number, to, before);
	if (before)
		*before = (struct sigaction){.sa_handler = SIG_DFL};
	return 0;
}

static int
mask(const char *by, int how, const sigset_t *set, sigset_t *before)
{
	sigset_t allowed;
	if (set) {
		allowed = *set;
		if (how != SIG_UNBLOCK)
			sigdelset(&allowed, SIGSYS);
	}
	return REAL(int (*)(int, const sigset_t *, sigset_t *), by)(
	    how, set ? &allowed : NULL, before);
}

int
sigprocmask(int how, const sigset_t *set, sigset_t *before)
{
	return mask("sigprocmask", how, set, before);
}

int
pthread_sigmask(int how, const sigset_t *set, sigset_t *before)
{
	return mask("pthread_sigmask", how, set, before);
}

/* ---- the same moment each time, but for whoever compares it with a file's */

#define NOW 1395230400 /* noon of 2014-03-19: keep_until has passed */

static bool
stands_still(void)
{
	static int real = -1;
	if (real < 0)
		real = getenv("FAULT_CLOCK") != NULL;
	return !real;
}

time_t
time(time_t *now)
{
	if (!stands_still())
		return REAL(time_t(*)(time_t *), "time")(now);
	if (now)
		*now = NOW;
	return NOW;
}

int
clock_gettime(clockid_t clock, struct timespec *now)
{
	if (clock == CLOCK_REALTIME && stands_still()) {
		*now = (struct timespec){NOW, 0};
		return 0;
	}
	return REAL(int (*)(clockid_t, struct timespec *), "clock_gettime")(
	    clock, now);
}

/* ---- calls that are met before they are made */

pid_t
fork(void)
{
	if (point_meet(KIND_FORK) == EFFECT_ERROR) {
		errno = point_error();
		return -1;
	}
	static uint32_t children;
	pid_t child = REAL(pid_t(*)(void), "fork")();
	children++;
	if (child == 0) {
		point_forked(children);
		children = 0;
	}
	return child;
}

static bool
starves(void)
{
	enum effect effect = point_meet(KIND_ALLOC);
	if (effect == EFFECT_KILL)
		point_kill();
	return effect == EFFECT_ERROR;
}
