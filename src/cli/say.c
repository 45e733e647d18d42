/*
 * cli/say.c - the voice of every command, and its exit code.
 */
#include "base/languages.h"
#include "base/places.h"
#include "base/terminal.h"
#include "cli/command.h"
#include "cli/messages.h"
#include "run/libraries.h"

void
say(FILE *to, const struct words *words, const struct message *message,
    size_t count, const struct argument *arguments)
{
	struct strbuf out = {0};
	message_write(&out, words, message, count, arguments);
	strbuf_add_char(&out, '\n');
	terminal_print(to, strbuf_view(&out));
	strbuf_fini(&out);
}

void
say_common_options(FILE *to, const struct words *words)
{
	struct strbuf spoken = {0};
	language_list_spoken(&spoken);
	say(to, words, &cli_common_options, ARGS(strbuf_view(&spoken)));
	strbuf_fini(&spoken);
}

void
version_print(void)
{
	struct arena *mem = arena_new();
	struct libraries libraries = {.mem = mem};
	run_list_libraries(&libraries);
	printf("utskick %s\n", UTSKICK_VERSION);
	for (size_t i = 0; i < libraries.count; i++)
		printf(
		    "  %s %s\n", libraries.at[i].name, libraries.at[i].version);
	arena_free(mem);
}

void
speak(struct invocation *invocation, const char *language)
{
	struct words *before = invocation->words;
	words_open(
	    places_catalogues(invocation->mem), language, &invocation->words);
	diag_speak(invocation->diag, invocation->words);
	words_close(before);
}

void
speak_for_job(struct invocation *invocation, const char *job_language)
{
	if (!invocation->language)
		speak(invocation, job_language);
}

int
exit_code_of(const struct diag *diag)
{
	return diag_worst(diag) == LEVEL_SYSTEM ? EXIT_SYSTEM : EXIT_REFUSED;
}
