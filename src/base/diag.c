#include "base/diag.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"

struct diag {
	struct sources *sources;
	const struct words *words;
	struct arena *mem;
	struct diag_report *at;
	size_t count;
	size_t room;
	size_t printed; /* so many of them */
	bool without_notes; /* they are not printed */
};

struct diag *
diag_new(struct sources *sources)
{
	struct diag *diag = mem_new(1, sizeof *diag);
	diag->sources = sources;
	diag->mem = arena_new();
	return diag;
}

void
diag_leave_out_notes(struct diag *diag)
{
	diag->without_notes = true;
}

bool
diag_is_left_out(const struct diag *diag, size_t index)
{
	return diag_is_repeated(diag, index) ||
	       (diag->without_notes &&
		   diag->at[index].main.message->level == LEVEL_NOTE);
}

void
diag_free(struct diag *diag)
{
	if (!diag)
		return;
	arena_free(diag->mem);
	free(diag->at);
	free(diag);
}

void
diag_reset(struct diag *diag)
{
	struct inputs **inputs = sources_inputs(diag->sources);
	inputs_free(*inputs);
	*inputs = NULL;
	diag->count = diag->printed = 0;
	arena_reset(diag->mem);
}

struct sources *
diag_sources(const struct diag *diag)
{
	return diag->sources;
}

void
diag_speak(struct diag *diag, const struct words *words)
{
	diag->words = words;
}

const struct words *
diag_words(const struct diag *diag)
{
	return diag->words;
}

struct arena *
diag_mem(const struct diag *diag)
{
	return diag->mem;
}

static struct diag_said
keep(struct diag *diag, struct span span, const struct message *message,
    size_t count, const struct argument *arguments)
{
	struct diag_said said = {
	    .message = message, .span = span, .count = count};
	assert(count <= ARGUMENTS_MAX);
	for (size_t i = 0; i < count; i++) {
		said.arguments[i] = arguments[i];
		if (!arguments[i].is_number)
			said.arguments[i].text =
			    arena_dup(diag->mem, arguments[i].text);
	}
	return said;
}

void
diag_report(struct diag *diag, struct span span, const struct message *message,
    size_t count, const struct argument *arguments)
{
	diag->at =
	    mem_grow(diag->at, &diag->room, diag->count + 1, sizeof *diag->at);
	diag->at[diag->count++] = (struct diag_report){
	    .main = keep(diag, span, message, count, arguments),
	};
}

void
diag_hint(struct diag *diag, const struct message *hint, size_t count,
    const struct argument *arguments)
{
	if (!diag->count)
		return;
	struct diag_report *last = &diag->at[diag->count - 1];
	if (last->hint_count < DIAG_HINTS_MAX)
		last->hints[last->hint_count++] =
		    keep(diag, NO_SPAN, hint, count, arguments);
}

void
diag_also(struct diag *diag, struct span span, const struct message *note,
    size_t count, const struct argument *arguments)
{
	if (!diag->count)
		return;
	struct diag_report *last = &diag->at[diag->count - 1];
	if (last->place_count < DIAG_PLACES_MAX)
		last->places[last->place_count++] =
		    keep(diag, span, note, count, arguments);
}

void
diag_conceal(struct diag *diag)
{
	if (diag->count)
		diag->at[diag->count - 1].concealed = true;
}

enum level
diag_worst(const struct diag *diag)
{
	enum level worst = LEVEL_NOTE;
	for (size_t i = 0; i < diag->count; i++) {
		if (diag->at[i].main.message->level > worst)
			worst = diag->at[i].main.message->level;
	}
	return worst;
}

size_t
diag_errors(const struct diag *diag)
{
	size_t errors = 0;
	for (size_t i = 0; i < diag->count; i++)
		errors += diag->at[i].main.message->level >= LEVEL_ERROR;
	return errors;
}

size_t
diag_count(const struct diag *diag)
{
	return diag->count;
}

const struct diag_report *
diag_view(const struct diag *diag, size_t index)
{
	return &diag->at[index];
}

/* A message that was unpacked is a copy of its own. */
static bool
same_message(const struct message *a, const struct message *b)
{
	return a == b || (a->level == b->level && !strcmp(a->code, b->code) &&
			     !strcmp(a->wording, b->wording));
}

static bool
same_said(const struct diag_said *a, const struct diag_said *b)
{
	if (!same_message(a->message, b->message) || a->count != b->count ||
	    memcmp(&a->span, &b->span, sizeof a->span) != 0)
		return false;
	for (size_t i = 0; i < a->count; i++) {
		if (a->arguments[i].number != b->arguments[i].number ||
		    a->arguments[i].wording != b->arguments[i].wording ||
		    !slice_equal(a->arguments[i].text, b->arguments[i].text))
			return false;
	}
	return true;
}

bool
diag_is_repeated(const struct diag *diag, size_t index)
{
	for (size_t i = 0; i < index; i++) {
		if (same_said(&diag->at[i].main, &diag->at[index].main))
			return true;
	}
	return false;
}

void
diag_forget(struct diag *diag, size_t from)
{
	diag->count = from;
}

size_t
diag_take_unprinted(struct diag *diag)
{
	size_t from = diag->printed;
	diag->printed = diag->count;
	return from;
}
