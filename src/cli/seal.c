/*
 * cli/seal.c - utskick seal RUN --key KEY: the seal of a run, signed.
 */
#include "proof/seal.h"
#include "base/file.h"
#include "cli/answer.h"
#include "cli/messages.h"
#include "cli/secret.h"
#include "proof/minisign.h"

/* Only what holds is signed: the sums are those sealed, and the ledger too. */
static bool
sign(struct invocation *invocation, struct seal *seal,
    const struct minisign_secret *secret)
{
	struct strbuf text = {0}, comment = {0};
	char fingerprint[FINGERPRINT_SIZE];
	seal_fingerprint(seal, fingerprint);
	strbuf_print(&comment, "utskick %s ", fingerprint);
	strbuf_add(&comment, seal->date);
	minisign_sign(&text, secret, seal->text, strbuf_view(&comment));
	bool ok = file_write_whole(
	    path_join(invocation->mem, invocation->job, "keep/" SEAL_SIGNATURE),
	    strbuf_view(&text), invocation->diag);
	strbuf_fini(&text);
	strbuf_fini(&comment);
	return ok;
}

static void
tell(struct answer *answer, const struct seal *seal,
    const struct minisign_secret *secret)
{
	char id[KEY_ID_SIZE], fingerprint[FINGERPRINT_SIZE];
	minisign_write_id(&secret->public_, id);
	seal_fingerprint(seal, fingerprint);
	answer_line(answer, &cli_sealed_by,
	    ARGS(answer->invocation->job, (const char *)id));
	answer_line(
	    answer, &cli_fingerprint_line, ARGS((const char *)fingerprint));
	json_add_text(&answer->json, "key", slice_view(id));
	json_add_text(&answer->json, "fingerprint", slice_view(fingerprint));
}

static int
engine(struct invocation *invocation)
{
	struct answer answer;
	struct seal seal;
	struct minisign_secret secret = {0};
	speak_for_job(invocation, "sv");
	answer_open(&answer, invocation);
	if (!invocation->key) {
		REPORT(invocation->diag, NO_SPAN, &cli_seal_wants_key, NO_ARGS);
		return answer_close(&answer, EXIT_USAGE);
	}
	bool ok = seal_check_ledger(invocation->job, invocation->diag) &&
		  seal_read(&seal, invocation->mem, invocation->job,
		      invocation->diag) &&
		  secret_open(invocation, &secret) &&
		  sign(invocation, &seal, &secret);
	if (ok)
		tell(&answer, &seal, &secret);
	minisign_forget(&secret);
	return answer_close(
	    &answer, ok ? EXIT_DONE : exit_code_of(invocation->diag));
}

const struct command command_seal = {
    .name = "seal",
    .summary = &cli_seal_summary,
    .usage = &cli_seal_usage,
    .options = "kpq",
    .arguments = 1,
    .run = engine,
};
