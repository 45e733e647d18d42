#include "base/sources.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/memory.h"
#include "base/utf8.h"

/* A column is counted from the nearest mark before it, so that many on one line
 * do not count it through from its start each. */
#define MARK_STEP 256 /* bytes */

struct source {
	const char *name;
	struct slice text;
	uint32_t *marks; /* code points before each MARK_STEP bytes */
	size_t *lines; /* offset of each line's first byte */
	size_t line_count;
	const uint16_t *runs; /* of each byte, of a document; or NULL */
};

struct held {
	const char *path;
	struct slice bytes;
};

struct sources {
	struct arena *mem;
	struct held *held;
	size_t held_count, held_room;
	struct source *at;
	size_t count;
	size_t room;
	struct inputs *inputs;
};

struct sources *
sources_new(void)
{
	struct sources *sources = mem_new(1, sizeof *sources);
	sources->mem = arena_new();
	return sources;
}

void
sources_free(struct sources *sources)
{
	if (!sources)
		return;
	for (size_t i = 0; i < sources->count; i++)
		free(sources->at[i].lines);
	free(sources->at);
	free(sources->held);
	inputs_free(sources->inputs);
	arena_free(sources->mem);
	free(sources);
}

static void
find_lines(struct source *source)
{
	size_t room = 0;
	source->lines = mem_grow(NULL, &room, 1, sizeof *source->lines);
	source->lines[0] = 0;
	source->line_count = 1;
	for (size_t i = 0; i < source->text.len; i++) {
		if (source->text.at[i] != '\n')
			continue;
		source->lines = mem_grow(source->lines, &room,
		    source->line_count + 1, sizeof *source->lines);
		source->lines[source->line_count++] = i + 1;
	}
}

static void
set_marks(struct arena *mem, struct source *source)
{
	size_t count = 0, len = source->text.len;
	source->marks = ARENA_ARRAY(mem, uint32_t, len / MARK_STEP + 1);
	for (size_t at = 0; at <= len; at += MARK_STEP) {
		source->marks[at / MARK_STEP] = (uint32_t)count;
		count += utf8_count(slice_part(source->text, at,
		    len - at < MARK_STEP ? len - at : MARK_STEP));
	}
}

/* Code points before this byte of the text. */
static size_t
points_before(const struct source *source, size_t offset)
{
	size_t mark = offset / MARK_STEP;
	return source->marks[mark] +
	       utf8_count(slice_part(
		   source->text, mark * MARK_STEP, offset - mark * MARK_STEP));
}

static uint32_t
find_same(const struct sources *sources, const char *name, struct slice text)
{
	for (size_t i = 0; i < sources->count; i++) {
		if (strcmp(sources->at[i].name, name) == 0 &&
		    slice_equal(sources->at[i].text, text))
			return (uint32_t)i + 1;
	}
	return 0;
}

uint32_t
sources_add(struct sources *sources, const char *name, struct slice text)
{
	uint32_t known = find_same(sources, name, text);
	if (known)
		return known;
	sources->at = mem_grow(sources->at, &sources->room, sources->count + 1,
	    sizeof *sources->at);
	struct source *source = &sources->at[sources->count++];
	*source = (struct source){0};
	source->name = arena_dup_text(sources->mem, slice_view(name));
	source->text = arena_dup(sources->mem, text);
	find_lines(source);
	set_marks(sources->mem, source);
	return (uint32_t)sources->count;
}

uint32_t
sources_add_secret(struct sources *sources, const char *name)
{
	return sources_add(sources, name, (struct slice){NULL, 0});
}

struct inputs **
sources_inputs(struct sources *sources)
{
	return &sources->inputs;
}

uint32_t
sources_find(struct sources *sources, const char *name)
{
	for (size_t i = sources->count; i > 0; i--) {
		if (strcmp(sources->at[i - 1].name, name) == 0)
			return (uint32_t)i;
	}
	return sources_add_secret(sources, name);
}

static const struct source *
find_source(const struct sources *sources, uint32_t file)
{
	if (!sources || file == 0 || file > sources->count)
		return NULL;
	return &sources->at[file - 1];
}

uint32_t
sources_count(const struct sources *sources)
{
	return (uint32_t)sources->count;
}

const char *
sources_name(const struct sources *sources, uint32_t file)
{
	const struct source *source = find_source(sources, file);
	return source ? source->name : "";
}

struct slice
sources_text(const struct sources *sources, uint32_t file)
{
	const struct source *source = find_source(sources, file);
	return source ? source->text : (struct slice){NULL, 0};
}

struct slice
sources_line(const struct sources *sources, uint32_t file, uint32_t line)
{
	const struct source *source = find_source(sources, file);
	if (!source || line == 0 || line > source->line_count)
		return (struct slice){NULL, 0};
	size_t from = source->lines[line - 1];
	size_t to = line < source->line_count ? source->lines[line] - 1
					      : source->text.len;
	return slice_part(source->text, from, to - from);
}

static size_t
line_of(const struct source *source, size_t offset)
{
	size_t low = 0, high = source->line_count;
	while (high - low > 1) {
		size_t middle = (low + high) / 2;
		if (source->lines[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* By halves, to the last mark that is not behind it. */
static size_t
offset_of_point(const struct source *source, size_t point)
{
	size_t low = 0, high = source->text.len / MARK_STEP + 1;
	while (high - low > 1) {
		size_t middle = (low + high) / 2;
		if (source->marks[middle] <= point)
			low = middle;
		else
			high = middle;
	}
	size_t at = low * MARK_STEP, left = point - source->marks[low];
	/* a mark may lie within a code point */
	while (at < source->text.len &&
	       ((unsigned char)source->text.at[at] & 0xC0) == 0x80)
		at++;
	while (left-- && at < source->text.len)
		utf8_next(source->text, &at);
	return at;
}

size_t
sources_offset(const struct sources *sources, struct span span)
{
	const struct source *source = find_source(sources, span.file);
	if (!source || !span.line || span.line > source->line_count)
		return 0;
	size_t line = source->lines[span.line - 1];
	if (span.column < 2)
		return line;
	size_t at = offset_of_point(
	    source, points_before(source, line) + span.column - 1);
	size_t end = span.line < source->line_count
			 ? source->lines[span.line] - 1
			 : source->text.len;
	return at < end ? at : end;
}

struct span
sources_span(
    const struct sources *sources, uint32_t file, size_t from, size_t len)
{
	const struct source *source = find_source(sources, file);
	if (!source)
		return (struct span){.file = file};
	size_t line = line_of(source, from);
	size_t before = points_before(source, from) -
			points_before(source, source->lines[line]);
	return (struct span){
	    .file = file,
	    .line = (uint32_t)line + 1,
	    .column = (uint32_t)before + 1,
	    .length = (uint32_t)utf8_count(slice_part(source->text, from, len)),
	};
}

void
sources_hold(struct sources *sources, const char *path, struct slice bytes)
{
	sources->held = mem_grow(sources->held, &sources->held_room,
	    sources->held_count + 1, sizeof *sources->held);
	sources->held[sources->held_count++] = (struct held){
	    arena_dup_text(sources->mem, slice_view(path)), bytes};
}

bool
sources_find_held(
    const struct sources *sources, const char *path, struct slice *bytes)
{
	for (size_t i = sources->held_count; i > 0; i--) {
		if (strcmp(sources->held[i - 1].path, path) == 0) {
			*bytes = sources->held[i - 1].bytes;
			return bytes->at;
		}
	}
	return false;
}

void
sources_set_runs(struct sources *sources, uint32_t file, const uint16_t *runs)
{
	struct source *source = &sources->at[file - 1];
	uint16_t *copy =
	    ARENA_ARRAY(sources->mem, uint16_t, source->text.len + 1);
	if (source->text.len)
		memcpy(copy, runs, source->text.len * sizeof *copy);
	source->runs = copy;
}

bool
sources_is_document(const struct sources *sources, uint32_t file)
{
	const struct source *source = find_source(sources, file);
	return source && source->runs;
}

uint32_t
sources_run(const struct sources *sources, struct span span)
{
	const struct source *source = find_source(sources, span.file);
	if (!source || !source->runs || !span.line ||
	    span.line > source->line_count)
		return 0;
	return source->runs[sources_offset(sources, span)];
}
