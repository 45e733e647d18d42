/*
 * shop/shop_read.c - `marks:` of a print shop's profile.
 */
#include "shop/shop_read.h"

#include "conf/keynames.h"
#include "conf/schema.h"
#include "layout/symbol.h"
#include "shop/marks.h"
#include "shop/messages.h"
#include "text/number.h"

struct omr_part {
	struct conf_length x, y, length, thickness, gap, quiet;
	struct conf_list places;
	struct conf_word parity;
	struct conf_range sequence, letter;
};

static const char *const parity_words[] = {"even", "odd", NULL};

#define PART(name) .offset = offsetof(struct omr_part, name)
static const struct field omr_fields[] = {
    {.key = "x", .kind = FIELD_LENGTH, PART(x), .required = true},
    {.key = "y", .kind = FIELD_LENGTH, PART(y), .required = true},
    {.key = "length", .kind = FIELD_LENGTH, PART(length), .required = true},
    {.key = "thickness",
	.kind = FIELD_LENGTH,
	PART(thickness),
	.required = true},
    {.key = "gap", .kind = FIELD_LENGTH, PART(gap), .required = true},
    {.key = "quiet", .kind = FIELD_LENGTH, PART(quiet)},
    {.key = "places", .kind = FIELD_LIST, PART(places), .required = true},
    {.key = "parity", .kind = FIELD_WORD, PART(parity), .words = parity_words},
    {.key = "sequence", .kind = FIELD_RANGE, PART(sequence)},
    {.key = "letter", .kind = FIELD_RANGE, PART(letter)}, {0}};
#undef PART
static const struct schema omr_schema = {N_("the OMR marks"), omr_fields};

struct code_part {
	struct conf_word kind;
	struct conf_length x, y, cell;
	struct conf_number cells;
	struct conf_text text;
};

static const char *const code_words[] = {
    [SYMBOL_QR] = "qr", [SYMBOL_DATAMATRIX] = "datamatrix", NULL};

#define PART(name) .offset = offsetof(struct code_part, name)
static const struct field code_fields[] = {{.key = "kind",
					       .kind = FIELD_WORD,
					       PART(kind),
					       .words = code_words,
					       .required = true},
    {.key = "x", .kind = FIELD_LENGTH, PART(x), .required = true},
    {.key = "y", .kind = FIELD_LENGTH, PART(y), .required = true},
    {.key = "cell", .kind = FIELD_LENGTH, PART(cell), .required = true},
    {.key = "cells",
	.kind = FIELD_NUMBER,
	PART(cells),
	.least = 10,
	.most = 144,
	.required = true},
    {.key = "text", .kind = FIELD_TEXT, PART(text), .required = true}, {0}};
#undef PART
static const struct schema code_schema = {N_("the code"), code_fields};

struct text_part {
	struct conf_length x, y, width, height, size;
	struct conf_text text;
};

#define PART(name) .offset = offsetof(struct text_part, name)
static const struct field text_fields[] = {
    {.key = "x", .kind = FIELD_LENGTH, PART(x), .required = true},
    {.key = "y", .kind = FIELD_LENGTH, PART(y), .required = true},
    {.key = "width", .kind = FIELD_LENGTH, PART(width), .required = true},
    {.key = "height", .kind = FIELD_LENGTH, PART(height), .required = true},
    {.key = "size", .kind = FIELD_LENGTH, PART(size), .required = true},
    {.key = "text", .kind = FIELD_TEXT, PART(text), .required = true}, {0}};
#undef PART
static const struct schema text_schema = {N_("the readable mark"), text_fields};

struct marks_part {
	const struct yaml *omr, *code, *text;
};

#define PART(name) .offset = offsetof(struct marks_part, name)
static const struct field marks_fields[] = {
    {.key = "omr", .kind = FIELD_YAML, PART(omr)},
    {.key = "code", .kind = FIELD_YAML, PART(code)},
    {.key = "text", .kind = FIELD_YAML, PART(text)}, {0}};
#undef PART
static const struct schema marks_schema = {N_("the marks"), marks_fields};

/* No mark is longer than a page. */
static bool
are_lengths(const struct conf_length *const *lengths, size_t count,
    bool may_be_none, struct diag *diag)
{
	for (size_t i = 0; i < count; i++) {
		const struct conf_length *length = lengths[i];
		mpt least = may_be_none ? 0 : 1;
		if (!length->em && length->mpt >= least &&
		    length->mpt <= MPT_OF_MM100(200000))
			continue;
		REPORT(diag, length->span, &shop_bad_length, NO_ARGS);
		return false;
	}
	return true;
}

/* ---- OMR */

static const struct {
	const char *word;
	enum shop_place_kind kind;
	bool bit; /* its value follows: "sequence 4" */
} place_words[] = {
    {"start", PLACE_ALWAYS, false},
    {"end", PLACE_ALWAYS, false},
    {"first", PLACE_FIRST, false},
    {"last", PLACE_LAST, false},
    {"collate", PLACE_COLLATE, false},
    {"parity", PLACE_PARITY, false},
    {"sequence", PLACE_SEQUENCE, true},
    {"letter", PLACE_LETTER, true},
};

static bool
read_place(struct slice text, struct shop_place *place)
{
	size_t blank = slice_find_char(text, ' ');
	struct slice word = slice_part(text, 0, blank);
	struct slice rest = slice_trim(slice_from(text, blank));
	for (size_t i = 0; i < sizeof place_words / sizeof *place_words; i++) {
		int64_t bit = 0;
		if (!keyname_is_word(word, place_words[i].word) ||
		    place_words[i].bit != (rest.len > 0))
			continue;
		place->kind = place_words[i].kind;
		if (rest.len && (!number_parse(rest, &bit) || bit < MICRO ||
				    bit > 128 * MICRO || bit % MICRO ||
				    (bit / MICRO & (bit / MICRO - 1))))
			return false;
		place->bit = (uint32_t)(bit / MICRO);
		return true;
	}
	return false;
}

/* The number that all bits of a kind make together. */
static uint32_t
all_bits(const struct shop_omr *omr, enum shop_place_kind kind)
{
	uint32_t bits = 0;
	for (size_t i = 0; i < omr->count; i++)
		if (omr->places[i].kind == kind)
			bits |= omr->places[i].bit;
	return bits;
}

static size_t
count_places(const struct shop_omr *omr, enum shop_place_kind kind)
{
	size_t count = 0;
	for (size_t i = 0; i < omr->count; i++)
		count += omr->places[i].kind == kind;
	return count;
}

/* A number that its bits cannot write would be read as another. */
static bool
take_range(const struct conf_range *said, uint32_t bits, uint32_t *least,
    uint32_t *most, struct diag *diag)
{
	*most = bits;
	if (!said->span.file)
		return true;
	/* bits without a gap: 1, 3, 7 … */
	if (bits & (bits + 1) || said->most > bits ||
	    said->most == said->least) {
		REPORT(diag, said->span, &shop_bad_wrap, ARGS(bits));
		return false;
	}
	*least = (uint32_t)said->least;
	*most = (uint32_t)said->most;
	return true;
}

static bool
take_places(
    const struct conf_list *said, struct shop_omr *omr, struct diag *diag)
{
	bool ok = said->count <= SHOP_PLACES_MAX;
	if (!ok)
		REPORT(
		    diag, said->span, &shop_many_places, ARGS(SHOP_PLACES_MAX));
	for (size_t i = 0; i < said->count && i < SHOP_PLACES_MAX; i++) {
		if (read_place(said->at[i].text, &omr->places[omr->count++]))
			continue;
		REPORT(diag, said->at[i].span, &shop_bad_place,
		    ARGS(said->at[i].text));
		ok = false;
	}
	if (ok && (count_places(omr, PLACE_PARITY) > 1 ||
		      !count_places(omr, PLACE_ALWAYS))) {
		REPORT(diag, said->span, &shop_no_gate, NO_ARGS);
		ok = false;
	}
	return ok;
}

static bool
read_omr(struct arena *job_mem, const struct yaml *yaml, struct shop_omr *omr,
    struct diag *diag)
{
	struct omr_part part = {0};
	if (!schema_read(&omr_schema, yaml, job_mem, &part, diag))
		return false;
	const struct conf_length *const some[] = {
	    &part.length, &part.thickness, &part.gap};
	const struct conf_length *const any[] = {&part.x, &part.y, &part.quiet};
	*omr = (struct shop_omr){
	    .given = true,
	    .x = part.x.mpt,
	    .y = part.y.mpt,
	    .length = part.length.mpt,
	    .thickness = part.thickness.mpt,
	    .gap = part.gap.mpt,
	    .quiet = part.quiet.span.file ? part.quiet.mpt : MPT_OF_MM100(200),
	    .odd = part.parity.index == 1,
	    .span = yaml->span,
	};
	return are_lengths(some, 3, false, diag) &&
	       are_lengths(any, 3, true, diag) &&
	       take_places(&part.places, omr, diag) &&
	       take_range(&part.sequence, all_bits(omr, PLACE_SEQUENCE),
		   &omr->sequence_least, &omr->sequence_most, diag) &&
	       take_range(&part.letter, all_bits(omr, PLACE_LETTER),
		   &omr->letter_least, &omr->letter_most, diag);
}

/* ---- the code */

static const struct {
	const char *name;
	enum shop_part_kind kind;
	uint32_t width, most; /* digits where it says none; at most */
} part_names[] = {
    {"run", PART_RUN, 6, SHOP_RUN_DIGITS},
    {"letter", PART_LETTER, 6, 9},
    {"sheets", PART_SHEETS, 2, 4},
    {"sheet", PART_SHEET, 2, 4},
    {"class", PART_CLASS, 1, 1},
    {"check", PART_CHECK, 2, 2},
};

/* "letter:6" or "letter", without its braces. */
static bool
read_part(struct slice said, struct shop_part *part)
{
	size_t colon = slice_find_char(said, ':');
	struct slice name = slice_part(said, 0, colon);
	for (size_t i = 0; i < sizeof part_names / sizeof *part_names; i++) {
		int64_t width = part_names[i].width * MICRO;
		if (!slice_is(name, part_names[i].name))
			continue;
		if (colon < said.len &&
		    (!number_parse(slice_from(said, colon + 1), &width) ||
			width < MICRO || width % MICRO ||
			width > part_names[i].most * MICRO))
			return false;
		part->kind = part_names[i].kind;
		part->width = (uint32_t)(width / MICRO);
		return true;
	}
	return false;
}

/* What reads codes knows ASCII. Parts begin at '{': a '}' would be one gone
 * wrong. */
static bool
is_literal(struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] < ' ' || text.at[i] > '~' || text.at[i] == '}')
			return false;
	return true;
}

static bool
read_parts(
    const struct conf_text *said, struct shop_code *code, struct diag *diag)
{
	struct slice text = said->text;
	while (text.len) {
		struct shop_part part = {.kind = PART_LITERAL};
		bool named = *text.at == '{';
		size_t end = slice_find_char(text, named ? '}' : '{');
		struct slice piece =
		    slice_part(text, named ? 1 : 0, named ? end - 1 : end);
		bool ok = code->count < SHOP_PARTS_MAX &&
			  (named ? end < text.len && read_part(piece, &part)
				 : is_literal(piece));
		if (!ok) {
			REPORT(diag, said->span, &shop_bad_part, ARGS(piece));
			return false;
		}
		part.text = piece;
		code->parts[code->count++] = part;
		text = slice_from(text, end + (named ? 1 : 0));
	}
	return true;
}

/* With the greatest numbers; all texts are as long. */
static bool
check_room(struct arena *job_mem, const struct shop_code *code,
    const struct conf_text *said, struct diag *diag)
{
	const struct shop_sheet greatest = {
	    .run = SLICE("999999999999"),
	    .letter = 999999999,
	    .sheet = 9999,
	    .sheets = 9999,
	    .class = 9,
	};
	struct slice text = shop_code_says(job_mem, code, &greatest);
	if (symbol_holds(code->kind, text, code->cells))
		return true;
	REPORT(diag, said->span, &shop_code_full, ARGS(code->cells, text.len));
	return false;
}

static bool
read_code(struct arena *job_mem, const struct yaml *yaml,
    struct shop_code *code, struct diag *diag)
{
	struct code_part part = {0};
	if (!schema_read(&code_schema, yaml, job_mem, &part, diag))
		return false;
	const struct conf_length *const some[] = {&part.cell};
	const struct conf_length *const any[] = {&part.x, &part.y};
	*code = (struct shop_code){
	    .given = true,
	    .kind = (enum symbol_kind)part.kind.index,
	    .x = part.x.mpt,
	    .y = part.y.mpt,
	    .cell = part.cell.mpt,
	    .cells = (uint32_t)part.cells.number,
	    .span = yaml->span,
	};
	return are_lengths(some, 1, false, diag) &&
	       are_lengths(any, 2, true, diag) &&
	       read_parts(&part.text, code, diag) &&
	       check_room(job_mem, code, &part.text, diag);
}

/* ---- for people */

static bool
read_text(struct arena *job_mem, const struct yaml *yaml,
    struct shop_text *text, struct diag *diag)
{
	struct text_part part = {0};
	if (!schema_read(&text_schema, yaml, job_mem, &part, diag))
		return false;
	const struct conf_length *const some[] = {
	    &part.width, &part.height, &part.size};
	const struct conf_length *const any[] = {&part.x, &part.y};
	*text = (struct shop_text){
	    .given = true,
	    .box = {part.x.mpt, part.y.mpt, part.width.mpt, part.height.mpt},
	    .size = part.size.mpt,
	    .text = part.text.text,
	    .span = yaml->span,
	};
	return are_lengths(some, 3, false, diag) &&
	       are_lengths(any, 2, true, diag);
}

bool
shop_read_marks(struct arena *job_mem, const struct yaml *yaml,
    struct shop *shop, struct diag *diag)
{
	struct marks_part part = {0};
	if (!schema_read(&marks_schema, yaml, job_mem, &part, diag))
		return false;
	bool ok = !part.omr || read_omr(job_mem, part.omr, &shop->omr, diag);
	ok = (!part.code || read_code(job_mem, part.code, &shop->code, diag)) &&
	     ok;
	return (!part.text ||
		   read_text(job_mem, part.text, &shop->text, diag)) &&
	       ok;
}
