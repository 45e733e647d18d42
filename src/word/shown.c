#include "word/shown.h"

#include <strings.h>

enum word_switch
word_switch_of(const char **attributes)
{
	return wml_is_on(attributes) ? SWITCH_ON : SWITCH_OFF;
}

static enum word_switch
switch_on(bool on)
{
	return on ? SWITCH_ON : SWITCH_OFF;
}

/* Of two properties of one look, one is enough. */
static void
add(enum word_switch *to, bool on)
{
	if (*to != SWITCH_ON)
		*to = switch_on(on);
}

/* Their letters are pictures: an "ü" is a tick in Wingdings. */
static bool
is_symbol_font(const char *name)
{
	static const char *const fonts[] = {"Symbol", "Wingdings",
	    "Wingdings 2", "Wingdings 3", "Webdings", "Marlett", "MT Extra",
	    "ZapfDingbats", "Zapf Dingbats", "ITC Zapf Dingbats"};
	for (size_t i = 0; name && i < sizeof fonts / sizeof *fonts; i++) {
		if (strcasecmp(name, fonts[i]) == 0)
			return true;
	}
	return false;
}

/* A font of a theme's stands there in its place. */
static void
read_fonts(struct word_shown *shown, const char **attributes)
{
	const char *ascii = wml_attribute(attributes, "ascii");
	const char *other = wml_attribute(attributes, "hAnsi");
	if (is_symbol_font(ascii) || is_symbol_font(other))
		shown->symbols = SWITCH_ON;
	else if (ascii || wml_attribute(attributes, "asciiTheme"))
		shown->symbols = SWITCH_OFF;
}

void
shown_read(
    struct word_shown *shown, struct xml_name name, const char **attributes)
{
	const char *value = wml_attribute(attributes, "val");
	if (xml_is(name, "rFonts"))
		read_fonts(shown, attributes);
	else if (xml_is(name, "vertAlign"))
		add(&shown->raised, value && strcmp(value, "baseline") != 0);
	else if (xml_is(name, "position"))
		add(&shown->raised, wml_number(value, 0) != 0);
	else if (xml_is(name, "color"))
		shown->white =
		    switch_on(value && strcasecmp(value, "FFFFFF") == 0);
	else if (xml_is(name, "caps") || xml_is(name, "smallCaps"))
		add(&shown->capitals, wml_is_on(attributes));
}
