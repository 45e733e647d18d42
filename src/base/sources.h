/*
 * base/sources.h - the texts that spans point into.
 *
 * Diagnostics quote the line they speak of, so the texts of job file,
 * letters and stationery are kept for the job's whole life. A register is
 * added by name only (sources_add_secret): its lines hold personal data and
 * are never quoted.
 */
#ifndef BASE_SOURCES_H
#define BASE_SOURCES_H

#include "base/slice.h"
#include "base/span.h"

struct sources;

struct sources *sources_new(void);
void sources_free(struct sources *sources);

/*
 * Keeps a copy of name and text (UTF-8, lines ended by LF); returns the
 * number that spans carry. The same name with the same text (a part of two
 * letters) keeps its number, so that a fault in it is reported once.
 */
uint32_t sources_add(
    struct sources *sources, const char *name, struct slice text);
uint32_t sources_add_secret(struct sources *sources, const char *name);
/* The last one of this name; a new secret one where there is none. */
uint32_t sources_find(struct sources *sources, const char *name);

/*
 * Bytes that lie in another file, a picture in a document, under the path that
 * they would have if that file were a folder; or a text that is to be read in
 * place of the file's. `bytes` are borrowed; the last of a path count, and none
 * where their `at` is NULL.
 */
void sources_hold(
    struct sources *sources, const char *path, struct slice bytes);
/* False where no such bytes are held. */
bool sources_find_held(
    const struct sources *sources, const char *path, struct slice *bytes);

/*
 * The source is a document without lines: its "lines" are paragraphs, and
 * `runs` says for each byte of its text which run of its paragraph it is of
 * (0: none). `runs` is copied.
 */
void sources_set_runs(
    struct sources *sources, uint32_t file, const uint16_t *runs);
bool sources_is_document(const struct sources *sources, uint32_t file);
/* The run where a span begins; 0: none. */
uint32_t sources_run(const struct sources *sources, struct span span);

/* Where base/inputs.h keeps its account, which goes with the sources. */
struct inputs;
struct inputs **sources_inputs(struct sources *sources);
void inputs_free(struct inputs *inputs);

/* The name as given; "" for 0. Lives as long as the sources. */
/* How many there are; they are numbered from 1. */
uint32_t sources_count(const struct sources *sources);

const char *sources_name(const struct sources *sources, uint32_t file);

/* The whole text; empty for a secret source. */
struct slice sources_text(const struct sources *sources, uint32_t file);

/* One line without its end; empty where there is none or it is secret. */
struct slice sources_line(
    const struct sources *sources, uint32_t file, uint32_t line);

/* The byte of the source's text where a span begins, at most its line's end; 0
 * where there is no such line. */
size_t sources_offset(const struct sources *sources, struct span span);

/* The span of bytes [from, from + len) of a source's text. */
struct span sources_span(
    const struct sources *sources, uint32_t file, size_t from, size_t len);

#endif
