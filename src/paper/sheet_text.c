#include "paper/sheet_text.h"

#include "base/file.h"
#include "conf/keynames.h"
#include "paper/messages.h"
#include "paper/ruler.h"
#include "set/own_blocks.h"
#include "text/number.h"

struct writing {
	const struct testsheet_spec *spec;
	const struct stationery *stationery;
	struct own_blocks blocks;
};

/* ---- pieces */

struct slice
testsheet_mm(struct arena *mem, const struct words *words, mpt length)
{
	/* to the nearest hundredth: what a file says in mm is that exactly */
	int64_t hundredths = ((int64_t)length * 254 * 100 + 360000) / 720000;
	return number_write(
	    mem, hundredths * (MICRO / 100), -1, words_language(words));
}

static struct slice
mm(struct writing *writing, mpt length)
{
	return testsheet_mm(writing->blocks.mem, writing->spec->words, length);
}

struct slice
sheet_text_title(struct arena *mem, const struct words *words,
    const struct stationery *stationery)
{
	struct strbuf out = {0};
	message_write(&out, words, &paper_sheet_title, ARGS(stationery->name));
	struct slice title = arena_dup(mem, strbuf_view(&out));
	strbuf_fini(&out);
	return title;
}

struct slice
sheet_text_note(struct arena *mem, const struct words *words,
    const struct stationery *stationery)
{
	const struct stationery_window *window = &stationery->window;
	struct strbuf out = {0};
	message_write(&out, words, &paper_sheet_note,
	    ARGS(testsheet_mm(mem, words, window->width),
		testsheet_mm(mem, words, window->height),
		testsheet_mm(mem, words, window->tolerance)));
	struct slice note = arena_dup(mem, strbuf_view(&out));
	strbuf_fini(&out);
	return note;
}

/* ---- what to do */

static void
add_item(struct writing *writing, struct node *list,
    const struct message *message, size_t count,
    const struct argument *arguments)
{
	struct arena *mem = writing->blocks.mem;
	struct node *item = node_new(mem, NODE_ITEM, NO_SPAN);
	struct node *block = node_new(mem, NODE_PARAGRAPH, NO_SPAN);
	struct strbuf text = {0};
	message_write(&text, writing->spec->words, message, count, arguments);
	own_add_text(
	    &writing->blocks, block, arena_dup(mem, strbuf_view(&text)));
	strbuf_fini(&text);
	node_append(item, block);
	node_append(list, item);
}

/* In the file's own words for its keys: a Swedish one says `fönster:`. */
static void
add_last(struct writing *writing, struct node *list)
{
	const struct stationery *s = writing->stationery;
	struct slice path = slice_view(path_name(s->path));
	bool swedish = writing->spec->swedish_keys;
	struct slice window =
	    slice_view(swedish ? keyname_swedish("window") : "window");
	struct slice confirmed =
	    slice_view(swedish ? keyname_swedish("confirmed") : "confirmed");
	struct slice yes = swedish ? SLICE("ja") : SLICE("yes");
	if (!s->window.given)
		add_item(writing, list, &paper_sheet_no_window, ARGS(path));
	else if (writing->spec->shipped)
		add_item(writing, list, &paper_sheet_shipped,
		    ARGS(window, confirmed, yes));
	else if (s->window.confirmed)
		add_item(writing, list, &paper_sheet_confirmed, ARGS(path));
	else
		add_item(writing, list, &paper_sheet_confirm,
		    ARGS(confirmed, yes, window, path));
	if (s->window.given)
		add_item(writing, list, &paper_sheet_otherwise, NO_ARGS);
}

static void
add_steps(struct writing *writing)
{
	struct node *list = node_new(writing->blocks.mem, NODE_LIST, NO_SPAN);
	const struct fold fold = fold_of(writing->stationery);
	list->ordered = list->tight = true;
	list->start = 1;
	add_item(writing, list, &paper_sheet_print, NO_ARGS);
	if (fold.count > 1)
		add_item(writing, list, &paper_sheet_fold,
		    ARGS(mm(writing, fold.at[0]), mm(writing, fold.at[1]),
			mm(writing, fold.at[2])));
	else
		add_item(writing, list, &paper_sheet_fold_once,
		    ARGS(mm(writing, fold.at[0])));
	if (writing->stationery->window.given)
		add_item(writing, list, &paper_sheet_shake, NO_ARGS);
	add_last(writing, list);
	own_add_block(&writing->blocks, list);
}

/* ---- measures */

static void
add_measure(struct writing *writing, struct node *table,
    const struct message *what, mpt x, mpt y, mpt width, mpt height)
{
	const struct slice cells[] = {message_text(writing->spec->words, what),
	    mm(writing, x), mm(writing, y), mm(writing, width),
	    mm(writing, height)};
	own_add_row(&writing->blocks, table, cells, 5, 1);
}

static void
add_measures(struct writing *writing)
{
	static const struct message *const heads[] = {&paper_sheet_mm,
	    &paper_sheet_left, &paper_sheet_top, &paper_sheet_width,
	    &paper_sheet_height};
	const struct stationery *s = writing->stationery;
	const struct stationery_window *w = &s->window;
	struct node *table = node_new(writing->blocks.mem, NODE_TABLE, NO_SPAN);
	struct slice cells[5];
	for (size_t i = 0; i < 5; i++)
		cells[i] = message_text(writing->spec->words, heads[i]);
	own_add_row(&writing->blocks, table, cells, 5, 1);
	if (w->given) {
		add_measure(writing, table, &paper_sheet_window, w->x, w->y,
		    w->width, w->height);
		add_measure(writing, table, &paper_sheet_tolerance,
		    w->x - w->tolerance, w->y - w->tolerance,
		    w->width + 2 * w->tolerance, w->height + 2 * w->tolerance);
	}
	for (size_t i = 0; i < s->frame_count; i++) {
		const struct frame *frame = &s->frames[i];
		if (frame->role == FRAME_ADDRESS)
			add_measure(writing, table, &paper_sheet_address,
			    frame->x, frame->y, frame->width, frame->height);
	}
	add_measure(writing, table, &paper_sheet_page, 0, 0, s->page_width,
	    s->page_height);
	own_add_block(&writing->blocks, table);
}

static void
add_clear(struct writing *writing)
{
	const struct stationery_clear *clear = &writing->stationery->clear;
	if (!clear->left && !clear->right && !clear->top && !clear->bottom)
		return;
	own_add_words(&writing->blocks, &paper_sheet_clear,
	    ARGS(mm(writing, clear->left), mm(writing, clear->right),
		mm(writing, clear->top), mm(writing, clear->bottom)));
}

const struct node *const *
sheet_text_make(
    struct arena *mem, const struct testsheet_spec *spec, size_t *count)
{
	struct writing writing = {
	    .spec = spec,
	    .stationery = spec->stationery,
	    .blocks = {.mem = mem, .words = spec->words},
	};
	struct own_blocks *blocks = &writing.blocks;
	strbuf_add(&blocks->text,
	    sheet_text_title(mem, spec->words, spec->stationery));
	own_end_block(blocks, NODE_HEADING);
	add_steps(&writing);
	add_measures(&writing);
	if (spec->stationery->window.given)
		own_add_words(blocks, &paper_sheet_lines, NO_ARGS);
	add_clear(&writing);
	own_add_words(blocks, &paper_sheet_invented, NO_ARGS);
	own_blocks_fini(blocks);
	*count = blocks->count;
	return blocks->at;
}
