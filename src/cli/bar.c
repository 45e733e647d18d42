#include <unistd.h>

#include "cli/command.h"
#include "cli/messages.h"

static const struct message *const stage_words[] = {
    [STAGE_LOAD] = &cli_stage_load,
    [STAGE_DECIDE] = &cli_stage_decide,
    [STAGE_SET] = &cli_stage_set,
    [STAGE_ORDER] = &cli_stage_order,
    [STAGE_WRITE] = &cli_stage_write,
    [STAGE_SEAL] = &cli_stage_seal,
};

#define BAR_WIDTH 30

static void
draw(enum stage stage, uint32_t done, uint32_t total, void *ctx)
{
	const struct invocation *invocation = ctx;
	struct strbuf out = {0};
	strbuf_add_text(&out, "\r\x1b[K");
	message_write(&out, invocation->words, stage_words[stage], NO_ARGS);
	if (total) {
		uint32_t filled =
		    (uint32_t)((uint64_t)done * BAR_WIDTH / total);
		strbuf_add_text(&out, " [");
		for (uint32_t i = 0; i < BAR_WIDTH; i++)
			strbuf_add_text(&out, i < filled ? "█" : "·");
		strbuf_print(&out, "] %u/%u", done, total);
	} else if (done) {
		strbuf_print(&out, " %u", done);
	}
	fwrite(out.at, 1, out.len, stderr);
	fflush(stderr);
	strbuf_fini(&out);
}

static bool
is_shown(const struct invocation *invocation)
{
	return !invocation->quiet && !invocation->json && isatty(STDERR_FILENO);
}

const struct progress *
progress_bar(struct invocation *invocation)
{
	if (!is_shown(invocation))
		return NULL;
	struct progress *bar = ARENA_NEW(invocation->mem, struct progress);
	*bar = (struct progress){.step = draw, .ctx = invocation};
	return bar;
}

void
progress_end(const struct progress *progress)
{
	if (progress)
		fputs("\r\x1b[K", stderr);
}

void
progress_clear(const struct invocation *invocation)
{
	if (is_shown(invocation))
		fputs("\r\x1b[K", stderr);
}
