/*
 * pdf/tagged.h - pieces as marked content: whose element, or an artifact.
 *
 * Every operator of a tagged page stands in one or the other (ISO 14289-1
 * 7.1). Stretches of one element are one sequence, also over several lines.
 */
#ifndef PDF_TAGGED_H
#define PDF_TAGGED_H

#include "pdf/content.h"
#include "pdf/tag.h"

/* One tagged page being written. */
struct tagged {
	struct content *content;
	struct tags *tags;
	struct diag *diag;
	enum { TAGGED_NOTHING, TAGGED_ARTIFACT, TAGGED_ELEMENT } open;
	uint32_t tag; /* of the element open */
	struct slice language;
	/* The link being shown on this line: its rectangle so far, in mpt. */
	const struct node *link;
	uint32_t link_tag;
	int64_t rectangle[4];
	struct strbuf annotations; /* "12 0 R 13 0 R " */
};

void tagged_fini(struct tagged *tagged);

/*
 * True where a galley is one element and nothing else: it can be a form with
 * one tag around it.
 */
bool tagged_is_simple(const struct galley *galley);

/* Opens what the piece as a whole is; for an artifact or a simple galley. */
bool tagged_open(struct tagged *tagged, const struct piece *piece);

/* Adds a piece's lines, run by run. False after a report. */
bool tagged_add_lines(
    struct tagged *tagged, const struct piece *piece, mpt x, mpt y);

/* Closes what is open, at the end of the page. */
void tagged_close(struct tagged *tagged);

#endif
