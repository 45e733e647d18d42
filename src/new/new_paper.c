/*
 * new/new_paper.c - the stationery beside a new job file.
 *
 * The shipped one has no sender, and nobody's letterhead is anybody else's: the
 * frames for it are written here, each with a gap that no run takes.
 */
#include "new/messages.h"
#include "new/new_text.h"

/* Places as in the shipped stationery's columns, mm; styles are there. */
static const struct {
	const char *name, *x, *y, *width, *height, *style;
	const struct message *head; /* NULL: none */
	const struct message *gap;
	bool first; /* only on the first page */
} frames[] = {
    {"letterhead", "24", "13.6", "88", "7.5", "letterhead", NULL,
	&new_word_paper_letterhead, true},
    {"unit", "24", "21.9", "88", "5", "unit", NULL, &new_word_paper_unit, true},
    {"post", "24", "275", "44", "14", "footer", &new_word_paper_post,
	&new_word_paper_post_gap, false},
    {"visit", "69.7", "275", "44", "14", "footer", &new_word_paper_visit,
	&new_word_paper_visit_gap, false},
    {"phone", "115.4", "275", "44", "14", "footer", &new_word_paper_phone,
	&new_word_paper_phone_gap, false},
};

static void
add_frame(struct strbuf *out, const struct words *words, size_t i)
{
	strbuf_print(out, "  %s:\n%s    x: %smm\n    y: %smm\n", frames[i].name,
	    frames[i].first ? "    pages: first\n" : "", frames[i].x,
	    frames[i].y);
	strbuf_print(out,
	    "    width: %smm\n    height: %smm\n    style: %s\n"
	    "    text: |\n      ",
	    frames[i].width, frames[i].height, frames[i].style);
	if (frames[i].head) {
		strbuf_add_text(out, "**");
		message_write(out, words, frames[i].head, NO_ARGS);
		strbuf_add_text(out, "**\n      ");
	}
	message_write(out, words, frames[i].gap, NO_ARGS);
	strbuf_add_char(out, '\n');
}

/* Without the comment that speaks of the shipped file. */
static struct slice
without_head(struct slice text)
{
	while (slice_starts(text, "#") || slice_starts(text, "\n"))
		text = slice_from(text, slice_find_char(text, '\n') + 1);
	return text;
}

void
new_text_paper(
    struct strbuf *out, const struct words *words, struct slice shipped)
{
	strbuf_add_text(out, "# ");
	message_write(out, words, &new_word_paper_head, NO_ARGS);
	strbuf_add_text(out, "\n\n");
	strbuf_add(out, without_head(shipped));
	for (size_t i = 0; i < sizeof frames / sizeof *frames; i++)
		add_frame(out, words, i);
}

const char *
new_paper_name(const char *language)
{
	return strcmp(language, "sv") == 0 ? "brevpapper" : "stationery";
}
