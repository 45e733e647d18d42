#include "letter/letter.h"

#include "base/file.h"
#include "letter/front.h"
#include "letter/messages.h"
#include "letter/reading.h"
#include "text/encoding.h"

struct letter *
letter_new(struct arena *job_mem, const char *path, uint32_t file,
    const struct letter_options *options)
{
	struct letter *letter = ARENA_NEW(job_mem, struct letter);
	letter->path = arena_dup_text(job_mem, slice_view(path));
	letter->file = file;
	letter->language = slice_view(
	    options->default_language ? options->default_language : "sv");
	return letter;
}

static void
take_front(struct arena *job_mem, const struct front *front,
    struct letter *letter, struct reading *reading)
{
	if (front->language.text.len)
		letter->language = arena_dup(job_mem, front->language.text);
	letter->subject = front->subject.text;
	reading->wrapped = front->wrapped.on;
	front_take_defaults(job_mem, front, letter, reading->diag);
	if (!front->parts)
		return;
	if (front->parts->kind != YAML_MAP) {
		REPORT(reading->diag, front->parts->span, &letter_parts_are,
		    NO_ARGS);
		return;
	}
	for (size_t i = 0; i < front->parts->count; i++) {
		struct conf_text file = {0};
		conf_read_text(
		    front->parts->pairs[i].value, &file, reading->diag);
	}
	reading->parts = front->parts->pairs;
	reading->part_count = front->parts->count;
}

struct letter *
letter_read(struct arena *job_mem, const char *path,
    const struct letter_options *options, struct diag *diag, struct span asked)
{
	size_t errors = diag_errors(diag);
	uint32_t file;
	struct slice text;
	if (!encoding_read_document(
		job_mem, path, INPUT_LETTER, diag, asked, &file, &text))
		return NULL;
	struct front front;
	front_read(job_mem, file, text, &front, diag);
	struct letter *letter = letter_new(job_mem, path, file, options);
	size_t field_room = 0;
	struct reading reading = {
	    .job_mem = job_mem,
	    .diag = diag,
	    .options = options,
	    .letter = letter,
	    .field_room = &field_room,
	    .path = letter->path,
	    .text = slice_from(text, front.end),
	    .place = {file, front.end_line + 1, 1, 0},
	};
	take_front(job_mem, &front, letter, &reading);
	letter->root = reading_make_tree(&reading);
	count_lists(letter, diag);
	front_set_styles(&front, letter->root, diag);
	number_nodes(letter, job_mem, options->next_id);
	letter_find_surprises(letter->root, diag);
	letter->broken = diag_errors(diag) != errors;
	return letter;
}

struct letter *
letter_parse(struct arena *job_mem, uint32_t file, struct slice text,
    struct span place, const struct letter_options *options, struct diag *diag)
{
	size_t errors = diag_errors(diag);
	struct letter *letter = letter_new(
	    job_mem, sources_name(diag_sources(diag), file), file, options);
	size_t field_room = 0;
	place.file = file;
	struct reading reading = {
	    .job_mem = job_mem,
	    .diag = diag,
	    .options = options,
	    .letter = letter,
	    .field_room = &field_room,
	    .path = letter->path,
	    .text = text,
	    .place = place,
	};
	letter->root = reading_make_tree(&reading);
	count_lists(letter, diag);
	number_nodes(letter, job_mem, options->next_id);
	letter_find_surprises(letter->root, diag);
	letter->broken = diag_errors(diag) != errors;
	return letter;
}
