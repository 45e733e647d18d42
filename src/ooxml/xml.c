#include "ooxml/xml.h"

#include <assert.h>
#include <expat.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/strbuf.h"

#define CHUNK (64 << 10)
/* Bytes of one tag or comment: expat looks through an unfinished one again with
 * every chunk. */
#define TOKEN_MAX (1u << 20)
#define SPACES_MAX 16
/* Depth of elements; sheets have six. */
#define DEPTH_MAX 64

struct xml {
	XML_Parser parser;
	struct part *part;
	const struct xml_handlers *handlers;
	size_t lengths[SPACES_MAX]; /* of the handlers' spaces */
	void *ctx;
	const char *refused; /* why, or NULL */
	int depth;
	int foreign; /* depth of the element that is skipped, or 0 */
	struct strbuf foreign_name;
	bool last; /* the last chunk was given */
	bool paused;
};

const char *const xml_sheet_spaces[] = {XML_SHEET, XML_SHEET_STRICT, NULL};

/* Between a namespace's address and a name, where no address has it. */
#define SEPARATOR ' '
#define COMPATIBILITY                                                          \
	"http://schemas.openxmlformats.org/markup-compatibility/2006"

/* False where the name is of none of the handlers' namespaces. */
static bool
find_name(const struct xml *xml, const char *expanded, struct xml_name *name)
{
	const char *const *spaces = xml->handlers->spaces;
	for (name->space = 0; spaces[name->space]; name->space++) {
		size_t len = xml->lengths[name->space];
		if (strncmp(spaces[name->space], expanded, len) != 0 ||
		    expanded[len] != SEPARATOR)
			continue;
		name->local = expanded + len + 1;
		return true;
	}
	return false;
}

/* Looked through: what is in it counts as if it stood around it. */
static bool
is_transparent(const char *expanded)
{
	return strcmp(expanded, COMPATIBILITY " AlternateContent") == 0 ||
	       strcmp(expanded, COMPATIBILITY " Fallback") == 0;
}

static void
refuse(struct xml *xml, const char *why)
{
	xml->refused = why;
	XML_StopParser(xml->parser, XML_FALSE);
}

static void
enter_foreign(struct xml *xml, const char *expanded)
{
	xml->foreign = xml->depth;
	if (!xml->handlers->foreign)
		return;
	strbuf_reset(&xml->foreign_name);
	strbuf_add_text(&xml->foreign_name, expanded);
}

static void XMLCALL
start(void *data, const char *expanded, const char **attributes)
{
	struct xml *xml = data;
	struct xml_name name;
	if (++xml->depth > DEPTH_MAX)
		refuse(xml, "elements too deep");
	else if (xml->foreign)
		return;
	else if (find_name(xml, expanded, &name))
		xml->handlers->start(xml->ctx, name, attributes);
	else if (!is_transparent(expanded))
		enter_foreign(xml, expanded);
}

static void XMLCALL
end(void *data, const char *expanded)
{
	struct xml *xml = data;
	struct xml_name name;
	int depth = xml->depth--;
	if (xml->foreign) {
		xml->foreign = depth == xml->foreign ? 0 : xml->foreign;
		return;
	}
	if (find_name(xml, expanded, &name))
		xml->handlers->end(xml->ctx, name);
}

static void XMLCALL
take_text(void *data, const char *text, int len)
{
	struct xml *xml = data;
	struct slice taken = {text, (size_t)len};
	if (!xml->foreign)
		xml->handlers->text(xml->ctx, taken);
	else if (xml->handlers->foreign)
		xml->handlers->foreign(
		    xml->ctx, strbuf_text(&xml->foreign_name), taken);
}

static void XMLCALL
refuse_doctype(void *data, const char *name, const char *system,
    const char *public, int has_subset)
{
	(void)name, (void)system, (void)public, (void)has_subset;
	refuse(data, "a document type");
}

/*
 * Expat 2.9 (Debian 13) counts places in 64 bits under names of their own and
 * deprecates those that 2.5 (Debian 12) has alone.
 */
#if XML_MAJOR_VERSION > 2 || XML_MINOR_VERSION >= 9
static void
set_salt(XML_Parser parser)
{
	static const uint8_t salt[16] = {0x5e, 0xed};
	XML_SetHashSalt16Bytes(parser, salt);
}

#define byte_index XML_GetCurrentByteIndex64
#define line_number XML_GetCurrentLineNumber64
#else
static void
set_salt(XML_Parser parser)
{
	XML_SetHashSalt(parser, 0x5eed);
}

#define byte_index XML_GetCurrentByteIndex
#define line_number XML_GetCurrentLineNumber
#endif

struct xml *
xml_open(struct part *part, const struct xml_handlers *handlers, void *ctx)
{
	struct xml *xml = mem_new(1, sizeof *xml);
	*xml = (struct xml){.part = part, .handlers = handlers, .ctx = ctx};
	for (size_t i = 0; handlers->spaces[i]; i++) {
		assert(i < SPACES_MAX);
		xml->lengths[i] = strlen(handlers->spaces[i]);
	}
	xml->parser = XML_ParserCreateNS(NULL, SEPARATOR);
	if (!xml->parser)
		memory_exhausted();
	/* No clock and no randomness, not in hashes either. */
	set_salt(xml->parser);
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
	strbuf_fini(&xml->foreign_name);
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
	enum XML_Status status =
	    XML_ParseBuffer(xml->parser, (int)len, xml->last);
	uint64_t done = (uint64_t)byte_index(xml->parser);
	if (status != XML_STATUS_OK || xml->last ||
	    part_taken(xml->part) < done + TOKEN_MAX)
		return status;
	xml->refused = "a tag too long";
	return XML_STATUS_ERROR;
}

static enum xml_result
report(struct xml *xml)
{
	unsigned long line = (unsigned long)line_number(xml->parser);
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
		if (strcmp(*attributes, name) == 0)
			return attributes[1];
	}
	return NULL;
}

bool
xml_read_bool(const char *text, bool *value)
{
	struct slice word = slice_trim(slice_view(text));
	*value = slice_is(word, "1") || slice_is(word, "true");
	return *value || slice_is(word, "0") || slice_is(word, "false");
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
