#include "word/run.h"

static void
read_language(struct word_run *run, const char *value)
{
	size_t len = value ? strlen(value) : 0;
	if (len && len < sizeof run->language)
		memcpy(run->language, value, len + 1);
}

static bool
is_coloured(const char *value)
{
	return value && strcmp(value, "auto") != 0 &&
	       strcmp(value, "000000") != 0;
}

static void
read_look(struct word_run *run, struct xml_name name, const char **attributes)
{
	const char *value = wml_attribute(attributes, "val");
	bool none = value && strcmp(value, "none") == 0;
	shown_read(&run->shown, name, attributes);
	if (xml_is(name, "color")) {
		run->coloured |= is_coloured(value);
	} else if (xml_is(name, "highlight")) {
		run->coloured |= !none;
	} else if (xml_is(name, "u")) {
		run->underlined = value && !none;
	} else if (xml_is(name, "rFonts")) {
		run->face = wml_attribute(attributes, "ascii") ||
			    wml_attribute(attributes, "asciiTheme");
	} else if (xml_is(name, "bdr") || xml_is(name, "shd")) {
		run->bordered |= value && strcmp(value, "nil") != 0 &&
				 strcmp(value, "clear") != 0 && !none;
	}
}

void
run_read(struct word_document *document, struct word_run *run,
    struct xml_name name, const char **attributes)
{
	const char *value = wml_attribute(attributes, "val");
	if (xml_is(name, "b"))
		run->bold = word_switch_of(attributes);
	else if (xml_is(name, "i"))
		run->italic = word_switch_of(attributes);
	else if (xml_is(name, "vanish") || xml_is(name, "specVanish"))
		run->hidden = word_switch_of(attributes);
	else if (xml_is(name, "strike") || xml_is(name, "dstrike"))
		run->struck = run->struck == SWITCH_ON
				  ? SWITCH_ON
				  : word_switch_of(attributes);
	else if (xml_is(name, "rStyle"))
		run->style =
		    word_style_find(&document->styles, value, STYLE_CHARACTER);
	else if (xml_is(name, "sz"))
		run->size = wml_number(value, 0);
	else if (xml_is(name, "lang"))
		read_language(run, value);
	else if (xml_is(name, "rPrChange") || xml_is(name, "ins") ||
		 xml_is(name, "del") || xml_is(name, "moveFrom") ||
		 xml_is(name, "moveTo"))
		account_see(
		    &document->account, NOT_TRACKED, document->text.text.len);
	else
		read_look(run, name, attributes);
}

static bool
is_on(enum word_switch said, bool otherwise)
{
	return said == SWITCH_UNSAID ? otherwise : said == SWITCH_ON;
}

/* Larger than its paragraph's style says by two points or more. */
static bool
is_large(const struct word_document *document, const struct word_run *run,
    const struct word_style *paragraph)
{
	long size = run->size ? run->size : run->style ? run->style->size : 0;
	return size &&
	       size >= 4 + word_style_size(&document->styles, paragraph);
}

/* A style of the document's own may be a language's: "English". */
static struct slice
language_of(const struct word_document *document, const struct word_run *run,
    const struct word_style *paragraph)
{
	static const struct word_styles none;
	if (run->language[0])
		return slice_view(run->language);
	struct slice said = word_style_language(&none, run->style);
	return said.len ? said
			: word_style_language(&document->styles, paragraph);
}

uint32_t
run_format(struct word_document *document, const struct word_run *run,
    const struct word_style *paragraph, uint32_t link)
{
	return word_format_add(document,
	    (struct word_format){
		.bold = is_on(run->bold, word_style_is_bold(run->style)),
		.italic = is_on(run->italic, word_style_is_italic(run->style)),
		.large = is_large(document, run, paragraph),
		.link = link,
		.language = language_of(document, run, paragraph),
	    });
}

/* By hand, by its style, or by the paragraph's. */
static bool
is_shown(
    enum word_switch run, enum word_switch style, enum word_switch paragraph)
{
	return is_on(run, is_on(style, paragraph == SWITCH_ON));
}

void
run_account(struct word_document *document, const struct word_run *run,
    const struct word_style *paragraph, bool of_field)
{
	struct word_shown by_hand = run->shown;
	struct word_shown by_style = word_style_shown(run->style);
	struct word_shown around = word_style_shown(paragraph);
	bool white = is_shown(by_hand.white, by_style.white, around.white);
	const struct {
		bool is;
		enum word_thing thing;
	} seen[] = {
	    {is_shown(by_hand.symbols, by_style.symbols, around.symbols),
		NOT_SYMBOL},
	    {is_on(run->hidden, word_style_is_hidden(run->style) ||
				    word_style_is_hidden(paragraph)),
		NOT_HIDDEN},
	    {is_on(run->struck, word_style_is_struck(run->style) ||
				    word_style_is_struck(paragraph)),
		NOT_STRUCK},
	    {is_shown(by_hand.raised, by_style.raised, around.raised),
		WARN_RAISED},
	    {white, WARN_WHITE},
	    {word_style_asks(run->style), WARN_ASKED},
	    {run->face, LEFT_FACE},
	    {run->size > 0, LEFT_SIZE},
	    {run->coloured && !white, LEFT_COLOUR},
	    {run->underlined, LEFT_UNDERLINE},
	    {is_shown(by_hand.capitals, by_style.capitals, around.capitals),
		LEFT_CAPITALS},
	    {run->bordered, LEFT_BORDER},
	};
	for (size_t i = 0; i < sizeof seen / sizeof *seen; i++) {
		bool left = seen[i].thing >= LEFT_FACE;
		if (seen[i].is && !(of_field && left))
			account_see(&document->account, seen[i].thing,
			    document->text.text.len);
	}
}
