#include "manifest/book_private.h"
#include "manifest/cell.h"
#include "manifest/column.h"

#define WIDTH 640 /* pixels, as the library counts */
#define TITLE_AND_AXIS 110
#define BAR 24
#define ROW 20

/* ---- as the library writes it */

static lxw_chart *
make_chart(struct book *book, const struct chart *chart)
{
	bool stacked = chart->series > 1;
	lxw_chart *made = workbook_add_chart(
	    book->workbook, stacked ? LXW_CHART_BAR_STACKED : LXW_CHART_BAR);
	if (!made) {
		book_keep(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
		return NULL;
	}
	lxw_chart_font font = {.bold = LXW_TRUE, .size = 14};
	chart_title_set_name_font(made, &font);
	chart_title_set_name(made, arena_dup_text(book->mem, chart->title));
	/* Of bars the library calls the axis of the names y. The first row is
	 * the upper one, and every row is named. */
	chart_axis_set_reverse(made->y_axis);
	chart_axis_set_interval_unit(made->y_axis, 1);
	chart_axis_major_gridlines_set_visible(made->y_axis, LXW_FALSE);
	chart_axis_major_gridlines_set_visible(made->x_axis, stacked);
	chart_set_series_gap(made, 60);
	lxw_chart_line faint = {.color = 0xD9D9D9, .width = 0.5F};
	chart_axis_major_gridlines_set_line(made->x_axis, &faint);
	chart_axis_set_min(made->x_axis, 0);
	if (stacked) {
		chart_legend_set_position(made, LXW_CHART_LEGEND_TOP);
	} else {
		chart_legend_set_position(made, LXW_CHART_LEGEND_NONE);
		chart_axis_off(made->x_axis);
	}
	return made;
}

/* Each bar of the one series has its own colour, and its number beside it. */
static void
colour_points(
    struct book *book, lxw_chart_series *series, const struct chart *chart)
{
	lxw_chart_fill fills[CHART_SERIES_MAX];
	lxw_chart_point points[CHART_SERIES_MAX];
	lxw_chart_point *list[CHART_SERIES_MAX + 1] = {NULL};
	for (uint32_t i = 0;
	     i <= chart->last - chart->first && i < CHART_SERIES_MAX; i++) {
		fills[i] = (lxw_chart_fill){.color = chart->colours[i]};
		points[i] = (lxw_chart_point){.fill = &fills[i]};
		list[i] = &points[i];
	}
	book_keep(book, chart_series_set_points(series, list));
	chart_series_set_labels(series);
}

static void
add_series(
    struct book *book, lxw_chart *to, const struct chart *chart, size_t i)
{
	const char *name = chart->of->name;
	lxw_col_t column = (lxw_col_t)(chart->first_column + i);
	lxw_chart_series *series = chart_add_series(to, NULL, NULL);
	if (!series) {
		book_keep(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
		return;
	}
	chart_series_set_name(
	    series, arena_dup_text(book->mem, chart->names[i]));
	chart_series_set_categories(
	    series, name, chart->first, 0, chart->last, 0);
	/* names, not numbers; the library does not see that without a cache */
	series->categories->has_string_cache = LXW_TRUE;
	chart_series_set_values(
	    series, name, chart->first, column, chart->last, column);
	if (chart->series == 1) {
		colour_points(book, series, chart);
		return;
	}
	lxw_chart_fill fill = {.color = chart->colours[i]};
	chart_series_set_fill(series, &fill);
}

static void
insert(struct sheet *sheet, uint32_t row, const struct chart *chart,
    uint32_t height)
{
	struct book *book = sheet->book;
	lxw_chart *made = make_chart(book, chart);
	for (size_t i = 0; made && i < chart->series; i++)
		add_series(book, made, chart, i);
	/* the library's own size is 480 by 288 */
	lxw_chart_options options = {.x_scale = WIDTH / 480.0,
	    .y_scale = height / 288.0,
	    .description = book_dup_text(
		book->mem, arena_dup_text(book->mem, chart->title))};
	if (made)
		book_keep(book, worksheet_insert_chart_opt(
				    sheet->sheet, row, 0, made, &options));
}

/* ---- as it is read */

/* Sheet!$A$2:$A$5 */
static void
write_range(struct strbuf *out, const struct chart *chart, size_t column)
{
	char letters[8];
	column_write_letters(column, letters);
	strbuf_print(out, "%s!$%s$%u:$%s$%u\n", chart->of->name, letters,
	    chart->first + 1, letters, chart->last + 1);
}

static struct slice
chart_texts(struct arena *mem, const struct chart *chart)
{
	struct strbuf texts = {0};
	strbuf_add(&texts, chart->title);
	strbuf_add_char(&texts, '\n');
	for (size_t i = 0; i < chart->series; i++) {
		strbuf_add(&texts, chart->names[i]);
		strbuf_add_char(&texts, '\n');
		write_range(&texts, chart, 0);
		write_range(&texts, chart, chart->first_column + i);
	}
	struct slice kept = arena_dup(mem, strbuf_view(&texts));
	strbuf_fini(&texts);
	return kept;
}

static void
keep_texts(struct book *book, struct slice texts)
{
	book->charts = arena_grow(book->mem, book->charts, &book->chart_room,
	    book->chart_count + 1, sizeof *book->charts);
	book->charts[book->chart_count++] = texts;
}

uint32_t
sheet_add_chart(struct sheet *sheet, uint32_t row, const struct chart *chart)
{
	struct book *book = sheet->book;
	uint32_t bars = chart->last - chart->first + 1;
	uint32_t height = TITLE_AND_AXIS + bars * BAR;
	struct slice texts = chart_texts(book->mem, chart);
	if (book->reading) {
		reading_expect_chart(book->reading, texts);
	} else if (book->error == LXW_NO_ERROR) {
		keep_texts(book, texts);
		insert(sheet, row, chart, height);
	}
	return row + height / ROW + 1;
}
