/*
 * tests/real/make.c - sample workbooks as libxlsxwriter writes them.
 *
 *	make-workbook FILE SEED
 *
 * Cells of every kind in an order that the seed gives; all people are invented.
 */
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

static const char *const codes[] = {"General", "0", "0.00", "#,##0",
    "#,##0.00\\ \"kr\"", "0%", "0.0%", "yyyy-mm-dd", "d mmmm yyyy", "hh:mm",
    "[h]:mm", "000\\ 00", "0.00E+00", "# ?/?", "#,##0;[Red]-#,##0",
    "_-* #,##0.00\\ _k_r_-;-* #,##0.00\\ _k_r_-;_-* \"-\"??\\ _k_r_-;_-@_-",
    "yyyy-mm-dd hh:mm:ss", "[>999]#,##0;0", "\"nr \"0", "@", "mmm yyyy",
    "#,##0,", "0;-0;;@"};
#define CODES (sizeof codes / sizeof *codes)

static const char *const texts[] = {"Åsa Öberg", " blanks ", "rad ett\nrad två",
    "<&>\"'", "_x000D_", "Ågatan 3 A", "", "123 45", "0701740605", "日本",
    "TRUE", "2012-03-19"};
#define TEXTS (sizeof texts / sizeof *texts)

static unsigned
next(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245 + 12345;
	return (*seed >> 16) % below;
}

static double
number(unsigned *seed, const char *code)
{
	static const double moments[] = {
	    40987, 40987.75, 1.2604166666666667, 45000.5};
	static const double numbers[] = {0, 1, -1, 0.5, 1234.5, 2.675, 0.145,
	    40987, 40987.75, 1.2604166666666667, 12345678, 195001019800,
	    1.0 / 3, -0.001, 99932, 1e-7};
	if (strpbrk(code, "yh"))
		return moments[next(seed, 4)];
	return numbers[next(seed, sizeof numbers / sizeof *numbers)];
}

static void
write_cell(lxw_worksheet *sheet, unsigned row, unsigned column,
    lxw_format **formats, unsigned *seed)
{
	unsigned code = next(seed, CODES);
	lxw_format *format = formats[code];
	lxw_col_t at = (lxw_col_t)column;
	switch (next(seed, 8)) {
	case 0:
	case 1:
		worksheet_write_string(
		    sheet, row, at, texts[next(seed, TEXTS)], NULL);
		break;
	case 2:
		worksheet_write_boolean(
		    sheet, row, at, (int)next(seed, 2), NULL);
		break;
	case 3:
		worksheet_write_formula_num(
		    sheet, row, at, "=1+1", format, number(seed, codes[code]));
		break;
	case 4:
		worksheet_write_blank(sheet, row, at, format);
		break;
	default:
		worksheet_write_number(
		    sheet, row, at, number(seed, codes[code]), format);
	}
}

int
main(int count, char **arguments)
{
	lxw_format *formats[CODES];
	if (count < 3)
		return 2;
	unsigned seed = (unsigned)atol(arguments[2]);
	unsigned columns = 3 + next(&seed, 8), rows = 5 + next(&seed, 40);
	lxw_workbook_options options = {
	    .constant_memory = (uint8_t)next(&seed, 2)};
	lxw_workbook *book = workbook_new_opt(arguments[1], &options);
	lxw_worksheet *sheet = workbook_add_worksheet(book, "Klienter");
	for (unsigned i = 0; i < CODES; i++) {
		formats[i] = workbook_add_format(book);
		format_set_num_format(formats[i], codes[i]);
	}
	for (unsigned i = 0; i < columns; i++) {
		char name[32];
		snprintf(name, sizeof name, "Kolumn %u", i + 1);
		worksheet_write_string(sheet, 0, (lxw_col_t)i, name, NULL);
	}
	for (unsigned row = 1; row <= rows; row++) {
		for (unsigned i = 0; i < columns; i++)
			write_cell(sheet, row, i, formats, &seed);
	}
	return workbook_close(book) == LXW_NO_ERROR ? 0 : 1;
}
