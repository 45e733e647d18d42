#include "manifest/reading.h"

#include <stdlib.h>

#include "base/fault.h"
#include "base/memory.h"
#include "manifest/cells.h"
#include "manifest/column.h"
#include "manifest/messages.h"
#include "ooxml/package.h"

#define CHUNK ((size_t)256 * 1024)

struct reading {
	const char *path;
	struct diag *diag;
	struct diag *unheard; /* what libzip says is said as a difference */
	size_t of_charts; /* of those errors, which are no sheet's */
	struct package *package;
	struct part *part;
	uint32_t sheet, chart; /* from 1 */
	bool differs; /* this sheet, and it is left */
	bool failed; /* any */
	struct strbuf text; /* read and not yet compared, from `at` on */
	size_t at;
	bool ended; /* the part has no more */
	struct strbuf want; /* a cell as it would be written */
	struct strbuf escaped; /* its text */
};

struct reading *
reading_open(const char *path, struct diag *diag)
{
	struct reading *reading = mem_new(1, sizeof *reading);
	reading->path = path;
	reading->diag = diag;
	reading->unheard = diag_new(diag_sources(diag));
	reading->package = package_open_own(fault_open(path), reading->unheard);
	if (reading->package)
		return reading;
	REPORT(diag, NO_SPAN, &manifest_no_workbook, ARGS(path));
	reading_close(reading);
	return NULL;
}

void
reading_close(struct reading *reading)
{
	if (!reading)
		return;
	part_close(reading->part);
	package_close(reading->package);
	diag_free(reading->unheard);
	strbuf_fini(&reading->text);
	strbuf_fini(&reading->want);
	strbuf_fini(&reading->escaped);
	free(reading);
}

static void
differ(struct reading *reading, uint32_t row, size_t column)
{
	char letters[8];
	if (reading->differs)
		return;
	column_write_letters(column, letters);
	reading->differs = reading->failed = true;
	REPORT(reading->diag, NO_SPAN, &manifest_cell_differs,
	    ARGS(
		reading->path, reading->sheet, (const char *)letters, row + 1));
}

static void
differ_chart(struct reading *reading, uint32_t chart)
{
	reading->failed = true;
	REPORT(reading->diag, NO_SPAN, &manifest_chart_differs,
	    ARGS(reading->path, chart));
}

/* ---- the part's text */

static struct slice
ahead(const struct reading *reading)
{
	return slice_from(strbuf_view(&reading->text), reading->at);
}

/* Reads on; false at the end. */
static bool
read_more(struct reading *reading)
{
	size_t got = 0;
	struct slice rest = ahead(reading);
	if (reading->ended)
		return false;
	if (rest.len && reading->at)
		memmove(reading->text.at, rest.at, rest.len);
	reading->text.len = rest.len;
	reading->at = 0;
	char *to = strbuf_reserve(&reading->text, CHUNK);
	reading->ended = !part_read(reading->part, to, CHUNK, &got) || !got;
	reading->text.len += got;
	return got > 0;
}

/* What lies before the next `end`, and passes over both; false without one. */
static bool
take_to(struct reading *reading, struct slice end, struct slice *taken)
{
	size_t from = 0;
	for (;;) {
		struct slice text = ahead(reading);
		size_t at = from + slice_find(slice_from(text, from), end);
		if (at < text.len) {
			*taken = slice_part(text, 0, at);
			reading->at += at + end.len;
			return true;
		}
		from = text.len > end.len ? text.len - end.len : 0;
		if (!read_more(reading))
			return false;
	}
}

/* ---- cells */

/* Passes over the text and the end of its cell, where they come next: that
 * spares looking for the end. */
static bool
take_wanted(struct reading *reading, struct slice want)
{
	static const char end[] = "</c>";
	struct slice text = ahead(reading);
	size_t len = want.len + strlen(end);
	if (!want.len || text.len < len ||
	    memcmp(text.at, want.at, want.len) != 0 ||
	    memcmp(text.at + want.len, end, strlen(end)) != 0)
		return false;
	reading->at += len;
	return true;
}

/* The element of the next cell and what is in it; false where the sheet has
 * none. */
static bool
take_cell(struct reading *reading, struct slice *element, struct slice *inside)
{
	struct slice tag;
	*inside = (struct slice){NULL, 0};
	while (take_to(reading, SLICE(">"), &tag)) {
		if (slice_ends(tag, "</sheetData"))
			return false;
		if (!slice_starts(tag, "<c "))
			continue;
		if (slice_ends(tag, "/")) {
			*element = tag;
			return true;
		}
		if (take_wanted(reading, strbuf_view(&reading->want))) {
			*element = tag;
			*inside = strbuf_view(&reading->want);
			return true;
		}
		/* what is read on may move the element */
		size_t len = tag.len;
		reading->at -= len + 1;
		if (!take_to(reading, SLICE("</c>"), &tag))
			return false;
		*element = slice_part(tag, 0, len);
		*inside = slice_from(tag, len + 1);
		return true;
	}
	return false;
}

/* Whether the element is that of the place: <c r="AB12" … */
static bool
stands_at(struct slice element, uint32_t row, size_t column)
{
	char place[32], letters[8];
	size_t at = sizeof place;
	place[--at] = '"';
	for (uint32_t rest = row + 1; rest; rest /= 10)
		place[--at] = (char)('0' + rest % 10);
	column_write_letters(column, letters);
	for (size_t i = strlen(letters); i > 0; i--)
		place[--at] = letters[i - 1];
	size_t len = sizeof place - at, begin = strlen("<c r=\"");
	return element.len >= begin + len &&
	       memcmp(element.at, "<c r=\"", begin) == 0 &&
	       memcmp(element.at + begin, place + at, len) == 0;
}

static void
expect(struct reading *reading, uint32_t row, size_t column)
{
	struct slice element, inside;
	if (reading->differs)
		return;
	if (!take_cell(reading, &element, &inside) ||
	    !stands_at(element, row, column) ||
	    !slice_equal(inside, strbuf_view(&reading->want)))
		differ(reading, row, column);
}

void
reading_expect_text(
    struct reading *reading, uint32_t row, size_t column, struct slice text)
{
	strbuf_reset(&reading->want);
	cells_write_text(&reading->want, text);
	expect(reading, row, column);
}

void
reading_expect_number(
    struct reading *reading, uint32_t row, size_t column, uint64_t number)
{
	strbuf_reset(&reading->want);
	cells_write_number(&reading->want, number);
	expect(reading, row, column);
}

/* ---- sheets */

static void
end_sheet(struct reading *reading)
{
	struct slice element, inside;
	if (!reading->part)
		return;
	strbuf_reset(&reading->want);
	if (!reading->differs && take_cell(reading, &element, &inside))
		differ(reading, 0, 0);
	/* to the end, where the part's own sum is compared */
	while (!reading->differs && read_more(reading))
		reading->at = reading->text.len;
	if (diag_errors(reading->unheard) > reading->of_charts)
		differ(reading, 0, 0);
	part_close(reading->part);
	reading->part = NULL;
}

static void
write_name(struct strbuf *name, uint32_t sheet)
{
	strbuf_print(name, "xl/worksheets/sheet%u.xml", sheet);
}

void
reading_next_sheet(struct reading *reading)
{
	struct strbuf name = {0};
	end_sheet(reading);
	reading->sheet++;
	reading->differs = reading->ended = false;
	reading->at = 0;
	strbuf_reset(&reading->text);
	write_name(&name, reading->sheet);
	reading->part = part_open(reading->package, strbuf_text(&name));
	if (!reading->part)
		differ(reading, 0, 0);
	strbuf_fini(&name);
}

/* ---- charts */

static void
write_chart_name(struct strbuf *name, uint32_t chart)
{
	strbuf_print(name, "xl/charts/chart%u.xml", chart);
}

static bool
read_whole(struct part *part, struct strbuf *text)
{
	size_t got = 0;
	bool read;
	do {
		char *to = strbuf_reserve(text, CHUNK);
		read = part_read(part, to, CHUNK, &got);
		text->len += got;
	} while (read && got);
	return read;
}

/* The texts of a chart: of <a:t>, <c:v> and <c:f>, without the apostrophes
 * around a sheet's name. */
static void
write_chart_texts(struct strbuf *out, struct slice rest)
{
	while (rest.len) {
		rest = slice_from(rest, slice_find_char(rest, '<'));
		bool text = slice_starts(rest, "<a:t>") ||
			    slice_starts(rest, "<c:v>") ||
			    slice_starts(rest, "<c:f>");
		rest = slice_from(rest, text ? 5 : 1);
		for (; text && rest.len && rest.at[0] != '<';
		     rest = slice_from(rest, 1)) {
			if (rest.at[0] != '\'')
				strbuf_add_char(out, rest.at[0]);
		}
		if (text)
			strbuf_add_char(out, '\n');
	}
}

void
reading_expect_chart(struct reading *reading, struct slice texts)
{
	struct strbuf name = {0}, xml = {0};
	size_t before = diag_errors(reading->unheard);
	write_chart_name(&name, ++reading->chart);
	struct part *part = part_open(reading->package, strbuf_text(&name));
	strbuf_reset(&reading->want);
	strbuf_reset(&reading->escaped);
	cells_write_escaped(&reading->escaped, texts);
	if (part && read_whole(part, &xml))
		write_chart_texts(&reading->want, strbuf_view(&xml));
	if (!slice_equal(
		strbuf_view(&reading->want), strbuf_view(&reading->escaped)))
		differ_chart(reading, reading->chart);
	part_close(part);
	reading->of_charts += diag_errors(reading->unheard) - before;
	strbuf_fini(&name);
	strbuf_fini(&xml);
}

bool
reading_end_charts(struct reading *reading)
{
	struct strbuf name = {0};
	write_chart_name(&name, reading->chart + 1);
	if (package_has(reading->package, strbuf_text(&name)))
		differ_chart(reading, reading->chart + 1);
	strbuf_fini(&name);
	return !reading->failed;
}

bool
reading_end(struct reading *reading)
{
	struct strbuf name = {0};
	end_sheet(reading);
	write_name(&name, reading->sheet + 1);
	if (package_has(reading->package, strbuf_text(&name))) {
		reading->sheet++;
		reading->differs = false;
		differ(reading, 0, 0);
	}
	strbuf_fini(&name);
	return reading_end_charts(reading);
}
