/*
 * Reads back what content.c writes, as a PDF reader would, and compares each
 * glyph's place with layout's.
 */
#include "pdf/content.h"

#include <math.h>

#include "../../pdf/press.h"

#include "pdf/job.h"
#include "test.h"

#define GLYPHS_MAX 4000

/* Where a reader shows a code: thousandths of an mpt. */
struct shown {
	uint8_t code;
	double x, y;
};

struct reader {
	const struct faces *faces;
	const struct face *face; /* of the font now set */
	uint8_t part;
	double size, word_space, letter_space, rise, line_x, line_y, x;
	struct shown shown[GLYPHS_MAX];
	size_t count;
	double numbers[8];
	size_t number_count;
};

static int32_t
width_of(const struct reader *reader, uint8_t code)
{
	const struct face *face = reader->face;
	uint16_t wanted = (uint16_t)(reader->part << 8 | code);
	for (uint32_t i = 0; i < face->font->glyph_count; i++)
		if (face->glyphs[i].code == wanted ||
		    face->glyphs[i].hyphen == wanted)
			return face->glyphs[i].width;
	return 0;
}

static void
show(struct reader *reader, uint8_t code)
{
	reader->shown[reader->count++] = (struct shown){
	    code, reader->line_x + reader->x, reader->line_y + reader->rise};
	reader->x += width_of(reader, code) / 1e6 * reader->size +
		     (code == ' ' ? reader->word_space : 0) +
		     reader->letter_space;
}

static void
set_font(struct reader *reader, int name)
{
	for (size_t id = 0; id < 8; id++) {
		const struct face *face = faces_at(reader->faces, id);
		for (uint8_t i = 0; face && i < face->part_count; i++)
			if (face->names[i] == name) {
				reader->face = face;
				reader->part = i;
				return;
			}
	}
}

static void
operate(struct reader *reader, const char *name)
{
	const double *n = reader->numbers;
	if (strcmp(name, "BT") == 0)
		reader->line_x = reader->line_y = reader->x = 0;
	else if (strcmp(name, "Td") == 0) {
		reader->line_x += n[0] * 1000;
		reader->line_y += n[1] * 1000;
		reader->x = 0;
	} else if (strcmp(name, "Tf") == 0)
		reader->size = n[0] * 1000;
	else if (strcmp(name, "Tw") == 0)
		reader->word_space = n[0] * 1000;
	else if (strcmp(name, "Tc") == 0)
		reader->letter_space = n[0] * 1000;
	else if (strcmp(name, "Ts") == 0)
		reader->rise = n[0] * 1000;
	reader->number_count = 0;
}

static const char *
read_name(struct reader *reader, const char *at, bool resource)
{
	char name[32];
	size_t len = strcspn(at, " \n([</>");
	snprintf(name, sizeof name, "%.*s", (int)len, at);
	if (name[0] == 'F' && len > 1)
		set_font(reader, atoi(name + 1));
	else if (!resource)
		operate(reader, name);
	return at + len;
}

static void
read_content(struct reader *reader, const char *at)
{
	bool array = false;
	while (*at) {
		char *end;
		if (*at == '(') {
			for (at++; *at != ')'; at++)
				show(reader, (uint8_t)*at);
			at++;
		} else if (*at == '[' || *at == ']') {
			array = *at++ == '[';
		} else if (*at == '<') {
			at = strchr(at, '>') + 1;
		} else if (strchr("-.0123456789", *at)) {
			double number = strtod(at, &end);
			at = end;
			if (array)
				reader->x -= number / 1000 * reader->size;
			else
				reader->numbers[reader->number_count++] =
				    number;
		} else if (*at == '/') {
			at = read_name(reader, at + 1, true);
		} else if (strchr(" \n>", *at)) {
			at++;
		} else {
			at = read_name(reader, at, false);
		}
	}
}

/* How far from x, y the nearest glyph is that was shown. */
static double
nearest(const struct reader *reader, double x, double y)
{
	double best = 1e9;
	for (size_t i = 0; i < reader->count; i++) {
		double dx = fabs(reader->shown[i].x - x);
		double dy = fabs(reader->shown[i].y - y) * 1e3;
		double distance = dx > dy ? dx : dy;
		best = distance < best ? distance : best;
	}
	return best;
}

/* The greatest distance between layout's places and the reader's. */
static double
worst_distance(
    const struct galley *galley, const struct reader *reader, mpt x, mpt y)
{
	double worst = 0;
	size_t count = 0;
	for (size_t i = 0; i < galley->line_count; i++)
		for (size_t k = 0; k < galley->lines[i].run_count; k++) {
			const struct run *run = &galley->lines[i].runs[k];
			double pen = x + run->x;
			for (size_t j = 0; j < run->count; j++, count++) {
				const struct glyph *glyph = &run->glyphs[j];
				double far = nearest(reader, pen + glyph->dx,
				    (double)y - galley->lines[i].baseline +
					run->rise + glyph->dy);
				worst = far > worst ? far : worst;
				pen += glyph->advance + run->letter_space;
				struct slice rest =
				    slice_from(run->text, glyph->cluster);
				if (slice_starts(rest, " ") ||
				    slice_starts(rest, "\u00a0"))
					pen += run->word_space;
			}
		}
	return count == reader->count ? worst : 1e9;
}

static const struct {
	const char *name, *family, *text, *want; /* part of the stream */
	mpt size;
	bool justified, right_to_left;
	uint32_t colour;
	mpt letter_space;
} cases[] = {
    {"a word", "Noto Serif", "Hemtjänst", "\n(Hemtj", 11000, false, false, 0},
    {"kerning", "Noto Sans", "AVATAR To. Ty. VÄ", "]TJ", 11000, false, false,
	0},
    {"justified", "Noto Serif",
	"Du kan välja kommunens egen hemtjänst eller något av de företag som "
	"kommunen har godkänt, och byta utförare när du vill, utan att det "
	"kostar någonting för dig eller dina anhöriga.",
	" Tw", 10500, true, false, 0},
    {"justified with blanks that do not break", "Noto Serif",
	"Avgiften är 12\u00a0500\u00a0kr om året enligt 4\u00a0§ och "
	"2½\u00a0% av inkomsten, högst 1\u00a0000\u00a0kr i månaden, och den "
	"betalas i förskott till kommunen av var och en som har plats.\u00a0",
	" Tw", 10500, true, false, 0},
    {"another sign of its first byte, and a tab", "Noto Sans",
	"AVATAR § To\tTy. § 12\u00a0VÄ", "]TJ", 7333, true, false, 0},
    {"uneven size", "Noto Sans",
	"AVATAR WAVE To Ty P. F, L' r, y. w. AVATAR WAVE To Ty P. F, L'", "]TJ",
	7333, true, false, 0},
    {"ligature", "Noto Serif", "office affisch", "Tj", 11000, false, false, 0},
    {"arabic", "Noto Naskh Arabic", "\xD9\x84\xD8\xA7 \xD8\xA8\xD8\xA3\xD8\xB3",
	"/F", 12000, false, true, 0},
    {"thai marks", "Noto Serif Thai",
	"\xE0\xB8\x9B\xE0\xB8\xB5\xE0\xB9\x88\xE0\xB8\x99\xE0\xB9\x89\xE0\xB8"
	"\xB3",
	"/F", 12000, false, false, 0},
    {"devanagari", "Noto Serif Devanagari",
	"\xE0\xA4\xB9\xE0\xA4\xBF\xE0\xA4\xA8\xE0\xA5\x8D\xE0\xA4\xA6\xE0\xA5"
	"\x80",
	"ActualText<FEFF", 12000, false, false, 0},
    {"letters apart", "Noto Serif", "office affisch AVATAR To", "\n.237 Tc\n",
	11000, true, false, 0, 237},
    {"grey", "Noto Serif", "grå", ".333 g", 9000, false, false, 0x555555},
    {"colour", "Noto Serif", "blå", ".122 .306 .475 rg", 9000, false, false,
	0x1F4E79},
};

/* More signs than one part of a font has room for, and both hyphens. */
static struct galley *
set_many(struct press *press)
{
	const struct press_style style = {.font = press->regular,
	    .size = 11000,
	    .leading = 14500,
	    .width = 300000,
	    .language = ""};
	struct strbuf text = {0};
	strbuf_add_text(&text, "a-b\u2010c ");
	for (uint32_t code = 0x100; code < 0x250; code++) {
		char sign[5] = "";
		sign[0] = (char)(0xC0 | code >> 6);
		sign[1] = (char)(0x80 | (code & 63));
		strbuf_add_text(&text, sign);
		strbuf_add_text(&text, code % 7 ? "" : " ab ");
	}
	strbuf_add_text(&text, " x\u0301y");
	struct galley *galley =
	    press_galley(press, &style, strbuf_text(&text), false);
	strbuf_fini(&text);
	return galley;
}

/* Sets the case; its place on the page is odd on purpose. */
static struct galley *
set_case(struct press *press, size_t i)
{
	const struct press_style style = {
	    .font = press_font(press, cases[i].family, FONT_REGULAR),
	    .size = cases[i].size,
	    .leading = 14500,
	    .width = 300000,
	    .colour = cases[i].colour,
	    .justified = cases[i].justified,
	    .right_to_left = cases[i].right_to_left,
	    .language = ""};
	struct galley *galley =
	    press_galley(press, &style, cases[i].text, false);
	for (size_t j = 0; j < galley->line_count; j++)
		for (size_t k = 0; k < galley->lines[j].run_count; k++)
			galley->lines[j].runs[k].letter_space =
			    cases[i].letter_space;
	return galley;
}

static void
test_places(struct press *press, const struct faces *faces, const char *name,
    const struct galley *galley, mpt size, const char *want)
{
	struct strbuf out = {0};
	bool used[16] = {false};
	struct reader *reader = mem_new(1, sizeof *reader);
	struct content content =
	    content_start(&(struct content_job){.faces = faces}, &out, used,
		NULL, true, press->diag);
	content_add_lines(
	    &content, galley, 0, (uint32_t)galley->line_count, 123457, 700001);
	reader->faces = faces;
	read_content(reader, strbuf_text(&out));
	double worst = worst_distance(galley, reader, 123457, 700001);
	test_true(name, !content.failed && worst < size / 1e3 + 1);
	if (worst >= size / 1e3 + 1)
		printf("  worst: %f mpt\n%s", worst, strbuf_text(&out));
	test_true(name, strstr(strbuf_text(&out), want));
	free(reader);
	strbuf_fini(&out);
}

static void
test_case(struct press *press, const struct faces *faces, size_t i)
{
	test_places(press, faces, cases[i].name, set_case(press, i),
	    cases[i].size, cases[i].want);
}

/* Two hyphens have two more codes, each its own. */
static void
test_hyphens(const char *name, const struct face *face)
{
	uint16_t hyphens[2] = {0};
	size_t count = 0;
	for (uint32_t i = 0; i < face->font->glyph_count; i++) {
		uint16_t code = face->glyphs[i].hyphen;
		if (code == FACE_NO_CODE)
			continue;
		hyphens[count++ % 2] = code;
		for (uint32_t k = 0; k < face->font->glyph_count; k++)
			test_true(name, face->glyphs[k].code != code);
	}
	test_true(name, count == 2 && hyphens[0] != hyphens[1]);
}

/* Each sign is in its part of the font. */
static void
test_many(struct press *press, const struct faces *faces)
{
	const struct face *face = faces_at(faces, press->regular->id);
	const struct face *few = faces_at(faces, press->bold->id);
	test_places(
	    press, faces, "many signs", set_many(press), 11000, " Tf\n");
	test_true("several parts", face->part_count > 1);
	test_hyphens("hyphens in two parts", face);
	test_true("one part", few->part_count == 1);
	test_hyphens("hyphens in one", few);
}

/* The last glyph of a run that layout hyphenated says soft hyphen. */
static void
test_hyphen(struct press *press, const struct faces *faces)
{
	struct strbuf out = {0};
	bool used[16] = {false};
	const struct press_style style = {.font = press->regular,
	    .size = 11000,
	    .leading = 14000,
	    .width = 300000};
	struct galley *galley =
	    press_galley(press, &style, "hem-tjänst-", false);
	struct run *run = galley->lines[0].runs;
	run->hyphen = true;
	run->text.len--;
	struct content content =
	    content_start(&(struct content_job){.faces = faces}, &out, used,
		NULL, true, press->diag);
	content_add_lines(&content, galley, 0, 1, 0, 100000);
	const struct face *face = faces_at(faces, press->regular->id);
	uint16_t soft = face->glyphs[run->glyphs[run->count - 1].id].hyphen;
	const char *text = strbuf_text(&out);
	test_true("soft hyphen has a code", soft != FACE_NO_CODE);
	test_true("real hyphen", strstr(text, "hem-"));
	test_true("added hyphen is the soft one",
	    strchr(text, (char)soft) && !strstr(text, "nst-"));
	strbuf_fini(&out);
}

/*
 * A ligature that stands for another text than the one it is known by, in the
 * midst of others: its own text is said beside it.
 */
static void
test_other_text(struct press *press, const struct faces *faces)
{
	static const char *const texts[] = {"xyz office", "xyz oabcce"};
	const struct press_style style = {.font = press->regular,
	    .size = 11000,
	    .leading = 14000,
	    .width = 300000};
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct strbuf out = {0};
		bool used[16] = {false};
		struct galley *galley =
		    press_galley(press, &style, texts[0], false);
		galley->lines[0].runs[0].text = slice_view(texts[i]);
		struct content content =
		    content_start(&(struct content_job){.faces = faces}, &out,
			used, NULL, true, press->diag);
		content_add_lines(&content, galley, 0, 1, 0, 100000);
		test_true(texts[i],
		    (strstr(strbuf_text(&out), "ActualText") != NULL) == i);
		strbuf_fini(&out);
	}
}

/* Whose cluster says more than its glyph does: that is said beside it, but for
 * what nobody sees. */
static void
test_longer(struct press *press, const struct faces *faces)
{
	static const struct {
		const char *text;
		bool said;
	} texts[] = {{"xyz", false}, {"xy\u00adz", false}, {"xyoz", true},
	    {"xy\u2067z", false}, {"xoz", true}, {"xy\u2067oz", true}};
	const struct press_style style = {.font = press->regular,
	    .size = 11000,
	    .leading = 14000,
	    .width = 300000};
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct strbuf out = {0};
		bool used[16] = {false};
		struct galley *galley =
		    press_galley(press, &style, "xyz", false);
		struct run *run = &galley->lines[0].runs[0];
		run->text = slice_view(texts[i].text);
		struct glyph glyphs[3];
		memcpy(glyphs, run->glyphs, sizeof glyphs);
		glyphs[2].cluster = (uint32_t)run->text.len - 1;
		run->glyphs = glyphs;
		struct content content =
		    content_start(&(struct content_job){.faces = faces}, &out,
			used, NULL, true, press->diag);
		content_add_lines(&content, galley, 0, 1, 0, 100000);
		test_true(texts[i].text,
		    (strstr(strbuf_text(&out), "ActualText") != NULL) ==
			texts[i].said);
		strbuf_fini(&out);
	}
}

/* A glyph that `set` did not see ends the run with a report. */
static void
test_unknown(struct press *press, const struct faces *faces)
{
	struct strbuf out = {0};
	bool used[16] = {false};
	const struct press_style style = {.font = press->regular,
	    .size = 11000,
	    .leading = 14000,
	    .width = 300000};
	struct galley *galley = press_galley(press, &style, "Ж", false);
	struct content content =
	    content_start(&(struct content_job){.faces = faces}, &out, used,
		NULL, true, press->diag);
	content_add_lines(&content, galley, 0, 1, 0, 0);
	test_true("unknown glyph fails", content.failed);
	test_true("and says so", diag_worst(press->diag) == LEVEL_SYSTEM);
	strbuf_fini(&out);
}

/* A font of which nothing is shown has no face, nor has a number beyond all. */
static void
test_unshown(struct press *press, const struct faces *faces)
{
	size_t count = font_set_count(press->set), shown = 0;
	for (size_t id = 0; id < count; id++)
		shown += faces_at(faces, id) != NULL;
	test_true("fonts of which nothing is shown", shown && shown < count);
	test_true("no such font", !faces_at(faces, count));
}

int
main(void)
{
	struct press press = press_open();
	set_many(&press);
	for (size_t i = 0; i < COUNT(cases); i++)
		set_case(&press, i);
	const struct press_style style = {.font = press.regular,
	    .size = 11000,
	    .leading = 14000,
	    .width = 300000};
	press_galley(&press, &style, "hem-tjänst-", false);
	press_galley(&press, &style, "xyz office", false);
	press_galley(&press, &style, "xyz", false);
	const struct press_style bold = {.font = press.bold,
	    .size = 11000,
	    .leading = 14000,
	    .width = 300000};
	press_galley(&press, &bold, "a-b\u2010c", false);
	press_font(&press, "Noto Serif", FONT_BOLD);
	press_fix_codes(&press);
	struct deflater *deflater = deflater_new();
	struct faces *faces = faces_new(
	    press.job_mem, press.set, press.codes, deflater, press.diag);
	test_true("faces", faces != NULL);
	for (size_t i = 0; faces && i < COUNT(cases); i++)
		test_case(&press, faces, i);
	if (faces) {
		test_many(&press, faces);
		test_hyphen(&press, faces);
		test_other_text(&press, faces);
		test_longer(&press, faces);
		test_unshown(&press, faces);
		test_unknown(&press, faces);
	}
	deflater_free(deflater);
	press_close(&press);
	return test_end();
}
