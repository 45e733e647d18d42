#include "pages/excerpt.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/memory.h"
#include "pages/bridge.h"
#include "pages/messages.h"
#include "pages/tags.h"

enum {
	SECONDS_MOST = 2, /* of the processor */
	MEMORY_MOST = 192 << 20, /* besides what is there already */
	DONE = 0, /* exit codes; anything else is a death */
	REFUSED = 3,
};

#ifdef __SANITIZE_ADDRESS__
#define SANITIZED true /* its shadow memory has no limit */
#else
#define SANITIZED false
#endif

/* ---- an excerpt as bytes, from one process to another */

static void
pack_number(struct strbuf *out, uint32_t number)
{
	strbuf_add(out, (struct slice){(const char *)&number, sizeof number});
}

static void
pack_bytes(struct strbuf *out, struct slice bytes)
{
	pack_number(out, (uint32_t)bytes.len);
	strbuf_add(out, bytes);
}

static void
pack_object(struct strbuf *out, const struct excerpt_object *object)
{
	pack_number(out, object->stream);
	pack_number(out, object->plain);
	pack_number(out, object->open);
	pack_bytes(out, object->bytes);
	pack_number(out, (uint32_t)object->part_count);
	for (size_t i = 0; i < object->part_count; i++) {
		pack_bytes(out, object->parts[i].text);
		pack_number(out, object->parts[i].object);
	}
}

static bool
has_text(const struct excerpt_walk *walk)
{
	for (size_t i = 0; i < walk->count; i++)
		if (walk->taken[i].as == AS_FONT)
			return true;
	return false;
}

static void
pack_numbers(struct strbuf *out, const uint32_t *numbers, size_t count)
{
	pack_number(out, (uint32_t)count);
	for (size_t i = 0; i < count; i++)
		pack_number(out, numbers[i]);
}

static void
pack_page(struct strbuf *out, const struct excerpt_page *page)
{
	pack_number(out, (uint32_t)page->width);
	pack_number(out, (uint32_t)page->height);
	pack_number(out, page->blank);
	pack_number(out, page->form);
	pack_bytes(out, page->content);
	pack_number(out, page->resources);
	pack_number(out, page->group);
	pack_numbers(out, page->owners, page->owner_count);
}

static void
pack_tag(struct strbuf *out, const struct excerpt_tag *tag)
{
	pack_bytes(out, tag->entries);
	pack_bytes(out, tag->attributes);
	pack_number(out, tag->parent);
	pack_number(out, tag->named);
	pack_numbers(out, tag->headers, tag->header_count);
	pack_number(out, (uint32_t)tag->kid_count);
	for (size_t i = 0; i < tag->kid_count; i++) {
		pack_number(out, tag->kids[i].tag);
		pack_number(out, tag->kids[i].page);
		pack_number(out, tag->kids[i].mcid);
	}
}

static void
pack_tags(struct strbuf *out, const struct excerpt_walk *walk)
{
	const struct tag_tree *tree = walk->tags;
	const char *language = tree ? tree->language : NULL;
	pack_number(out, walk->says_tags);
	pack_bytes(out, slice_view(language ? language : ""));
	pack_number(out, tree ? (uint32_t)tree->count : 0);
	for (size_t i = 0; tree && i < tree->count; i++)
		pack_tag(out, &tree->done[i]);
}

static void
pack(struct strbuf *out, const struct excerpt_walk *walk,
    const struct excerpt_page *pages, size_t count)
{
	pack_number(out, (uint32_t)count);
	for (size_t i = 0; i < count; i++)
		pack_page(out, &pages[i]);
	pack_number(out, has_text(walk));
	pack_number(out, !walk->coloured);
	pack_tags(out, walk);
	pack_number(out, (uint32_t)walk->count);
	for (size_t i = 0; i < walk->count; i++)
		pack_object(out, &walk->taken[i].object);
}

/* Both run the same program, and the other ended well: no checks. */
static uint32_t
unpack_number(struct slice *packed)
{
	uint32_t number;
	memcpy(&number, packed->at, sizeof number);
	*packed = slice_from(*packed, sizeof number);
	return number;
}

static struct slice
unpack_bytes(struct slice *packed)
{
	uint32_t len = unpack_number(packed);
	struct slice bytes = slice_part(*packed, 0, len);
	*packed = slice_from(*packed, len);
	return bytes;
}

static void
unpack_object(
    struct arena *arena, struct slice *packed, struct excerpt_object *object)
{
	object->stream = unpack_number(packed);
	object->plain = unpack_number(packed);
	object->open = unpack_number(packed);
	object->bytes = unpack_bytes(packed);
	object->part_count = unpack_number(packed);
	object->parts =
	    ARENA_ARRAY(arena, struct excerpt_part, object->part_count);
	for (size_t i = 0; i < object->part_count; i++) {
		object->parts[i].text = unpack_bytes(packed);
		object->parts[i].object = unpack_number(packed);
	}
}

static uint32_t *
unpack_numbers(struct arena *arena, struct slice *packed, size_t *count)
{
	*count = unpack_number(packed);
	uint32_t *numbers = ARENA_ARRAY(arena, uint32_t, *count + 1);
	for (size_t i = 0; i < *count; i++)
		numbers[i] = unpack_number(packed);
	return numbers;
}

static void
unpack_page(
    struct arena *arena, struct slice *packed, struct excerpt_page *page)
{
	page->width = (mpt)unpack_number(packed);
	page->height = (mpt)unpack_number(packed);
	page->blank = unpack_number(packed);
	page->form = unpack_number(packed);
	page->content = unpack_bytes(packed);
	page->resources = unpack_number(packed);
	page->group = unpack_number(packed);
	page->owners = unpack_numbers(arena, packed, &page->owner_count);
}

static void
unpack_tag(struct arena *arena, struct slice *packed, struct excerpt_tag *tag)
{
	tag->entries = unpack_bytes(packed);
	tag->attributes = unpack_bytes(packed);
	tag->parent = unpack_number(packed);
	tag->named = unpack_number(packed);
	tag->headers = unpack_numbers(arena, packed, &tag->header_count);
	tag->kid_count = unpack_number(packed);
	tag->kids = ARENA_ARRAY(arena, struct excerpt_kid, tag->kid_count + 1);
	for (size_t i = 0; i < tag->kid_count; i++) {
		tag->kids[i].tag = unpack_number(packed);
		tag->kids[i].page = unpack_number(packed);
		tag->kids[i].mcid = unpack_number(packed);
	}
}

static void
unpack_tags(struct arena *arena, struct slice *packed, struct excerpt *excerpt)
{
	excerpt->tagged = unpack_number(packed);
	struct slice language = unpack_bytes(packed);
	if (language.len)
		excerpt->language = arena_dup_text(arena, language);
	excerpt->tag_count = unpack_number(packed);
	excerpt->tags =
	    ARENA_ARRAY(arena, struct excerpt_tag, excerpt->tag_count + 1);
	for (size_t i = 0; i < excerpt->tag_count; i++)
		unpack_tag(arena, packed, &excerpt->tags[i]);
}

/* `packed` lives in the arena. */
static struct excerpt *
unpack(struct arena *arena, struct slice packed)
{
	struct excerpt *excerpt = ARENA_NEW(arena, struct excerpt);
	excerpt->page_count = unpack_number(&packed);
	excerpt->pages =
	    ARENA_ARRAY(arena, struct excerpt_page, excerpt->page_count);
	for (size_t i = 0; i < excerpt->page_count; i++)
		unpack_page(arena, &packed, &excerpt->pages[i]);
	excerpt->text = unpack_number(&packed);
	excerpt->grey = unpack_number(&packed);
	unpack_tags(arena, &packed, excerpt);
	excerpt->count = unpack_number(&packed);
	excerpt->objects =
	    ARENA_ARRAY(arena, struct excerpt_object, excerpt->count);
	for (size_t i = 0; i < excerpt->count; i++)
		unpack_object(arena, &packed, &excerpt->objects[i]);
	return excerpt;
}

/* ---- taking */

struct source {
	struct slice file;
	const char *path;
	struct excerpt_wish wish;
	struct diag *diag;
	struct span asked;
};

static bool
take(const struct source *source, struct strbuf *packed)
{
	struct excerpt_page *pages;
	size_t count;
	struct excerpt_walk walk = {
	    .mem = arena_new(),
	    .path = path_name(source->path),
	    .asked = source->asked,
	    .diag = source->diag,
	    .page = 1,
	};
	walk.pdf = pages_open_bytes(
	    source->file, walk.path, source->diag, source->asked);
	bool ok =
	    walk.pdf && excerpt_take_pages(&walk, source->wish, &pages, &count);
	if (ok)
		pack(packed, &walk, pages, count);
	pages_close(walk.pdf);
	strbuf_fini(&walk.text);
	free(walk.taken);
	arena_free(walk.mem);
	return ok;
}

struct excerpt *
excerpt_take_here(struct arena *arena, struct slice file, const char *path,
    struct excerpt_wish wish, struct diag *diag, struct span asked)
{
	const struct source source = {file, path, wish, diag, asked};
	struct strbuf packed = {0};
	struct excerpt *excerpt = NULL;
	if (take(&source, &packed))
		excerpt = unpack(arena, arena_dup(arena, strbuf_view(&packed)));
	strbuf_fini(&packed);
	return excerpt;
}

/* ---- in a process of its own */

/* What this process has of addresses already, in bytes. */
static rlim_t
size_of_process(void)
{
	unsigned long pages = 0;
	FILE *file = fopen("/proc/self/statm", "re");
	if (!file)
		return 0;
	if (fscanf(file, "%lu", &pages) != 1)
		pages = 0;
	fclose(file);
	return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

/* A process that ends without memory says so on stderr; here that is the
 * file's fault, and is reported by whoever waits. */
static void
limit(void)
{
	const struct rlimit none = {0, 0};
	const struct rlimit seconds = {SECONDS_MOST, SECONDS_MOST};
	rlim_t size = size_of_process();
	const struct rlimit bytes = {size + MEMORY_MOST, size + MEMORY_MOST};
	setrlimit(RLIMIT_CORE, &none);
	if (SANITIZED)
		return;
	setrlimit(RLIMIT_CPU, &seconds);
	if (size)
		setrlimit(RLIMIT_AS, &bytes);
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (nowhere >= 0)
		dup2(nowhere, STDERR_FILENO);
}

static _Noreturn void
work(const struct source *source, pid_t parent, int reports, int answer)
{
	static const int deadly[] = {
	    SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGXCPU};
	struct strbuf packed = {0};
	size_t known = diag_count(source->diag);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(REFUSED);
	for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++)
		signal(deadly[i], SIG_DFL);
	limit();
	bool ok = take(source, &packed);
	ok = diag_leave(source->diag, known, reports) && ok &&
	     fault_write(answer, strbuf_view(&packed));
	_exit(ok ? DONE : REFUSED);
}

static struct excerpt *
fetch(struct arena *arena, int answer)
{
	off_t size = lseek(answer, 0, SEEK_END);
	if (size <= 0)
		return NULL;
	char *bytes = arena_raw(arena, (size_t)size);
	if (fault_read_at(answer, bytes, (size_t)size, 0) != size)
		return NULL;
	return unpack(arena, (struct slice){bytes, (size_t)size});
}

/* Where nothing was said, a limit or a fault of the library ended it. */
static struct excerpt *
reap(struct arena *arena, const struct source *source, pid_t child, int reports,
    int answer)
{
	int status = 0;
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	bool done = WIFEXITED(status) && WEXITSTATUS(status) == DONE;
	bool told = diag_fetch(source->diag, reports);
	struct excerpt *excerpt = done ? fetch(arena, answer) : NULL;
	if (excerpt || (told && WIFEXITED(status)))
		return excerpt;
	REPORT(source->diag, source->asked, &pages_large,
	    ARGS(path_name(source->path)));
	HINT(source->diag, &pages_large_cure, NO_ARGS);
	return NULL;
}

struct excerpt *
excerpt_take(struct arena *arena, struct slice file, const char *path,
    struct excerpt_wish wish, struct diag *diag, struct span asked)
{
	const struct source source = {file, path, wish, diag, asked};
	struct excerpt *excerpt = NULL;
	pid_t parent = getpid();
	int reports = memfd_create("reports", MFD_CLOEXEC);
	int answer = memfd_create("excerpt", MFD_CLOEXEC);
	pid_t child = reports < 0 || answer < 0 ? -1 : fork();
	if (child == 0)
		work(&source, parent, reports, answer);
	if (child < 0)
		REPORT(diag, asked, &pages_no_process,
		    ARGS((const char *)strerror(errno)));
	else
		excerpt = reap(arena, &source, child, reports, answer);
	if (reports >= 0)
		close(reports);
	if (answer >= 0)
		close(answer);
	return excerpt;
}
