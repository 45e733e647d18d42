/*
 * cli/pack.c - utskick pack RUN: the print files, encrypted for the print shop.
 */
#include "pack/pack.h"
#include "cli/answer.h"
#include "cli/events.h"
#include "cli/messages.h"

static bool
read_until(struct events *events, struct pack_spec *spec)
{
	const char *text = events->invocation->until;
	spec->until = day_parse_iso(slice_view(text));
	if (spec->until != DAY_NONE && spec->until > 0)
		return true;
	events->is_usage = true;
	REPORT(events->invocation->diag, NO_SPAN, &cli_bad_until, ARGS(text));
	return false;
}

/* Never an argument; a new one, so it is asked for twice. */
static bool
read_secret(struct events *events, struct pack_spec *spec)
{
	struct invocation *invocation = events->invocation;
	return spec->to ||
	       (read_passphrase(invocation, true, &spec->passphrase) &&
		   pack_check_passphrase(spec->passphrase, invocation->diag));
}

static bool
read_options(struct events *events, struct pack_spec *spec)
{
	struct invocation *invocation = events->invocation;
	*spec = (struct pack_spec){
	    .run = invocation->job,
	    .out = invocation->out,
	    .to = invocation->to,
	    .words = invocation->words,
	};
	if (!invocation->out || !invocation->until ||
	    !invocation->to == !invocation->passphrase_file)
		return events_refuse(events, &cli_pack_wants);
	return read_until(events, spec) && read_secret(events, spec);
}

/* What is not a pack yet goes with the process; afterwards it has its name. What
 * has that name already is somebody's, and stays, unless a pack left it. */
static bool
claim_unfinished(struct invocation *invocation)
{
	const char *path =
	    arena_print(invocation->mem, "%s.packing", invocation->out).at;
	if (!pack_is_left(path) && !answer_is_free(invocation, path))
		return false;
	scratch_claim_made(invocation->scratch, path);
	return true;
}

static void
tell(struct events *events, const struct pack_made *made)
{
	struct answer *answer = &events->answer;
	char sum[65];
	digest_write_hex(made->digest, sum);
	json_add_number(&answer->json, "files", made->files);
	json_add_number(&answer->json, "bytes", made->bytes);
	json_add_text(&answer->json, "sha256", slice_view(sum));
	json_add_text(&answer->json, "receipt", slice_view(made->receipt));
	answer_line(answer, &cli_packed,
	    ARGS(events->invocation->out, made->files, (const char *)sum));
	answer_line(answer, &cli_pack_receipt, ARGS(made->receipt));
	events_tell(events);
}

static int
engine(struct invocation *invocation)
{
	struct events events;
	struct pack_spec spec;
	struct pack_made made;
	bool ok = events_open(&events, invocation, EVENT_PACKED) &&
		  read_options(&events, &spec) &&
		  claim_unfinished(invocation) &&
		  pack_run(&events.chain, &spec, &events.event, &made,
		      invocation->diag);
	if (ok)
		tell(&events, &made);
	return events_close(&events, ok);
}

const struct command command_pack = {
    .name = "pack",
    .summary = &cli_pack_summary,
    .usage = &cli_pack_usage,
    .options = "oAUpdq",
    .arguments = 1,
    .run = engine,
};
