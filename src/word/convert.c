#include "word/convert.h"

#include "base/file.h"
#include "letter/write.h"
#include "word/messages.h"
#include "word/word.h"

/* The pictures of a letter, in their order. */
struct pictures {
	struct arena *mem;
	struct diag *diag;
	const char *stem; /* path of the .md without its end, or NULL */
	const char *folder; /* of the document */
	size_t count;
	bool fine;
};

/* One picture as a file: "brev-1.png" beside brev.md. */
static void
write_picture(struct pictures *pictures, struct node *image)
{
	struct arena *mem = pictures->mem;
	struct slice bytes;
	const char *held = path_join(
	    mem, pictures->folder, arena_dup_text(mem, image->target));
	if (!sources_find_held(diag_sources(pictures->diag), held, &bytes))
		return;
	const char *end = slice_starts(bytes, "\x89PNG") ? "png" : "jpg";
	pictures->count++;
	if (!pictures->stem)
		return;
	const char *path =
	    arena_print(mem, "%s-%zu.%s", pictures->stem, pictures->count, end)
		.at;
	image->target = arena_dup(mem, slice_view(path_name(path)));
	if (path_is_taken(path)) {
		REPORT(
		    pictures->diag, NO_SPAN, &word_import_exists, ARGS(path));
		pictures->fine = false;
		return;
	}
	pictures->fine = file_write_whole(path, bytes, pictures->diag);
}

static void
write_pictures(struct pictures *pictures, struct node *node)
{
	if (node->kind == NODE_IMAGE)
		write_picture(pictures, node);
	for (struct node *child = node->first; child && pictures->fine;
	     child = child->next)
		write_pictures(pictures, child);
}

static const char *
stem_of(struct arena *mem, const char *path)
{
	static const char *const ends[] = {".md", NULL};
	struct slice stem = slice_view(path);
	if (path_ends_in(path, ends))
		stem.len -= 3;
	return arena_dup_text(mem, stem);
}

static bool
may_write(const char *out, struct diag *diag)
{
	if (!out || !path_is_taken(out))
		return true;
	REPORT(diag, NO_SPAN, &word_import_exists, ARGS(out));
	return false;
}

bool
word_convert(struct arena *mem, const char *path, const char *out,
    struct word_converted *converted, struct diag *diag)
{
	struct strbuf markdown = {0};
	uint32_t next_id = 1;
	const struct letter_options options = {
	    .default_language = "sv", .next_id = &next_id, .keep_parts = true};
	struct letter *letter = word_read(mem, path, &options, diag, NO_SPAN);
	if (!letter || letter->broken || !may_write(out, diag))
		return false;
	struct pictures pictures = {
	    .mem = mem,
	    .diag = diag,
	    .stem = out ? stem_of(mem, out) : NULL,
	    .folder = path_folder(mem, path),
	    .fine = true,
	};
	write_pictures(&pictures, letter->root);
	if (pictures.count && !out) {
		REPORT(diag, (struct span){.file = letter->file},
		    &word_import_wants, ARGS(pictures.count));
		return false;
	}
	if (!pictures.fine)
		return false;
	letter_write(mem, &markdown, letter);
	*converted = (struct word_converted){
	    .markdown = arena_dup(mem, strbuf_view(&markdown)),
	    .language = letter->language,
	    .pictures = pictures.count,
	};
	strbuf_fini(&markdown);
	return letter_is_written(mem, letter, converted->markdown, diag);
}
