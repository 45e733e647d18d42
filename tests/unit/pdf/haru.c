#include "pdf/haru.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "test.h"

static char folder[] = "/tmp/utskick-haru-XXXXXX";

static size_t
count_of(struct slice text, const char *part)
{
	size_t count = 0;
	for (;;) {
		size_t at = slice_find(text, slice_view(part));
		if (at == text.len)
			return count;
		count++;
		text = slice_from(text, at + strlen(part));
	}
}

static struct haru *
make(size_t pages, struct arena *mem, struct diag *diag)
{
	struct haru *haru = haru_new(diag);
	haru_fill(haru, haru_root(haru), SLICE("/MediaBox[0 0 10 10]"));
	haru_inform(haru, "Title", SLICE("Två"), diag);
	for (size_t i = 0; i < pages; i++) {
		uint32_t parent;
		struct haru_object *page = haru_add_page(haru, &parent, diag);
		struct haru_object *stream = haru_add(haru, diag);
		haru_fill_stream(haru, stream, SLICE(""),
		    arena_print(mem, "%% page %zu\n", i), diag);
		haru_fill(haru, page,
		    arena_print(mem,
			"/Type/Page/Parent %u 0 R/Resources<<>>"
			"/Contents %u 0 R",
			parent, haru_number(stream)));
	}
	return haru;
}

static bool
save_to(struct haru *haru, const char *path, struct diag *diag)
{
	struct sink *sink = sink_to_path(path);
	return sink_end(sink, haru_save(haru, sink, diag), diag);
}

static struct slice
save(size_t pages, const char *name, struct arena *mem, struct diag *diag)
{
	struct haru *haru = make(pages, mem, diag);
	const char *path = path_join(mem, folder, name);
	struct slice bytes = {0};
	uint64_t bound = haru_size(haru);
	test_true("saved", save_to(haru, path, diag));
	file_read(mem, path, INPUT_NONE, 1 << 26, diag, NO_SPAN, &bytes);
	test_true("bound holds", bytes.len > 0 && bytes.len <= bound);
	haru_free(haru);
	unlink(path);
	return bytes;
}

/* The tree has nodes of at most 1,000 pages, and all are counted. */
static void
test_tree(struct arena *mem, struct diag *diag)
{
	struct slice bytes = save(2500, "tree.pdf", mem, diag);
	test_number("pages", (long long)count_of(bytes, "/Type/Page/"), 2500);
	test_number("nodes", (long long)count_of(bytes, "/Type /Pages"), 4);
	test_number("all", (long long)count_of(bytes, "/Count 2500\n"), 1);
	test_number("full", (long long)count_of(bytes, "/Count 1000\n"), 2);
	test_number("rest", (long long)count_of(bytes, "/Count 500\n"), 1);
	test_number(
	    "direct lengths", (long long)count_of(bytes, "/Length 9\n"), 10);
}

static struct slice
identifier(struct slice bytes)
{
	return slice_part(
	    bytes, slice_find(bytes, SLICE("/ID[")), strlen("/ID[<>]") + 32);
}

static void
test_identifier(struct arena *mem, struct diag *diag)
{
	struct slice a = save(3, "a.pdf", mem, diag);
	struct slice b = save(3, "b.pdf", mem, diag);
	struct slice c = save(4, "c.pdf", mem, diag);
	test_true("same content, same bytes", slice_equal(a, b));
	test_true("an identifier", slice_starts(identifier(a), "/ID[<"));
	test_true("other content, other identifier",
	    !slice_equal(identifier(a), identifier(c)));
}

/* A disk that is full: a report with the system's words, and no file. */
static void
test_full_disk(struct arena *mem, struct diag *diag, rlim_t limit)
{
	const struct rlimit full = {limit, RLIM_INFINITY};
	const struct rlimit wide = {RLIM_INFINITY, RLIM_INFINITY};
	struct haru *haru = make(3000, mem, diag);
	const char *path = path_join(mem, folder, "full.pdf");
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &full);
	bool saved = save_to(haru, path, diag);
	setrlimit(RLIMIT_FSIZE, &wide);
	test_true("a full disk is seen", !saved);
	test_true("and said", diag_worst(diag) == LEVEL_SYSTEM);
	test_true("no file", !file_exists(path));
	test_true("nor a part",
	    access(arena_print(mem, "%s.utskick.partial", path).at, F_OK) != 0);
	haru_free(haru);
	diag_reset(diag);
}

static void
test_no_folder(struct arena *mem, struct diag *diag)
{
	struct haru *haru = make(1, mem, diag);
	test_true("no folder",
	    !save_to(haru, path_join(mem, folder, "none/a.pdf"), diag));
	test_true("said", diag_worst(diag) == LEVEL_SYSTEM);
	haru_free(haru);
	diag_reset(diag);
}

/* 2 GiB is refused before a byte is written; the bytes are never touched. */
static void
test_too_large(struct arena *mem, struct diag *diag)
{
	struct haru *haru = haru_new(diag);
	struct slice large = {"", (size_t)1 << 30};
	for (size_t i = 0; i < 2; i++)
		haru_fill_stream(
		    haru, haru_add(haru, diag), SLICE(""), large, diag);
	test_true("size", haru_size(haru) > HARU_FILE_MAX);
	test_true("too large",
	    !save_to(haru, path_join(mem, folder, "large.pdf"), diag));
	test_true("refused", diag_worst(diag) == LEVEL_ERROR);
	haru_free(haru);
	diag_reset(diag);
}

int
main(void)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct arena *mem = arena_new();
	if (!mkdtemp(folder))
		return 1;
	test_tree(mem, diag);
	test_identifier(mem, diag);
	test_full_disk(mem, diag, 100);
	test_full_disk(mem, diag, 200000);
	test_no_folder(mem, diag);
	test_too_large(mem, diag);
	rmdir(folder);
	arena_free(mem);
	diag_free(diag);
	sources_free(sources);
	return test_end();
}
