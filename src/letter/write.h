/*
 * letter/write.h - a letter's tree as the Markdown that makes it.
 *
 * For `utskick import`: the letter was read with keep_parts, from wherever.
 */
#ifndef LETTER_WRITE_H
#define LETTER_WRITE_H

#include "letter/letter.h"

/*
 * Adds the Markdown, front matter first. Names of word processors are written
 * as people do, and the letter's tree has them so from now on.
 */
void letter_write(
    struct arena *job_mem, struct strbuf *out, struct letter *letter);

/*
 * Whether Markdown makes the same tree: it is parsed again. The first block
 * where it does not is reported, and the letter has no Markdown then.
 */
bool letter_is_written(struct arena *job_mem, const struct letter *letter,
    struct slice markdown, struct diag *diag);

/*
 * Adds lines of plain text, ended by LF but for the last, as the Markdown of one
 * paragraph that shows exactly them: no sign in it means anything.
 */
void letter_write_plain(struct strbuf *out, struct slice lines);

#endif
