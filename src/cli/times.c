#include "cli/times.h"

#include <sys/resource.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "cli/messages.h"
#include "cli/stages.h"

/* Of the whole engine up to a moment. */
struct used {
	uint64_t wall, processor; /* milliseconds */
	uint32_t memory; /* MiB, of the largest process */
};

#define FIRST 0 /* what comes before the stages */

struct times {
	struct used began, now;
	struct used took[1 + STAGE_COUNT];
	bool had[1 + STAGE_COUNT];
	size_t at;
};

static uint64_t
milliseconds(struct timeval time)
{
	return (uint64_t)time.tv_sec * 1000 + (uint64_t)time.tv_usec / 1000;
}

static struct used
look(void)
{
	struct rusage own, children;
	getrusage(RUSAGE_SELF, &own);
	getrusage(RUSAGE_CHILDREN, &children);
	long most = own.ru_maxrss > children.ru_maxrss ? own.ru_maxrss
						       : children.ru_maxrss;
	return (struct used){
	    .wall = clock_milliseconds(),
	    .processor = milliseconds(own.ru_utime) +
			 milliseconds(own.ru_stime) +
			 milliseconds(children.ru_utime) +
			 milliseconds(children.ru_stime),
	    .memory = (uint32_t)(most / 1024),
	};
}

struct times *
times_new(struct arena *mem)
{
	struct times *times = ARENA_NEW(mem, struct times);
	times->began = times->now = look();
	times->had[FIRST] = true;
	return times;
}

static void
end_stage(struct times *times)
{
	struct used now = look(), *took = &times->took[times->at];
	took->wall += now.wall - times->now.wall;
	took->processor += now.processor - times->now.processor;
	took->memory = now.memory;
	times->now = now;
}

void
times_enter(struct times *times, enum stage stage)
{
	size_t at = 1 + (size_t)stage;
	if (at == times->at)
		return;
	end_stage(times);
	times->at = at;
	times->had[at] = true;
}

/* ---- told */

static const struct message *
name_of(size_t at)
{
	return at == FIRST ? &cli_times_before
			   : stage_words[(enum stage)(at - 1)];
}

static void
add_line(struct answer *answer, struct slice name, const struct used *took)
{
	struct strbuf *out = &answer->text;
	size_t wide = utf8_count(name);
	strbuf_add_text(out, "  ");
	strbuf_add(out, name);
	for (; wide < 20; wide++)
		strbuf_add_char(out, ' ');
	strbuf_print(out, "%10.2f %10.2f %10u\n", (double)took->wall / 1000,
	    (double)took->processor / 1000, took->memory);
}

static void
add_entry(struct json *json, const char *name, const struct used *took)
{
	json_open(json, '{');
	json_add_text(json, "stage", slice_view(name));
	json_add_number(json, "wall_ms", (long long)took->wall);
	json_add_number(json, "processor_ms", (long long)took->processor);
	json_add_number(json, "largest_mib", took->memory);
	json_close(json, '}');
}

static void
tell_in_json(const struct times *times, struct answer *answer)
{
	struct json *json = &answer->json;
	json_key(json, "times");
	json_open(json, '[');
	for (size_t i = 0; i <= STAGE_COUNT; i++) {
		if (times->had[i])
			add_entry(json,
			    i == FIRST ? "open" : stage_names[i - 1],
			    &times->took[i]);
	}
	json_close(json, ']');
}

void
times_tell(struct times *times, struct answer *answer)
{
	const struct words *words = answer->invocation->words;
	end_stage(times);
	if (answer->invocation->json) {
		tell_in_json(times, answer);
		return;
	}
	const struct used all = {
	    .wall = times->now.wall - times->began.wall,
	    .processor = times->now.processor - times->began.processor,
	    .memory = times->now.memory,
	};
	strbuf_add_char(&answer->text, '\n');
	message_write(&answer->text, words, &cli_times_head, NO_ARGS);
	strbuf_add_char(&answer->text, '\n');
	for (size_t i = 0; i <= STAGE_COUNT; i++) {
		if (times->had[i])
			add_line(answer, message_text(words, name_of(i)),
			    &times->took[i]);
	}
	add_line(answer, message_text(words, &cli_times_all), &all);
}
