/*
 * Blocks that come again are written as if each came for the first time,
 * whatever stood before them and wherever they stand.
 */
#include "pdf/repeat.h"

#include "../../pdf/press.h"

#include "layout/symbol.h"
#include "pdf/job.h"
#include "test.h"

enum { BLOCKS = 6, STATES = 8, TURNS = 2000 };

static const struct press_style styles[] = {
    {.size = 11000, .leading = 14000, .width = 200000, .language = "sv"},
    {.size = 9000,
	.leading = 12000,
	.width = 200000,
	.colour = 0x1F4E79,
	.language = "sv"},
};

static struct galley *
make(struct press *press, size_t i, const char *text)
{
	struct press_style style = styles[i % 2];
	style.font = i % 3 ? press->regular : press->bold;
	return press_galley(press, &style, text, false);
}

/* Of two slots: a block with its serial takes the place of another's. */
static void
make_blocks(struct press *press, struct galley *blocks[BLOCKS])
{
	static const uint64_t serials[BLOCKS] = {
	    1, 8193, 2, 8194, 0, 3 /* 0: nobody's again */};
	static const char *const texts[BLOCKS] = {
	    "Hej Anna!\nDu får välja.\nRing oss.", "Hej Bo!\nDu får välja.",
	    "Haga", "Norr", "Hej alla!", NULL};
	struct strbuf text = {0};
	for (int i = 0; i < PRESS_LINES; i++)
		strbuf_add_text(&text, "AVATAR To. WAVE Ty P.\n");
	for (size_t i = 0; i < BLOCKS; i++) {
		blocks[i] =
		    make(press, i, texts[i] ? texts[i] : strbuf_text(&text));
		blocks[i]->serial = serials[i];
	}
	strbuf_fini(&text);
}

/* What stands between them leaves the pen in many states. */
static void
make_states(struct press *press, struct galley *states[STATES])
{
	for (size_t i = 0; i < STATES; i++) {
		states[i] = make(press, i / 4, "Hej och hej");
		struct run *run = states[i]->lines[0].runs;
		run->colour = i % 4 == 1 ? 0x555555 : run->colour;
		run->word_space = i % 4 == 2 ? 500 : 0;
		run->letter_space = i % 4 == 3 ? 100 : 0;
		run->rise = i >= 4 && i % 4 == 0 ? 300 : 0;
		run->size = i == 7 ? 7000 : run->size;
	}
}

struct bench {
	struct strbuf out;
	bool used[16];
	struct content content;
};

static void
start(struct bench *bench, const struct faces *faces, struct diag *diag)
{
	*bench = (struct bench){.out = {0}};
	bench->content = content_start(&(struct content_job){.faces = faces},
	    &bench->out, bench->used, NULL, true, diag);
}

static void
test_turns(const struct faces *faces, struct diag *diag,
    struct galley *blocks[BLOCKS], struct galley *states[STATES])
{
	struct bench plain, again;
	struct repeats *repeats = repeats_new(faces);
	uint32_t seed = 7;
	bool same = true;
	start(&plain, faces, diag);
	start(&again, faces, diag);
	again.content.pen.out = &again.out;
	again.content.pen.used = again.used;
	plain.content.pen.out = &plain.out;
	plain.content.pen.used = plain.used;
	for (int turn = 0; turn < TURNS && same; turn++) {
		seed = seed * 1664525u + 1013904223u;
		const struct galley *state = states[seed >> 28 & 7];
		const struct galley *block =
		    blocks[(seed >> 20 & 255) % BLOCKS];
		struct piece piece = {.galley = block,
		    .from = block->line_count > 1 && (seed & 1 << 10),
		    .to = (uint32_t)block->line_count};
		piece.to -= piece.to - piece.from > 1 && (seed & 1 << 11);
		mpt x = seed & 1 << 12 ? 100 : 70;
		mpt y = seed & 1 << 13 ? 900 : 800;
		if (seed & 1 << 14) {
			content_add_lines(&plain.content, state, 0, 1, x, y);
			content_add_lines(&again.content, state, 0, 1, x, y);
		}
		content_add_lines(
		    &plain.content, block, piece.from, piece.to, x, y);
		repeats_add_lines(repeats, &again.content, &piece, x, y);
		same = slice_equal(
		    strbuf_view(&plain.out), strbuf_view(&again.out));
		if (plain.out.len > 1 << 16) {
			strbuf_reset(&plain.out);
			strbuf_reset(&again.out);
		}
	}
	test_true("as if it came first", same);
	test_true("the fonts used",
	    memcmp(plain.used, again.used, sizeof plain.used) == 0);
	strbuf_fini(&plain.out);
	strbuf_fini(&again.out);
	repeats_free(repeats);
	repeats_free(NULL);
}

/* A code is drawn each time; what failed is not kept. */
static void
test_not_kept(const struct faces *faces, struct press *press,
    struct galley *block, struct galley *unknown)
{
	struct repeats *repeats = repeats_new(faces);
	struct image image = {.symbol = symbol_new_sized(press->job_mem,
				  SYMBOL_QR, SLICE("Hej"), 21, 1000)};
	struct bench bench;
	struct piece piece = {.galley = block, .to = 1};
	start(&bench, faces, press->diag);
	bench.content.pen.out = &bench.out;
	bench.content.pen.used = bench.used;
	block->images = &image;
	block->image_count = 1;
	repeats_add_lines(repeats, &bench.content, &piece, 0, 0);
	size_t once = bench.out.len;
	repeats_add_lines(repeats, &bench.content, &piece, 0, 0);
	test_true("a code", once > 1000 && bench.out.len > 2 * once - 100);
	block->image_count = 0;
	unknown->serial = 77;
	piece.galley = unknown;
	for (int i = 0; i < 2; i++) {
		bench.content.failed = false;
		repeats_add_lines(repeats, &bench.content, &piece, 0, 0);
		test_true("fails each time", bench.content.failed);
	}
	strbuf_fini(&bench.out);
	repeats_free(repeats);
}

int
main(void)
{
	struct press press = press_open();
	struct galley *blocks[BLOCKS], *states[STATES];
	make_blocks(&press, blocks);
	make_states(&press, states);
	press_fix_codes(&press);
	make_blocks(&press, blocks);
	make_states(&press, states);
	struct deflater *deflater = deflater_new();
	struct faces *faces = faces_new(
	    press.job_mem, press.set, press.codes, deflater, press.diag);
	test_true("faces", faces != NULL);
	if (faces) {
		test_turns(faces, press.diag, blocks, states);
		test_not_kept(
		    faces, &press, blocks[0], make(&press, 1, "\u0416"));
	}
	deflater_free(deflater);
	press_close(&press);
	return test_end();
}
