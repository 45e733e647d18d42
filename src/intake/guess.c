#include "intake/guess.h"

#include <stdio.h>

#include "base/messages.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "intake/letters.h"
#include "intake/locate.h"
#include "intake/messages.h"
#include "text/encoding.h"

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

static void
hint_at_option(const struct guessing *guessing)
{
	if (guessing->options->by_option)
		HINT(guessing->diag, &intake_by_option, ARGS("--encoding"));
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

/* The readings of one file by every candidate. */
struct readings {
	struct reading {
		const char *encoding;
		struct code_table table;
		bool defined; /* every byte is a character in it */
		int64_t points;
	} at[CANDIDATES];
	const struct reading *best;
	const struct reading *rival; /* as plausible, or NULL */
	unsigned char byte; /* that best and rival read differently */
};

/* A reading with this few points is not text. */
#define IMPLAUSIBLE (-4)
/* Points between two plausible readings that settle it. */
#define CLEAR_LEAD 12

/*
 * Two readings of the bytes that they read differently. Each kind of place
 * counts once: a name that stands in every row says no more than in one.
 */
struct comparison {
	int64_t best, other; /* points */
	int64_t count; /* of such places */
};

static struct comparison
compare_readings(const struct survey *survey, const struct reading *best,
    const struct reading *other, unsigned char *byte)
{
	struct comparison sum = {0};
	for (unsigned value = 0xff; value >= 0x80; value--) {
		uint32_t a = best->table.code[value];
		uint32_t b = other->table.code[value];
		if (a == b || !letters_count(survey, value))
			continue;
		sum.best += letters_weigh_places(survey, value, a);
		sum.other += letters_weigh_places(survey, value, b);
		sum.count += letters_places(survey, value);
		*byte = (unsigned char)value;
	}
	return sum;
}

static bool
is_clear(struct comparison sum)
{
	if (sum.best - sum.other >= CLEAR_LEAD)
		return true;
	if (sum.other <= IMPLAUSIBLE && sum.best - sum.other >= 4)
		return true;
	/* Mostly å ä ö against letters that are mostly not Swedish at all. */
	return sum.best >= 3 * sum.count && sum.other <= -sum.count;
}

/* True where the other reading may be meant just as well. */
static bool
is_rival(const struct survey *survey, const struct reading *best,
    const struct reading *other, unsigned char *byte)
{
	if (!other->defined || other == best)
		return false;
	struct comparison sum = compare_readings(survey, best, other, byte);
	if (!sum.count)
		return false;
	/* ISO 8859-15 is Windows-1252 but for eight signs, and far rarer. */
	if (strcmp(best->encoding, "windows-1252") == 0 &&
	    strcmp(other->encoding, "iso-8859-15") == 0)
		return sum.other > sum.best;
	return !is_clear(sum);
}

static void
read_all(const struct survey *survey, struct readings *readings)
{
	int64_t most = 0;
	*readings = (struct readings){0};
	for (size_t i = 0; i < CANDIDATES; i++) {
		struct reading *reading = &readings->at[i];
		reading->encoding = candidates[i].encoding;
		code_table_fill(&reading->table, reading->encoding);
		reading->defined =
		    letters_score(survey, &reading->table, &reading->points);
		int64_t points = reading->points + candidates[i].prior;
		if (readings->best && points <= most)
			continue;
		readings->best = reading;
		most = points;
	}
	for (size_t i = 0; i < CANDIDATES; i++) {
		if (!readings->rival && is_rival(survey, readings->best,
					    &readings->at[i], &readings->byte))
			readings->rival = &readings->at[i];
	}
}

static struct slice
character(uint32_t code, char to[4])
{
	return (struct slice){to, utf8_encode(to, code)};
}

/* Two readings are plausible: shows where, and as what. Always false. */
static bool
report_unclear(const struct guessing *guessing, const struct readings *readings)
{
	const struct reading *best = readings->best;
	const struct reading *rival = readings->rival;
	unsigned char byte = readings->byte;
	struct places places;
	char name[5], first[4], second[4];
	if (!locate_byte(
		guessing->bytes, best->encoding, byte, &places, guessing->diag))
		return false;
	struct span span = {.file = guessing->file};
	if (places.count)
		span = span_of(guessing, places.at[0]);
	REPORT(guessing->diag, span, &intake_unclear,
	    ARGS(byte_name(byte, name),
		character(best->table.code[byte], first), best->encoding,
		character(rival->table.code[byte], second), rival->encoding));
	HINT(guessing->diag, &intake_state_either,
	    ARGS(best->encoding, rival->encoding));
	hint_at_option(guessing);
	return false;
}

/* Some bytes are undefined in the encoding that fits best. Always false. */
static bool
report_undefined(const struct guessing *guessing, const char *encoding)
{
	struct places places;
	if (!locate_invalid(
		guessing->bytes, encoding, 0, &places, guessing->diag))
		return false;
	report_places(guessing, &places, encoding, &intake_mixed);
	HINT(guessing->diag, &intake_export_again, NO_ARGS);
	return false;
}

static bool
guess_single(const struct guessing *guessing)
{
	struct readings readings;
	read_all(guessing->survey, &readings);
	const struct reading *best = readings.best;
	if (!best->defined)
		return report_undefined(guessing, best->encoding);
	if (best->points <= 2 * IMPLAUSIBLE) {
		REPORT(guessing->diag, (struct span){.file = guessing->file},
		    &intake_no_encoding, NO_ARGS);
		HINT(guessing->diag, &intake_state_encoding,
		    ARGS(best->encoding));
		hint_at_option(guessing);
		return false;
	}
	if (readings.rival)
		return report_unclear(guessing, &readings);
	guessing->guess->encoding = best->encoding;
	return true;
}

/* A cure for broken bytes may be another encoding that has them all. */
static void
hint_at_cure(const struct guessing *guessing)
{
	const struct survey *survey = guessing->survey;
	struct readings readings;
	read_all(survey, &readings);
	bool text = survey->sequences == 0 && survey->bom == BOM_NONE &&
		    survey->nul_even + survey->nul_odd == 0;
	if (!text || !readings.best->defined || readings.rival) {
		HINT(guessing->diag, &intake_export_again, NO_ARGS);
		return;
	}
	HINT(guessing->diag, &intake_reads_as, ARGS(readings.best->encoding));
	hint_at_option(guessing);
}

/* Broken UTF-8: says where. */
static bool
report_not_utf8(
    const struct guessing *guessing, size_t skip, const struct message *message)
{
	struct places places;
	if (!locate_invalid(
		guessing->bytes, "utf-8", skip, &places, guessing->diag))
		return false;
	report_places(guessing, &places, "utf-8", message);
	hint_at_cure(guessing);
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
	hint_at_cure(guessing);
	return false;
}

/* What a file without a mark is, where it is no other. */
static const char *
encoding_of_mark(enum byte_order_mark bom)
{
	if (bom == BOM_UTF16LE)
		return "utf-16le";
	return bom == BOM_UTF16BE ? "utf-16be" : "utf-8";
}

/* Any encoding of one byte a character reads UTF-8 as letters and signs
 * ("Ã¶"), which nobody wants. */
static bool
refuse_stated(const struct guessing *guessing, const char *encoding)
{
	enum byte_order_mark bom = guessing->survey->bom;
	bool wide = bom == BOM_UTF16LE || bom == BOM_UTF16BE;
	REPORT(guessing->diag, guessing->options->encoding_span,
	    &intake_other_encoding, ARGS(encoding, wide ? "UTF-16" : "UTF-8"));
	HINT(guessing->diag, &intake_state_encoding,
	    ARGS(encoding_of_mark(bom)));
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
	if (survey->bom != BOM_NONE &&
	    strcmp(encoding, encoding_of_mark(survey->bom)) != 0)
		return refuse_stated(guessing, encoding);
	if (strcmp(encoding, "utf-8") == 0)
		return check_utf8(guessing, guess->skip);
	if (wide)
		return check_places(guessing, encoding, guess->skip);
	if (survey->sequences && !survey->invalid)
		return refuse_stated(guessing, encoding);
	int64_t points;
	struct code_table table;
	code_table_fill(&table, encoding);
	if (letters_score(survey, &table, &points) &&
	    survey->nul_even + survey->nul_odd == 0)
		return true;
	return check_places(guessing, encoding, 0);
}

static bool
check_stated_name(const struct guessing *guessing)
{
	const char *asked = guessing->options->encoding;
	const char *encoding = encoding_find_name(asked);
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

/* Looks for rows in one of the other encodings of one byte a character. */
static void
find_foreign(struct guess *guess, const struct survey *survey)
{
	struct code_table own, others[CANDIDATES];
	if (!code_table_fill(&own, guess->encoding))
		return;
	for (size_t i = 0; i < CANDIDATES; i++)
		code_table_fill(&others[i], candidates[i].encoding);
	foreign_find(&guess->foreign, survey, &own, others, CANDIDATES);
}

static bool
guess_by_bytes(const struct guessing *guessing)
{
	const struct survey *survey = guessing->survey;
	struct guess *guess = guessing->guess;
	if (guessing->options->encoding)
		return check_stated_name(guessing);
	guess->encoding = find_utf16(survey);
	if (guess->encoding) {
		guess->skip = survey->bom == BOM_NONE ? 0 : 2;
		return check_places(guessing, guess->encoding, guess->skip);
	}
	guess->encoding = "utf-8";
	guess->skip = survey->bom == BOM_UTF8 ? 3 : 0;
	if (survey->nul_even + survey->nul_odd)
		return check_places(guessing,
		    survey->invalid ? "windows-1252" : "utf-8", guess->skip);
	/* Bytes of an 8-bit encoding happen to make a UTF-8 character now
	 * and then, a UTF-8 file with some foreign bytes has many. */
	if (survey->bom == BOM_UTF8 || survey->sequences * 10 > survey->invalid)
		return check_utf8(guessing, guess->skip);
	return survey->invalid == 0 || guess_single(guessing);
}

bool
guess_encoding(const struct intake_options *options, uint32_t file,
    struct bytes *bytes, const struct survey *survey, struct diag *diag,
    struct guess *guess)
{
	struct guessing guessing = {options, file, bytes, survey, diag, guess};
	*guess = (struct guess){0};
	if (!guess_by_bytes(&guessing))
		return false;
	find_foreign(guess, survey);
	return true;
}
