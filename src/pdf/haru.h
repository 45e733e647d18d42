/*
 * pdf/haru.h - libharu at object level: objects, streams, xref, file.
 *
 * The only way to libharu. haru.c is the one file that touches its struct
 * fields; they are public in the installed headers, but nobody promises them,
 * so the build and the program refuse another version than 2.3.0. libharu
 * numbers and owns the objects, counts the pages and writes bodies,
 * cross-reference and trailer; what stands between "<<" and ">>" we hand it as
 * text, since its own text interface costs ten times the time and its
 * dictionaries hold at most 4,095 entries, names of 127 bytes and strings that
 * end at NUL.
 *
 * All slices given are borrowed until haru_free. Running out of memory ends
 * the program (base/memory.h); any other failure of libharu is reported.
 */
#ifndef PDF_HARU_H
#define PDF_HARU_H

#include <stdint.h>

#include "base/sink.h"

/* One document. */
struct haru;
/* One dictionary or stream of it, with a number of its own. */
struct haru_object;

/* The cross-reference has ten digits, but libharu counts in 31 bits. */
#define HARU_FILE_MAX ((uint64_t)INT32_MAX)
/* Kids of one node of the page tree; an array ends at 32,767. */
#define HARU_KIDS_MAX 1000

/* `title` names the document in reports. NULL after a report. */
struct haru *haru_new(struct diag *diag);
void haru_free(struct haru *haru);

/* A new object, empty; NULL after a report. */
struct haru_object *haru_add(struct haru *haru, struct diag *diag);

/*
 * A new page at the end of the page tree; *parent is the node it must name as
 * /Parent. NULL after a report.
 */
struct haru_object *haru_add_page(
    struct haru *haru, uint32_t *parent, struct diag *diag);

/* The number that refers to it ("12 0 R"). */
uint32_t haru_number(const struct haru_object *object);

/* Its entries: everything between << and >>. */
void haru_fill(
    struct haru *haru, struct haru_object *object, struct slice entries);

/*
 * Makes it a stream of ready bytes. `entries` holds the /Filter; /Length is
 * added. False after a report.
 */
bool haru_fill_stream(struct haru *haru, struct haru_object *object,
    struct slice entries, struct slice bytes, struct diag *diag);

/*
 * Adds a text string (UTF-8) to the Info dictionary: bytes where it is ASCII,
 * else UTF-16BE with its mark. False after a report.
 */
bool haru_inform(
    struct haru *haru, const char *key, struct slice text, struct diag *diag);

/* The same of a name: "/Trapped /False". */
bool haru_inform_name(
    struct haru *haru, const char *key, const char *name, struct diag *diag);

/* The header says PDF 1.6; otherwise it says 1.7. */
void haru_be_version_16(struct haru *haru);

/* Dictionaries that libharu made: entries are added to those it writes. */
struct haru_object *haru_catalog(struct haru *haru);
/* The root of the page tree, for what all pages inherit. */
struct haru_object *haru_root(struct haru *haru);

/* An upper bound of the file's size as things are. */
uint64_t haru_size(const struct haru *haru);

/*
 * Writes all bytes; the /ID is the SHA-256 of those before it. A document is
 * saved once. False after a report, or where the sink has an error.
 */
bool haru_save(struct haru *haru, struct sink *sink, struct diag *diag);

#endif
