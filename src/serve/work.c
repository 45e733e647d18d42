/*
 * serve/work.c - what the pages of children share.
 */
#include <unistd.h>

#include "base/file.h"
#include "base/inputs.h"
#include "base/sink.h"
#include "serve/messages.h"
#include "serve/pages.h"

struct page_frame
work_frame(const struct work *work, enum step step, const struct message *title)
{
	const struct asked *asked = work->asked;
	return (struct page_frame){
	    .words = work->words,
	    .step = step,
	    .title = title,
	    .token = asked->token,
	    .folder = slice_view(asked->folder_name),
	};
}

const char *
work_job(const struct work *work)
{
	(void)work;
	return "job.yaml";
}

bool
work_write_job(const struct work *work, struct slice bytes)
{
	return file_may_replace(work_job(work), work->diag) &&
	       file_write_whole(work_job(work), bytes, work->diag);
}

struct slice
asked_field(const struct asked *asked, const char *name)
{
	for (const struct form_field *f = asked->fields; f; f = f->next) {
		if (slice_is(f->name, name))
			return f->value;
	}
	return (struct slice){NULL, 0};
}

bool
work_is_stale(const struct work *work)
{
	struct digest seen;
	const struct asked *asked = work->asked;
	return !digest_read_hex(asked->seen, &seen) ||
	       !digest_equal(seen, state_of_folder("."));
}

void
work_write_corrected(
    const struct digest *folder, const struct diag *diag, char to[65])
{
	size_t count;
	const struct input *inputs = inputs_list(diag, &count);
	struct strbuf all = {0};
	digest_write_hex(*folder, to);
	strbuf_add_text(&all, to);
	for (size_t i = 0; i < count; i++) {
		if (inputs[i].role != INPUT_CORRECTIONS)
			continue;
		digest_write_hex(inputs[i].digest, to);
		strbuf_add_text(&all, to);
	}
	digest_write_hex(hash_of(strbuf_view(&all)), to);
	strbuf_fini(&all);
}

/* Files by their states, answers of databases by what they say. */
static void
write_registers(struct arena *mem, const struct job_file *file,
    const struct diag *diag, char to[65])
{
	char one[65];
	size_t count;
	struct strbuf all = {0};
	const struct input *inputs = inputs_list(diag, &count);
	for (size_t i = 0; i < file->register_count; i++) {
		digest_write_hex(state_of_file(arena_dup_text(
				     mem, file->registers[i].file.text)),
		    one);
		strbuf_add_text(&all, one);
	}
	for (size_t i = 0; i < count; i++) {
		if (!inputs[i].names || inputs[i].role != INPUT_REGISTER)
			continue;
		digest_write_hex(inputs[i].digest, one);
		strbuf_add_text(&all, one);
	}
	digest_write_hex(hash_of(strbuf_view(&all)), to);
	strbuf_fini(&all);
}

void
work_hide_registers(struct strbuf *page, struct arena *mem,
    const struct job_file *file, const struct diag *diag)
{
	char hex[65];
	write_registers(mem, file, diag, hex);
	page_hide(page, "registers", slice_view(hex));
}

bool
work_has_other_registers(const struct work *work, const struct job_file *file)
{
	char now[65];
	struct slice seen = asked_field(work->asked, "registers");
	if (!seen.len)
		return false; /* a line that was typed */
	write_registers(work->mem, file, work->diag, now);
	return !slice_is(seen, now);
}

void
work_send_on(struct work *work, const char *start, struct slice part)
{
	struct strbuf location = {0};
	struct task_shared *shared = work->shared;
	strbuf_add_text(&location, start);
	html_address(&location, part);
	if (location.len >= sizeof shared->location) {
		strbuf_reset(&location);
		strbuf_add_char(&location, '/');
	}
	memcpy(shared->location, strbuf_text(&location), location.len + 1);
	strbuf_fini(&location);
}

void
work_pass_over(struct diag *silent)
{
	if (diag_worst(silent) < LEVEL_SYSTEM)
		return;
	diag_print(silent, stderr);
	fflush(stderr);
	_exit(4);
}

const struct message *
work_unsure(const struct message *nothing)
{
	return sink_has_replaced() ? &serve_unsure : nothing;
}

void
work_note_inputs(struct work *work)
{
	work_note_inputs_of(work, work->diag);
}

void
work_note_inputs_of(struct work *work, const struct diag *diag)
{
	if (state_note_inputs(&work->read, work->folder, diag))
		work->shared->asked = true;
}
