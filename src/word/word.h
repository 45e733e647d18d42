/*
 * word/word.h - a letter in Word: .docx and .dotx by libzip and expat, into
 * the same tree as letter/'s Markdown.
 *
 * Headings, lists, tables, pictures, links, languages and named styles are
 * taken; page set-up, typefaces, colours, headers and footers are the
 * stationery's, and each is counted in a note. Fields are MERGEFIELD and IF, or
 * typed {{…}}. What cannot be printed as Word shows it is refused by its name.
 * See docs/word.md.
 */
#ifndef WORD_WORD_H
#define WORD_WORD_H

#include "letter/letter.h"

/* By its name: ".docx", ".dotx". */
bool word_is_letter(const char *path);

/*
 * As letter_read. Lines in its diagnostics are paragraphs, counted from 1,
 * those in tables too.
 */
struct letter *word_read(struct arena *job_mem, const char *path,
    const struct letter_options *options, struct diag *diag, struct span asked);

#endif
