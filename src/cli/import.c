/*
 * cli/import.c - utskick import brev.docx: a letter in Word as Markdown, its
 * pictures beside it.
 */
#include "base/file.h"
#include "cli/answer.h"
#include "cli/messages.h"
#include "letter/write.h"
#include "word/word.h"

/* The pictures of a letter, in their order. */
struct pictures {
	struct invocation *invocation;
	const char *stem; /* path of the .md without its end, or NULL */
	const char *folder; /* of the document */
	size_t count;
	bool fine;
};

/* One picture as a file: "brev-1.png" beside brev.md. */
static void
write_picture(struct pictures *pictures, struct node *image)
{
	struct invocation *invocation = pictures->invocation;
	struct slice bytes;
	const char *held = path_join(invocation->mem, pictures->folder,
	    arena_dup_text(invocation->mem, image->target));
	if (!sources_find_held(invocation->sources, held, &bytes))
		return;
	const char *end = slice_starts(bytes, "\x89PNG") ? "png" : "jpg";
	pictures->count++;
	if (!pictures->stem)
		return;
	const char *path = arena_print(
	    invocation->mem, "%s-%zu.%s", pictures->stem, pictures->count, end)
			       .at;
	image->target = arena_dup(invocation->mem, slice_view(path_name(path)));
	if (path_is_taken(path)) {
		REPORT(
		    invocation->diag, NO_SPAN, &cli_import_exists, ARGS(path));
		pictures->fine = false;
		return;
	}
	pictures->fine =
	    file_write_whole(path, bytes, invocation->diag) && pictures->fine;
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
place_pictures(struct invocation *invocation, struct letter *letter)
{
	struct pictures pictures = {
	    .invocation = invocation,
	    .stem = invocation->out ? stem_of(invocation->mem, invocation->out)
				    : NULL,
	    .folder = path_folder(invocation->mem, invocation->job),
	    .fine = true,
	};
	write_pictures(&pictures, letter->root);
	if (pictures.count && !pictures.stem) {
		REPORT(invocation->diag, (struct span){.file = letter->file},
		    &cli_import_wants, ARGS(pictures.count));
		return false;
	}
	return pictures.fine;
}

static bool
give(struct answer *answer, const struct letter *letter, struct slice markdown)
{
	struct invocation *invocation = answer->invocation;
	json_add_text(&answer->json, "language", letter->language);
	if (!invocation->out) {
		strbuf_add(&answer->text, markdown);
		json_add_text(&answer->json, "markdown", markdown);
		return true;
	}
	json_add_text(&answer->json, "letter", slice_view(invocation->out));
	answer_line(answer, &cli_imported, ARGS(invocation->out));
	return file_write_whole(invocation->out, markdown, invocation->diag);
}

static bool
may_write(struct invocation *invocation)
{
	if (!invocation->out || !path_is_taken(invocation->out))
		return true;
	REPORT(invocation->diag, NO_SPAN, &cli_import_exists,
	    ARGS(invocation->out));
	return false;
}

static bool
import(struct answer *answer)
{
	struct invocation *invocation = answer->invocation;
	struct strbuf markdown = {0};
	uint32_t next_id = 1;
	const struct letter_options options = {
	    .default_language = "sv", .next_id = &next_id, .keep_parts = true};
	struct letter *letter = word_read(invocation->mem, invocation->job,
	    &options, invocation->diag, NO_SPAN);
	bool ok = letter && !letter->broken && may_write(invocation) &&
		  place_pictures(invocation, letter);
	if (ok) {
		letter_write(invocation->mem, &markdown, letter);
		ok = letter_is_written(invocation->mem, letter,
			 strbuf_view(&markdown), invocation->diag) &&
		     give(answer, letter, strbuf_view(&markdown));
	}
	strbuf_fini(&markdown);
	return ok;
}

static int
engine(struct invocation *invocation)
{
	struct answer answer;
	speak_for_job(invocation, "sv");
	answer_open(&answer, invocation);
	bool ok = word_is_letter(invocation->job);
	if (!ok)
		REPORT(invocation->diag, NO_SPAN, &cli_import_kind,
		    ARGS(invocation->job));
	ok = ok && import(&answer);
	return answer_close(
	    &answer, ok ? EXIT_DONE : exit_code_of(invocation->diag));
}

const struct command command_import = {
    .name = "import",
    .summary = &cli_import_summary,
    .usage = &cli_import_usage,
    .options = "oq",
    .arguments = 1,
    .run = engine,
};
