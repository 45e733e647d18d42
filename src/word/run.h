/*
 * word/run.h - how a run of text looks, as far as it matters here.
 *
 * Inside word/ only.
 */
#ifndef WORD_RUN_H
#define WORD_RUN_H

#include "word/model.h"
#include "word/wml.h"

/* What the properties of a run, or of a paragraph's mark, say. */
struct word_run {
	enum word_switch bold, italic, hidden, struck;
	const struct word_style *style; /* a character style, or NULL */
	long size; /* half points, or 0 */
	char language[24]; /* "sv-SE", or empty */
	struct word_shown shown;
	bool face, coloured, underlined, bordered; /* to be counted */
};

/* One property of a run. */
void run_read(struct word_document *document, struct word_run *run,
    struct xml_name name, const char **attributes);

/* Its format within a paragraph of this style (may be NULL) and a link. */
uint32_t run_format(struct word_document *document, const struct word_run *run,
    const struct word_style *paragraph, uint32_t link);

/*
 * Counts what of its look is refused, warned of, left out; of a run in a
 * field what is left out is of no interest.
 */
void run_account(struct word_document *document, const struct word_run *run,
    const struct word_style *paragraph, bool of_field);

#endif
