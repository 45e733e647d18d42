#include "word/wml.h"

#include <errno.h>
#include <stdlib.h>

#define FORMATS "http://schemas.openxmlformats.org/"
#define STRICT "http://purl.oclc.org/ooxml/"

const char *const wml_spaces[] = {
    [SPACE_WORD] = WML,
    [SPACE_WORD_STRICT] = WML_STRICT,
    [SPACE_CHOICE] = FORMATS "markup-compatibility/2006",
    [SPACE_PLACED] = FORMATS "drawingml/2006/wordprocessingDrawing",
    [SPACE_PLACED_STRICT] = STRICT "drawingml/wordprocessingDrawing",
    [SPACE_DRAWING] = FORMATS "drawingml/2006/main",
    [SPACE_DRAWING_STRICT] = STRICT "drawingml/main",
    [SPACE_PICTURE] = FORMATS "drawingml/2006/picture",
    [SPACE_PICTURE_STRICT] = STRICT "drawingml/picture",
    [SPACE_MATH] = FORMATS "officeDocument/2006/math",
    [SPACE_MATH_STRICT] = STRICT "officeDocument/math",
    NULL,
};

/* A value by the address of its name's space, and its name there. */
static const char *
find(const char **attributes, const char *space, const char *name)
{
	size_t len = strlen(space);
	for (; *attributes; attributes += 2) {
		const char *have = *attributes;
		if (strncmp(have, space, len) == 0 && have[len] == ' ' &&
		    strcmp(have + len + 1, name) == 0)
			return attributes[1];
	}
	return NULL;
}

const char *
wml_attribute(const char **attributes, const char *name)
{
	const char *value = find(attributes, WML, name);
	return value ? value : find(attributes, WML_STRICT, name);
}

const char *
wml_relation(const char **attributes, const char *name)
{
	const char *value = find(attributes, XML_RELATION, name);
	return value ? value : find(attributes, XML_RELATION_STRICT, name);
}

bool
wml_is_on(const char **attributes)
{
	static const char *const off[] = {"0", "false", "off", "none", NULL};
	const char *value = wml_attribute(attributes, "val");
	for (size_t i = 0; value && off[i]; i++) {
		if (strcmp(value, off[i]) == 0)
			return false;
	}
	return true;
}

long
wml_number(const char *text, long otherwise)
{
	char *end;
	errno = 0;
	long number = text ? strtol(text, &end, 10) : 0;
	if (!text || end == text || errno || number > 1000000000 ||
	    number < -1000000000)
		return otherwise;
	return number;
}
