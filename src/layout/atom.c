#include "layout/atom.h"

#include "base/code.h"
#include "base/utf8.h"
#include "layout/messages.h"
#include "layout/stops.h"
#include "text/bidi.h"

/* Facts of the whole text, known before it is cut into atoms. */
struct cutter {
	const struct setting *setting;
	const struct inline_text *text;
	struct atoms *out;
	uint8_t *breaks;
	struct bidi_run *runs; /* NULL: plain left-to-right text */
	size_t run_count;
	size_t format, run; /* at the reading position */
	bool hyphenate;
	bool leaders; /* the text has rows of full stops */
	bool line_has_atom;
	int64_t length; /* of what was cut, as one line */
	/* The last space, and what it was made for: mostly the same. */
	const struct word *space;
	const struct font *space_font;
	const struct format *space_format;
};

#define EN_DASH "\xE2\x80\x93"
#define FRACTION_SLASH "\xE2\x81\x84" /* a common separator */

/*
 * A copy for the bidi algorithm, byte for byte as long, in which the groups of
 * a number are joined: beside Arabic letters "0999-10 01 23" would otherwise
 * come out with its groups reversed (UAX 9, W2: digits are Arabic numbers
 * there, and only a common separator, such as a full stop, joins those).
 */
static struct slice
join_numbers(struct arena *mem, struct slice text)
{
	char *bytes = arena_raw(mem, text.len);
	memcpy(bytes, text.at, text.len);
	for (size_t i = 0; i + 1 < text.len; i++) {
		bool after = char_is_digit(text.at[i + 1]);
		bool before = i > 0 && char_is_digit(text.at[i - 1]);
		struct slice rest = slice_from(text, i);
		if (after && before && strchr(" -/", text.at[i]))
			bytes[i] = '.';
		else if (after && text.at[i] == '+')
			bytes[i] = '0';
		else if (before && slice_starts(rest, EN_DASH) &&
			 rest.len > 3 && char_is_digit(rest.at[3]))
			memcpy(bytes + i, FRACTION_SLASH, 3);
	}
	return (struct slice){bytes, text.len};
}

/* Length of the blank at `at`, 0 where there is none. */
static size_t
blank_length(struct slice text, size_t at)
{
	if (text.at[at] == ' ' || text.at[at] == '\t')
		return 1;
	if (at + 1 < text.len && text.at[at] == '\xC2' &&
	    text.at[at + 1] == '\xA0')
		return 2;
	return 0;
}

static const struct format *
format_at(struct cutter *c, uint32_t at)
{
	const struct inline_text *text = c->text;
	while (c->format + 1 < text->format_count &&
	       text->formats[c->format].to <= at)
		c->format++;
	return &text->formats[c->format];
}

static const struct bidi_run *
run_at(struct cutter *c, uint32_t at)
{
	if (!c->runs)
		return NULL;
	while (c->run + 1 < c->run_count && c->runs[c->run].to <= at)
		c->run++;
	return &c->runs[c->run];
}

enum { LEADER_LEAST = 6 }; /* fewer dots are an ellipsis, a long one */

#define ELLIPSIS "\xE2\x80\xA6"

/* Bytes of the row of full stops, or of low lines, at `from`; 0: none. */
static uint32_t
leader_length(struct slice text, uint32_t from)
{
	size_t at = from, dots = 0;
	while (at < text.len) {
		if (text.at[at] == '.' || text.at[at] == '_') {
			at++;
			dots++;
		} else if (slice_starts(slice_from(text, at), ELLIPSIS)) {
			at += strlen(ELLIPSIS);
			dots += 3;
		} else {
			break;
		}
	}
	return dots < LEADER_LEAST ? 0 : (uint32_t)(at - from);
}

static bool
has_leaders(struct slice text)
{
	return slice_find(text, SLICE("......")) < text.len ||
	       slice_find(text, SLICE("______")) < text.len ||
	       slice_find(text, SLICE(ELLIPSIS ELLIPSIS)) < text.len;
}

static uint32_t
atom_end(struct cutter *c, uint32_t from)
{
	struct slice text = c->text->text;
	uint32_t end = format_at(c, from)->to;
	const struct bidi_run *run = run_at(c, from);
	if (run && run->to < end)
		end = run->to;
	size_t at = from;
	uint32_t leader = c->leaders ? leader_length(text, from) : 0;
	if (leader)
		return from + leader < end ? from + leader : end;
	do {
		if (text.at[at] & 0x80)
			utf8_next(text, &at);
		else
			at++;
	} while (at < end && c->breaks[at] == BREAK_NONE &&
		 text.at[at] != '\n' && !blank_length(text, at) &&
		 !(c->leaders && leader_length(text, (uint32_t)at)));
	return (uint32_t)at;
}

static bool
report_missing(const struct cutter *c, const struct atom *atom)
{
	const struct setting *setting = c->setting;
	const struct node *node =
	    inline_find_node(c->text, atom->from + atom->word->missing_at);
	struct slice code =
	    arena_print(setting->mem, "%04X", atom->word->missing);
	if (node->origin.len) {
		PROBLEM(setting->why, &layout_missing_glyph,
		    ARGS(node->origin, code));
		return false;
	}
	PROBLEM(setting->why, &layout_text_missing_glyph, ARGS(code));
	typecase_report(setting->type, node->span, &layout_no_glyph,
	    ARGS(code,
		typecase_family_name(setting->type, atom->format->family)));
	return false;
}

static struct word_request
request_of(const struct atom *atom, struct slice text)
{
	return (struct word_request){
	    .text = text,
	    .font = atom->format->font,
	    .size = atom->format->size,
	    .family = atom->format->family,
	    .face = atom->format->face,
	    .tabular = atom->format->tabular,
	    .language = atom->format->tongue->language,
	    .script = atom->script,
	    .right_to_left = atom->level & 1,
	};
}

static bool
out_of_memory(const struct setting *setting)
{
	typecase_report(setting->type, NO_SPAN, &layout_no_memory, NO_ARGS);
	PROBLEM(setting->why, &layout_not_shaped, NO_ARGS);
	return false;
}

/* Beyond MPT_MOST no place along the paragraph could be told. */
static bool
add_length(struct cutter *c, mpt length)
{
	c->length += length;
	if (c->length < MPT_MOST)
		return true;
	PROBLEM(c->setting->why, &layout_long_block, NO_ARGS);
	return false;
}

/* Shapes what stands at [from, to). */
static bool
add_atom(struct cutter *c, uint32_t from, uint32_t to)
{
	struct slice text = slice_part(c->text->text, from, to - from);
	const struct bidi_run *run = run_at(c, from);
	struct word_store *words = typecase_words(c->setting->type);
	struct atom *atom = &c->out->at[c->out->count++];
	*atom = (struct atom){.format = format_at(c, from),
	    .from = from,
	    .to = to,
	    .soft = slice_ends(text, "\xC2\xAD")};
	if (run) {
		atom->level = run->level;
		atom->script = word_store_language(words, run->script);
	}
	struct word_request request = request_of(atom, text);
	request.value = inline_is_value(c->text, from, to);
	atom->leader =
	    c->leaders && !request.value && leader_length(text, 0) == text.len;
	if (c->hyphenate && !request.value)
		request.hyphenator = atom->format->tongue->hyphenator;
	atom->word = word_store_find(words, &request);
	if (!atom->word)
		return out_of_memory(c->setting);
	c->line_has_atom = true;
	c->out->apart &= atom->word->apart;
	if (atom->word->missing)
		return report_missing(c, atom);
	return add_length(c, atom->word->width);
}

/*
 * The space after an atom, of the font that its last letter was found in: the
 * words of a script that one fallback font has stay one run. NULL where shaping
 * ran out of memory.
 */
static const struct word *
find_space(struct cutter *c, const struct atom *atom)
{
	const struct atom plain = {.format = atom->space_format};
	struct word_request request = request_of(&plain, SLICE(" "));
	const struct word_part *before =
	    &atom->word->parts[atom->word->part_count - 1];
	if (before->font != atom->format->font && font_has(before->font, ' ')) {
		request.size = before->size;
		request.font = before->font;
	}
	if (c->space && c->space_font == request.font &&
	    c->space_format == atom->space_format)
		return c->space;
	c->space_font = request.font;
	c->space_format = atom->space_format;
	c->space = word_store_find(typecase_words(c->setting->type), &request);
	if (!c->space)
		out_of_memory(c->setting);
	return c->space;
}

const struct word *
atom_hyphenated(const struct setting *setting, const struct atom *atom,
    uint32_t from, uint32_t to)
{
	struct slice parts[] = {
	    slice_part(atom->word->text, from, to - from), SLICE("-")};
	struct word_request request =
	    request_of(atom, arena_join(setting->scratch, parts, 2, SLICE("")));
	request.value = true; /* rare: kept for a while only */
	const struct word *word =
	    word_store_find(typecase_words(setting->type), &request);
	if (!word)
		out_of_memory(setting);
	return word;
}

/* The blanks at *at: one space after the last atom, however many they are. */
static bool
add_space(struct cutter *c, uint32_t *at)
{
	struct slice text = c->text->text;
	uint32_t from = *at;
	bool may_end = false;
	size_t len;
	while (*at < text.len && (len = blank_length(text, *at)) > 0) {
		*at += (uint32_t)len;
		may_end |= *at < text.len && c->breaks[*at] != BREAK_NONE;
	}
	if (!c->line_has_atom)
		return true;
	struct atom *last = &c->out->at[c->out->count - 1];
	const struct bidi_run *run = run_at(c, from);
	last->space_format = format_at(c, from);
	last->space_word = find_space(c, last);
	if (!last->space_word)
		return false;
	last->space = last->space_word->width;
	last->space_at = from;
	last->space_level = run ? run->level : 0;
	last->may_end = may_end;
	return add_length(c, last->space);
}

/*
 * Ends the line at a line feed; an empty line has an atom without a word. It
 * counts as an em or two, since a line takes height too.
 */
static bool
end_line(struct cutter *c, uint32_t at)
{
	if (!c->line_has_atom)
		c->out->at[c->out->count++] = (struct atom){
		    .format = format_at(c, at), .from = at, .to = at};
	c->out->at[c->out->count - 1].must_end = true;
	c->line_has_atom = false;
	return add_length(c, 2 * format_at(c, at)->size);
}

static bool
cut_atoms(struct cutter *c)
{
	struct slice text = c->text->text;
	for (uint32_t at = 0; at < text.len;) {
		if (text.at[at] == '\n') {
			if (!end_line(c, at++))
				return false;
		} else if (blank_length(text, at)) {
			if (!add_space(c, &at))
				return false;
		} else {
			uint32_t to = atom_end(c, at);
			if (!add_atom(c, at, to))
				return false;
			at = to;
			if (at < text.len && c->breaks[at] != BREAK_NONE)
				c->out->at[c->out->count - 1].may_end = true;
		}
	}
	return true;
}

bool
atoms_make(const struct setting *setting, const struct inline_text *text,
    bool breaks, bool hyphenate, struct atoms *atoms)
{
	struct cutter c = {.setting = setting,
	    .text = text,
	    .out = atoms,
	    .hyphenate = hyphenate};
	size_t len = text->text.len;
	*atoms = (struct atoms){0};
	atoms->at =
	    arena_raw(setting->scratch, arena_size(len, sizeof(struct atom)));
	if (!len)
		return true;
	c.breaks = arena_raw(setting->scratch, len + 1);
	if (breaks)
		breaker_find(setting->tongue->breaker, text->text, c.breaks);
	else
		memset(c.breaks, BREAK_NONE, len + 1);
	if (setting->tongue->right_to_left || !bidi_is_plain(text->text))
		c.runs = bidi_runs(setting->scratch,
		    join_numbers(setting->scratch, text->text),
		    setting->tongue->right_to_left, &c.run_count);
	atoms->bidi = c.runs != NULL;
	atoms->apart = !atoms->bidi;
	c.leaders = breaks && has_leaders(text->text);
	if (!cut_atoms(&c))
		return false;
	return stops_make(setting, atoms);
}
