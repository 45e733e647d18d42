#include "intake/survey.h"

#include <stdlib.h>
#include <strings.h>

#include "base/memory.h"
#include "base/utf8.h"

/* The longest tail of a block that may go on in the next: three bytes of a
 * UTF-8 character and one byte before them as their neighbour. */
#define OVERLAP 4

struct pass {
	struct survey *survey;
	uint64_t offset; /* of the buffer's first byte in the file */
	unsigned char buffer[OVERLAP + BYTES_BLOCK + OVERLAP];
	size_t from; /* where counting goes on */
	size_t len;
};

static enum neighbour
neighbour_of(unsigned char c)
{
	if (c >= 'a' && c <= 'z')
		return NEIGHBOUR_LOWER;
	if (c >= 'A' && c <= 'Z')
		return NEIGHBOUR_UPPER;
	return c >= 0x80 ? NEIGHBOUR_HIGH : NEIGHBOUR_OTHER;
}

static void
count_high(struct pass *pass, size_t at)
{
	const unsigned char *buffer = pass->buffer;
	enum neighbour before =
	    at ? neighbour_of(buffer[at - 1]) : NEIGHBOUR_OTHER;
	enum neighbour after =
	    at + 1 < pass->len ? neighbour_of(buffer[at + 1]) : NEIGHBOUR_OTHER;
	pass->survey->high++;
	pass->survey->seen[buffer[at] - 0x80][before][after]++;
}

/* A byte above 0x7F and, where it begins a character, those that follow. */
static size_t
count_character(struct pass *pass, size_t at)
{
	struct slice rest = {(const char *)pass->buffer + at, pass->len - at};
	size_t length = 0;
	uint32_t code = utf8_next(rest, &length);
	if (code == UTF8_INVALID)
		pass->survey->invalid++;
	else
		pass->survey->sequences++;
	pass->survey->twice +=
	    code == 0xc2 || code == 0xc3 || code == 0x221a || code == 0x251c;
	for (size_t i = 0; i < length; i++)
		count_high(pass, at + i);
	return length;
}

static void
count_nul(struct pass *pass, size_t at)
{
	if ((pass->offset + at) % 2)
		pass->survey->nul_odd++;
	else
		pass->survey->nul_even++;
}

/* Eight bytes that hold neither NUL nor anything above 0x7F. */
static bool
is_plain_word(const unsigned char *at)
{
	uint64_t word;
	memcpy(&word, at, sizeof word);
	return !((word | (word - 0x0101010101010101u)) & 0x8080808080808080u);
}

/* Counts up to `end`; a character that begins before it is counted whole. */
static void
count(struct pass *pass, size_t end)
{
	size_t at = pass->from;
	while (at < end) {
		if (at + 8 <= end && is_plain_word(pass->buffer + at)) {
			at += 8;
			continue;
		}
		unsigned char c = pass->buffer[at];
		if (c >= 0x80) {
			at += count_character(pass, at);
			continue;
		}
		if (c == 0)
			count_nul(pass, at);
		at++;
	}
	pass->from = at;
}

/* Keeps at the buffer's front the bytes that the next block may continue. */
static void
carry(struct pass *pass)
{
	size_t keep = pass->from ? pass->from - 1 : 0;
	memmove(pass->buffer, pass->buffer + keep, pass->len - keep);
	pass->len -= keep;
	pass->from -= keep;
	pass->offset += keep;
}

/* Many systems write a table in HTML and name it .xls. */
static bool
is_markup(struct slice start)
{
	static const char *const tags[] = {
	    "<?xml", "<!doctype", "<html", "<table", "<meta", "<head"};
	if (slice_starts(start, "\xEF\xBB\xBF"))
		start = slice_from(start, 3);
	start = slice_trim(start);
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
		size_t len = strlen(tags[i]);
		if (start.len > len && strncasecmp(start.at, tags[i], len) == 0)
			return true;
	}
	return false;
}

static void
look_at_start(struct survey *survey, struct slice start)
{
	if (slice_starts(start, "\xEF\xBB\xBF"))
		survey->bom = BOM_UTF8;
	else if (slice_starts(start, "\xFF\xFE"))
		survey->bom = BOM_UTF16LE;
	else if (slice_starts(start, "\xFE\xFF"))
		survey->bom = BOM_UTF16BE;
	survey->zip = slice_starts(start, "PK\x03\x04");
	survey->markup = is_markup(start);
	survey->old_excel = slice_starts(start, "\xD0\xCF\x11\xE0");
}

bool
survey_file(struct bytes *bytes, struct survey *survey, struct diag *diag)
{
	static const struct survey nothing;
	struct pass *pass = mem_new(1, sizeof *pass);
	struct slice block;
	bool ok;
	*survey = nothing;
	pass->survey = survey;
	while ((ok = bytes_next(bytes, &block, diag)) && block.len) {
		if (survey->size == 0)
			look_at_start(survey, block);
		survey->size += block.len;
		/* A packed file has no letters to count. */
		if (survey->zip)
			continue;
		memcpy(pass->buffer + pass->len, block.at, block.len);
		pass->len += block.len;
		if (pass->len > OVERLAP)
			count(pass, pass->len - OVERLAP);
		carry(pass);
	}
	count(pass, pass->len);
	survey->digest = bytes_digest(bytes);
	free(pass);
	return ok;
}
