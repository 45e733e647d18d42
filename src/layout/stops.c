#include "layout/stops.h"

static uint16_t
add_letters(uint16_t letters, unsigned more)
{
	return (uint16_t)(letters + more > UINT16_MAX ? UINT16_MAX
						      : letters + more);
}

static bool
ends_sentence(const struct atom *atom)
{
	struct slice text = atom->word ? atom->word->text : SLICE("");
	return slice_ends(text, ".") || slice_ends(text, "!") ||
	       slice_ends(text, "?");
}

static uint16_t
stop_cost(const struct atoms *atoms, size_t first, uint16_t letters)
{
	if (first > 0 && letters <= 3 && ends_sentence(&atoms->at[first - 1]))
		return ATOM_STUB;
	return letters == 1 ? ATOM_ONE_LETTER : 0;
}

static void
add_stop(struct atoms *atoms, struct stop stop, uint32_t atom,
    const struct word_cut *cut)
{
	atoms->places[atoms->stop_count] = (struct stop_place){atom, cut};
	atoms->stops[atoms->stop_count++] = stop;
}

static void
add_cuts(struct atoms *atoms, uint32_t index, struct stop stop, mpt at)
{
	const struct word *word = atoms->at[index].word;
	uint16_t letters = stop.letters;
	uint32_t glyphs = stop.glyph_end;
	for (size_t i = 0; i < word->cut_count; i++) {
		const struct word_cut *cut = &word->cuts[i];
		stop.letters = add_letters(letters, cut->head->letters);
		stop.inside = stop.hyphen = true;
		stop.cost = cut->cost;
		stop.end = at + cut->head->width;
		stop.start = at + word->width - cut->tail->width;
		stop.glyph_end = glyphs + cut->head->glyphs;
		stop.glyph_start = glyphs + word->glyphs - cut->tail->glyphs;
		add_stop(atoms, stop, index, cut);
	}
}

/* Width that a soft hyphen adds where a line ends in it; false, and why. */
static bool
add_soft_hyphen(
    const struct setting *setting, const struct atom *atom, struct stop *stop)
{
	if (!stop->hyphen)
		return true;
	const struct word *word =
	    atom_hyphenated(setting, atom, 0, (uint32_t)atom->word->text.len);
	if (word) {
		stop->end += word->width - atom->word->width;
		stop->glyph_end += word->glyphs - atom->word->glyphs;
	}
	return word != NULL;
}

static bool
fill_stops(const struct setting *setting, struct atoms *atoms)
{
	struct stop stop = {.word = 0};
	mpt at = 0, space = 0;
	uint32_t glyphs = 0;
	size_t first = 0; /* atom that begins the word */
	add_stop(atoms, stop, 0, NULL);
	stop.word = 1;
	for (uint32_t i = 0; i < atoms->count; i++) {
		struct atom *atom = &atoms->at[i];
		bool last = i + 1 == atoms->count;
		atom->at = at;
		stop.space_end = stop.space_start = space;
		stop.glyph_end = stop.glyph_start = glyphs;
		stop.cost = 0;
		if (atom->word)
			add_cuts(atoms, i, stop, at);
		at += atom->word ? atom->word->width : 0;
		glyphs += atom->word ? atom->word->glyphs : 0;
		stop.letters = add_letters(
		    stop.letters, atom->word ? atom->word->letters : 0);
		stop.inside = !atom->space && !last && !atom->must_end;
		stop.hyphen = atom->soft && stop.inside;
		stop.end = at;
		stop.glyph_end = glyphs;
		if (!add_soft_hyphen(setting, atom, &stop))
			return false;
		at += atom->space;
		space += atom->space;
		glyphs += atom->space_word ? atom->space_word->glyphs : 0;
		stop.start = at;
		stop.glyph_start = glyphs;
		stop.space_start = space;
		if (!stop.inside)
			stop.cost = stop_cost(atoms, first, stop.letters);
		if (atom->may_end || atom->must_end || last) {
			add_stop(atoms, stop, i, NULL);
			if (!stop.hyphen)
				stop.rest = stop.end;
		}
		if (stop.inside)
			continue;
		first = i + 1;
		stop.word++;
		stop.letters = 0;
	}
	return true;
}

/* Room for every atom's stop and cuts. */
static void
take_stops(struct arena *mem, struct atoms *atoms)
{
	size_t count = 1 + atoms->count;
	for (size_t i = 0; i < atoms->count; i++)
		count += atoms->at[i].word ? atoms->at[i].word->cut_count : 0;
	atoms->stops = arena_raw(mem, arena_size(count, sizeof(struct stop)));
	atoms->places =
	    arena_raw(mem, arena_size(count, sizeof(struct stop_place)));
	atoms->stop_count = 0;
}

bool
stops_make(const struct setting *setting, struct atoms *atoms)
{
	take_stops(setting->scratch, atoms);
	return fill_stops(setting, atoms);
}

void
stops_hang(struct atoms *atoms)
{
	for (size_t i = 0; i < atoms->stop_count; i++) {
		struct stop *stop = &atoms->stops[i];
		const struct stop_place *place = &atoms->places[i];
		size_t next = i ? place->atom + 1 : 0;
		if (i) {
			const struct word *word =
			    place->cut ? place->cut->head
				       : atoms->at[place->atom].word;
			stop->trail = word ? word->trail : 0;
			stop->end -= stop->trail;
		}
		if (!place->cut && next < atoms->count) {
			const struct word *word = atoms->at[next].word;
			stop->lead = word ? word->lead : 0;
			stop->start += stop->lead;
		}
	}
}
