/*
 * intake/csv.c - CSV files of any dialect, by libcsv.
 *
 * Bytes are decoded into a sliding text, cut into records (intake/cut.h) and
 * each record with quotes is given to libcsv alone, so that no quote can reach
 * into the next one unseen.
 */
#include <csv.h>
#include <stdlib.h>

#include "base/memory.h"
#include "intake/cut.h"
#include "intake/decode.h"
#include "intake/dialect.h"
#include "intake/guess.h"
#include "intake/messages.h"
#include "intake/reader.h"

#define RECORD_MAX (16u << 20) /* bytes */

/* Columns below which a swallowed row may as well be a note's text. */
#define SWALLOW_CERTAIN 5

struct csv {
	struct reader reader;
	struct bytes *bytes; /* borrowed */
	struct diag *diag;
	struct intake_found *found;
	struct decoder *decoder;
	size_t skip; /* bytes of byte order mark still to skip */
	struct strbuf raw; /* bytes of a character begun */
	struct strbuf text; /* decoded */
	size_t from; /* where the next record begins in it */
	bool whole; /* no text follows what is in it */
	uint32_t line; /* of the next record */
	struct csv_parser parser;
	struct strbuf joined; /* the cells of one record */
	struct strbuf stripped; /* a record without blanks round quotes */
	size_t ends[READER_COLUMNS_MAX]; /* of each cell in `joined` */
	struct slice cells[READER_COLUMNS_MAX];
	size_t count; /* fields met, more than the arrays hold maybe */
	size_t columns; /* of the first record */
	uint64_t bare_quotes;
	uint32_t bare_quotes_line;
};

static struct slice
left(const struct csv *csv)
{
	return slice_from(strbuf_view(&csv->text), csv->from);
}

static void
drop_taken(struct csv *csv)
{
	struct slice rest = left(csv);
	if (rest.len)
		memmove(csv->text.at, rest.at, rest.len);
	csv->text.len = rest.len;
	csv->from = 0;
}

/* DOS wrote 0x1A after the last byte of a text. */
static void
drop_ctrl_z(struct csv *csv)
{
	while (csv->text.len > csv->from &&
	       csv->text.at[csv->text.len - 1] == 0x1a)
		csv->text.len--;
}

static bool
report_changed(const struct csv *csv)
{
	struct span span = {.file = csv->found->file};
	REPORT(csv->diag, span, &intake_changed, NO_ARGS);
	return false;
}

static bool
decode(struct csv *csv, struct slice block)
{
	bool invalid;
	struct slice bytes = slice_from(block, csv->skip);
	csv->skip -= block.len - bytes.len;
	if (csv->raw.len) {
		strbuf_add(&csv->raw, bytes);
		bytes = strbuf_view(&csv->raw);
	}
	size_t took = decoder_add(csv->decoder, bytes, &csv->text, &invalid);
	/* The survey saw no broken byte: these are not the bytes it saw. */
	if (invalid)
		return report_changed(csv);
	struct strbuf rest = {0};
	strbuf_add(&rest, slice_from(bytes, took));
	strbuf_fini(&csv->raw);
	csv->raw = rest;
	return true;
}

/* One block more; sets `whole` at the file's end. */
static bool
fill_block(struct csv *csv)
{
	struct slice block;
	drop_taken(csv);
	if (!bytes_next(csv->bytes, &block, csv->diag))
		return false;
	if (block.len)
		return decode(csv, block);
	csv->whole = true;
	drop_ctrl_z(csv);
	if (csv->raw.len)
		return report_changed(csv);
	return true;
}

/* At least twice the text there is: a record is cut anew from its beginning
 * each time, which must not cost the square of its length. */
static bool
fill(struct csv *csv)
{
	size_t want = 2 * left(csv).len;
	do {
		if (!fill_block(csv))
			return false;
	} while (!csv->whole && left(csv).len < want);
	return true;
}

static void
take_field(void *at, size_t len, void *ctx)
{
	struct csv *csv = ctx;
	strbuf_add(&csv->joined, (struct slice){at, len});
	if (csv->count < READER_COLUMNS_MAX)
		csv->ends[csv->count] = csv->joined.len;
	csv->count++;
}

static int
no_space(unsigned char c)
{
	(void)c;
	return 0;
}

/* The record without the blanks between quotes and delimiters, which libcsv
 * would take for a stray quote's text. */
static struct slice
strip_blanks(struct csv *csv, struct slice text)
{
	strbuf_reset(&csv->stripped);
	size_t pending = 0; /* blanks not yet known to belong */
	bool quoted = false, closed = false, bare = false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		bool blank =
		    (c == ' ' || c == '\t') && c != csv->found->delimiter;
		if (!quoted && !bare && blank) {
			pending++;
			continue;
		}
		if (!quoted && c == csv->found->delimiter) {
			if (closed)
				pending = 0;
			closed = bare = false;
		} else if (c == '"' && !bare) {
			/* A doubled quote closes and opens again. */
			quoted = !quoted;
			closed = true;
			pending = 0;
		} else if (!quoted) {
			bare = true;
		}
		for (; pending; pending--)
			strbuf_add_char(&csv->stripped, text.at[i - pending]);
		strbuf_add_char(&csv->stripped, c);
	}
	if (!closed)
		strbuf_add(
		    &csv->stripped, slice_from(text, text.len - pending));
	return strbuf_view(&csv->stripped);
}

/* One record through libcsv; false where it met none, or more than one. */
static bool
parse(struct csv *csv, const struct cut *cut)
{
	struct slice text = cut->text;
	struct csv_parser *parser = &csv->parser;
	strbuf_reset(&csv->joined);
	csv->count = 0;
	bool end_follows = cut->line_end && !cut->blanks;
	if (cut->blanks)
		text = strip_blanks(csv, text);
	size_t len = text.len + end_follows;
	size_t done = csv_parse(parser, text.at, len, take_field, NULL, csv);
	if (!end_follows)
		csv_parse(parser, "\n", 1, take_field, NULL, csv);
	return done == len && csv_error(parser) == CSV_SUCCESS && csv->count;
}

/* A record without quotes is what stands between its delimiters, and libcsv's
 * byte by byte was a fifth of the whole load. */
static void
split(struct csv *csv, struct slice text)
{
	char delimiter = csv->found->delimiter;
	csv->count = 0;
	for (;;) {
		size_t end = slice_find_char(text, delimiter);
		if (csv->count < READER_COLUMNS_MAX)
			csv->cells[csv->count] = slice_part(text, 0, end);
		csv->count++;
		if (end == text.len)
			return;
		text = slice_from(text, end + 1);
	}
}

static void
set_cells(struct csv *csv)
{
	size_t from = 0;
	for (size_t i = 0; i < csv->count; i++) {
		/* nothing was joined yet where all are empty: at is NULL */
		csv->cells[i] = slice_part(
		    strbuf_view(&csv->joined), from, csv->ends[i] - from);
		from = csv->ends[i];
	}
}

static struct span
span_of(const struct csv *csv, struct cut_place place)
{
	return (struct span){csv->found->file, place.line, place.column, 1};
}

static enum reader_result
refuse(struct csv *csv, enum cut_fault fault, const struct cut *cut)
{
	struct span opened = span_of(csv, cut->opened);
	if (fault == CUT_UNCLOSED) {
		REPORT(csv->diag, opened, &intake_unclosed, NO_ARGS);
	} else if (fault == CUT_STRAY) {
		REPORT(
		    csv->diag, span_of(csv, cut->at), &intake_stray, NO_ARGS);
		ALSO(csv->diag, opened, &intake_opened_here, NO_ARGS);
	} else {
		struct span span = {
		    .file = csv->found->file, .line = cut->opened.line};
		REPORT(csv->diag, span, &intake_long_field,
		    ARGS(CUT_FIELD_MAX >> 20));
	}
	return READER_FAILED;
}

static enum reader_result
refuse_row(struct csv *csv)
{
	struct span span = {.file = csv->found->file, .line = csv->line};
	REPORT(csv->diag, span, &intake_long_row, ARGS(RECORD_MAX >> 20));
	return READER_FAILED;
}

/*
 * A quoted field with line ends in which whole rows seem to stand: refused,
 * or with few columns, where a note's commas look the same, held.
 */
static bool
check_swallowed(struct csv *csv, const struct cut *cut, struct raw *raw)
{
	size_t rows =
	    cut_count_swallowed(cut->text, csv->found->delimiter, csv->columns);
	if (csv->columns < 2 || rows < 2)
		return true;
	if (csv->columns < SWALLOW_CERTAIN) {
		PROBLEM(
		    &raw->fault, &intake_swallowed_row, ARGS(raw->line, rows));
		return true;
	}
	struct span span = {.file = csv->found->file, .line = raw->line};
	REPORT(csv->diag, span, &intake_swallowed, ARGS(rows));
	return false;
}

static enum reader_result
give(struct csv *csv, const struct cut *cut, struct raw *raw)
{
	struct span span = {.file = csv->found->file, .line = raw->line};
	if (cut->text.len == 0) {
		raw->count = 0;
		return READER_RECORD;
	}
	if (cut->quotes && !parse(csv, cut)) {
		REPORT(csv->diag, span, &intake_libcsv,
		    ARGS(csv_strerror(csv_error(&csv->parser))));
		return READER_FAILED;
	}
	if (!cut->quotes)
		split(csv, cut->text);
	if (csv->count > READER_COLUMNS_MAX) {
		REPORT(csv->diag, span, &intake_many_columns,
		    ARGS(READER_COLUMNS_MAX));
		return READER_FAILED;
	}
	if (cut->quotes)
		set_cells(csv);
	raw->cells = csv->cells;
	raw->count = csv->count;
	if (!csv->columns)
		csv->columns = csv->count;
	if (cut->bare_quotes && !csv->bare_quotes++)
		csv->bare_quotes_line = raw->line;
	if (cut->quoted_lines && !check_swallowed(csv, cut, raw))
		return READER_FAILED;
	return READER_RECORD;
}

static enum reader_result
finish(struct csv *csv)
{
	struct span span = {
	    .file = csv->found->file, .line = csv->bare_quotes_line};
	if (csv->bare_quotes)
		REPORT(csv->diag, span, &intake_bare_quotes,
		    ARGS((long long)csv->bare_quotes));
	csv->bare_quotes = 0;
	struct digest again = bytes_digest(csv->bytes);
	if (digest_equal(again, csv->found->digest))
		return READER_END;
	report_changed(csv);
	return READER_FAILED;
}

static enum reader_result
csv_next(struct reader *reader, struct raw *raw)
{
	struct csv *csv = (struct csv *)reader;
	struct cut cut;
	struct slice rest;
	enum cut_fault fault;
	*raw = (struct raw){.line = csv->line};
	for (;;) {
		rest = left(csv);
		if (!rest.len && csv->whole)
			return finish(csv);
		fault = cut_record(
		    rest, csv->whole, csv->found->delimiter, csv->line, &cut);
		if (fault != CUT_MORE || rest.len > RECORD_MAX)
			break;
		if (!fill(csv))
			return READER_FAILED;
	}
	if (fault == CUT_MORE || (!fault && cut.text.len > RECORD_MAX))
		return refuse_row(csv);
	if (fault != CUT_FINE)
		return refuse(csv, fault, &cut);
	csv->from += cut.taken;
	csv->line += cut.lines;
	csv->found->line_ends |= cut.line_end;
	return give(csv, &cut, raw);
}

static void
csv_close(struct reader *reader)
{
	struct csv *csv = (struct csv *)reader;
	decoder_free(csv->decoder);
	csv_free(&csv->parser);
	strbuf_fini(&csv->raw);
	strbuf_fini(&csv->text);
	strbuf_fini(&csv->joined);
	strbuf_fini(&csv->stripped);
	free(csv);
}

static bool
choose_delimiter(struct csv *csv, const struct reader_setting *setting)
{
	const struct intake_options *options = setting->options;
	struct span span = {.file = csv->found->file, .line = csv->line};
	size_t sep_len = 0;
	char stated = options->delimiter;
	char sep = csv->line == 1 ? dialect_read_sep(left(csv), &sep_len) : 0;
	if (sep && stated && sep != stated) {
		REPORT(setting->diag, options->delimiter_span,
		    &intake_other_sep, NO_ARGS);
		return false;
	}
	if (sep) {
		csv->from += sep_len;
		csv->line++;
		stated = sep;
	}
	struct dialect dialect = dialect_find(left(csv), csv->whole, stated);
	if (dialect.rival) {
		struct slice one = {&dialect.delimiter, 1};
		struct slice other = {&dialect.rival, 1};
		REPORT(setting->diag, span, &intake_two_delimiters,
		    ARGS(one, other));
		if (setting->options->by_option)
			HINT(setting->diag, &intake_by_option,
			    ARGS("--delimiter"));
		return false;
	}
	/* One column: no delimiter, and any will do. */
	csv->found->delimiter = dialect.delimiter ? dialect.delimiter : ';';
	csv->reader.header_trails = dialect.header_trails;
	csv->reader.rows_trail = dialect.rows_trail;
	return true;
}

/* Past the lines above a header row that the job states. */
static bool
skip_lines(struct csv *csv, uint32_t count)
{
	while (count > 0) {
		size_t len = cut_line(left(csv), csv->whole);
		if (!len && csv->whole)
			return true;
		if (!len && !fill(csv))
			return false;
		csv->from += len;
		csv->line += len > 0;
		count -= len > 0;
	}
	return true;
}

static bool
set_up(struct csv *csv, const struct reader_setting *setting)
{
	uint32_t header = setting->options->header_row;
	if (!fill(csv) || !fill(csv))
		return false;
	if (header && !skip_lines(csv, header - 1))
		return false;
	return choose_delimiter(csv, setting);
}

/* In an encoding of one byte a character, text that was encoded twice shows as
 * bytes that are valid UTF-8. */
static bool
may_be_twice(const struct survey *survey, const char *encoding)
{
	if (slice_starts(slice_view(encoding), "utf-16"))
		return true;
	return (survey->invalid ? survey->sequences : survey->twice) > 0;
}

struct reader *
csv_open(const struct reader_setting *setting)
{
	static const struct reader_kind kind = {csv_next, csv_close};
	struct guess guess;
	struct intake_found *found = setting->found;
	if (!guess_encoding(setting->options, found->file, setting->bytes,
		setting->survey, setting->diag, &guess) ||
	    !bytes_rewind(setting->bytes, setting->diag))
		return NULL;
	found->encoding = guess.encoding;
	found->stated = guess.stated;
	found->bom = guess.skip > 0;
	struct csv *csv = mem_new(1, sizeof *csv);
	csv->reader.kind = &kind;
	csv->bytes = setting->bytes;
	csv->diag = setting->diag;
	csv->found = found;
	csv->decoder = decoder_new(guess.encoding);
	csv->skip = guess.skip;
	csv->reader.foreign = guess.foreign;
	csv->reader.may_be_twice =
	    may_be_twice(setting->survey, guess.encoding);
	csv->line = 1;
	csv_init(&csv->parser, 0);
	csv_set_space_func(&csv->parser, no_space);
	csv_set_blk_size(&csv->parser, 4096);
	if (!set_up(csv, setting)) {
		csv_close(&csv->reader);
		return NULL;
	}
	csv_set_delim(&csv->parser, (unsigned char)found->delimiter);
	return &csv->reader;
}
