/*
 * intake/odf.h - OpenDocument's vocabulary, and the text of its cells.
 */
#ifndef INTAKE_ODF_H
#define INTAKE_ODF_H

#include "base/strbuf.h"
#include "ooxml/xml.h"

#define ODF "urn:oasis:names:tc:opendocument:xmlns:"
#define ODF_OFFICE ODF "office:1.0"
#define ODF_TABLE ODF "table:1.0"
#define ODF_TEXT ODF "text:1.0"
#define ODF_FORMAT ODF "xsl-fo-compatible:1.0"
#define ODF_STYLE ODF "style:1.0"
#define ODF_MANIFEST ODF "manifest:1.0"
/* LibreOffice's own, for what the standard has no word for. */
#define ODF_CALC                                                               \
	"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"

enum odf_space { SPACE_OFFICE, SPACE_TABLE, SPACE_TEXT, SPACE_STYLE };

extern const char *const odf_spaces[]; /* in that order */

/* The paragraphs of a cell, with blanks as ODF has them (part 1, 6.1.2): many
 * are one, and none at a paragraph's start, but for text:s. */
struct odf_text {
	struct strbuf text;
	unsigned paragraphs;
	int depth; /* within a paragraph */
	int silent; /* within what is not the cell's text: a note, a guide */
	bool blank; /* the last character was one that others add nothing to */
};

void odf_text_reset(struct odf_text *text);
void odf_text_fini(struct odf_text *text);

/* For every element and text within a cell. */
void odf_text_start(
    struct odf_text *text, struct xml_name name, const char **attributes);
void odf_text_end(struct odf_text *text, struct xml_name name);
void odf_text_add(struct odf_text *text, struct slice more);

/* A count in an attribute, 1 where there is none; 0 where it is wrong. */
size_t odf_read_count(const char **attributes, const char *name);

#endif
