#include "base/diag.h"

static const char *
level_name(enum level level)
{
	static const char *const names[] = {
	    [LEVEL_NOTE] = "note",
	    [LEVEL_WARNING] = "warning",
	    [LEVEL_HOLD] = "held",
	    [LEVEL_ERROR] = "error",
	    [LEVEL_SYSTEM] = "system",
	};
	return names[level];
}

static void
write_text(
    struct json *json, const struct diag *diag, const struct diag_said *said)
{
	struct strbuf text = {0};
	message_write(&text, diag_words(diag), said->message, said->count,
	    said->arguments);
	json_text(json, strbuf_view(&text));
	strbuf_fini(&text);
}

static void
write_place(struct json *json, const struct sources *sources, struct span span)
{
	if (!span.file)
		return;
	json_add_text(
	    json, "file", slice_view(sources_name(sources, span.file)));
	if (!span.line)
		return;
	json_add_number(json, "line", span.line);
	if (sources_is_document(sources, span.file)) {
		json_add_number(json, "paragraph", span.line);
		json_add_number(json, "run", sources_run(sources, span));
	}
	if (!span.column)
		return;
	json_add_number(json, "column", span.column);
	json_add_number(json, "length", span.length);
}

static void
write_arguments(
    struct json *json, const struct words *words, const struct diag_said *said)
{
	json_key(json, "arguments");
	json_open(json, '[');
	for (size_t i = 0; i < said->count; i++) {
		const struct argument *argument = &said->arguments[i];
		if (argument->is_number)
			json_number(json, argument->number);
		else if (argument->wording)
			json_text(json, slice_view(words_translate(
					    words, argument->wording)));
		else
			json_text(json, argument->text);
	}
	json_close(json, ']');
}

static void
write_report(struct json *json, const struct diag *diag,
    const struct diag_report *report)
{
	const struct sources *sources = diag_sources(diag);
	const struct diag_said *main = &report->main;
	json_open(json, '{');
	json_add_text(
	    json, "level", slice_view(level_name(main->message->level)));
	json_add_text(json, "code", slice_view(main->message->code));
	json_key(json, "message");
	write_text(json, diag, main);
	write_place(json, sources, main->span);
	write_arguments(json, diag_words(diag), main);
	json_key(json, "hints");
	json_open(json, '[');
	for (size_t i = 0; i < report->hint_count; i++)
		write_text(json, diag, &report->hints[i]);
	json_close(json, ']');
	json_key(json, "also");
	json_open(json, '[');
	for (size_t i = 0; i < report->place_count; i++) {
		json_open(json, '{');
		json_key(json, "message");
		write_text(json, diag, &report->places[i]);
		write_place(json, sources, report->places[i].span);
		json_close(json, '}');
	}
	json_close(json, ']');
	json_close(json, '}');
}

void
diag_write_json(const struct diag *diag, struct json *json)
{
	json_open(json, '[');
	for (size_t i = 0; i < diag_count(diag); i++) {
		if (!diag_is_repeated(diag, i))
			write_report(json, diag, diag_view(diag, i));
	}
	json_close(json, ']');
}
