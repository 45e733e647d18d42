/*
 * Any text as a stationery, and after a form feed any text as a letter's
 * paragraph: the stationery is refused with a report, or a letter is set on it
 * or held; twice the same, and never wider than its frame.
 */
#include <assert.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../unit/layout/sample.h"
#include "base/utf8.h"
#include "layout/stationery_read.h"
#include "text/normal.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* Opened once: reading and checking font files is not what is tried here. */
static struct font_set *
shared_fonts(struct diag *diag)
{
	static struct font_set *fonts;
	static struct arena *mem; /* for the leak checker */
	static const char *const none[] = {NULL};
	if (!fonts) {
		mem = arena_new();
		fonts = font_set_read(mem,
		    path_join(mem, places_find(mem, "fonts"), "fonts.yaml"),
		    none, diag);
	}
	return fonts;
}

static const struct stationery *
read_stationery(struct arena *mem, struct slice text, struct diag *diag)
{
	char path[40];
	int file = memfd_create("stationery", 0);
	assert(
	    file >= 0 && write(file, text.at, text.len) == (ssize_t)text.len);
	snprintf(path, sizeof path, "/proc/self/fd/%d", file);
	struct stationery *stationery = stationery_read_file(
	    mem, arena_dup_text(mem, slice_view(path)), diag, NO_SPAN);
	close(file);
	return stationery;
}

static void
make_letter(struct sample *s, struct slice text)
{
	static const char *const items[] = {
	    "L\xC3\xA4s om utf\xC3\xB6rarna.", "Ring oss.", NULL};
	sample_heading(s, 1,
	    "Du f\xC3\xA5r snart v\xC3\xA4lja vem som hj\xC3\xA4lper dig");
	struct node *block =
	    sample_block(s, s->mem, NULL, NODE_PARAGRAPH, NULL, NULL);
	sample_text(s->mem, block, text.at, text.len, "Kolumn");
	block->fixed = false;
	sample_list(s, false, items);
	sample_block(s, s->mem, NULL, NODE_RULE, NULL, NULL);
	sample_paragraph(s, "Med v\xC3\xA4nlig h\xC3\xA4lsning <Anna>");
}

static void
check_lines(const struct pages *pages)
{
	for (size_t i = 0; i < pages->count; i++)
		for (size_t j = 0; j < pages->at[i].count; j++) {
			const struct piece *p = &pages->at[i].pieces[j];
			for (uint32_t l = p->from; l < p->to; l++)
				assert(p->galley->lines[l].width <=
				       p->galley->width);
		}
}

static void
set_letter(struct sample *s, const char *language)
{
	struct letter_content content = sample_content(s);
	struct arena *mem = arena_new();
	struct digest digest;
	content.language = language;
	for (int i = 0; i < 3; i++) {
		struct pages pages;
		struct problem why;
		content.large_print = i == 2;
		if (!setter_set_letter(
			s->setter, mem, &content, &pages, &why)) {
			assert(why.message);
			continue;
		}
		check_lines(&pages);
		assert(i != 1 || digest_equal(digest, pages.digest));
		digest = pages.digest;
		setter_mark_letter(s->setter, mem, 7, &pages, &why);
	}
	arena_free(mem);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct slice all = {(const char *)bytes, len};
	if (utf8_check(all) != len)
		return 0;
	struct sample s = {.mem = arena_new(), .sources = sources_new()};
	s.diag = diag_new(s.sources);
	s.next_id = 1;
	s.fonts = shared_fonts(s.diag);
	s.root = node_new(s.mem, NODE_DOCUMENT, NO_SPAN);
	size_t cut = slice_find_char(all, '\f');
	s.stationery = (struct stationery *)(uintptr_t)read_stationery(
	    s.mem, slice_part(all, 0, cut), s.diag);
	assert(!s.stationery == (diag_errors(s.diag) > 0));
	if (s.stationery) {
		s.use = glyph_use_new(s.fonts);
		s.setter =
		    setter_new(s.mem, s.stationery, s.fonts, s.use, s.diag);
	}
	if (s.setter) {
		struct slice text = text_clean(s.mem, slice_from(all, cut));
		make_letter(&s, text);
		set_letter(&s, len % 3 ? "sv" : "ar");
	}
	setter_free(s.setter);
	if (s.use)
		glyph_use_free(s.use);
	diag_free(s.diag);
	sources_free(s.sources);
	arena_free(s.mem);
	return 0;
}
