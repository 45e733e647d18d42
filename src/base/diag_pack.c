#include "base/diag.h"
#include "base/fault.h"

#include <unistd.h>

/*
 * A report is its number of hints and places, whether it is concealed, and the
 * said things; one of them is level, code, place and text, each number in four
 * bytes as this machine writes them, each text after its length. Both processes
 * run the same program on one machine.
 */

static void
put_number(struct strbuf *out, uint32_t number)
{
	strbuf_add(out, (struct slice){(const char *)&number, sizeof number});
}

static void
put_text(struct strbuf *out, struct slice text)
{
	put_number(out, (uint32_t)text.len);
	strbuf_add(out, text);
}

static void
put_said(
    struct strbuf *out, const struct diag *diag, const struct diag_said *said)
{
	const struct sources *sources = diag_sources(diag);
	struct strbuf text = {0};
	message_write(&text, diag_words(diag), said->message, said->count,
	    said->arguments);
	put_number(out, said->message->level);
	put_text(out, slice_view(said->message->code));
	put_text(out, slice_view(sources_name(sources, said->span.file)));
	put_number(out, said->span.line);
	put_number(out, said->span.column);
	put_number(out, said->span.length);
	put_text(out, strbuf_view(&text));
	strbuf_fini(&text);
}

void
diag_pack(const struct diag *diag, size_t from, struct strbuf *out)
{
	for (size_t i = from; i < diag_count(diag); i++) {
		const struct diag_report *report = diag_view(diag, i);
		put_number(out, (uint32_t)report->hint_count);
		put_number(out, (uint32_t)report->place_count);
		put_number(out, report->concealed);
		put_said(out, diag, &report->main);
		for (size_t k = 0; k < report->hint_count; k++)
			put_said(out, diag, &report->hints[k]);
		for (size_t k = 0; k < report->place_count; k++)
			put_said(out, diag, &report->places[k]);
	}
}

/* ---- and back */

struct unpacker {
	struct diag *diag;
	struct slice rest;
	bool broken;
};

static struct slice
take(struct unpacker *from, size_t size)
{
	if (size > from->rest.len)
		from->broken = true;
	if (from->broken)
		return (struct slice){"", 0};
	struct slice taken = slice_part(from->rest, 0, size);
	from->rest = slice_from(from->rest, size);
	return taken;
}

static uint32_t
take_number(struct unpacker *from)
{
	uint32_t number = 0;
	struct slice bytes = take(from, sizeof number);
	if (bytes.len)
		memcpy(&number, bytes.at, sizeof number);
	return number;
}

static struct slice
take_text(struct unpacker *from)
{
	return take(from, take_number(from));
}

/*
 * The text comes translated and filled in: as the argument of an empty wording.
 */
struct foreign {
	struct message message;
	struct span span;
	struct argument text;
};

static struct foreign
take_said(struct unpacker *from)
{
	struct foreign said = {.message.wording = "{1}"};
	uint32_t level = take_number(from);
	said.message.level =
	    level <= LEVEL_SYSTEM ? (enum level)level : LEVEL_SYSTEM;
	said.message.code =
	    arena_dup_text(diag_mem(from->diag), take_text(from));
	const char *name =
	    arena_dup_text(diag_mem(from->diag), take_text(from));
	if (*name)
		said.span.file = sources_find(diag_sources(from->diag), name);
	said.span.line = take_number(from);
	said.span.column = take_number(from);
	said.span.length = take_number(from);
	said.text = argument_slice(take_text(from));
	return said;
}

static const struct message *
keep_message(struct diag *diag, const struct message *message)
{
	struct message *kept = ARENA_NEW(diag_mem(diag), struct message);
	*kept = *message;
	return kept;
}

static void
take_report(struct unpacker *from)
{
	struct diag *diag = from->diag;
	uint32_t hints = take_number(from), places = take_number(from);
	bool concealed = take_number(from);
	struct foreign main = take_said(from);
	from->broken |= hints > DIAG_HINTS_MAX || places > DIAG_PLACES_MAX;
	if (from->broken)
		return;
	diag_report(
	    diag, main.span, keep_message(diag, &main.message), 1, &main.text);
	if (concealed)
		diag_conceal(diag);
	for (uint32_t i = 0; i < hints && !from->broken; i++) {
		struct foreign hint = take_said(from);
		diag_hint(
		    diag, keep_message(diag, &hint.message), 1, &hint.text);
	}
	for (uint32_t i = 0; i < places && !from->broken; i++) {
		struct foreign place = take_said(from);
		diag_also(diag, place.span, keep_message(diag, &place.message),
		    1, &place.text);
	}
}

bool
diag_unpack(struct diag *diag, struct slice packed)
{
	struct unpacker from = {.diag = diag, .rest = packed};
	while (from.rest.len && !from.broken)
		take_report(&from);
	return !from.broken;
}

bool
diag_leave(const struct diag *diag, size_t from, int file)
{
	struct strbuf packed = {0};
	diag_pack(diag, from, &packed);
	bool ok = fault_write(file, strbuf_view(&packed));
	strbuf_fini(&packed);
	return ok;
}

bool
diag_fetch(struct diag *diag, int file)
{
	off_t size = lseek(file, 0, SEEK_END);
	if (size <= 0)
		return false;
	struct arena *mem = arena_new();
	char *bytes = arena_raw(mem, (size_t)size);
	bool ok = fault_read_at(file, bytes, (size_t)size, 0) == size &&
		  diag_unpack(diag, (struct slice){bytes, (size_t)size});
	arena_free(mem);
	return ok;
}
