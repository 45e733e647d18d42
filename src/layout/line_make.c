#include "layout/line_make.h"

#include "text/bidi.h"

/* One thing of a line: a word or its part, a space, an added hyphen. */
struct unit {
	const struct word *word;
	const struct format *format;
	uint32_t from, to; /* bytes of the text */
	uint8_t level;
	bool space;
	bool hyphen; /* the word's last glyph is an added hyphen */
	bool leader; /* shown as a rule */
};

struct maker {
	const struct setting *setting;
	const struct inline_text *text;
	const struct atoms *atoms;
	struct unit *units;
	size_t count;
	struct line *line;
	struct glyph *glyphs; /* room for all glyphs of the line */
	size_t glyph_count;
	mpt x;
};

/* The part of an atom's word that stands in this line. */
static bool
add_word(struct maker *m, uint32_t index, const struct word_cut *begin,
    const struct word_cut *end, bool soft)
{
	const struct atom *atom = &m->atoms->at[index];
	uint32_t from = begin ? begin->at : 0;
	uint32_t to = end ? end->at : atom->to - atom->from;
	const struct word *word = atom->word;
	if ((begin && end) || soft)
		word = atom_hyphenated(m->setting, atom, from, to);
	else if (begin)
		word = begin->tail;
	else if (end)
		word = end->head;
	if (!word)
		return false;
	m->units[m->count++] =
	    (struct unit){word, atom->format, atom->from + from,
		atom->from + to, atom->level, false, end || soft, atom->leader};
	return true;
}

static void
add_space(struct maker *m, const struct atom *atom)
{
	m->units[m->count++] =
	    (struct unit){atom->space_word, atom->space_format, atom->space_at,
		atom->space_at + 1, atom->space_level, true, false, false};
}

/* The atoms between two stops, as units in logical order. */
static bool
add_units(struct maker *m, uint32_t from_stop, uint32_t to_stop)
{
	const struct atoms *atoms = m->atoms;
	struct stop_place a = atoms->places[from_stop];
	struct stop_place b = atoms->places[to_stop];
	uint32_t first = from_stop == 0 ? 0 : a.atom + (a.cut ? 0 : 1);
	m->units = arena_raw(m->setting->scratch,
	    arena_size(2 * (size_t)(b.atom - first + 1), sizeof *m->units));
	for (uint32_t i = first; i <= b.atom; i++) {
		const struct atom *atom = &atoms->at[i];
		bool begins = i == first && from_stop > 0;
		bool ends = i == b.atom;
		bool soft = ends && !b.cut && atoms->stops[to_stop].hyphen;
		if (atom->word && !add_word(m, i, begins ? a.cut : NULL,
				      ends ? b.cut : NULL, soft))
			return false;
		if (!ends && atom->space)
			add_space(m, atom);
	}
	return true;
}

static void
order_units(struct maker *m)
{
	struct arena *mem = m->setting->scratch;
	uint8_t *levels = arena_raw(mem, m->count);
	uint32_t *order = arena_raw(mem, arena_size(m->count, sizeof *order));
	struct unit *visual =
	    arena_raw(mem, arena_size(m->count, sizeof *visual));
	for (size_t i = 0; i < m->count; i++)
		levels[i] = m->units[i].level;
	bidi_order(levels, m->count, order);
	for (size_t i = 0; i < m->count; i++)
		visual[i] = m->units[order[i]];
	m->units = visual;
}

/* Whether the glyphs of two neighbours may be of one run. */
static bool
may_share_run(const struct unit *a, const struct unit *b)
{
	const struct word *before = a->word, *after = b->word;
	return a->format == b->format && a->level == b->level && !a->leader &&
	       !b->leader && before->part_count == 1 &&
	       after->part_count == 1 &&
	       before->parts->font == after->parts->font &&
	       before->parts->size == after->parts->size;
}

static void
take_room(struct maker *m)
{
	size_t glyphs = 0, runs = 0;
	for (size_t i = 0; i < m->count; i++) {
		const struct unit *unit = &m->units[i];
		glyphs += unit->word->glyphs;
		if (i == 0 || !may_share_run(&m->units[i - 1], unit))
			runs += unit->word->part_count;
	}
	struct arena *mem = m->setting->mem;
	m->glyphs = arena_raw(mem, arena_size(glyphs, sizeof *m->glyphs));
	m->line->runs = arena_raw(mem, arena_size(runs, sizeof(struct run)));
	m->line->run_count = 0;
}

/* Whether a part of `unit` may go on the line's last run. */
static bool
goes_on(const struct run *run, const struct unit *unit,
    const struct word_part *part)
{
	const struct format *format = unit->format;
	return !run->rule && run->font == part->font &&
	       run->size == part->size && run->source == format->source &&
	       run->right_to_left == (unit->level & 1);
}

static struct run *
start_run(
    struct maker *m, const struct unit *unit, const struct word_part *part)
{
	struct run *run = &m->line->runs[m->line->run_count++];
	*run = (struct run){.font = part->font,
	    .size = part->size,
	    .colour = unit->format->colour,
	    .x = m->x,
	    .glyphs = m->glyphs + m->glyph_count,
	    .right_to_left = unit->level & 1,
	    .source = unit->format->source};
	return run;
}

/* Lets the run's text take in [from, to); clusters are made relative later. */
static void
widen_text(struct run *run, const char *base, uint32_t from, uint32_t to)
{
	const char *start = base + from, *end = base + to;
	if (run->text.at && run->text.at < start)
		start = run->text.at;
	if (run->text.at && run->text.at + run->text.len > end)
		end = run->text.at + run->text.len;
	run->text = (struct slice){start, (size_t)(end - start)};
}

static void
add_glyphs(struct maker *m, const struct unit *unit,
    const struct word_part *part, bool hyphen)
{
	if (!part->count)
		return;
	struct line *line = m->line;
	struct run *run =
	    line->run_count ? &line->runs[line->run_count - 1] : NULL;
	if (!run || !goes_on(run, unit, part))
		run = start_run(m, unit, part);
	struct glyph *to = m->glyphs + m->glyph_count;
	const struct glyph *from = part->glyphs;
	for (size_t i = 0; i < part->count; i++)
		to[i] = (struct glyph){from[i].id, from[i].cluster + unit->from,
		    from[i].advance, from[i].dx, from[i].dy};
	m->x += part->width;
	m->glyph_count += part->count;
	run->count += part->count;
	run->hyphen = hyphen;
	uint32_t end = unit->from + part->to;
	widen_text(run, m->text->text.at, unit->from + part->from,
	    end < unit->to ? end : unit->to);
}

/* A run without glyphs and text, as long as its full stops are. */
static void
add_rule(struct maker *m, const struct unit *unit)
{
	struct run *run = start_run(m, unit, unit->word->parts);
	run->rule = unit->word->width;
	run->text = (struct slice){m->text->text.at + unit->from, 0};
	m->line->ruled = true;
	m->x += unit->word->width;
}

/* An added hyphen ends a line, and only left-to-right words have one. */
static void
add_unit(struct maker *m, const struct unit *unit)
{
	const struct word *word = unit->word;
	bool backwards = unit->level & 1;
	if (unit->leader) {
		add_rule(m, unit);
		return;
	}
	for (size_t i = 0; i < word->part_count; i++) {
		size_t index = backwards ? word->part_count - 1 - i : i;
		add_glyphs(m, unit, &word->parts[index],
		    unit->hyphen && index + 1 == word->part_count);
	}
}

/* Clusters count from the run's text; the added hyphen's is past its end. */
static void
settle_clusters(struct maker *m)
{
	struct glyph *glyph = m->glyphs;
	for (size_t i = 0; i < m->line->run_count; i++) {
		struct run *run = &m->line->runs[i];
		uint32_t base = (uint32_t)(run->text.at - m->text->text.at);
		for (size_t j = 0; base && j < run->count; j++)
			glyph[j].cluster -= base;
		glyph += run->count;
		if (run->hyphen)
			glyph[-1].cluster = (uint32_t)run->text.len;
	}
}

bool
line_make(const struct setting *setting, const struct inline_text *text,
    const struct atoms *atoms, uint32_t from_stop, uint32_t to_stop,
    struct line *line)
{
	struct maker m = {
	    .setting = setting, .text = text, .atoms = atoms, .line = line};
	if (!add_units(&m, from_stop, to_stop))
		return false;
	if (atoms->bidi)
		order_units(&m);
	take_room(&m);
	for (size_t i = 0; i < m.count; i++)
		add_unit(&m, &m.units[i]);
	settle_clusters(&m);
	line->width = m.x;
	return true;
}

/* The glyph of a space: the text it stands for says so. */
static bool
is_space(const struct run *run, const struct glyph *glyph)
{
	if (glyph->cluster >= run->text.len)
		return false; /* an added hyphen */
	const char *at = run->text.at + glyph->cluster;
	return *at == ' ' || *at == '\t' || (*at == '\xC2' && at[1] == '\xA0');
}

void
line_spread(struct line *line, struct line_spacing spacing)
{
	mpt moved = 0;
	if (!spacing.word && !spacing.letter)
		return;
	for (size_t i = 0; i < line->run_count; i++) {
		struct run *run = &line->runs[i];
		run->x += moved;
		run->word_space = spacing.word;
		run->letter_space = spacing.letter;
		moved += (mpt)run->count * spacing.letter;
		for (size_t j = 0; j < run->count; j++)
			moved +=
			    is_space(run, &run->glyphs[j]) ? spacing.word : 0;
	}
	/* what follows the last letter is empty */
	line->width += moved - spacing.letter;
}

void
line_shift(struct line *line, mpt by)
{
	for (size_t i = 0; i < line->run_count; i++)
		line->runs[i].x += by;
}
