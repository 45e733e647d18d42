/*
 * Every value of every job and stationery file of samples and tests is set, put
 * back, and taken out: what changes is one stretch of bytes, inside of the
 * value's own lines.
 */
#include <ftw.h>

#include "conf/edit.h"

#include "base/file.h"
#include "steps.h"
#include "test.h"

struct bench {
	struct arena *mem;
	struct sources *sources;
	struct diag *diag;
	struct slice bytes;
	const char *name;
	const struct yaml *tree;
	struct edit_step path[STEPS_MOST];
	size_t depth;
};

static size_t files, values, refused;
static bool in_samples;

static struct edit *
open_again(struct bench *bench)
{
	diag_reset(bench->diag);
	return edit_open(bench->mem, bench->name, bench->bytes, bench->diag);
}

/* Bytes that both begin with, and those that both end with behind them. */
static void
compare(struct slice a, struct slice b, size_t *first, size_t *last)
{
	*first = *last = 0;
	size_t less = a.len < b.len ? a.len : b.len;
	while (*first < less && a.at[*first] == b.at[*first])
		++*first;
	while (*last < less - *first &&
	       a.at[a.len - *last - 1] == b.at[b.len - *last - 1])
		++*last;
}

static void
fail(const struct bench *bench, const char *what, struct slice have)
{
	printf("%s, %s, depth %zu, step '%s%.*s' %zu\n%.*s\n", bench->name,
	    what, bench->depth,
	    bench->path[bench->depth - 1].key
		? bench->path[bench->depth - 1].key
		: "",
	    (int)bench->path[bench->depth - 1].name.len,
	    bench->path[bench->depth - 1].name.at
		? bench->path[bench->depth - 1].name.at
		: "",
	    bench->path[bench->depth - 1].item, (int)have.len, have.at);
	test_true(what, false);
}

static size_t
count_lines(struct slice text)
{
	size_t lines = 0;
	for (size_t i = 0; i < text.len; i++)
		lines += text.at[i] == '\n';
	return lines;
}

/* Where the first bytes differ is not before the line of the value. */
static void
check_place(const struct bench *bench, const struct yaml *value,
    struct slice have, const char *what)
{
	size_t first, last;
	compare(bench->bytes, have, &first, &last);
	size_t line = count_lines(slice_part(bench->bytes, 0, first)) + 1;
	test_true(what, true);
	if (value->span.line && line + 2 < value->span.line &&
	    first < bench->bytes.len)
		fail(bench, what, have);
}

/* A value of one line, and the old one again. */
static void
test_set(struct bench *bench, const struct yaml *old)
{
	struct edit *edit = open_again(bench);
	struct yaml *new =
	    edit_text(bench->mem, SLICE("ett: [annat] värde #1"));
	values++;
	if (!edit || !edit_set(edit, bench->path, bench->depth, new)) {
		refused++;
		if (in_samples)
			fail(bench, "set", bench->bytes);
		return;
	}
	struct slice have = edit_bytes(edit);
	check_place(bench, old, have, "set");
	size_t first, last;
	compare(bench->bytes, have, &first, &last);
	struct slice put = slice_part(have, first, have.len - first - last);
	if (old->kind == YAML_SCALAR && !old->quoted && count_lines(put))
		fail(bench, "set in one line", have);
	if (!edit_set(edit, bench->path, bench->depth, old))
		fail(bench, "set back", have);
	const struct yaml *back = edit_find(edit, bench->path, bench->depth);
	if (!back || back->kind != old->kind || back->count != old->count)
		fail(bench, "set back", edit_bytes(edit));
	if (old->kind == YAML_SCALAR && !old->quoted && old->text.len &&
	    slice_find_char(old->text, '\n') == old->text.len &&
	    count_lines(slice_part(
		bench->bytes, first, bench->bytes.len - first - last)) == 0 &&
	    edit_bytes(edit).len > bench->bytes.len + 2)
		fail(bench, "as it was", edit_bytes(edit));
}

static void
test_remove(struct bench *bench, const struct yaml *old)
{
	struct edit *edit = open_again(bench);
	if (!edit || !edit_remove(edit, bench->path, bench->depth)) {
		refused++;
		if (in_samples)
			fail(bench, "removed", bench->bytes);
		return;
	}
	struct slice have = edit_bytes(edit);
	size_t first, last;
	compare(bench->bytes, have, &first, &last);
	check_place(bench, old, have, "removed");
	if (have.len > first + last + 3) /* " {}" */
		fail(bench, "removed and nothing else", have);
}

/* A key more in a map, an item more in a list. */
static void
test_more(struct bench *bench, const struct yaml *into)
{
	struct edit *edit = open_again(bench);
	struct yaml *new = edit_text(bench->mem, SLICE("nytt"));
	struct edit_step *step = &bench->path[bench->depth];
	*step = (struct edit_step){.item = EDIT_END};
	if (into->kind == YAML_MAP)
		*step = (struct edit_step){.name = SLICE("Något nytt")};
	bool ok =
	    edit &&
	    (into->kind == YAML_MAP
		    ? edit_set(edit, bench->path, bench->depth + 1, new)
		    : edit_insert(edit, bench->path, bench->depth + 1, new));
	if (!ok) {
		refused++;
		return;
	}
	struct slice have = edit_bytes(edit);
	size_t first, last;
	compare(bench->bytes, have, &first, &last);
	if (first + last < bench->bytes.len) {
		/* A comma of the item before, and its comment between. */
		struct slice gone = slice_part(
		    bench->bytes, first, bench->bytes.len - first - last);
		if (into->count && gone.len > 0 &&
		    slice_find_char(gone, '#') == gone.len)
			fail(bench, "more", have);
	}
	step->item = into->count;
	if (!edit_remove(edit, bench->path, bench->depth + 1))
		fail(bench, "more, and less", have);
	test_true("more, and less", true);
	if (into->count && into->kind == YAML_MAP &&
	    !slice_equal(edit_bytes(edit), bench->bytes) &&
	    slice_find_char(bench->bytes, '{') == bench->bytes.len)
		fail(bench, "as before", edit_bytes(edit));
}

static void
walk(struct bench *bench, const struct yaml *yaml)
{
	if (bench->depth) {
		test_set(bench, yaml);
		test_remove(bench, yaml);
	}
	if (yaml->kind == YAML_SCALAR || bench->depth + 1 == STEPS_MOST)
		return;
	if (yaml->count)
		test_more(bench, yaml);
	for (size_t i = 0; i < yaml->count; i++) {
		struct edit_step *step = &bench->path[bench->depth];
		bool list = yaml->kind == YAML_LIST;
		*step = (struct edit_step){.item = i};
		if (!list)
			step->name = yaml->pairs[i].key;
		bench->depth++;
		walk(bench, list ? yaml->items[i] : yaml->pairs[i].value);
		bench->depth--;
	}
}

static int
visit(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	struct bench bench = {.mem = arena_new(), .sources = sources_new()};
	bench.diag = diag_new(bench.sources);
	bench.name = path;
	(void)st;
	(void)ftw;
	if (type == FTW_F && slice_ends(slice_view(path), ".yaml") &&
	    st->st_size < 6000 &&
	    file_read(bench.mem, path, INPUT_NONE, 6000, bench.diag, NO_SPAN,
		&bench.bytes) &&
	    open_again(&bench)) {
		struct edit *edit = open_again(&bench);
		files++;
		bench.tree = edit_find(edit, NULL, 0);
		walk(&bench, bench.tree);
	}
	diag_free(bench.diag);
	sources_free(bench.sources);
	arena_free(bench.mem);
	return 0;
}

int
main(void)
{
	in_samples = true;
	nftw(TESTS_DIR "/../samples", visit, 8, FTW_PHYS);
	test_true("samples are there", files >= 3 && values > 150);
	in_samples = false;
	nftw(TESTS_DIR, visit, 8, FTW_PHYS);
	test_true("tests have files", files > 50);
	printf("%zu files, %zu values, %zu refused\n", files, values, refused);
	test_true("few are refused", refused * 100 < values);
	return test_end();
}
