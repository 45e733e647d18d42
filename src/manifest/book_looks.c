#include "manifest/book_private.h"

/* "@" keeps what a person types into the cell as text, too. */
static const char *const number_formats[LOOK_COUNT] = {
    [LOOK_PLAIN] = "@",
    [LOOK_HEADER] = "General",
    [LOOK_HEADER_APART] = "General",
    [LOOK_HEADER_NUMBER] = "General",
    [LOOK_TITLE] = "General",
    [LOOK_STRONG] = "General",
    [LOOK_FAINT] = "General",
    [LOOK_MARKED] = "General",
    [LOOK_SPILL] = "@",
    [LOOK_WRAP] = "@",
    [LOOK_APART] = "@",
    [LOOK_HASH] = "@",
    [LOOK_NUMBER] = "General",
    [LOOK_ORDINAL] = "General",
    [LOOK_COUNTED] = "#,##0",
    [LOOK_SUM] = "@",
    [LOOK_SUM_COUNT] = "#,##0",
};

void
book_make_looks(struct book *book)
{
	for (int i = 0; i < LOOK_COUNT; i++) {
		lxw_format *format = workbook_add_format(book->workbook);
		book->looks[i] = format;
		if (!format) {
			book_keep(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
			return;
		}
		format_set_num_format(format, number_formats[i]);
		format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	}
	format_set_text_wrap(book->looks[LOOK_WRAP]);
	format_set_align(book->looks[LOOK_ORDINAL], LXW_ALIGN_LEFT);
	format_set_indent(book->looks[LOOK_HASH], 1);
	format_set_font_name(book->looks[LOOK_HASH], "Courier New");
	format_set_font_size(book->looks[LOOK_HASH], 8);
	/* apart from the text in the next column */
	format_set_align(book->looks[LOOK_NUMBER], LXW_ALIGN_RIGHT);
	format_set_indent(book->looks[LOOK_NUMBER], 1);
	format_set_indent(book->looks[LOOK_APART], 1);
	for (int i = LOOK_HEADER; i <= LOOK_HEADER_NUMBER; i++) {
		format_set_bold(book->looks[i]);
		format_set_bg_color(book->looks[i], 0xE7E6E6);
		format_set_bottom(book->looks[i], LXW_BORDER_THIN);
	}
	format_set_indent(book->looks[LOOK_HEADER_APART], 1);
	format_set_align(book->looks[LOOK_HEADER_NUMBER], LXW_ALIGN_RIGHT);
	for (int i = LOOK_SUM; i <= LOOK_SUM_COUNT; i++) {
		format_set_bold(book->looks[i]);
		format_set_top(book->looks[i], LXW_BORDER_THIN);
	}
	format_set_bold(book->looks[LOOK_TITLE]);
	format_set_font_size(book->looks[LOOK_TITLE], 14);
	format_set_bold(book->looks[LOOK_STRONG]);
	format_set_font_color(book->looks[LOOK_FAINT], 0x6B6B6B);
	format_set_bold(book->looks[LOOK_MARKED]);
	format_set_bg_color(book->looks[LOOK_MARKED], 0xFFE699);
}
