#include "paper/longest.h"

/* Of each line some wordings, the longest first. Nobody is called that, and
 * nobody lives there: 999 is no postcode's beginning. */
static const char *const wordings[LONGEST_LINES_MOST][5] = {
    {"Maximiliana Gyllenstråhle-Oxenstierna af Norrviken",
	"Maximiliana Gyllenstråhle-Oxenstierna", "Maximiliana Gyllenstråhle",
	"M Gyllenstråhle", "M Ek"},
    {"c/o Omsorgsboendet Norrvikens strandgård, avdelning 3",
	"c/o Omsorgsboendet Norrvikens strandgård",
	"c/o Omsorgsboendet Strandgården", "c/o Strandgården", "c/o Ek"},
    {"Övre Slottsbacksgränden 1124 B, uppgång C, lgh 1302",
	"Övre Slottsbacksgränden 1124 B lgh 1302",
	"Övre Slottsbacksgränden 1124", "Slottsgränden 24", "Box 1"},
    {"Postlåda vid Norrvikens gamla järnvägsstation, söder",
	"Postlåda vid Norrvikens järnvägsstation", "Norrvikens station",
	"Norra", "N"},
    {"999 32 Norra Norrvikens Strandkyrkoby-Västermalm",
	"999 32 Norra Norrvikens Strandkyrkoby", "999 32 Norra Norrviken",
	"999 32 Norrviken", "999 32"},
    {"SVERIGE / SWEDEN / SUÈDE / SCHWEDEN / RUOTSI", "SVERIGE / SWEDEN / SUÈDE",
	"SVERIGE / SWEDEN", "SVERIGE", "SE"},
};

/* What an address of so many lines consists of: bits, the first line lowest. */
static const unsigned parts_of[LONGEST_LINES_MOST + 1] = {
    0, 0x01, 0x11, 0x15, 0x17, 0x37, 0x3F};

static bool
fits(struct arena *mem, struct setter *setter, const struct stationery *s,
    struct slice line)
{
	struct pages pages;
	struct problem why;
	const struct letter_content content = {
	    .language = arena_dup_text(mem, s->language),
	    .address = &line,
	    .address_count = 1,
	    .frames =
		ARENA_ARRAY(mem, struct frame_content, s->frame_count + 1),
	};
	return setter_set_letter(setter, mem, &content, &pages, &why);
}

/* The shortest where none fits: what the page then lacks says it. */
static struct slice
widest(struct arena *mem, struct setter *setter, const struct stationery *s,
    size_t part)
{
	size_t i = 0, last = sizeof wordings[0] / sizeof *wordings[0] - 1;
	while (i < last && !fits(mem, setter, s, slice_view(wordings[part][i])))
		i++;
	return slice_view(wordings[part][i]);
}

static size_t
lines_of(const struct stationery *stationery)
{
	for (size_t i = 0; i < stationery->frame_count; i++) {
		const struct frame *frame = &stationery->frames[i];
		if (frame->role != FRAME_ADDRESS)
			continue;
		mpt leading =
		    stationery_find_style(stationery, frame->style)->leading;
		return (size_t)(frame->height / leading);
	}
	return 0;
}

size_t
longest_address(struct arena *mem, struct setter *setter,
    const struct stationery *stationery, struct slice at[LONGEST_LINES_MOST])
{
	size_t lines = lines_of(stationery), count = 0;
	if (lines > LONGEST_LINES_MOST)
		lines = LONGEST_LINES_MOST;
	for (size_t part = 0; part < LONGEST_LINES_MOST; part++) {
		if (parts_of[lines] >> part & 1)
			at[count++] = widest(mem, setter, stationery, part);
	}
	return count;
}
