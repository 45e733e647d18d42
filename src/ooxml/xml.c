#include "ooxml/xml.h"

#include <expat.h>
#include <stdlib.h>

#include "base/memory.h"

#define CHUNK (64 << 10)
/* Depth of elements; sheets have six. */
#define DEPTH_MAX 64

struct xml {
	XML_Parser parser;
	struct part *part;
	const struct xml_handlers *handlers;
	void *ctx;
	const char *refused; /* why, or NULL */
	int depth;
	bool last; /* the last chunk was given */
	bool paused;
};

static const char *
local_name(const char *name)
{
	const char *colon = strchr(name, ':');
	return colon ? colon + 1 : name;
}

static void
refuse(struct xml *xml, const char *why)
{
	xml->refused = why;
	XML_StopParser(xml->parser, XML_FALSE);
}

static void XMLCALL
start(void *data, const char *name, const char **attributes)
{
	struct xml *xml = data;
	if (++xml->depth > DEPTH_MAX)
		refuse(xml, "elements too deep");
	else
		xml->handlers->start(xml->ctx, local_name(name), attributes);
}

static void XMLCALL
end(void *data, const char *name)
{
	struct xml *xml = data;
	xml->depth--;
	xml->handlers->end(xml->ctx, local_name(name));
}

static void XMLCALL
take_text(void *data, const char *text, int len)
{
	struct xml *xml = data;
	xml->handlers->text(xml->ctx, (struct slice){text, (size_t)len});
}

static void XMLCALL
refuse_doctype(void *data, const char *name, const char *system,
    const char *public, int has_subset)
{
	(void)name, (void)system, (void)public, (void)has_subset;
	refuse(data, "a document type");
}

struct xml *
xml_open(struct part *part, const struct xml_handlers *handlers, void *ctx)
{
	struct xml *xml = mem_new(1, sizeof *xml);
	*xml = (struct xml){.part = part, .handlers = handlers, .ctx = ctx};
	xml->parser = XML_ParserCreate(NULL);
	if (!xml->parser)
		memory_exhausted();
	/* No clock and no randomness, not in hashes either. */
	XML_SetHashSalt(xml->parser, 0x5eed);
	XML_SetUserData(xml->parser, xml);
	XML_SetElementHandler(xml->parser, start, end);
	if (handlers->text)
		XML_SetCharacterDataHandler(xml->parser, take_text);
	XML_SetStartDoctypeDeclHandler(xml->parser, refuse_doctype);
	return xml;
}

void
xml_close(struct xml *xml)
{
	if (!xml)
		return;
	XML_ParserFree(xml->parser);
	free(xml);
}

void
xml_pause(struct xml *xml)
{
	xml->paused = true;
	XML_StopParser(xml->parser, XML_TRUE);
}

static enum XML_Status
parse_chunk(struct xml *xml, bool *read)
{
	char *to = XML_GetBuffer(xml->parser, CHUNK);
	size_t len = 0;
	if (!to)
		memory_exhausted();
	*read = part_read(xml->part, to, CHUNK, &len);
	if (!*read)
		return XML_STATUS_ERROR;
	xml->last = len == 0;
	return XML_ParseBuffer(xml->parser, (int)len, xml->last);
}

static enum xml_result
report(struct xml *xml)
{
	unsigned long line = XML_GetCurrentLineNumber(xml->parser);
	part_refuse(xml->part, line,
	    xml->refused ? xml->refused
			 : XML_ErrorString(XML_GetErrorCode(xml->parser)));
	return XML_FAILED;
}

enum xml_result
xml_read(struct xml *xml)
{
	enum XML_Status status = XML_STATUS_OK;
	bool read = true;
	if (xml->paused) {
		xml->paused = false;
		status = XML_ResumeParser(xml->parser);
	}
	while (status == XML_STATUS_OK && !xml->last)
		status = parse_chunk(xml, &read);
	if (!read)
		return XML_FAILED;
	if (status == XML_STATUS_SUSPENDED)
		return XML_PAUSED;
	return status == XML_STATUS_OK ? XML_END : report(xml);
}

const char *
xml_attribute(const char **attributes, const char *name)
{
	for (; *attributes; attributes += 2) {
		if (strcmp(local_name(*attributes), name) == 0)
			return attributes[1];
	}
	return NULL;
}

bool
xml_read_part(struct package *package, const char *name,
    const struct xml_handlers *handlers, void *ctx)
{
	struct part *part = part_open(package, name);
	if (!part)
		return false;
	struct xml *xml = xml_open(part, handlers, ctx);
	bool ok = xml_read(xml) == XML_END;
	xml_close(xml);
	part_close(part);
	return ok;
}
