/* Letters by libharu's plain interface: libharu LETTERS FONT.ttf PDF. */
#include <hpdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
fail(HPDF_STATUS error, HPDF_STATUS detail, void *ctx)
{
	(void)ctx;
	fprintf(stderr, "libharu: %lx %lx\n", error, detail);
	exit(4);
}

static float
put(HPDF_Page page, const char *text, float x, float y, float right)
{
	HPDF_UINT len;
	float room = y;
	do {
		HPDF_Page_BeginText(page);
		HPDF_Page_TextRect(page, x, room, right, room - 15, text,
		    HPDF_TALIGN_LEFT, &len);
		HPDF_Page_EndText(page);
		text += len;
		room -= 15;
	} while (len && *text);
	return room - 5;
}

int
main(int argc, char **argv)
{
	char line[4096];
	HPDF_Page page = NULL;
	float y = 0;
	if (argc != 4)
		return 3;
	FILE *from = fopen(argv[1], "r");
	HPDF_Doc pdf = HPDF_New(fail, NULL);
	HPDF_UseUTFEncodings(pdf);
	HPDF_SetCompressionMode(pdf, HPDF_COMP_ALL);
	HPDF_Font font = HPDF_GetFont(
	    pdf, HPDF_LoadTTFontFromFile(pdf, argv[2], HPDF_TRUE), "UTF-8");
	while (from && fgets(line, sizeof line, from)) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '\f') {
			page = NULL;
			continue;
		}
		if (!page) {
			page = HPDF_AddPage(pdf);
			HPDF_Page_SetSize(
			    page, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT);
			HPDF_Page_SetFontAndSize(page, font, 11);
			y = 700;
		}
		y = *line ? put(page, line, 70, y, 520) : y - 15;
	}
	return HPDF_SaveToFile(pdf, argv[3]) == HPDF_OK ? 0 : 4;
}
