#include <unistd.h>

#include "base/clock.h"
#include "cli/command.h"
#include "cli/messages.h"
#include "cli/pace.h"
#include "cli/stages.h"
#include "cli/times.h"

const struct message *const stage_words[STAGE_COUNT] = {
    [STAGE_LOAD] = &cli_stage_load,
    [STAGE_DECIDE] = &cli_stage_decide,
    [STAGE_SET] = &cli_stage_set,
    [STAGE_ORDER] = &cli_stage_order,
    [STAGE_WRITE] = &cli_stage_write,
    [STAGE_SEAL] = &cli_stage_seal,
};

const char *const stage_names[STAGE_COUNT] = {
    [STAGE_LOAD] = "load",
    [STAGE_DECIDE] = "decide",
    [STAGE_SET] = "set",
    [STAGE_ORDER] = "order",
    [STAGE_WRITE] = "write",
    [STAGE_SEAL] = "seal",
};

#define BAR_WIDTH 30

struct bar {
	struct progress progress;
	const struct invocation *invocation;
	bool shown;
	struct times *times; /* or NULL */
	/* Of the stage that is shown. */
	enum stage stage;
	double began;
	uint32_t first; /* done when it began */
};

static double
seconds(void)
{
	return (double)clock_milliseconds() / 1000;
}

static void
write_pace(
    const struct bar *bar, uint32_t done, uint32_t total, struct strbuf *out)
{
	const struct words *words = bar->invocation->words;
	struct pace pace;
	if (!pace_find(seconds() - bar->began, bar->first, done, total, &pace))
		return;
	strbuf_add_text(out, "  ");
	if (pace.left < 120)
		message_write(
		    out, words, &cli_pace_seconds, ARGS(pace.rate, pace.left));
	else
		message_write(out, words, &cli_pace_minutes,
		    ARGS(pace.rate, (pace.left + 59) / 60));
}

static void
draw(const struct bar *bar, uint32_t done, uint32_t total)
{
	struct strbuf out = {0};
	strbuf_add_text(&out, "\r\x1b[K");
	message_write(
	    &out, bar->invocation->words, stage_words[bar->stage], NO_ARGS);
	if (total) {
		uint32_t filled =
		    (uint32_t)((uint64_t)done * BAR_WIDTH / total);
		strbuf_add_text(&out, " [");
		for (uint32_t i = 0; i < BAR_WIDTH; i++)
			strbuf_add_text(&out, i < filled ? "█" : "·");
		strbuf_print(&out, "] %u/%u", done, total);
		write_pace(bar, done, total, &out);
	} else if (done) {
		strbuf_print(&out, " %u", done);
	}
	fwrite(out.at, 1, out.len, stderr);
	fflush(stderr);
	strbuf_fini(&out);
}

static void
step(enum stage stage, uint32_t done, uint32_t total, void *ctx)
{
	struct bar *bar = ctx;
	if (bar->times)
		times_enter(bar->times, stage);
	if (bar->began == 0 || stage != bar->stage || done < bar->first) {
		bar->stage = stage;
		bar->began = seconds();
		bar->first = done;
	}
	if (bar->shown)
		draw(bar, done, total);
}

static bool
is_shown(const struct invocation *invocation)
{
	return !invocation->quiet && !invocation->json && isatty(STDERR_FILENO);
}

const struct progress *
progress_bar(struct invocation *invocation)
{
	struct bar *bar = ARENA_NEW(invocation->mem, struct bar);
	*bar = (struct bar){
	    .invocation = invocation,
	    .shown = is_shown(invocation),
	    .times = invocation->times ? times_new(invocation->mem) : NULL,
	};
	bar->progress = (struct progress){.step = step, .ctx = bar};
	return bar->shown || bar->times ? &bar->progress : NULL;
}

void
progress_end(const struct progress *progress)
{
	if (progress && ((const struct bar *)progress->ctx)->shown)
		fputs("\r\x1b[K", stderr);
}

void
progress_tell_times(const struct progress *progress, struct answer *answer)
{
	struct bar *bar = progress ? progress->ctx : NULL;
	if (bar && bar->times)
		times_tell(bar->times, answer);
}

void
progress_clear(const struct invocation *invocation)
{
	if (is_shown(invocation))
		fputs("\r\x1b[K", stderr);
}
