#include "serve/task.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/confine.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/memory.h"
#include "serve/pages.h"
#include "serve/ticks.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED true /* its shadow takes terabytes of addresses */
#else
#define SANITIZED false
#endif

struct task {
	pid_t process; /* and its group; 0: it is over */
	struct task_shared *shared;
	int answer, inputs; /* files of memory */
	const char *folder; /* the child's */
	uint64_t until; /* ms */
	bool whole;
};

/* ---- the child */

static void
limit(int what, rlim_t most)
{
	struct rlimit limit;
	if (getrlimit(what, &limit) != 0)
		return;
	if (limit.rlim_max == RLIM_INFINITY || limit.rlim_max > most)
		limit.rlim_max = most;
	limit.rlim_cur = limit.rlim_max;
	setrlimit(what, &limit);
}

static void
set_limits(const struct task_limits *limits)
{
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_CPU, limits->cpu_seconds);
	if (!SANITIZED)
		limit(RLIMIT_AS, limits->memory);
}

static void
set_signals(void)
{
	static const int taken[] = {
	    SIGCHLD, SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGPIPE};
	sigset_t none;
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		signal(taken[i], taken[i] == SIGPIPE ? SIG_IGN : SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static int
compare(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* Connections of others must not stay open because we have them too. */
static void
keep_only(int *kept, size_t count)
{
	int from = 3;
	int nothing = open("/dev/null", O_RDWR);
	if (nothing >= 0) {
		dup2(nothing, STDIN_FILENO);
		dup2(nothing, STDOUT_FILENO);
	}
	qsort(kept, count, sizeof *kept, compare);
	for (size_t i = 0; i < count; i++) {
		if (kept[i] > from)
			close_range((unsigned)from, (unsigned)kept[i] - 1, 0);
		if (kept[i] >= from)
			from = kept[i] + 1;
	}
	close_range((unsigned)from, ~0u, 0);
}

static void
note_progress(enum stage stage, uint32_t done, uint32_t total, void *ctx)
{
	struct task_shared *shared = ctx;
	shared->stage = stage;
	shared->done = done;
	shared->total = total;
}

/* A job may ask a database, so the network stays; what makes letters of a job
 * gives up more once it knows it (run/least.h). */
static void
confine(bool reads_only)
{
	const char *const below[] = {
	    folder_of_temporary(), reads_only ? NULL : ".", "out", NULL};
	confine_writes(&(struct confine){
	    .below = below, .program = "pdftoppm", .network = true});
}

static _Noreturn void
be_child(struct task *task, void (*do_work)(struct work *work),
    struct work *work, const struct task_limits *limits, pid_t server)
{
	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	set_signals();
	if (getppid() != server)
		_exit(4);
	keep_only((int[]){task->answer, task->inputs, limits->with}, 3);
	if (chdir(work->folder) != 0)
		_exit(4);
	set_limits(limits);
	confine(limits->reads_only);
	work->mem = arena_new();
	work->diag = diag_new(sources_new());
	diag_speak(work->diag, work->words);
	do_work(work);
	if (!reports_are_told(&work->out, work->diag))
		work_pass_over(work->diag);
	if (!fault_write(task->answer, strbuf_view(&work->out)) ||
	    !fault_write(task->inputs, strbuf_view(&work->read)))
		_exit(4);
	task->shared->finished = true;
	_exit(0);
}

/* ---- the server */

static struct task *
task_new(const char *folder, bool is_large)
{
	const char *used;
	struct task *task = mem_new(1, sizeof *task);
	task->answer = is_large ? file_make_nameless(folder, &used)
				: memfd_create("answer", MFD_CLOEXEC);
	task->inputs = memfd_create("inputs", MFD_CLOEXEC);
	task->shared = mmap(NULL, sizeof *task->shared, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (task->answer >= 0 && task->inputs >= 0 &&
	    task->shared != MAP_FAILED)
		return task;
	if (task->shared == MAP_FAILED)
		task->shared = NULL;
	task_free(task);
	return NULL;
}

struct task *
task_start(void (*do_work)(struct work *work), const char *folder,
    const struct words *words, const void *asked,
    const struct task_limits *limits)
{
	struct task *task = task_new(folder, limits->is_large);
	pid_t server = getpid();
	if (!task)
		return NULL;
	struct work work = {
	    .shared = task->shared,
	    .words = words,
	    .folder = folder,
	    .asked = asked,
	    .file = task->answer,
	    .with = limits->with,
	    .progress = {note_progress, task->shared},
	};
	task->shared->status = 200;
	task->folder = folder;
	task->until = ticks_now() + (uint64_t)limits->wall_seconds * 1000;
	fflush(NULL);
	task->process = fork();
	if (task->process == 0)
		be_child(task, do_work, &work, limits, server);
	if (task->process > 0) {
		setpgid(task->process, task->process);
		return task;
	}
	task->process = 0;
	task_free(task);
	return NULL;
}

/* The child named it from its own folder. */
static void
clear_scratch(struct task *task, struct diag *diag)
{
	struct arena *mem = arena_new();
	struct scratch ours = {0};
	const struct scratch *scratch = &task->shared->scratch;
	if (scratch->folder[0])
		scratch_claim(
		    &ours, path_join(mem, task->folder, scratch->folder));
	if (scratch->made[0])
		scratch_claim_made(
		    &ours, path_join(mem, task->folder, scratch->made));
	if (scratch->lock[0])
		scratch_claim_lock(
		    &ours, path_join(mem, task->folder, scratch->lock));
	scratch_clear(&ours, diag);
	scratch_release(&task->shared->scratch);
	arena_free(mem);
}

/* All of its processes are dead: nobody writes in its folder any more. */
static void
settle(struct task *task, int status)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	while (waitpid(-task->process, NULL, 0) > 0 || errno == EINTR)
		;
	task->whole = WIFEXITED(status) && WEXITSTATUS(status) == 0 &&
		      task->shared->finished;
	task->process = 0;
	clear_scratch(task, diag);
	diag_free(diag);
	sources_free(sources);
}

bool
task_is_over(struct task *task, uint64_t now)
{
	int status;
	if (!task->process)
		return true;
	pid_t process = task->process;
	if (now > task->until)
		kill(-process, SIGKILL);
	if (waitpid(process, &status, WNOHANG) != process)
		return false;
	kill(-process, SIGKILL); /* what it may have left running */
	settle(task, status);
	return true;
}

void
task_stop(struct task *task)
{
	int status;
	if (!task->process)
		return;
	kill(-task->process, SIGKILL);
	while (waitpid(task->process, &status, 0) < 0 && errno == EINTR)
		;
	settle(task, status);
}

bool
task_begin_to_last(struct task_shared *shared)
{
	int was = LASTING_NOT_YET;
	return atomic_compare_exchange_strong(
	    &shared->lasting, &was, LASTING_NOW);
}

bool
task_try_stop(struct task *task)
{
	int was = LASTING_NOT_YET;
	if (task->process && !atomic_compare_exchange_strong(
				 &task->shared->lasting, &was, LASTING_NEVER))
		return false;
	task_stop(task);
	return true;
}

void
task_finish(struct task *task)
{
	static const struct timespec step = {.tv_nsec = 10000000};
	if (!task || task_try_stop(task))
		return;
	while (!task_is_over(task, ticks_now()))
		nanosleep(&step, NULL);
}

bool
task_is_whole(const struct task *task)
{
	return task->whole;
}

const struct task_shared *
task_shared(const struct task *task)
{
	return task->shared;
}

int
task_open_answer(const struct task *task, uint64_t *size)
{
	struct stat st;
	int copy = fcntl(task->answer, F_DUPFD_CLOEXEC, 3);
	if (copy < 0)
		return -1;
	if (fstat(copy, &st) == 0 && lseek(copy, 0, SEEK_SET) == 0) {
		*size = (uint64_t)st.st_size;
		return copy;
	}
	close(copy);
	return -1;
}

static bool
read_file(int file, size_t most, struct strbuf *text)
{
	struct stat st;
	if (fstat(file, &st) != 0 || (uint64_t)st.st_size > most)
		return false;
	size_t len = (size_t)st.st_size;
	char *to = strbuf_reserve(text, len + 1);
	if (fault_read_at(file, to, len, 0) != (ssize_t)len)
		return false;
	text->len += len;
	return true;
}

bool
task_read_answer(const struct task *task, size_t most, struct strbuf *text)
{
	return read_file(task->answer, most, text);
}

bool
task_read_inputs(const struct task *task, size_t most, struct strbuf *paths)
{
	return read_file(task->inputs, most, paths);
}

void
task_free(struct task *task)
{
	if (!task)
		return;
	task_stop(task);
	if (task->answer >= 0)
		close(task->answer);
	if (task->inputs >= 0)
		close(task->inputs);
	if (task->shared)
		munmap(task->shared, sizeof *task->shared);
	free(task);
}
