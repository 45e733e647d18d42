/* A shop's margins and marks on a stationery: where they may not stand. */
#include "shop/shop.h"

#include "reported.h"

#define PAGE 1000

#define TRACK .given = true, .length = 20, .thickness = 10, .count = 1
#define CELLS .given = true, .kind = SYMBOL_DATAMATRIX, .cell = 1, .cells = 10
#define MARGINS .clear = {.left = 10, .top = 20, .right = 30, .bottom = 40}

/* A page of 1000 by 1000. */
static const struct {
	const char *name;
	struct shop_omr omr; /* of one place */
	struct shop_code code; /* 10 cells of 1 high and wide, and 1 more */
	struct stationery_clear clear;
	struct frame frame; /* of the stationery's own */
	const char *want; /* the last code; NULL: fine */
} cases[] = {
    {.name = "nothing"},
    {.name = "a track in a corner", .omr = {TRACK}},
    {.name = "left of the page",
	.omr = {TRACK, .quiet = 5, .y = 5},
	.want = "mark-off-page"},
    {.name = "above the page",
	.omr = {TRACK, .quiet = 5, .x = 5},
	.want = "mark-off-page"},
    {.name = "as far right as there is", .omr = {TRACK, .x = 980}},
    {.name = "right of the page",
	.omr = {TRACK, .x = 981},
	.want = "mark-off-page"},
    {.name = "as far down as there is", .omr = {TRACK, .y = 990}},
    {.name = "below the page",
	.omr = {TRACK, .y = 991},
	.want = "mark-off-page"},
    {.name = "two marks apart",
	.omr = {TRACK},
	.code = {CELLS, .x = 21, .y = 1}},
    {.name = "two marks at one place",
	.omr = {TRACK},
	.code = {CELLS, .x = 20, .y = 1},
	.want = "marks-overlap"},
    {.name = "two below each other",
	.omr = {TRACK},
	.code = {CELLS, .x = 1, .y = 11}},
    {.name = "a mark of its own within the margins",
	MARGINS,
	.frame = {.role = FRAME_MARK,
	    .x = 10,
	    .y = 20,
	    .width = 960,
	    .height = 940}},
    {.name = "too far left",
	MARGINS,
	.frame =
	    {.role = FRAME_MARK, .x = 9, .y = 20, .width = 960, .height = 940},
	.want = "mark-in-margin"},
    {.name = "too far up",
	MARGINS,
	.frame =
	    {.role = FRAME_MARK, .x = 10, .y = 19, .width = 960, .height = 940},
	.want = "mark-in-margin"},
    {.name = "too far right",
	MARGINS,
	.frame =
	    {.role = FRAME_MARK, .x = 10, .y = 20, .width = 961, .height = 940},
	.want = "mark-in-margin"},
    {.name = "too far down",
	MARGINS,
	.frame =
	    {.role = FRAME_MARK, .x = 10, .y = 20, .width = 960, .height = 941},
	.want = "mark-in-margin"},
    {.name = "what is no mark is the letter's",
	MARGINS,
	.frame = {.role = FRAME_TEXT,
	    .x = 0,
	    .y = 0,
	    .width = 1000,
	    .height = 1000}},
    {.name = "on a mark of its own",
	.omr = {TRACK},
	.frame = {.role = FRAME_MARK, .x = 19, .y = 9, .width = 5, .height = 5},
	.want = "mark-on-frame"},
    {.name = "beside it",
	.omr = {TRACK},
	.frame =
	    {.role = FRAME_MARK, .x = 20, .y = 9, .width = 5, .height = 5}},
};

static void
test_case(size_t i)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct frame frame = cases[i].frame;
	struct stationery stationery = {.page_width = PAGE,
	    .page_height = PAGE,
	    .clear = {.left = 3},
	    .frames = &frame,
	    .frame_count = frame.width > 0};
	const struct shop shop = {.omr = cases[i].omr,
	    .code = cases[i].code,
	    .clear = cases[i].clear};
	bool ok = shop_put_on(mem, &shop, 1, &stationery, diag);
	test_true(cases[i].name, ok == !cases[i].want);
	if (cases[i].want)
		test_reported(cases[i].name, diag, cases[i].want);
	else
		test_number(cases[i].name, (long long)diag_count(diag), 0);
	test_number(cases[i].name, stationery.clear.left,
	    cases[i].clear.left > 3 ? cases[i].clear.left : 3);
	test_number(
	    cases[i].name, stationery.clear.bottom, cases[i].clear.bottom);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	return test_end();
}
