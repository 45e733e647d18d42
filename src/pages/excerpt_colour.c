#include "pages/excerpt_private.h"
#include "pages/messages.h"

/* ISO 19005-2 6.2.4: our intent is sRGB, so grey and RGB may be the device's.
 * Spot colours would have to agree over all files, and CMYK has no intent. */
static void
write_device(struct excerpt_walk *walk, qpdf_oh space)
{
	static const char *const good[] = {
	    "/DeviceGray", "/DeviceRGB", "/Pattern"};
	const char *name = qpdf_oh_get_name(walk->pdf, space);
	for (size_t i = 0; i < 3; i++) {
		if (strcmp(name, good[i]) == 0) {
			walk->coloured |= i == 1;
			strbuf_add_text(&walk->text, good[i]);
			return;
		}
	}
	excerpt_refuse_colour(walk, name);
}

static bool
has_good_profile(struct excerpt_walk *walk, qpdf_oh profile)
{
	qpdf_oh dictionary = qpdf_oh_is_stream(walk->pdf, profile)
				 ? qpdf_oh_get_dict(walk->pdf, profile)
				 : profile;
	qpdf_oh count = excerpt_key(walk, dictionary, "/N");
	long long n = qpdf_oh_is_integer(walk->pdf, count)
			  ? qpdf_oh_get_int_value(walk->pdf, count)
			  : 0;
	return qpdf_oh_is_stream(walk->pdf, profile) && (n == 1 || n == 3);
}

static qpdf_oh
item(const struct excerpt_walk *walk, qpdf_oh space, int n)
{
	return qpdf_oh_get_array_item(walk->pdf, space, n);
}

/* The parts of an array, each as what it is. */
static void
write_parts(struct excerpt_walk *walk, qpdf_oh space, const enum taken_as *as,
    int count, int depth)
{
	strbuf_add_char(&walk->text, '[');
	for (int i = 0; i < count && !walk->failed; i++) {
		excerpt_write(walk, item(walk, space, i), as[i], depth);
		strbuf_add_char(&walk->text, ' ');
	}
	strbuf_add_char(&walk->text, ']');
}

void
excerpt_write_colour(struct excerpt_walk *walk, qpdf_oh space, int depth)
{
	static const struct {
		const char *name;
		int count;
		enum taken_as as[4];
	} good[] = {
	    {"/CalGray", 2, {AS_PLAIN, AS_PLAIN}},
	    {"/CalRGB", 2, {AS_PLAIN, AS_PLAIN}},
	    {"/Lab", 2, {AS_PLAIN, AS_PLAIN}},
	    {"/ICCBased", 2, {AS_PLAIN, AS_DATA}},
	    {"/Indexed", 4, {AS_PLAIN, AS_COLOUR, AS_PLAIN, AS_DATA}},
	    {"/Pattern", 2, {AS_PLAIN, AS_COLOUR}},
	};
	qpdf_data pdf = walk->pdf;
	if (qpdf_oh_is_name(pdf, space)) {
		write_device(walk, space);
		return;
	}
	if (!qpdf_oh_is_array(pdf, space) ||
	    qpdf_oh_get_array_n_items(pdf, space) < 1) {
		excerpt_refuse_broken(walk, "/ColorSpace");
		return;
	}
	int count = qpdf_oh_get_array_n_items(pdf, space);
	const char *name = excerpt_name(walk, item(walk, space, 0));
	if (count == 1 && *name) {
		write_device(walk, item(walk, space, 0));
		return;
	}
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		if (strcmp(name, good[i].name) != 0 || count != good[i].count)
			continue;
		/* an index, or a pattern, has the colours of what it rests on */
		walk->coloured |= i >= 1 && i <= 3;
		if (i == 3 && !has_good_profile(walk, item(walk, space, 1)))
			excerpt_refuse_colour(walk, "CMYK");
		else
			write_parts(walk, space, good[i].as, count, depth);
		return;
	}
	excerpt_refuse_colour(walk, *name ? name : "/ColorSpace");
}
