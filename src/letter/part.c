/*
 * {{> part.md}}: looked for in the folder of the file that names it, then in
 * the job's part folders. A part is a source of its own: its tags must close
 * in it.
 */
#include "base/file.h"
#include "base/messages.h"
#include "base/suggest.h"
#include "letter/fence.h"
#include "letter/front.h"
#include "letter/messages.h"
#include "letter/reading.h"
#include "text/encoding.h"

#define PART_DEPTH_MAX 16

/*
 * The file that the front matter's `parts:` has for a name, otherwise the name.
 */
static const char *
file_name_of(const struct reading *reading, struct slice name)
{
	const struct reading *outermost = reading;
	while (outermost->within)
		outermost = outermost->within;
	for (size_t i = 0; i < outermost->part_count; i++) {
		const struct yaml_pair *pair = &outermost->parts[i];
		if (slice_equal(pair->key, name) && pair->value->text.len)
			return arena_dup_text(
			    reading->job_mem, pair->value->text);
	}
	return arena_dup_text(reading->job_mem, name);
}

static const char *
look_in(struct reading *reading, const char *folder, const char *name)
{
	const char *path = strcmp(folder, ".") == 0
			       ? name
			       : path_join(reading->job_mem, folder, name);
	const char *with_end = arena_print(reading->job_mem, "%s.md", path).at;
	if (!fence_has_end(FENCE_PART, name) && file_exists(with_end))
		return with_end;
	return file_exists(path) ? path : NULL;
}

static const char *
find_file(struct reading *reading, const char *name)
{
	const char *path = look_in(
	    reading, path_folder(reading->job_mem, reading->path), name);
	const char *const *folders = reading->options->part_folders;
	for (size_t i = 0; !path && folders && folders[i]; i++)
		path = look_in(reading, folders[i], name);
	return path;
}

static void
offer_files(
    struct reading *reading, const char *folder, struct suggestion *best)
{
	size_t count = 0;
	const char **names = folder_list(reading->job_mem, folder, &count);
	for (size_t i = 0; names && i < count; i++) {
		if (slice_ends(slice_view(names[i]), ".md"))
			suggestion_offer(best, slice_view(names[i]));
	}
}

static void
report_missing(struct reading *reading, const struct tag *tag)
{
	REPORT(reading->diag, tag->span, &letter_no_part, ARGS(tag->name));
	struct suggestion best = suggestion_start(tag->name);
	offer_files(
	    reading, path_folder(reading->job_mem, reading->path), &best);
	const char *const *folders = reading->options->part_folders;
	for (size_t i = 0; folders && folders[i]; i++)
		offer_files(reading, folders[i], &best);
	if (best.nearest.len)
		HINT(reading->diag, &base_did_you_mean, ARGS(best.nearest));
}

static bool
is_within(const struct reading *reading, const char *path)
{
	for (; reading; reading = reading->within) {
		if (strcmp(reading->path, path) == 0)
			return true;
	}
	return false;
}

/* A part's front matter says how it is read, nothing of the letter. */
static void
take_front(struct reading *part, const struct front *front, struct node *root)
{
	struct span first_line = {.file = part->place.file, .line = 1};
	if (front->subject.span.file || front->defaults || front->parts ||
	    front->styles)
		REPORT(part->diag, first_line, &letter_part_front, NO_ARGS);
	if (front->language.text.len &&
	    !slice_equal(front->language.text, part->letter->language))
		reading_set_language(
		    root, arena_dup(part->job_mem, front->language.text));
}

static struct node *
read_file(struct reading *reading, const struct tag *tag, const char *path)
{
	uint32_t file;
	struct slice text;
	if (!encoding_read_document(reading->job_mem, path, INPUT_PART,
		reading->diag, tag->span, &file, &text))
		return NULL;
	struct front front;
	front_read(reading->job_mem, file, text, &front, reading->diag);
	struct reading part = {
	    .job_mem = reading->job_mem,
	    .diag = reading->diag,
	    .options = reading->options,
	    .letter = reading->letter,
	    .field_room = reading->field_room,
	    .within = reading,
	    .depth = reading->depth + 1,
	    .path = path,
	    .text = slice_from(text, front.end),
	    .place = {file, front.end_line + 1, 1, 0},
	    .wrapped = front.wrapped.on,
	};
	struct node *root = reading_make_tree(&part);
	take_front(&part, &front, root);
	return root;
}

struct node *
letter_part_read(struct reading *reading, const struct tag *tag)
{
	struct node *empty =
	    node_new(reading->job_mem, NODE_DOCUMENT, tag->span);
	const char *name = file_name_of(reading, tag->name);
	const char *path = find_file(reading, name);
	if (!path) {
		report_missing(reading, tag);
		return empty;
	}
	if (!fence_lets_in(
		reading, FENCE_PART, path, slice_view(name), tag->span))
		return empty;
	if (is_within(reading, path) || reading->depth == PART_DEPTH_MAX) {
		REPORT(reading->diag, tag->span, &letter_part_in_itself,
		    ARGS(tag->name));
		return empty;
	}
	struct node *root = read_file(reading, tag, path);
	return root ? root : empty;
}
