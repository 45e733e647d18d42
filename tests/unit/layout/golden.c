/*
 * Letters laid out, one folder each in tests/golden/layout: letter.md (a field
 * {{text}} stands for a value, its own text), address.txt, and stationery.yaml
 * where it is not small.yaml. What is said must be want.diag, the dump
 * want.layout. GOLDEN=update in the environment rewrites them.
 */
#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/places.h"
#include "layout/setter.h"
#include "letter/letter.h"
#include "test.h"

#define FOLDER TESTS_DIR "/golden/layout"

struct golden {
	struct arena *mem;
	struct sources *sources;
	struct diag *diag;
	struct font_set *fonts;
	struct stationery *stationery;
	struct setter *setter;
	struct letter *letter;
	struct strbuf layout;
	bool large;
};

/* A field becomes a value that is its own source. */
static void
fill_fields(const struct letter *letter, struct node *node)
{
	for (struct node *n = node->first; n; n = n->next) {
		fill_fields(letter, n);
		if (n->kind != NODE_FIELD)
			continue;
		n->kind = NODE_TEXT;
		n->text = letter->fields[n->field].source;
		n->origin = SLICE("Kolumn");
		for (struct node *up = n->parent; up; up = up->parent)
			up->fixed = false;
	}
}

static const struct node **
children(struct arena *mem, const struct node *parent, size_t *count)
{
	*count = 0;
	for (const struct node *n = parent->first; n; n = n->next)
		++*count;
	const struct node **blocks =
	    ARENA_ARRAY(mem, const struct node *, *count);
	size_t i = 0;
	for (const struct node *n = parent->first; n; n = n->next)
		blocks[i++] = n;
	return blocks;
}

static bool
read_letter(struct golden *g, uint32_t *next_id)
{
	const char *parts[] = {".", NULL};
	const struct letter_options options = {"sv", parts, next_id};
	g->letter =
	    letter_read(g->mem, "letter.md", &options, g->diag, NO_SPAN);
	if (!g->letter || g->letter->broken)
		return false;
	fill_fields(g->letter, g->letter->root);
	return true;
}

static bool
open_all(struct golden *g, uint32_t *next_id)
{
	const char *fonts = places_find(g->mem, "fonts");
	const char *none[] = {NULL};
	const char *own[] = {".", NULL}, *common[] = {"..", NULL};
	bool has_own = file_exists("stationery.yaml");
	g->fonts = font_set_read(
	    g->mem, path_join(g->mem, fonts, "fonts.yaml"), none, g->diag);
	g->stationery = stationery_read(g->mem,
	    has_own ? SLICE("stationery") : SLICE("small"),
	    has_own ? own : common, g->diag, NO_SPAN);
	if (!g->fonts || !g->stationery)
		return false;
	g->setter = setter_new(g->mem, g->stationery, g->fonts, NULL, g->diag);
	return g->setter && setter_use_marks(g->setter, g->diag) &&
	       read_letter(g, next_id);
}

/* One line of address.txt each. */
static size_t
read_address(struct golden *g, struct slice lines[16])
{
	struct slice text;
	size_t count = 0;
	if (!file_exists("address.txt") ||
	    !file_read(g->mem, "address.txt", INPUT_NONE, 4096, g->diag,
		NO_SPAN, &text))
		return 0;
	while (text.len && count < 16) {
		size_t end = slice_find_char(text, '\n');
		lines[count++] = slice_part(text, 0, end);
		text = slice_from(text, end + 1);
	}
	return count;
}

/* A text frame's text as one paragraph. */
static struct frame_content *
read_frames(struct golden *g, uint32_t *next_id)
{
	const char *parts[] = {".", NULL};
	const struct letter_options options = {"sv", parts, next_id};
	struct frame_content *frames = ARENA_ARRAY(
	    g->mem, struct frame_content, g->stationery->frame_count);
	for (size_t i = 0; i < g->stationery->frame_count; i++) {
		const struct frame *frame = &g->stationery->frames[i];
		if (frame->role != FRAME_TEXT)
			continue;
		struct letter *text = letter_parse(g->mem, g->stationery->file,
		    frame->text, frame->text_span, &options, g->diag);
		if (!text)
			continue;
		fill_fields(text, text->root);
		frames[i].blocks =
		    children(g->mem, text->root, &frames[i].count);
	}
	return frames;
}

static void
set_letter(struct golden *g, uint32_t *next_id)
{
	struct slice address[16];
	struct pages pages;
	struct problem why = {0};
	struct letter_content content = {
	    .language = arena_dup_text(g->mem, g->letter->language),
	    .address = address,
	    .address_count = read_address(g, address),
	    .frames = read_frames(g, next_id),
	    .large_print = g->large};
	content.body = children(g->mem, g->letter->root, &content.body_count);
	setter_check_styles(g->setter, g->letter->root, g->diag);
	if (setter_set_letter(g->setter, g->mem, &content, &pages, &why) &&
	    setter_mark_letter(g->setter, g->mem, 4711, &pages, &why)) {
		pages_dump(&g->layout, &pages, true);
		return;
	}
	REPORT(g->diag, NO_SPAN, why.message, why.count, why.arguments);
}

static void
close_all(struct golden *g)
{
	setter_free(g->setter);
	font_set_free(g->fonts);
	diag_free(g->diag);
	sources_free(g->sources);
	arena_free(g->mem);
	strbuf_fini(&g->layout);
}

static void
check(const char *name, const char *file, struct slice have, bool update)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct slice want = {NULL, 0};
	if (update) {
		FILE *to = have.len ? fopen(file, "w") : NULL;
		if (to)
			fwrite(have.at, 1, have.len, to);
		if (to)
			fclose(to);
		else
			unlink(file);
	}
	if (file_exists(file))
		file_read(mem, file, INPUT_NONE, 1 << 22, diag, NO_SPAN, &want);
	test_slice(name, have, want.at ? want.at : "");
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

static void
run_case(const char *name, bool update)
{
	char path[512], *said = NULL;
	size_t len = 0;
	uint32_t next_id = 1;
	struct golden g = {.mem = arena_new(), .sources = sources_new()};
	snprintf(path, sizeof path, "%s/%s", FOLDER, name);
	if (chdir(path) != 0) {
		test_true(name, false);
		return;
	}
	g.diag = diag_new(g.sources);
	g.large = strstr(name, "large-print") != NULL;
	if (open_all(&g, &next_id))
		set_letter(&g, &next_id);
	FILE *to = open_memstream(&said, &len);
	diag_print(g.diag, to);
	fclose(to);
	check(name, "want.diag", (struct slice){said, len}, update);
	check(name, "want.layout", strbuf_view(&g.layout), update);
	free(said);
	close_all(&g);
}

static int
is_folder(const struct dirent *entry)
{
	return entry->d_type == DT_DIR && entry->d_name[0] != '.';
}

int
main(int argc, char **argv)
{
	const char *asked = getenv("GOLDEN");
	bool update = asked && strcmp(asked, "update") == 0;
	struct dirent **cases;
	int count = scandir(FOLDER, &cases, is_folder, alphasort);
	for (int i = 0; i < count; i++) {
		if (argc < 2 || strcmp(argv[1], cases[i]->d_name) == 0)
			run_case(cases[i]->d_name, update);
		free(cases[i]);
	}
	free(count < 0 ? NULL : cases);
	return test_end();
}
