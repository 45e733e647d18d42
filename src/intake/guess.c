#include "intake/guess.h"

#include <stdio.h>
#include <strings.h>

#include "base/messages.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "intake/letters.h"
#include "intake/locate.h"
#include "intake/messages.h"
#include "text/encoding.h"

/* What two readings must lie apart to be told from each other. */
#define MARGIN 2

struct guessing {
	const struct intake_options *options;
	uint32_t file;
	struct bytes *bytes;
	const struct survey *survey;
	struct diag *diag;
	struct guess *guess;
};

static const struct candidate {
	const char *encoding;
	int prior; /* points for being common */
} candidates[] = {
    {"windows-1252", 3},
    {"iso-8859-15", 0},
    {"mac-roman", 0},
    {"cp850", 0},
};

#define CANDIDATES (sizeof candidates / sizeof *candidates)

static struct span
span_of(const struct guessing *guessing, struct place place)
{
	return (struct span){guessing->file, place.line, place.column, 1};
}

static const char *
byte_name(unsigned char byte, char name[5])
{
	snprintf(name, 5, "0x%02X", byte);
	return name;
}

/* Reports the first places of broken bytes; always false. */
static bool
report_places(const struct guessing *guessing, const struct places *places,
    const char *encoding, const struct message *message)
{
	char name[5];
	for (size_t i = 0; i < places->count; i++) {
		struct place place = places->at[i];
		struct span span = span_of(guessing, place);
		if (place.byte == 0)
			REPORT(guessing->diag, span, &intake_nul, NO_ARGS);
		else
			REPORT(guessing->diag, span, message,
			    ARGS(byte_name(place.byte, name), encoding));
	}
	if (places->total > places->count)
		HINT(guessing->diag, &intake_more_places, ARGS(places->total));
	return false;
}

/* The encoding of one byte a character that fits best. */
struct choice_of_encoding {
	const struct candidate *best, *second; /* NULL: none fits */
	int64_t points, second_points;
	struct code_table table, second_table;
};

static bool
read_alike(const struct survey *survey, const struct code_table *a,
    const struct code_table *b, unsigned char *differs)
{
	for (unsigned byte = 0; byte < 128; byte++) {
		bool seen = false;
		for (unsigned i = 0; i < NEIGHBOURS * NEIGHBOURS; i++)
			seen |=
			    survey->seen[byte][i / NEIGHBOURS][i % NEIGHBOURS] >
			    0;
		*differs = (unsigned char)(byte + 0x80);
		if (seen && a->code[*differs] != b->code[*differs])
			return false;
	}
	return true;
}

static void
offer(struct choice_of_encoding *choice, const struct survey *survey,
    const struct candidate *candidate)
{
	struct code_table table;
	int64_t points;
	unsigned char byte;
	if (!code_table_fill(&table, candidate->encoding) ||
	    !letters_score(survey, &table, &points))
		return;
	points += candidate->prior;
	if (choice->best && read_alike(survey, &table, &choice->table, &byte))
		return;
	if (!choice->best || points > choice->points) {
		choice->second = choice->best;
		choice->second_points = choice->points;
		choice->second_table = choice->table;
		choice->best = candidate;
		choice->points = points;
		choice->table = table;
	} else if (!choice->second || points > choice->second_points) {
		choice->second = candidate;
		choice->second_points = points;
		choice->second_table = table;
	}
}

static struct choice_of_encoding
choose(const struct survey *survey)
{
	struct choice_of_encoding choice = {0};
	for (size_t i = 0; i < CANDIDATES; i++)
		offer(&choice, survey, &candidates[i]);
	return choice;
}

static struct slice
character(uint32_t code, char to[4])
{
	return (struct slice){to, utf8_encode(to, code)};
}

/* Two readings are plausible: shows where, and as what. Always false. */
static bool
report_unclear(
    const struct guessing *guessing, const struct choice_of_encoding *choice)
{
	unsigned char byte = 0;
	struct places places;
	char name[5], first[4], second[4];
	read_alike(
	    guessing->survey, &choice->table, &choice->second_table, &byte);
	if (!locate_byte(guessing->bytes, choice->best->encoding, byte, &places,
		guessing->diag))
		return false;
	struct span span = {.file = guessing->file};
	if (places.count)
		span = span_of(guessing, places.at[0]);
	REPORT(guessing->diag, span, &intake_unclear,
	    ARGS(byte_name(byte, name),
		character(choice->table.code[byte], first),
		choice->best->encoding,
		character(choice->second_table.code[byte], second),
		choice->second->encoding));
	HINT(guessing->diag, &intake_state_encoding,
	    ARGS(choice->best->encoding));
	return false;
}

static bool
guess_single(const struct guessing *guessing)
{
	struct choice_of_encoding choice = choose(guessing->survey);
	struct places places;
	if (!choice.best) {
		/* No encoding has all of them: named in the commonest. */
		const char *encoding = candidates[0].encoding;
		if (locate_invalid(guessing->bytes, encoding, 0, &places,
			guessing->diag)) {
			report_places(
			    guessing, &places, encoding, &intake_bad_byte);
			HINT(guessing->diag, &intake_export_again, NO_ARGS);
		}
		return false;
	}
	if (choice.second && choice.points - choice.second_points < MARGIN)
		return report_unclear(guessing, &choice);
	guessing->guess->encoding = choice.best->encoding;
	return true;
}

/* Broken UTF-8: says where, and whether another encoding would do. */
static bool
report_not_utf8(
    const struct guessing *guessing, size_t skip, const struct message *message)
{
	struct places places;
	if (!locate_invalid(
		guessing->bytes, "utf-8", skip, &places, guessing->diag))
		return false;
	report_places(guessing, &places, "utf-8", message);
	struct choice_of_encoding choice = choose(guessing->survey);
	if (guessing->survey->sequences == 0 && choice.best)
		HINT(guessing->diag, &intake_reads_as,
		    ARGS(choice.best->encoding));
	else
		HINT(guessing->diag, &intake_export_again, NO_ARGS);
	return false;
}

static bool
check_utf8(const struct guessing *guessing, size_t skip)
{
	const struct survey *survey = guessing->survey;
	if (survey->invalid == 0 && survey->nul_even + survey->nul_odd == 0)
		return true;
	bool mixed = survey->invalid && survey->sequences > survey->invalid;
	return report_not_utf8(
	    guessing, skip, mixed ? &intake_mixed : &intake_bad_byte);
}

static bool
check_places(const struct guessing *guessing, const char *encoding, size_t skip)
{
	struct places places;
	if (!locate_invalid(
		guessing->bytes, encoding, skip, &places, guessing->diag))
		return false;
	if (!places.total)
		return true;
	report_places(guessing, &places, encoding, &intake_bad_byte);
	HINT(guessing->diag, &intake_export_again, NO_ARGS);
	return false;
}

/* Any encoding of one byte a character reads UTF-8 as letters and signs
 * ("Ã¶"), which nobody wants. */
static bool
refuse_utf8(const struct guessing *guessing, const char *encoding)
{
	REPORT(guessing->diag, guessing->options->encoding_span,
	    &intake_is_utf8, ARGS(encoding));
	HINT(guessing->diag, &intake_state_encoding, ARGS("utf-8"));
	return false;
}

static bool
check_stated(const struct guessing *guessing, const char *encoding)
{
	const struct survey *survey = guessing->survey;
	struct guess *guess = guessing->guess;
	bool wide = slice_starts(slice_view(encoding), "utf-16");
	guess->encoding = encoding;
	guess->stated = true;
	if (survey->bom == BOM_UTF8)
		guess->skip = 3;
	else if (wide && survey->bom != BOM_NONE)
		guess->skip = 2;
	if (strcmp(encoding, "utf-8") == 0)
		return check_utf8(guessing, guess->skip);
	if (wide)
		return check_places(guessing, encoding, guess->skip);
	if (survey->bom != BOM_NONE || (survey->sequences && !survey->invalid))
		return refuse_utf8(guessing, encoding);
	int64_t points;
	struct code_table table;
	if (code_table_fill(&table, encoding) &&
	    letters_score(survey, &table, &points) &&
	    survey->nul_even + survey->nul_odd == 0)
		return true;
	return check_places(guessing, encoding, 0);
}

/* Our name for it; an alias that text/encoding.h knows stays as it is. */
static const char *
find_encoding(const char *asked)
{
	for (const char *const *name = encoding_names(); *name; name++) {
		if (strcasecmp(*name, asked) == 0)
			return *name;
	}
	if (strcasecmp(asked, "utf8") == 0)
		return "utf-8";
	struct encoding *known = encoding_open(asked);
	encoding_close(known);
	return known ? asked : NULL;
}

static bool
check_stated_name(const struct guessing *guessing)
{
	const char *asked = guessing->options->encoding;
	const char *encoding = find_encoding(asked);
	if (encoding)
		return check_stated(guessing, encoding);
	struct suggestion best = suggestion_start(slice_view(asked));
	for (const char *const *name = encoding_names(); *name; name++)
		suggestion_offer(&best, slice_view(*name));
	REPORT(guessing->diag, guessing->options->encoding_span,
	    &intake_unknown_encoding, ARGS(asked));
	if (best.nearest.len)
		HINT(guessing->diag, &base_did_you_mean, ARGS(best.nearest));
	return false;
}

/* UTF-16 by its mark, or by NUL bytes at every second place. */
static const char *
find_utf16(const struct survey *survey)
{
	if (survey->bom == BOM_UTF16LE)
		return "utf-16le";
	if (survey->bom == BOM_UTF16BE)
		return "utf-16be";
	if (survey->nul_odd > survey->size / 4 &&
	    survey->nul_even < survey->size / 64)
		return "utf-16le";
	if (survey->nul_even > survey->size / 4 &&
	    survey->nul_odd < survey->size / 64)
		return "utf-16be";
	return NULL;
}

bool
guess_encoding(const struct intake_options *options, uint32_t file,
    struct bytes *bytes, const struct survey *survey, struct diag *diag,
    struct guess *guess)
{
	struct guessing guessing = {options, file, bytes, survey, diag, guess};
	*guess = (struct guess){0};
	if (options->encoding)
		return check_stated_name(&guessing);
	guess->encoding = find_utf16(survey);
	if (guess->encoding) {
		guess->skip = survey->bom == BOM_NONE ? 0 : 2;
		return check_places(&guessing, guess->encoding, guess->skip);
	}
	guess->encoding = "utf-8";
	guess->skip = survey->bom == BOM_UTF8 ? 3 : 0;
	if (survey->nul_even + survey->nul_odd)
		return check_places(&guessing,
		    survey->invalid ? "windows-1252" : "utf-8", guess->skip);
	/* Bytes of an 8-bit encoding happen to make a UTF-8 character now
	 * and then, a UTF-8 file with some foreign bytes has many. */
	if (survey->bom == BOM_UTF8 || survey->sequences * 10 > survey->invalid)
		return check_utf8(&guessing, guess->skip);
	return survey->invalid == 0 || guess_single(&guessing);
}
