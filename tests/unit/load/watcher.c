/* A table of watchers: who is shown what, in which order, and who may refuse.
 */
#include "load/watcher.h"

#include "base/strbuf.h"
#include "test.h"

static struct strbuf told;

static char one, two;

static void *
open_one(const struct job *job)
{
	(void)job;
	strbuf_add_text(&told, "open1 ");
	return &one;
}

static void *
open_two(const struct job *job)
{
	(void)job;
	strbuf_add_text(&told, "open2 ");
	return &two;
}

static void
see(void *state, const struct watched *row, const char *what)
{
	strbuf_print(&told, "%s%d:%u ", what, state == &one ? 1 : 2,
	    (unsigned)row->number);
}

static void
see_row(void *state, const struct watched *row)
{
	see(state, row, "row");
}

static void
see_kept(void *state, const struct watched *row)
{
	see(state, row, "kept");
}

static void
see_letter(void *state, const struct watched *row)
{
	see(state, row, "letter");
}

static bool
refuse(void *state, const struct watch_end *end)
{
	strbuf_print(
	    &told, "end%d:%u ", state == &one ? 1 : 2, (unsigned)end->rows);
	return false;
}

static bool
agree(void *state, const struct watch_end *end)
{
	(void)state;
	(void)end;
	strbuf_add_text(&told, "agree ");
	return true;
}

static void
shut(void *state)
{
	strbuf_print(&told, "close%d ", state == &one ? 1 : 2);
}

static const struct watcher first = {
    .open = open_one,
    .see_row = see_row,
    .report = refuse,
    .close = shut,
};
static const struct watcher second = {
    .open = open_two,
    .see_row = see_row,
    .see_kept = see_kept,
    .see_letter = see_letter,
    .close = shut,
};
static const struct watcher last = {.report = agree};
static const struct watcher *const table[] = {&first, &second, &last};

static const struct {
	const char *name;
	size_t count; /* of the table */
	bool ok;
	const char *want;
} cases[] = {
    {"none", 0, true, ""},
    {"one that refuses", 1, false, "open1 row1:7 end1:9 close1 "},
    /* The last is asked though the first refused. */
    {"all", 3, false,
	"open1 open2 row1:7 row2:7 kept2:7 letter2:7 end1:9 agree "
	"close1 close2 "},
};

int
main(void)
{
	const struct watched row = {.number = 7};
	const struct watch_end end = {.rows = 9};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct watch watch;
		strbuf_reset(&told);
		watch_open(&watch, table, cases[i].count, NULL);
		watch_see_row(&watch, &row);
		watch_see_kept(&watch, &row);
		watch_see_letter(&watch, &row);
		test_true(
		    cases[i].name, watch_report(&watch, &end) == cases[i].ok);
		watch_close(&watch);
		test_slice(cases[i].name, strbuf_view(&told), cases[i].want);
		watch_close(&watch); /* once more, and nothing happens */
	}
	strbuf_fini(&told);
	return test_end();
}
