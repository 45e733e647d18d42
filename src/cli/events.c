#include "cli/events.h"

#include "base/clock.h"
#include "cli/messages.h"

static bool
read_date(struct events *events)
{
	char today[11];
	const char *text = events->invocation->date;
	if (!text) {
		clock_write_today(today);
		text = today;
	}
	events->event.date = day_parse_iso(slice_view(text));
	if (events->event.date != DAY_NONE)
		return true;
	events->is_usage = true;
	REPORT(events->invocation->diag, NO_SPAN, &cli_bad_date, ARGS(text));
	return false;
}

bool
events_open(
    struct events *events, struct invocation *invocation, enum event_kind kind)
{
	*events = (struct events){.invocation = invocation,
	    .chain = {.file = {.fd = -1}},
	    .event = {.kind = kind}};
	speak_for_job(invocation, "sv");
	answer_open(&events->answer, invocation);
	if (invocation->reason)
		events->event.reason =
		    slice_trim(slice_view(invocation->reason));
	return read_date(events) && chain_open(&events->chain, invocation->mem,
					invocation->job, invocation->diag);
}

bool
events_read_numbers(struct events *events, const char *option, const char *text,
    struct numbers *numbers)
{
	if (numbers_read(numbers, events->invocation->mem, slice_view(text)))
		return true;
	events->is_usage = true;
	REPORT(events->invocation->diag, NO_SPAN, &cli_bad_numbers,
	    ARGS(option, text));
	return false;
}

bool
events_refuse(struct events *events, const struct message *message)
{
	events->is_usage = true;
	REPORT(events->invocation->diag, NO_SPAN, message, NO_ARGS);
	return false;
}

void
events_tell(struct events *events)
{
	static const struct {
		const struct message *line;
		const char *key;
	} changes[CHANGE_COUNT] = {
	    [CHANGE_POSTED] = {&cli_now_posted, "posted"},
	    [CHANGE_WITHDRAWN] = {&cli_now_withdrawn, "withdrawn"},
	    [CHANGE_RETURNED] = {&cli_now_returned, "returned"},
	    [CHANGE_ANSWERED] = {&cli_now_answered, "answered"},
	    [CHANGE_WANTED] = {&cli_now_wanted, "wanted"},
	    [CHANGE_REPRINTED] = {&cli_now_reprinted, "reprinted"},
	};
	struct answer *answer = &events->answer;
	for (int i = 0; i < CHANGE_COUNT; i++) {
		uint32_t count = numbers_count(&events->event.letters[i]);
		json_add_number(&answer->json, changes[i].key, count);
		if (count)
			answer_line(answer, changes[i].line, ARGS(count));
	}
	json_add_number(&answer->json, "event", events->event.number);
	if (!events->event.number)
		return;
	char last[FINGERPRINT_SIZE];
	chain_fingerprint(&events->chain, last);
	json_add_text(&answer->json, "last_event", slice_view(last));
	answer_line(answer, &cli_events_line,
	    ARGS(events->event.number, (const char *)last));
}

int
events_close(struct events *events, bool ok)
{
	chain_close(&events->chain);
	return answer_close(&events->answer,
	    ok		       ? EXIT_DONE
	    : events->is_usage ? EXIT_USAGE
			       : exit_code_of(events->invocation->diag));
}

struct reprint_spec
events_reprint_spec(const struct invocation *invocation)
{
	return (struct reprint_spec){
	    .run = invocation->job,
	    .out = invocation->out,
	    .words = invocation->words,
	    .scratch = invocation->scratch,
	};
}
