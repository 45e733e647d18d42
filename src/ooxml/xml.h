/*
 * ooxml/xml.h - XML parts of an Office file, streamed by expat.
 *
 * Elements are known by their namespace's address, never by a prefix. One of
 * another namespace is nobody's, with all that is in it: an x15:workbookPr
 * says nothing of the workbook. Of mc:AlternateContent the fallback counts,
 * since no choice is known here (ECMA-376 part 3, 10.2). A document type is
 * refused (Office files have none, and entities could grow without end).
 */
#ifndef OOXML_XML_H
#define OOXML_XML_H

#include "ooxml/package.h"

struct xml;

/* SpreadsheetML, transitional and strict; what a package's parts have to do
 * with each other. */
#define XML_SHEET "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define XML_SHEET_STRICT "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define XML_RELATIONS                                                          \
	"http://schemas.openxmlformats.org/package/2006/relationships"
#define XML_RELATION                                                           \
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define XML_RELATION_STRICT                                                    \
	"http://purl.oclc.org/ooxml/officeDocument/relationships"

/* For xml_handlers.spaces: SpreadsheetML. */
extern const char *const xml_sheet_spaces[];

/* An element's name: which of the handlers' spaces it is of, and its name
 * there. */
struct xml_name {
	unsigned space;
	const char *local;
};

struct xml_handlers {
	const char *const *spaces; /* addresses, NULL-terminated */
	/* `attributes`: name, value, …, NULL; see xml_attribute. */
	void (*start)(void *ctx, struct xml_name name, const char **attributes);
	void (*end)(void *ctx, struct xml_name name);
	void (*text)(void *ctx, struct slice text); /* may be NULL */
	/*
	 * Of an element that is nobody's: its own or another's text in it.
	 * `name` is the address, a blank and the name of the outermost. May be
	 * NULL: it is passed over.
	 */
	void (*foreign)(void *ctx, const char *name, struct slice text);
};

static inline bool
xml_is(struct xml_name name, const char *local)
{
	return strcmp(name.local, local) == 0;
}

/* `part` is borrowed; handlers and ctx must outlive the xml. */
struct xml *xml_open(
    struct part *part, const struct xml_handlers *handlers, void *ctx);
void xml_close(struct xml *xml);

/* From within a handler: xml_read shall return when this event is over. */
void xml_pause(struct xml *xml);

enum xml_result { XML_PAUSED, XML_END, XML_FAILED };

/* Goes on until a handler pauses or the part ends. FAILED after a report. */
enum xml_result xml_read(struct xml *xml);

/* The value, or NULL. The name of an attribute with a namespace is the
 * address, a blank and the name there: XML_RELATION " id". */
const char *xml_attribute(const char **attributes, const char *name);

/* "1", "true", "0", "false", as XML Schema has them; false for anything else. */
bool xml_read_bool(const char *text, bool *value);

/* xml_open, xml_read to the end, xml_close. */
bool xml_read_part(struct package *package, const char *name,
    const struct xml_handlers *handlers, void *ctx);

#endif
