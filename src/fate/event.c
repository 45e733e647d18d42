#include "fate/event.h"

#include "base/json.h"

const char *const event_kind_names[EVENT_KINDS] = {
    [EVENT_POSTED] = "posted",
    [EVENT_WITHDRAWN] = "withdrawn",
    [EVENT_RETURNS] = "returns",
    [EVENT_RECONCILED] = "reconciled",
    [EVENT_REPRINTED] = "reprinted",
    [EVENT_PACKED] = "packed",
    [EVENT_DESTROYED] = "destroyed",
    [EVENT_PURGED] = "purged",
};

static const char *const change_names[CHANGE_COUNT] = {
    [CHANGE_POSTED] = "posted",
    [CHANGE_WITHDRAWN] = "withdrawn",
    [CHANGE_RETURNED] = "returned",
    [CHANGE_ANSWERED] = "answered",
    [CHANGE_WANTED] = "wanted",
    [CHANGE_REPRINTED] = "reprinted",
};

void
event_write(struct strbuf *out, const struct event *event)
{
	struct json json = {.out = out};
	struct strbuf letters = {0};
	char hex[65], date[11];
	json_open(&json, '{');
	json_add_number(&json, "event", event->number);
	digest_write_hex(event->before, hex);
	json_add_text(&json, "before", slice_view(hex));
	day_write_iso(event->date, date);
	json_add_text(&json, "date", slice_view(date));
	json_add_text(&json, "kind", slice_view(event_kind_names[event->kind]));
	for (int i = 0; i < CHANGE_COUNT; i++) {
		if (!event->letters[i].count)
			continue;
		strbuf_reset(&letters);
		numbers_write(&letters, &event->letters[i]);
		json_add_text(&json, change_names[i], strbuf_view(&letters));
	}
	if (event->reason.len)
		json_add_text(&json, "reason", event->reason);
	if (event->file.len) {
		digest_write_hex(event->sha256, hex);
		json_add_text(&json, "file", event->file);
		json_add_text(&json, "sha256", slice_view(hex));
	}
	if (event->until) {
		day_write_iso(event->until, date);
		json_add_text(&json, "until", slice_view(date));
	}
	json_close(&json, '}');
	strbuf_fini(&letters);
}

/* ---- reading: a line that would be written otherwise is not an event */

/* The unescaped text of `"name":"…"`, where that comes next. */
static bool
take_text(
    struct slice *rest, struct arena *mem, const char *name, struct slice *text)
{
	struct slice begins = arena_print(mem, ",\"%s\":\"", name);
	if (rest->len < begins.len ||
	    memcmp(rest->at, begins.at, begins.len) != 0)
		return false;
	struct slice from = slice_from(*rest, begins.len);
	char *to = arena_raw(mem, from.len + 1);
	size_t at = 0, len = 0;
	for (; at < from.len && from.at[at] != '"'; at++) {
		if (from.at[at] == '\\' && at + 1 < from.len)
			at++;
		to[len++] = from.at[at];
	}
	*text = (struct slice){to, len};
	*rest = slice_from(from, at + 1);
	return true;
}

static bool
take_number(struct slice *rest, uint32_t *number)
{
	if (!slice_starts(*rest, "{\"event\":"))
		return false;
	*rest = slice_from(*rest, strlen("{\"event\":"));
	*number = 0;
	size_t digits = 0;
	for (; digits < rest->len && digits < 9 && rest->at[digits] >= '0' &&
	       rest->at[digits] <= '9';
	     digits++)
		*number = *number * 10 + (uint32_t)(rest->at[digits] - '0');
	*rest = slice_from(*rest, digits);
	return true;
}

static bool
take_kind(struct slice *rest, struct arena *mem, enum event_kind *kind)
{
	struct slice text;
	if (!take_text(rest, mem, "kind", &text))
		return false;
	for (int i = 0; i < EVENT_KINDS; i++) {
		*kind = (enum event_kind)i;
		if (slice_is(text, event_kind_names[i]))
			return true;
	}
	return false;
}

static bool
take_fields(struct slice rest, struct arena *mem, struct event *event)
{
	struct slice text;
	if (!take_number(&rest, &event->number) ||
	    !take_text(&rest, mem, "before", &text) ||
	    !digest_read_hex(text, &event->before) ||
	    !take_text(&rest, mem, "date", &text))
		return false;
	event->date = day_parse_iso(text);
	if (event->date == DAY_NONE || !take_kind(&rest, mem, &event->kind))
		return false;
	for (int i = 0; i < CHANGE_COUNT; i++) {
		if (take_text(&rest, mem, change_names[i], &text) &&
		    !numbers_read(&event->letters[i], mem, text))
			return false;
	}
	take_text(&rest, mem, "reason", &event->reason);
	if (take_text(&rest, mem, "file", &event->file) &&
	    (!take_text(&rest, mem, "sha256", &text) ||
		!digest_read_hex(text, &event->sha256)))
		return false;
	if (take_text(&rest, mem, "until", &text))
		event->until = day_parse_iso(text);
	return event->until != DAY_NONE;
}

bool
event_read(struct slice line, struct arena *mem, struct event *event)
{
	struct strbuf again = {0};
	*event = (struct event){0};
	bool ok = take_fields(line, mem, event);
	if (ok) {
		event_write(&again, event);
		ok = slice_equal(strbuf_view(&again), line);
	}
	strbuf_fini(&again);
	return ok;
}
