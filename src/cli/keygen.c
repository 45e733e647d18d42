/*
 * cli/keygen.c - utskick keygen KEY: a pair of keys to sign runs with.
 */
#include "base/file.h"
#include "base/sink.h"
#include "cli/answer.h"
#include "cli/messages.h"
#include "proof/minisign.h"

/* "a.key" and "a.pub"; "a" and "a.pub". */
static const char *
public_name(struct arena *mem, const char *path)
{
	struct slice stem = slice_view(path);
	if (slice_ends(stem, ".key"))
		stem.len -= 4;
	return arena_print(mem, "%.*s.pub", (int)stem.len, stem.at).at;
}

static bool
write_pair(struct invocation *invocation, const char *other,
    const struct minisign_secret *secret)
{
	struct slice passphrase = {NULL, 0};
	struct strbuf text = {0}, open_text = {0};
	struct diag *diag = invocation->diag;
	if (!invocation->no_passphrase &&
	    !read_passphrase(invocation, true, &passphrase))
		return false;
	bool ok = minisign_write_secret(&text, secret, passphrase, diag);
	if (ok) {
		struct sink *sinks[] = {
		    sink_to_path(invocation->job), sink_to_path(other)};
		minisign_write_public(&open_text, &secret->public_);
		sink_write(sinks[0], strbuf_view(&text));
		sink_write(sinks[1], strbuf_view(&open_text));
		ok = sink_finish_all(sinks, 2, diag);
	}
	secret_wipe(text.at, text.len);
	strbuf_fini(&text);
	strbuf_fini(&open_text);
	return ok;
}

static int
engine(struct invocation *invocation)
{
	struct answer answer;
	struct minisign_secret secret;
	char id[KEY_ID_SIZE];
	const char *other = public_name(invocation->mem, invocation->job);
	answer_open(&answer, invocation);
	bool ok = answer_is_free(invocation, invocation->job) &&
		  answer_is_free(invocation, other) &&
		  minisign_make(&secret, invocation->diag) &&
		  write_pair(invocation, other, &secret);
	if (ok) {
		minisign_write_id(&secret.public_, id);
		answer_line(&answer, &cli_key_made,
		    ARGS((const char *)id, invocation->job, other));
		json_add_text(&answer.json, "key", slice_view(id));
		json_add_text(&answer.json, "public", slice_view(other));
	}
	minisign_forget(&secret);
	return answer_close(
	    &answer, ok ? EXIT_DONE : exit_code_of(invocation->diag));
}

const struct command command_keygen = {
    .name = "keygen",
    .summary = &cli_keygen_summary,
    .usage = &cli_keygen_usage,
    .options = "pN",
    .arguments = 1,
    .run = engine,
};
