/*
 * text/encoding.h - bytes of any encoding to UTF-8 by iconv.
 *
 * For texts that people write in an editor (job files, letters, stationery).
 * Registers, which are large and whose encoding is guessed with more care, are
 * read by intake/ with encoding_open.
 */
#ifndef TEXT_ENCODING_H
#define TEXT_ENCODING_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/inputs.h"

/*
 * A whole document as Windows or anybody writes it: BOM dropped, UTF-8, UTF-16
 * with BOM or (where it is not valid UTF-8) Windows-1252, line ends made LF.
 * Bytes that Windows-1252 leaves undefined and NUL are errors with their line
 * and column. `file` is what the result was added to diag's sources as. Bytes
 * that diag's sources hold under the path (sources_hold) are read in place of
 * the file: a text that is not saved yet.
 */
bool encoding_read_document(struct arena *job_mem, const char *path,
    enum input_role role, struct diag *diag, struct span asked, uint32_t *file,
    struct slice *text);

/* The same for bytes at hand; `name` is what diagnostics call them. */
bool encoding_decode_document(struct arena *job_mem, const char *name,
    struct slice bytes, struct diag *diag, uint32_t *file, struct slice *text);

struct encoding;

/* `name` as in job files ("windows-1252", "utf-8"); NULL where unknown. */
struct encoding *encoding_open(const char *name);
void encoding_close(struct encoding *encoding);

/*
 * Converts as much as is whole; returns the bytes of `bytes` taken. Stops at
 * the first byte that is invalid: *invalid is then true and that byte is the
 * first one not taken. A tail that may become a character is left untaken.
 */
size_t encoding_convert(struct encoding *encoding, struct slice bytes,
    struct strbuf *out, bool *invalid);

/*
 * The canonical name ("windows-1252") of a name or alias ("CP1252", "ansi"),
 * static; NULL where unknown.
 */
const char *encoding_find_name(const char *name);

/* The canonical names, NULL-terminated, for suggestions. */
const char *const *encoding_names(void);

#endif
