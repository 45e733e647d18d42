/*
 * ooxml/xml.h - XML parts of an Office file, streamed by expat.
 *
 * Names are given without their namespace prefix. A document type is refused
 * (OOXML has none, and entities could grow without end).
 */
#ifndef OOXML_XML_H
#define OOXML_XML_H

#include "ooxml/package.h"

struct xml;

struct xml_handlers {
	/* `attributes`: name, value, …, NULL; see xml_attribute. */
	void (*start)(void *ctx, const char *name, const char **attributes);
	void (*end)(void *ctx, const char *name);
	void (*text)(void *ctx, struct slice text); /* may be NULL */
};

/* `part` is borrowed; handlers and ctx must outlive the xml. */
struct xml *xml_open(
    struct part *part, const struct xml_handlers *handlers, void *ctx);
void xml_close(struct xml *xml);

/* From within a handler: xml_read shall return when this event is over. */
void xml_pause(struct xml *xml);

enum xml_result { XML_PAUSED, XML_END, XML_FAILED };

/* Goes on until a handler pauses or the part ends. FAILED after a report. */
enum xml_result xml_read(struct xml *xml);

/* The value, or NULL; the prefix of the attribute's name does not matter. */
const char *xml_attribute(const char **attributes, const char *name);

/* xml_open, xml_read to the end, xml_close. */
bool xml_read_part(struct package *package, const char *name,
    const struct xml_handlers *handlers, void *ctx);

#endif
