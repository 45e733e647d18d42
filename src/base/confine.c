#include "base/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <linux/landlock.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/places.h"

/* Later than the headers of Debian 12 (ABI 3, 4, 5 and 6). */
#define FS_TRUNCATE (UINT64_C(1) << 14)
#define FS_IOCTL_DEV (UINT64_C(1) << 15)
#define NET_TCP UINT64_C(3) /* bind and connect */
#define SCOPE_ABSTRACT_SOCKET UINT64_C(1) /* and signals: 2 */

#define FS_READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define FS_MOVE (LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR)
#define FS_FILE (LANDLOCK_ACCESS_FS_WRITE_FILE | FS_TRUNCATE)
#define FS_WRITE                                                               \
	(FS_FILE | FS_MOVE | LANDLOCK_ACCESS_FS_REMOVE_FILE |                  \
	    LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REFER)
/* What nobody is given: links, devices, pipes, sockets. */
#define FS_NEVER                                                               \
	(LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_SOCK |         \
	    LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |     \
	    LANDLOCK_ACCESS_FS_MAKE_SYM | FS_IOCTL_DEV)
/* Of these only such rights as a file that is no folder can have. */
#define FS_OF_FILE                                                             \
	(LANDLOCK_ACCESS_FS_EXECUTE | FS_FILE | LANDLOCK_ACCESS_FS_READ_FILE | \
	    FS_IOCTL_DEV)

/* struct landlock_ruleset_attr as of ABI 6; an earlier kernel is told less. */
struct attributes {
	uint64_t fs, net, scoped;
};

struct rules {
	int set, abi;
	uint64_t handled;
};

/* The rights over files that a kernel of this ABI knows. */
static uint64_t
known(int abi)
{
	uint64_t all = (UINT64_C(1) << 13) - 1;
	if (abi >= 2)
		all |= LANDLOCK_ACCESS_FS_REFER;
	if (abi >= 3)
		all |= FS_TRUNCATE;
	if (abi >= 5)
		all |= FS_IOCTL_DEV;
	return all;
}

static bool
rules_open(struct rules *rules, uint64_t handled, bool network)
{
	struct attributes attributes = {0};
	size_t len = sizeof attributes.fs;
	rules->abi = (int)syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);
	if (rules->abi < 1)
		return false;
	rules->handled = handled & known(rules->abi);
	attributes.fs = rules->handled;
	if (rules->abi >= 4 && !network) {
		attributes.net = NET_TCP;
		len = offsetof(struct attributes, scoped);
	}
	if (rules->abi >= 6 && !network) {
		attributes.scoped = SCOPE_ABSTRACT_SOCKET;
		len = sizeof attributes;
	}
	rules->set =
	    (int)syscall(SYS_landlock_create_ruleset, &attributes, len, 0);
	return rules->set >= 0;
}

/* A path that is not there needs no rule. Where the system cannot answer, what is
 * wanted would be refused later, as if it were somebody else's: we end. */
static void
allow(struct rules *rules, const char *path, uint64_t rights)
{
	struct stat st;
	struct landlock_path_beneath_attr rule = {
	    .allowed_access = rights & rules->handled,
	    .parent_fd = open(path, O_PATH | O_CLOEXEC),
	};
	bool there = rule.parent_fd >= 0 && fstat(rule.parent_fd, &st) == 0;
	if (!there && fault_is(errno))
		fault_end(path, errno);
	if (there && !S_ISDIR(st.st_mode))
		rule.allowed_access &= FS_OF_FILE;
	if (there && rule.allowed_access)
		syscall(SYS_landlock_add_rule, rules->set,
		    LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	if (rule.parent_fd >= 0)
		close(rule.parent_fd);
}

static void
allow_all(struct rules *rules, const char *const *paths, uint64_t rights)
{
	for (; paths && *paths; paths++)
		allow(rules, *paths, rights);
}

static void
rules_close(struct rules *rules)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
		syscall(SYS_landlock_restrict_self, rules->set, 0);
	close(rules->set);
}

/* ---- the one program */

/* The dynamic linker that started us starts the other program too. */
static int
allow_linker(struct dl_phdr_info *info, size_t size, void *ctx)
{
	(void)size;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		if (info->dlpi_phdr[i].p_type == PT_INTERP)
			allow(ctx,
			    (const char *)(info->dlpi_addr +
					   info->dlpi_phdr[i].p_vaddr),
			    LANDLOCK_ACCESS_FS_EXECUTE);
	}
	return 1; /* the first is the program itself */
}

/* It is looked for as execvp does. */
static void
allow_program(struct rules *rules, const char *name)
{
	const char *at = getenv("PATH");
	struct arena *mem = arena_new();
	while (at && *at) {
		size_t len = strcspn(at, ":");
		const char *folder =
		    arena_dup_text(mem, (struct slice){at, len});
		const char *path = path_join(mem, folder, name);
		if (access(path, X_OK) == 0)
			allow(rules, path, LANDLOCK_ACCESS_FS_EXECUTE);
		at += len + (at[len] == ':');
	}
	arena_free(mem);
	dl_iterate_phdr(allow_linker, rules);
}

/* ---- */

/* A build that counts branches writes its counts wherever it was built. */
static bool
is_possible(void)
{
#ifdef COUNTS_COVERAGE
	return false;
#else
	return true;
#endif
}

void
confine_writes(const struct confine *allowed)
{
	/* Nowhere, and whoever types a passphrase. */
	static const char *const devices[] = {"/dev/null", "/dev/tty", NULL};
	struct rules rules;
	if (!is_possible() ||
	    !rules_open(&rules,
		FS_WRITE | FS_NEVER | LANDLOCK_ACCESS_FS_EXECUTE,
		allowed->network))
		return;
	allow_all(&rules, allowed->below, FS_WRITE);
	allow_all(&rules, allowed->moves, FS_MOVE);
	allow_all(&rules, allowed->files, FS_FILE);
	allow_all(&rules, devices, FS_FILE | FS_IOCTL_DEV);
	if (allowed->program)
		allow_program(&rules, allowed->program);
	rules_close(&rules);
}

void
confine_reads(const struct readable *allowed)
{
	static const char *const system[] = {
	    "/usr", "/lib", "/lib64", "/etc", "/proc", "/dev", NULL};
	static const char *const own[] = {"templates", "fonts"};
	struct rules rules;
	/* A layer that does not say so forbids to move or link from one folder to
	 * another; the one that is about writing says where. */
	const uint64_t own_rights = FS_READ | LANDLOCK_ACCESS_FS_REFER;
	if (!is_possible() || !rules_open(&rules, own_rights, true))
		return;
	struct arena *mem = arena_new();
	allow_all(&rules, allowed->paths, own_rights);
	allow_all(&rules, allowed->lists, LANDLOCK_ACCESS_FS_READ_DIR);
	allow_all(&rules, system, FS_READ);
	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		const char *path = places_find(mem, own[i]);
		if (path)
			allow(&rules, path, FS_READ);
	}
	allow(&rules, places_catalogues(mem), FS_READ);
	arena_free(mem);
	rules_close(&rules);
}
