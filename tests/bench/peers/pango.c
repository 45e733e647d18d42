/* Letters by cairo and Pango: pango LETTERS PDF. */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <string.h>

int
main(int argc, char **argv)
{
	char line[4096];
	double y = 142;
	if (argc != 3)
		return 3;
	FILE *from = fopen(argv[1], "r");
	cairo_surface_t *surface =
	    cairo_pdf_surface_create(argv[2], 595.28, 841.89);
	cairo_t *cairo = cairo_create(surface);
	PangoLayout *layout = pango_cairo_create_layout(cairo);
	PangoFontDescription *font =
	    pango_font_description_from_string("Open Sans 11");
	pango_layout_set_font_description(layout, font);
	pango_layout_set_width(layout, 450 * PANGO_SCALE);
	while (from && fgets(line, sizeof line, from)) {
		int width, height;
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '\f') {
			cairo_show_page(cairo);
			y = 142;
			continue;
		}
		pango_layout_set_text(layout, line, -1);
		cairo_move_to(cairo, 70, y);
		pango_cairo_show_layout(cairo, layout);
		pango_layout_get_pixel_size(layout, &width, &height);
		y += height + 5;
	}
	g_object_unref(layout);
	pango_font_description_free(font);
	cairo_destroy(cairo);
	cairo_surface_finish(surface);
	return cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS ? 0 : 4;
}
