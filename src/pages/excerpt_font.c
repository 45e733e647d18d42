#include "pages/excerpt_private.h"
#include "pages/messages.h"

enum { SYMBOLIC = 4 }; /* ISO 32000-1, table 123 */

static bool
refuse(struct excerpt_walk *walk, qpdf_oh font, const char *why)
{
	struct slice name = slice_view(
	    excerpt_name(walk, excerpt_key(walk, font, "/BaseFont")));
	name = arena_dup(walk->mem, slice_from(name, name.len ? 1 : 0));
	excerpt_refuse(walk, &pages_font, &pages_font_cure,
	    ARGS(walk->page, walk->path, name, argument_wording(why)));
	return false;
}

/* ISO 19005-2 6.2.11.4.1 */
static bool
is_embedded(struct excerpt_walk *walk, qpdf_oh font)
{
	static const char *const files[] = {
	    "/FontFile", "/FontFile2", "/FontFile3"};
	qpdf_oh descriptor = excerpt_key(walk, font, "/FontDescriptor");
	for (size_t i = 0; i < 3; i++)
		if (qpdf_oh_is_stream(
			walk->pdf, excerpt_key(walk, descriptor, files[i])))
			return true;
	return false;
}

/* Whether the encoding alone says which characters are meant (6.2.11.7.2). */
static bool
is_latin(struct excerpt_walk *walk, qpdf_oh encoding)
{
	if (qpdf_oh_is_dictionary(walk->pdf, encoding) &&
	    !qpdf_oh_has_key(walk->pdf, encoding, "/Differences"))
		encoding = excerpt_key(walk, encoding, "/BaseEncoding");
	const char *name = excerpt_name(walk, encoding);
	return strcmp(name, "/WinAnsiEncoding") == 0 ||
	       strcmp(name, "/MacRomanEncoding") == 0;
}

/* 6.2.11.6: a symbolic TrueType font has no encoding, another has. */
static bool
has_true_encoding(struct excerpt_walk *walk, qpdf_oh font, qpdf_oh encoding)
{
	qpdf_oh flags = excerpt_key(
	    walk, excerpt_key(walk, font, "/FontDescriptor"), "/Flags");
	bool symbolic = qpdf_oh_is_integer(walk->pdf, flags) &&
			(qpdf_oh_get_int_value(walk->pdf, flags) & SYMBOLIC);
	return symbolic == (bool)qpdf_oh_is_null(walk->pdf, encoding);
}

static bool
check_composite(struct excerpt_walk *walk, qpdf_oh font)
{
	qpdf_data pdf = walk->pdf;
	qpdf_oh below = excerpt_key(walk, font, "/DescendantFonts");
	qpdf_oh encoding = excerpt_key(walk, font, "/Encoding");
	if (!qpdf_oh_is_array(pdf, below) ||
	    qpdf_oh_get_array_n_items(pdf, below) != 1)
		return refuse(walk, font, N_("it is broken"));
	qpdf_oh cid_font = qpdf_oh_get_array_item(pdf, below, 0);
	if (!is_embedded(walk, cid_font))
		return refuse(walk, font, N_("it is not embedded"));
	const char *name = excerpt_name(walk, encoding);
	if (!qpdf_oh_is_stream(pdf, encoding) &&
	    strcmp(name, "/Identity-H") != 0 &&
	    strcmp(name, "/Identity-V") != 0)
		return refuse(walk, font, N_("its encoding is not embedded"));
	name = excerpt_name(walk, excerpt_key(walk, cid_font, "/Subtype"));
	if (strcmp(name, "/CIDFontType2") == 0 &&
	    !qpdf_oh_has_key(pdf, cid_font, "/CIDToGIDMap"))
		qpdf_oh_replace_key(pdf, cid_font, "/CIDToGIDMap",
		    qpdf_oh_new_name(pdf, "/Identity"));
	return true;
}

bool
excerpt_check_font(struct excerpt_walk *walk, qpdf_oh font)
{
	qpdf_data pdf = walk->pdf;
	qpdf_oh encoding = excerpt_key(walk, font, "/Encoding");
	bool told =
	    qpdf_oh_is_stream(pdf, excerpt_key(walk, font, "/ToUnicode"));
	const char *kind =
	    excerpt_name(walk, excerpt_key(walk, font, "/Subtype"));
	bool composite = strcmp(kind, "/Type0") == 0;
	bool true_type = strcmp(kind, "/TrueType") == 0;
	if (strcmp(kind, "/Type3") == 0)
		return refuse(walk, font, N_("it is drawn, of type 3"));
	if (!composite && !true_type && strcmp(kind, "/Type1") != 0 &&
	    strcmp(kind, "/MMType1") != 0)
		return refuse(walk, font, N_("it is broken"));
	if (!composite && !is_embedded(walk, font))
		return refuse(walk, font, N_("it is not embedded"));
	if (composite && !check_composite(walk, font))
		return false;
	if (!told && (composite || !is_latin(walk, encoding)))
		return refuse(walk, font,
		    N_("it does not say which characters its glyphs are"));
	if (true_type && !has_true_encoding(walk, font, encoding))
		return refuse(walk, font,
		    N_("its encoding is not one that an archive file allows"));
	return true;
}
