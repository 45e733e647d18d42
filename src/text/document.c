#include "base/file.h"
#include "base/utf8.h"
#include "text/encoding.h"
#include "text/messages.h"

#define DOCUMENT_LIMIT ((size_t)8 * 1024 * 1024)
#define LETTER_LIMIT ((size_t)512 * 1024) /* some 300 pages; as one in Word */
#define REPORTED_BYTES 10

#define REPLACEMENT 0xFFFD

/* A byte that is not a character, and where its replacement stands. */
struct bad_byte {
	size_t offset; /* in the decoded text */
	unsigned char byte;
};

struct document {
	struct strbuf text; /* UTF-8, LF, U+FFFD for bad bytes */
	const char *encoding;
	struct bad_byte bad[REPORTED_BYTES];
	size_t bad_count;
	bool cut; /* UTF-16 broke off at the end of text */
	bool was_return; /* a CR was just made LF */
};

static void
add_bad(struct document *document, unsigned char byte)
{
	if (document->bad_count < REPORTED_BYTES)
		document->bad[document->bad_count] =
		    (struct bad_byte){document->text.len, byte};
	document->bad_count++;
	strbuf_add_code(&document->text, REPLACEMENT);
}

/* Adds decoded text: CRLF and CR become LF, NUL is a bad byte. */
static void
add_decoded(struct document *document, struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		bool after_return = document->was_return;
		document->was_return = c == '\r';
		if (c == '\n' && after_return)
			continue;
		if (c == '\0')
			add_bad(document, 0);
		else
			strbuf_add_char(&document->text, c == '\r' ? '\n' : c);
	}
}

static void
decode_by_iconv(struct document *document, struct slice bytes)
{
	struct encoding *encoding = encoding_open(document->encoding);
	struct strbuf out = {0};
	bool single = bytes.len &&
		      slice_is(slice_view(document->encoding), "windows-1252");
	while (bytes.len && encoding) {
		bool invalid;
		strbuf_reset(&out);
		size_t taken =
		    encoding_convert(encoding, bytes, &out, &invalid);
		add_decoded(document, strbuf_view(&out));
		bytes = slice_from(bytes, taken);
		if (!bytes.len)
			break;
		if (!single) {
			document->cut = true;
			break;
		}
		add_bad(document, (unsigned char)bytes.at[0]);
		bytes = slice_from(bytes, 1);
	}
	strbuf_fini(&out);
	encoding_close(encoding);
}

/*
 * Of a file that is not UTF-8: whether it holds letters that are. 0xC3, the
 * lead byte of åäöé in UTF-8, is "Ã" in Windows-1252, which no language of
 * ours writes before a sign of the upper half.
 */
static size_t
find_utf8_letter(struct slice bytes)
{
	for (size_t i = 0; i + 1 < bytes.len; i++) {
		if (bytes.at[i] == '\xC3' &&
		    ((unsigned char)bytes.at[i + 1] & 0xC0) == 0x80)
			return i;
	}
	return bytes.len;
}

static void
decode_mixed(struct document *document, struct slice bytes)
{
	document->encoding = "UTF-8";
	for (size_t at = 0; at < bytes.len; at++) {
		struct slice rest = slice_from(bytes, at);
		size_t valid = utf8_check(rest);
		add_decoded(document, slice_part(rest, 0, valid));
		at += valid;
		if (at < bytes.len)
			add_bad(document, (unsigned char)bytes.at[at]);
	}
}

/* Returns whether two encodings are mixed. */
static bool
decode(struct document *document, struct slice bytes)
{
	document->encoding = "utf-8";
	if (slice_starts(bytes, "\xEF\xBB\xBF"))
		bytes = slice_from(bytes, 3);
	if (slice_starts(bytes, "\xFF\xFE"))
		document->encoding = "utf-16le";
	else if (slice_starts(bytes, "\xFE\xFF"))
		document->encoding = "utf-16be";
	if (document->encoding[4] == '1') {
		decode_by_iconv(document, slice_from(bytes, 2));
		return false;
	}
	if (utf8_check(bytes) == bytes.len) {
		add_decoded(document, bytes);
		return false;
	}
	if (find_utf8_letter(bytes) < bytes.len) {
		decode_mixed(document, bytes);
		return true;
	}
	document->encoding = "windows-1252";
	decode_by_iconv(document, bytes);
	return false;
}

/* Every other byte is NUL in UTF-16 of western letters. */
static bool
looks_utf16(const struct document *document)
{
	return document->bad_count > document->text.len / 5 &&
	       document->bad[0].byte == 0;
}

static void
report_byte(const struct document *document, const struct bad_byte *bad,
    bool mixed, struct diag *diag, struct span span)
{
	if (bad->byte == 0) {
		REPORT(diag, span, &text_nul, NO_ARGS);
		if (looks_utf16(document))
			HINT(diag, &text_looks_utf16, NO_ARGS);
		return;
	}
	if (mixed) {
		REPORT(diag, span, &text_mixed, NO_ARGS);
	} else {
		char hex[5] = "0x";
		hex[2] = "0123456789ABCDEF"[bad->byte >> 4];
		hex[3] = "0123456789ABCDEF"[bad->byte & 15];
		REPORT(diag, span, &text_undefined_byte,
		    ARGS((const char *)hex, document->encoding));
	}
	HINT(diag, &text_save_utf8, NO_ARGS);
}

/* "Ã" and a sign of the upper half: UTF-8 read as Latin-1 and saved again. */
static void
warn_twice(struct slice text, struct diag *diag, uint32_t file)
{
	struct slice sign = SLICE("\xC3\x83\xC2");
	size_t at = slice_find(text, sign);
	if (at == text.len)
		return;
	REPORT(diag, sources_span(diag_sources(diag), file, at, 4), &text_twice,
	    NO_ARGS);
}

static void
report_bytes(const struct document *document, bool mixed, struct diag *diag,
    uint32_t file)
{
	size_t shown = document->bad_count < REPORTED_BYTES
			   ? document->bad_count
			   : REPORTED_BYTES;
	if (shown && looks_utf16(document))
		shown = 1;
	for (size_t i = 0; i < shown; i++)
		report_byte(document, &document->bad[i], mixed, diag,
		    sources_span(diag_sources(diag), file,
			document->bad[i].offset, strlen("\xEF\xBF\xBD")));
	if (document->bad_count > shown)
		REPORT(diag, (struct span){.file = file}, &text_more_bytes,
		    ARGS(document->bad_count - shown));
}

static bool
report_document(const struct document *document, bool mixed, struct diag *diag,
    uint32_t file)
{
	report_bytes(document, mixed, diag, file);
	if (document->cut) {
		REPORT(diag,
		    sources_span(
			diag_sources(diag), file, document->text.len, 0),
		    &text_cut_utf16, NO_ARGS);
		HINT(diag, &text_save_utf8, NO_ARGS);
	}
	return !document->bad_count && !document->cut;
}

bool
encoding_decode_document(struct arena *job_mem, const char *name,
    struct slice bytes, struct diag *diag, uint32_t *file, struct slice *text)
{
	struct document document = {0};
	bool mixed = decode(&document, bytes);
	*text = arena_dup(job_mem, strbuf_view(&document.text));
	*file = sources_add(diag_sources(diag), name, *text);
	bool ok = report_document(&document, mixed, diag, *file);
	if (ok)
		warn_twice(*text, diag, *file);
	strbuf_fini(&document.text);
	return ok;
}

bool
encoding_read_document(struct arena *job_mem, const char *path,
    enum input_role role, struct diag *diag, struct span asked, uint32_t *file,
    struct slice *text)
{
	struct slice bytes;
	size_t most = role == INPUT_LETTER || role == INPUT_PART
			  ? LETTER_LIMIT
			  : DOCUMENT_LIMIT;
	if (!sources_find_held(diag_sources(diag), path, &bytes) &&
	    !file_read(job_mem, path, role, most, diag, asked, &bytes))
		return false;
	return encoding_decode_document(job_mem, path, bytes, diag, file, text);
}
