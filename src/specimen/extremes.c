#include "specimen/extremes.h"

#include "base/utf8.h"

/* More than a page is high, and more lines than one has: what is small counts
 * as large. */
#define ROOM_MOST ((int64_t)10000000)
#define LINES_MOST 1000

int64_t
extremes_room(int64_t full)
{
	return ROOM_MOST - full;
}

int64_t
extremes_lines(int64_t near_break)
{
	return LINES_MOST - near_break;
}

static int64_t
longest_name(const struct address *address)
{
	size_t most = 0;
	for (size_t i = 0; i < address->count; i++) {
		size_t count = utf8_count(address->lines[i]);
		if (address->kinds[i] == ADDRESS_NAME && count > most)
			most = count;
	}
	return (int64_t)most;
}

/* Of a table or list, those within it too. */
static int64_t
longest_table(const struct node *node)
{
	int64_t rows = 0, most = 0;
	for (const struct node *child = node->first; child;
	     child = child->next) {
		rows +=
		    child->kind == NODE_TABLE_ROW || child->kind == NODE_ITEM;
		int64_t within = longest_table(child);
		most = within > most ? within : most;
	}
	return rows > most ? rows : most;
}

static int64_t
longest_of(const struct composed *letter)
{
	int64_t most = 0;
	for (size_t t = 0; t < letter->count; t++) {
		const struct merged *body = &letter->texts[t].body;
		for (size_t i = 0; i < body->count; i++) {
			int64_t rows = longest_table(body->blocks[i]);
			/* a fixed one is as long in every letter */
			if (!body->blocks[i]->fixed && rows > most)
				most = rows;
		}
	}
	return most;
}

struct last_page {
	size_t count; /* of pages to it: enclosures follow */
	int64_t room; /* below the body, mpt */
	uint32_t lines;
};

static bool
is_body(const struct piece *piece)
{
	return piece->role && strcmp(piece->role, "body") == 0 &&
	       piece->from < piece->to;
}

static bool
has_body(const struct page *page)
{
	for (size_t i = 0; i < page->count; i++) {
		if (is_body(&page->pieces[i]))
			return true;
	}
	return false;
}

/* The lines of cells beside each other are one. */
static uint32_t
count_lines(const struct piece *piece)
{
	const struct line *lines = piece->galley->lines;
	uint32_t count = 0;
	mpt lowest = 0;
	for (uint32_t i = piece->from; i < piece->to; i++) {
		if (count && lines[i].top <= lowest)
			continue;
		lowest = lines[i].top;
		count++;
	}
	return count;
}

static struct last_page
look_at_last(const struct stationery *paper, const struct pages *pages)
{
	struct last_page last = {pages->count, ROOM_MOST, 0};
	while (last.count > 1 && !has_body(&pages->at[last.count - 1]))
		last.count--;
	const struct page *page = &pages->at[last.count - 1];
	for (size_t i = 0; i < page->count; i++) {
		const struct piece *piece = &page->pieces[i];
		if (!is_body(piece))
			continue;
		const struct frame *frame = &paper->frames[piece->frame];
		const struct line *lines = piece->galley->lines;
		int64_t bottom = (int64_t)piece->y +
				 lines[piece->to - 1].bottom -
				 lines[piece->from].top;
		int64_t room = (int64_t)frame->y + frame->height - bottom;
		last.room = room < last.room ? room : last.room;
		last.lines += count_lines(piece);
	}
	return last;
}

void
extremes_measure(const struct stationery *paper, const struct composed *letter,
    const struct pages *pages, int64_t extremes[EXTREMES])
{
	struct last_page last = look_at_last(paper, pages);
	extremes[EXTREME_NAME] = longest_name(&letter->address);
	extremes[EXTREME_ADDRESS] = (int64_t)letter->address.count;
	extremes[EXTREME_TABLE] = longest_of(letter);
	extremes[EXTREME_FULL] = ROOM_MOST - last.room;
	extremes[EXTREME_BREAK] = last.count > 1 && last.lines < LINES_MOST
				      ? LINES_MOST - (int64_t)last.lines
				      : 0;
	extremes[EXTREME_PAGES] = last.count > 1 ? (int64_t)last.count : 0;
}
