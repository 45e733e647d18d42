#include "layout/paragraph.h"

#include "layout/atom.h"
#include "layout/line_make.h"
#include "layout/messages.h"
#include "layout/stops.h"

/* A block being set: its text, its stops, where its lines go. */
struct task {
	const struct setting *setting;
	const struct node *block;
	const struct style *style;
	mpt x, width;
	struct inline_text text;
	struct atoms atoms;
	struct paragraph *out;
	mpt baseline;
};

mpt
paragraph_baseline(const struct font *font, mpt size, mpt leading)
{
	int64_t ascent = (int64_t)font->ascent * size / font->upem;
	int64_t descent = (int64_t)-font->descent * size / font->upem;
	return (mpt)((leading - ascent - descent) / 2 + ascent);
}

static bool
report_wide(const struct task *s, uint32_t stop)
{
	const struct setting *setting = s->setting;
	const struct atom *atom = &s->atoms.at[s->atoms.places[stop].atom];
	const struct node *node;
	uint32_t at = atom->from;
	do {
		node = inline_find_node(&s->text, at);
		if (node->origin.len) {
			PROBLEM(setting->why, &layout_wide_value,
			    ARGS(node->origin));
			return false;
		}
	} while (++at < atom->to);
	PROBLEM(setting->why, &layout_wide_text, NO_ARGS);
	typecase_report(setting->type, node->span, &layout_wide_word, NO_ARGS);
	return false;
}

static uint32_t
count_spaces(const struct atoms *atoms, uint32_t from_stop, uint32_t to_stop)
{
	struct stop_place a = atoms->places[from_stop];
	uint32_t first = from_stop == 0 ? 0 : a.atom + (a.cut ? 0 : 1);
	uint32_t spaces = 0;
	for (uint32_t i = first; i < atoms->places[to_stop].atom; i++)
		spaces += atoms->at[i].space > 0;
	return spaces;
}

static struct measure
measure_of(const struct task *s)
{
	mpt letter_most =
	    s->atoms.apart ? s->style->size / LINE_LETTER_SHARE : 0;
	return (struct measure){
	    .width = s->width,
	    .justified = s->style->align == TEXT_JUSTIFIED,
	    .even = s->block && s->block->kind == NODE_HEADING,
	    .letter_most = letter_most,
	};
}

static void
align_line(const struct task *s, struct line *line, uint32_t from_stop,
    uint32_t to_stop, bool last)
{
	const struct stop *stops = s->atoms.stops;
	enum text_align align = s->style->align;
	if (align == TEXT_JUSTIFIED) {
		const struct stop *a = &stops[from_stop], *b = &stops[to_stop];
		struct measure measure = measure_of(s);
		line_spread(
		    line, line_find_spacing(&measure,
			      s->width - line->width + a->lead + b->trail,
			      b->space_end - a->space_start,
			      count_spaces(&s->atoms, from_stop, to_stop),
			      b->glyph_end - a->glyph_start, last));
	}
	mpt empty = s->width - line->width;
	mpt by = s->x;
	if (align == TEXT_CENTRED)
		by += empty / 2;
	else if (align == TEXT_RIGHT || s->setting->tongue->right_to_left)
		by += empty;
	line_shift(line, by - stops[from_stop].lead);
}

static bool
add_line(struct task *s, uint32_t from_stop, uint32_t to_stop, int32_t demerits,
    bool last)
{
	struct paragraph *out = s->out;
	struct line *line = &out->lines[out->count++];
	*line = (struct line){.top = out->height,
	    .bottom = out->height + s->style->leading,
	    .baseline = out->height + s->baseline,
	    .demerits = demerits,
	    .block = s->block};
	if (!line_make(
		s->setting, &s->text, &s->atoms, from_stop, to_stop, line))
		return false;
	align_line(s, line, from_stop, to_stop, last);
	out->height = line->bottom;
	return true;
}

/* The lines from one forced end to the next. */
static bool
add_stretch(struct task *s, uint32_t from_stop, uint32_t to_stop)
{
	struct measure measure = measure_of(s);
	struct line_ends ends;
	uint32_t wide;
	if (!line_break_paragraph(s->setting->scratch,
		s->atoms.stops + from_stop, to_stop - from_stop + 1, &measure,
		&ends, &wide))
		return report_wide(s, from_stop + wide);
	uint32_t from = from_stop;
	for (size_t i = 0; i < ends.count; i++) {
		uint32_t to = from_stop + ends.at[i].stop;
		if (!add_line(
			s, from, to, ends.at[i].demerits, i + 1 == ends.count))
			return false;
		from = to;
	}
	return true;
}

static bool
add_lines(struct task *s)
{
	const struct atoms *atoms = &s->atoms;
	struct line *lines = arena_raw(
	    s->setting->scratch, arena_size(atoms->stop_count, sizeof *lines));
	s->out->lines = lines;
	uint32_t from = 0;
	for (uint32_t i = 1; i < atoms->stop_count; i++) {
		bool forced = i + 1 == atoms->stop_count ||
			      (!atoms->places[i].cut &&
				  atoms->at[atoms->places[i].atom].must_end);
		if (!forced)
			continue;
		if (!add_stretch(s, from, i))
			return false;
		from = i;
	}
	s->out->lines = arena_raw(
	    s->setting->mem, arena_size(s->out->count, sizeof *lines));
	memcpy(s->out->lines, lines, s->out->count * sizeof *lines);
	return true;
}

static bool
set_text(struct task *s)
{
	const struct font *font =
	    typecase_font(s->setting->type, s->style, false, false);
	*s->out = (struct paragraph){0};
	if (!font || !atoms_make(s->setting, &s->text, true,
			 s->style->hyphenate, &s->atoms))
		return false;
	if (s->style->align == TEXT_JUSTIFIED && !s->atoms.bidi)
		stops_hang(&s->atoms);
	s->baseline =
	    paragraph_baseline(font, s->style->size, s->style->leading);
	return !s->atoms.count || add_lines(s);
}

bool
paragraph_set(const struct setting *setting, const struct node *block,
    const struct style *style, mpt x, mpt width, struct paragraph *paragraph)
{
	struct task s = {.setting = setting,
	    .block = block,
	    .style = style,
	    .x = x,
	    .width = width,
	    .out = paragraph};
	return inline_collect(setting, block, style, &s.text) && set_text(&s);
}

bool
paragraph_set_plain(const struct setting *setting, struct slice plain,
    const struct node *node, const struct style *style, mpt x, mpt width,
    struct paragraph *paragraph)
{
	struct task s = {.setting = setting,
	    .style = style,
	    .x = x,
	    .width = width,
	    .out = paragraph};
	*paragraph = (struct paragraph){0};
	if (!inline_plain(setting, plain, node, style, &s.text) ||
	    !atoms_make(setting, &s.text, false, false, &s.atoms))
		return false;
	const struct font *font =
	    typecase_font(setting->type, style, false, false);
	s.baseline = paragraph_baseline(font, style->size, style->leading);
	if (!s.atoms.count)
		return true;
	paragraph->lines = ARENA_NEW(setting->mem, struct line);
	return add_line(&s, 0, (uint32_t)s.atoms.stop_count - 1, 0, true);
}

bool
paragraph_measure(const struct setting *setting, const struct node *block,
    const struct style *style, mpt *least, mpt *most)
{
	struct setting scratch = *setting;
	struct inline_text text;
	struct atoms atoms;
	*least = *most = 0;
	scratch.mem = setting->scratch;
	if (!inline_collect(&scratch, block, style, &text) ||
	    !atoms_make(&scratch, &text, true, style->hyphenate, &atoms))
		return false;
	mpt line = 0;
	for (size_t i = 1; i < atoms.stop_count; i++) {
		const struct stop *a = &atoms.stops[i - 1];
		const struct stop *b = &atoms.stops[i];
		bool forced = !atoms.places[i].cut &&
			      atoms.at[atoms.places[i].atom].must_end;
		if (b->end - a->start > *least)
			*least = b->end - a->start;
		if (b->end - line > *most && !b->hyphen)
			*most = b->end - line;
		if (forced)
			line = b->start;
	}
	return true;
}
