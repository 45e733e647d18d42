#include "base/languages.h"
#include "layout/dump.h"
#include "layout/messages.h"
#include "layout/setter_parts.h"

/* A mark's numbers differ by letter: they stay out of the words kept. */
static const struct node mark_node = {
    .kind = NODE_TEXT,
    .origin = {"mark", sizeof "mark" - 1},
};

struct mark_values {
	struct slice letter, page, pages, sheet, sheets;
	const char *language; /* of {page of pages}; NULL: none */
};

/* {page of pages} in the words of a language; "2/3" where none are known. */
static struct slice
say_pages(struct arena *mem, struct slice text, const char *tongue)
{
	static const char asked[] = "{page of pages}";
	const struct language *language = tongue ? language_find(tongue) : NULL;
	const char *words = language ? language->page_of : "{page}/{pages}";
	struct strbuf out = {0};
	while (text.len) {
		size_t taken = slice_starts(text, asked) ? sizeof asked - 1 : 1;
		if (taken > 1)
			strbuf_add_text(&out, words);
		else
			strbuf_add_char(&out, *text.at);
		text = slice_from(text, taken);
	}
	struct slice said = arena_dup(mem, strbuf_view(&out));
	strbuf_fini(&out);
	return said;
}

static struct slice
number_text(struct arena *mem, size_t number)
{
	char digits[20];
	size_t from = sizeof digits;
	do {
		digits[--from] = (char)('0' + number % 10);
		number /= 10;
	} while (number);
	return arena_dup(
	    mem, (struct slice){digits + from, sizeof digits - from});
}

/* The text with {letter}, {page} and {pages} filled in. */
static struct slice
expand(struct arena *mem, struct slice text, const struct mark_values *values)
{
	const struct {
		const char *name;
		struct slice value;
	} names[] = {{"{letter}", values->letter}, {"{page}", values->page},
	    {"{pages}", values->pages}, {"{sheet}", values->sheet},
	    {"{sheets}", values->sheets}};
	struct strbuf out = {0};
	while (text.len) {
		size_t taken = 0;
		for (size_t i = 0; i < sizeof names / sizeof *names && !taken;
		     i++) {
			if (!slice_starts(text, names[i].name))
				continue;
			strbuf_add(&out, names[i].value);
			taken = strlen(names[i].name);
		}
		if (!taken)
			strbuf_add_char(&out, text.at[taken++]);
		text = slice_from(text, taken);
	}
	struct slice expanded = arena_dup(mem, strbuf_view(&out));
	strbuf_fini(&out);
	return expanded;
}

static struct setting
mark_setting(struct setter *setter, struct arena *mem, uint32_t frame,
    struct problem *why)
{
	static const struct letter_content no_content = {0};
	struct job_letter letter = {
	    .setter = setter, .mem = mem, .content = &no_content, .why = why};
	return setter_setting(&letter, frame);
}

/* NULL, and why, where the mark does not fit. */
static struct galley *
make_mark(struct setter *setter, struct arena *mem, uint32_t frame,
    const struct mark_values *values, struct problem *why)
{
	const struct frame *f = &setter->stationery->frames[frame];
	struct setting setting = mark_setting(setter, mem, frame, why);
	struct paragraph line;
	if (!paragraph_set_plain(&setting,
		expand(mem, say_pages(mem, f->text, values->language), values),
		&mark_node, setting.plain, 0, f->width, &line))
		return NULL;
	mpt height = setter_frame_top(setter, frame) + line.height;
	if (line.count &&
	    (line.lines[0].width > f->width || height > f->height)) {
		PROBLEM(why, &layout_mark_wide, ARGS(f->name));
		return NULL;
	}
	struct galley *galley = ARENA_NEW(mem, struct galley);
	*galley = (struct galley){.width = f->width,
	    .height = line.height,
	    .lines = line.lines,
	    .line_count = line.count};
	return galley;
}

static void
add_piece(struct setter *setter, struct arena *mem, uint32_t frame,
    const struct galley *galley, struct page *page)
{
	const struct frame *f = &setter->stationery->frames[frame];
	struct piece *pieces = ARENA_ARRAY(mem, struct piece, page->count + 1);
	if (page->count)
		memcpy(pieces, page->pieces, page->count * sizeof *pieces);
	pieces[page->count] = (struct piece){
	    .x = f->x,
	    .y = f->y + setter_frame_top(setter, frame),
	    .galley = galley,
	    .to = (uint32_t)galley->line_count,
	    .artifact = true,
	    .role = DUMP_MARK_ROLE,
	    .frame = frame,
	};
	page->pieces = pieces;
	page->count++;
}

/* A print shop's mark stands on the fronts of all sheets and of no other page;
 * any other on the letter's own pages. */
static bool
is_marked(const struct frame *frame, size_t page, size_t own)
{
	if (frame->role != FRAME_MARK)
		return false;
	return frame->sides ? page % frame->sides == 0
			    : page < own && setter_on_page(frame, page);
}

/* Enclosures bear no marks and have numbers of their own. */
static size_t
count_own(const struct pages *pages)
{
	size_t count = pages->count;
	while (count && pages->at[count - 1].enclosed)
		count--;
	return count;
}

bool
setter_mark_letter(struct setter *setter, struct arena *letter_mem,
    uint32_t number, struct pages *pages, struct problem *why)
{
	const struct stationery *s = setter->stationery;
	size_t own = count_own(pages);
	for (size_t i = 0; i < pages->count; i++) {
		for (uint32_t f = 0; f < s->frame_count; f++) {
			const struct frame *frame = &s->frames[f];
			size_t sides = frame->sides ? frame->sides : 1;
			if (!is_marked(frame, i, own))
				continue;
			struct mark_values values = {
			    .letter = number ? number_text(letter_mem, number)
					     : frame->proof,
			    .page = number_text(letter_mem, i + 1),
			    .pages = number_text(letter_mem, own),
			    .sheet = number_text(letter_mem, i / sides + 1),
			    .sheets = number_text(
				letter_mem, (pages->count + sides - 1) / sides),
			    .language = pages->at[i].language,
			};
			struct galley *galley =
			    make_mark(setter, letter_mem, f, &values, why);
			if (!galley)
				return false;
			add_piece(setter, letter_mem, f, galley, &pages->at[i]);
		}
	}
	return true;
}

/* With a number of ten digits and as a proof, in one language. */
static bool
use_mark(struct setter *setter, struct arena *mem, uint32_t frame,
    const char *language)
{
	const struct slice letters[] = {
	    SLICE("0123456789"), setter->stationery->frames[frame].proof};
	struct problem why = {0};
	for (size_t i = 0; i < 2; i++) {
		const struct mark_values values = {letters[i], SLICE("0"),
		    SLICE("0"), SLICE("0"), SLICE("0"), language};
		if (!make_mark(setter, mem, frame, &values, &why))
			return false;
	}
	return true;
}

/* Which languages the letters have is not known yet. */
static bool
use_languages(struct setter *setter, struct arena *mem, uint32_t frame)
{
	bool ok = use_mark(setter, mem, frame, NULL);
	struct slice text = setter->stationery->frames[frame].text;
	if (slice_find(text, SLICE("{page of pages}")) >= text.len)
		return ok;
	for (size_t i = 0; ok && language_at(i); i++)
		ok = use_mark(setter, mem, frame, language_at(i)->code);
	return ok;
}

bool
setter_use_marks(struct setter *setter, struct diag *diag)
{
	const struct stationery *s = setter->stationery;
	struct arena *mem = arena_new();
	bool ok = true;
	for (uint32_t f = 0; f < s->frame_count; f++) {
		const struct frame *frame = &s->frames[f];
		if (frame->role != FRAME_MARK || use_languages(setter, mem, f))
			continue;
		REPORT(diag, frame->span, &layout_bad_mark, ARGS(frame->name));
		ok = false;
	}
	arena_free(mem);
	return ok;
}
