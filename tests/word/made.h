/*
 * tests/word/made.h - a .docx from the XML of its parts, read as a letter.
 */
#ifndef TESTS_WORD_MADE_H
#define TESTS_WORD_MADE_H

#include "../fuzz/spreadsheet.h"
#include "word/word.h"

#define MADE_W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define MADE_R                                                                 \
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships"

static const char made_types[] =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/"
    "content-types\"><Override PartName=\"/word/document.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument."
    "wordprocessingml.document.main+xml\"/></Types>";
static const char made_root[] =
    "<R xmlns=\"http://schemas.openxmlformats.org/package/2006/"
    "relationships\"><Relationship Id=\"a\" Type=\"/officeDocument\" "
    "Target=\"word/document.xml\"/></R>";
static const char made_relations[] =
    "<R xmlns=\"http://schemas.openxmlformats.org/package/2006/"
    "relationships\"><Relationship Id=\"a\" Type=\"/styles\" "
    "Target=\"styles.xml\"/><Relationship Id=\"b\" Type=\"/numbering\" "
    "Target=\"numbering.xml\"/><Relationship Id=\"c\" Type=\"/hyperlink\" "
    "Target=\"https://exempel.se\" TargetMode=\"External\"/></R>";

/* Text, styles and numbering as whole parts. */
static inline void
put_document(struct strbuf *out, struct slice text, struct slice styles,
    struct slice numbering)
{
	struct entry entries[] = {
	    {"[Content_Types].xml", slice_view(made_types), 0, 0},
	    {"_rels/.rels", slice_view(made_root), 0, 0},
	    {"word/_rels/document.xml.rels", slice_view(made_relations), 0, 0},
	    {"word/document.xml", text, 0, 0},
	    {"word/styles.xml", styles, 0, 0},
	    {"word/numbering.xml", numbering, 0, 0},
	};
	put_zip(out, entries, sizeof entries / sizeof *entries);
}

/* NULL where it is refused; it is said why in any case. */
static inline const struct letter *
read_made(struct arena *mem, struct slice content, struct diag *diag)
{
	char path[64];
	uint32_t next_id = 1;
	const struct letter_options options = {
	    .default_language = "sv", .next_id = &next_id};
	int fd = memfd_create("letter.docx", MFD_CLOEXEC);
	if (fd < 0 ||
	    write(fd, content.at, content.len) != (ssize_t)content.len)
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	const struct letter *letter =
	    word_read(mem, path, &options, diag, NO_SPAN);
	assert(letter || diag_errors(diag) > 0);
	close(fd);
	return letter && !letter->broken ? letter : NULL;
}

#endif
