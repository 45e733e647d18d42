/*
 * cli/import.c - utskick import brev.docx: a letter in Word as Markdown, its
 * pictures beside it.
 */
#include "base/file.h"
#include "cli/answer.h"
#include "cli/messages.h"
#include "word/convert.h"
#include "word/word.h"

static bool
give(struct answer *answer, const struct word_converted *converted)
{
	struct invocation *invocation = answer->invocation;
	json_add_text(&answer->json, "language", converted->language);
	if (!invocation->out) {
		strbuf_add(&answer->text, converted->markdown);
		json_add_text(&answer->json, "markdown", converted->markdown);
		return true;
	}
	json_add_text(&answer->json, "letter", slice_view(invocation->out));
	answer_line(answer, &cli_imported, ARGS(invocation->out));
	return file_write_whole(
	    invocation->out, converted->markdown, invocation->diag);
}

static bool
import(struct answer *answer)
{
	struct invocation *invocation = answer->invocation;
	struct word_converted converted;
	return word_convert(invocation->mem, invocation->job, invocation->out,
		   &converted, invocation->diag) &&
	       give(answer, &converted);
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
