/*
 * cli/main.c - utskick COMMAND …: finds the command and runs it.
 */
#include <locale.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/messages.h"
#include "base/real_path.h"
#include "base/suggest.h"
#include "cli/answer.h"
#include "cli/descriptors.h"
#include "cli/messages.h"
#include "cli/signals.h"
#include "proof/seal.h"
#include "run/messages.h"
#include "run/plan_end.h"

const struct command *const commands[] = {&command_new, &command_paper,
    &command_testsheet, &command_run, &command_check, &command_explain,
    &command_find, &command_diff, &command_plan, &command_write,
    &command_verify, &command_keygen, &command_seal, &command_proof,
    &command_approve, &command_posted, &command_withdraw, &command_returns,
    &command_reconcile, &command_reprint, &command_status, &command_extract,
    &command_pack, &command_labels, &command_list, &command_purge,
    &command_import, &command_serve, NULL};

static void
print_help(FILE *to, const struct words *words)
{
	say(to, words, &cli_usage, NO_ARGS);
	for (size_t i = 0; commands[i]; i++) {
		struct strbuf out = {0};
		strbuf_print(&out, "  %-9s  ", commands[i]->name);
		message_write(&out, words, commands[i]->summary, NO_ARGS);
		fprintf(to, "%s\n", strbuf_text(&out));
		strbuf_fini(&out);
	}
	say_common_options(to, words);
}

static const struct command *
find_command(const char *name, struct diag *diag)
{
	struct suggestion best = suggestion_start(slice_view(name));
	for (size_t i = 0; commands[i]; i++) {
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
		suggestion_offer(&best, slice_view(commands[i]->name));
	}
	REPORT(diag, NO_SPAN, &cli_unknown_command, ARGS(name));
	if (best.nearest.len)
		HINT(diag, &base_did_you_mean, ARGS(best.nearest));
	return NULL;
}

/* `utskick --lang sv run …` is as good as `utskick run --lang sv …`. */
static const char *
take_early_language(int *argc, char ***argv)
{
	const char *language = NULL;
	while (*argc > 1 && strncmp((*argv)[1], "--lang", 6) == 0) {
		int used = 1;
		if ((*argv)[1][6] == '=') {
			language = (*argv)[1] + 7;
		} else if (!(*argv)[1][6] && *argc > 2) {
			language = (*argv)[2];
			used = 2;
		} else {
			break;
		}
		*argc -= used;
		*argv += used;
	}
	return language;
}

/* A sealed run is not the place for anything that a command writes: it would
 * be a stray file, and what lies in to-printer/ goes to the print shop. A plan
 * goes when it is sealed. */
static bool
lies_outside(const char *place, struct invocation *invocation)
{
	static const char *const unfinished[] = {".partial", NULL};
	struct diag *diag = invocation->diag;
	if (!place)
		return true;
	if (seal_lies_above(place)) {
		REPORT(diag, NO_SPAN, &cli_inside_run, ARGS(place));
	} else if (plan_lies_above(place)) {
		REPORT(diag, NO_SPAN, &run_inside_plan, ARGS(place));
		HINT(diag, &run_inside_plan_hint, NO_ARGS);
	} else if (path_ends_in(
		       path_real(invocation->mem, place), unfinished)) {
		REPORT(diag, NO_SPAN, &cli_partial_name, ARGS(place));
	} else {
		return true;
	}
	return false;
}

static bool
writes_outside(struct invocation *invocation)
{
	return lies_outside(invocation->out, invocation) &&
	       lies_outside(invocation->report, invocation);
}

static int
dispatch(int argc, char **argv, struct invocation *invocation)
{
	int exit_code;
	if (argc < 2) {
		print_help(stderr, invocation->words);
		return EXIT_USAGE;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
	    strcmp(argv[1], "help") == 0) {
		/* `utskick --help --lang sv`, as after a command. */
		argc--;
		argv++;
		const char *late = take_early_language(&argc, &argv);
		if (late && !options_read_language(late, invocation))
			return answer_only(invocation, EXIT_USAGE);
		print_help(stdout, invocation->words);
		return EXIT_DONE;
	}
	if (strcmp(argv[1], "--version") == 0) {
		version_print();
		return EXIT_DONE;
	}
	const struct command *command = find_command(argv[1], invocation->diag);
	invocation->command = command ? command->name : argv[1];
	if (!command)
		return answer_only(invocation, EXIT_USAGE);
	if (!options_read(command, argc - 1, argv + 1, invocation, &exit_code))
		return exit_code ? answer_only(invocation, exit_code) : 0;
	uint32_t allowed;
	if (!descriptors_take(&allowed)) {
		REPORT(invocation->diag, NO_SPAN, &cli_few_files,
		    ARGS(allowed, DESCRIPTORS_LEAST));
		return answer_only(invocation, EXIT_SYSTEM);
	}
	if (!writes_outside(invocation))
		return answer_only(invocation, EXIT_REFUSED);
	return supervise(command->run, invocation);
}

int
main(int argc, char **argv)
{
	struct invocation invocation = {.mem = arena_new()};
	signals_keep_memory();
	setlocale(LC_ALL, "C.UTF-8"); /* see base/words.h */
	invocation.sources = sources_new();
	invocation.diag = diag_new(invocation.sources);
	const char *early = take_early_language(&argc, &argv);
	invocation.language = words_of_environment();
	if (invocation.language)
		speak(&invocation, invocation.language);
	int code = early && !options_read_language(early, &invocation)
		       ? answer_only(&invocation, EXIT_USAGE)
		       : dispatch(argc, argv, &invocation);
	code = answer_printed(&invocation, code);
	diag_print(invocation.diag, stderr);
	diag_free(invocation.diag);
	words_close(invocation.words);
	sources_free(invocation.sources);
	arena_free(invocation.mem);
	return code;
}
