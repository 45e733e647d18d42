#include "sealed/later.h"

#include "base/file.h"
#include "base/messages.h"
#include "fate/status.h"
#include "manifest/areas.h"
#include "manifest/report.h"
#include "sealed/messages.h"
#include "sealed/sealed_run.h"

struct later {
	struct arena *mem;
	const struct later_spec *spec;
	struct sealed sealed;
	struct chain chain;
	struct areas areas;
	struct status status;
	const struct words *words;
	struct diag *diag;
};

static struct slice
word(const struct later *later, const struct message *message)
{
	return message_text(later->words, message);
}

/* ---- fates */

static const struct fact_column fate_columns[] = {
    {&sealed_word_area, FACT_NAME, false},
    {&sealed_word_letters, FACT_NUMBER, false},
    {&sealed_word_posted, FACT_NUMBER, false},
    {&sealed_word_withdrawn, FACT_NUMBER, false},
    {&sealed_word_returned, FACT_NUMBER, false},
    {&sealed_word_reprinted, FACT_NUMBER, false},
    {&sealed_word_open, FACT_NUMBER, false},
    {&sealed_word_answered, FACT_NUMBER, false},
};
static const struct fact_table fate_table =
    FACT_TABLE(&sealed_word_fates, fate_columns);

static void
fill_fates(
    struct fact row[8], struct slice name, const struct fate_counts *counts)
{
	const uint32_t *by = counts->by;
	const uint64_t numbers[] = {counts->letters, by[FATE_POSTED],
	    by[FATE_WITHDRAWN], by[FATE_RETURNED], by[FATE_REPRINTED],
	    by[FATE_OPEN] + by[FATE_WANTED], counts->answered};
	row[0].text = name;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		row[i + 1].number = numbers[i];
}

/* The areas that the report names, and all others in one line, as there. */
static void
show_areas(const struct later *later, struct facts *facts)
{
	struct fact row[8] = {0};
	const struct areas *areas = &later->areas;
	for (size_t i = 0; i < later->status.count; i++) {
		if (!later->status.areas[i].counts.letters)
			continue;
		fill_fates(row, area_name(&areas->at[i]),
		    &later->status.areas[i].counts);
		facts_add_row(facts, &fate_table, row);
	}
	if (areas->further) {
		struct strbuf name = {0};
		areas_write_further(&name, later->words, areas);
		fill_fates(row, strbuf_view(&name), &later->status.others);
		facts_add_row(facts, &fate_table, row);
		strbuf_fini(&name);
	}
}

static void
show_fates(const struct later *later, struct facts *facts)
{
	struct fact row[8] = {0};
	facts_start(facts);
	show_areas(later, facts);
	fill_fates(
	    row, word(later, &sealed_word_all_letters), &later->status.all);
	if (facts->table)
		facts_add_sum(facts, row);
	else
		facts_add_row(facts, &fate_table, row);
	facts_end(facts);
}

/* ---- events */

static const struct fact_column event_columns[] = {
    {&sealed_word_event, FACT_ORDINAL, false},
    {&sealed_word_date, FACT_TEXT, false},
    {&sealed_word_happened, FACT_NAME, false},
    {&sealed_word_which, FACT_TEXT, false},
    {&sealed_word_why, FACT_TEXT, false},
};
static const struct fact_table event_table =
    FACT_TABLE(&sealed_word_events, event_columns);

static const struct message *const kinds[EVENT_KINDS] = {
    [EVENT_POSTED] = &sealed_word_posted,
    [EVENT_WITHDRAWN] = &sealed_word_withdrawn,
    [EVENT_RETURNS] = &sealed_word_returns,
    [EVENT_RECONCILED] = &sealed_word_reconciled,
    [EVENT_REPRINTED] = &sealed_word_reprinted,
    [EVENT_PACKED] = &sealed_word_packed,
    [EVENT_DESTROYED] = &sealed_word_destroyed,
    [EVENT_PURGED] = &sealed_word_purged,
};

static const struct message *const changes[CHANGE_COUNT] = {
    [CHANGE_POSTED] = &sealed_word_posted,
    [CHANGE_WITHDRAWN] = &sealed_word_withdrawn,
    [CHANGE_RETURNED] = &sealed_word_returned,
    [CHANGE_ANSWERED] = &sealed_word_answered,
    [CHANGE_WANTED] = &sealed_word_wanted,
    [CHANGE_REPRINTED] = &sealed_word_reprinted,
};

#define NUMBERS_SHOWN 200 /* characters */

static void
write_numbers(const struct later *later, struct strbuf *out,
    const struct numbers *numbers)
{
	struct strbuf text = {0};
	numbers_write(&text, numbers);
	struct slice shown = strbuf_view(&text);
	if (shown.len <= NUMBERS_SHOWN) {
		strbuf_add(out, shown);
	} else {
		shown = slice_part(shown, 0, NUMBERS_SHOWN);
		while (shown.at[shown.len - 1] != ',')
			shown.len--;
		shown.len--;
		message_write(out, later->words, &sealed_more_letters,
		    ARGS(shown, numbers_count(numbers)));
	}
	strbuf_fini(&text);
}

struct showing_events {
	const struct later *later;
	struct facts *facts;
};

static void
write_changes(
    const struct later *later, struct strbuf *out, const struct event *event)
{
	for (int i = 0; i < CHANGE_COUNT; i++) {
		if (!event->letters[i].count)
			continue;
		if (out->len)
			strbuf_add_text(out, "; ");
		strbuf_add(out, word(later, changes[i]));
		strbuf_add_char(out, ' ');
		write_numbers(later, out, &event->letters[i]);
	}
}

static void
write_why(struct strbuf *out, const struct event *event)
{
	strbuf_add(out, event->reason);
	if (event->reason.len && event->file.len)
		strbuf_add_text(out, "; ");
	strbuf_add(out, event->file);
}

static void
show_event(const struct event *event, void *ctx)
{
	struct showing_events *showing = ctx;
	struct strbuf letters = {0}, why = {0};
	char date[11];
	day_write_iso(event->date, date);
	write_changes(showing->later, &letters, event);
	write_why(&why, event);
	const struct fact row[] = {
	    {.number = event->number},
	    {.text = slice_view(date)},
	    {.text = word(showing->later, kinds[event->kind])},
	    {.text = strbuf_view(&letters)},
	    {.text = strbuf_view(&why)},
	};
	facts_add_row(showing->facts, &event_table, row);
	strbuf_fini(&letters);
	strbuf_fini(&why);
}

static bool
show(struct facts *facts, void *ctx)
{
	struct later *later = ctx;
	struct showing_events showing = {later, facts};
	show_fates(later, facts);
	facts_start(facts);
	chain_each_event(&later->chain, show_event, &showing);
	facts_end(facts);
	return true;
}

/* ---- the page */

static bool
read_fates(struct later *later)
{
	struct arena *mem = later->mem;
	const struct areas *areas = &later->areas;
	struct slice *names = ARENA_ARRAY(mem, struct slice, areas->count + 1);
	for (size_t i = 0; i < areas->count; i++)
		names[i] = areas->at[i].name;
	struct slice column = ledger_text(later->sealed.ledger, mem, "area");
	return status_read_of(&later->status, mem, later->spec->run,
	    areas->all.rows ? column : (struct slice){0}, names, areas->count,
	    later->diag);
}

static bool
read_all(struct later *later)
{
	struct seal seal;
	return sealed_open(
		   &later->sealed, later->mem, later->spec->run, later->diag) &&
	       seal_read(&seal, later->mem, later->spec->run, later->diag) &&
	       chain_read(&later->chain, later->mem, later->spec->run, &seal,
		   true, later->diag) &&
	       areas_read(&later->areas, later->mem, later->sealed.ledger,
		   later->diag) &&
	       read_fates(later);
}

static void
write_note(const struct later *later, struct strbuf *note)
{
	char print[FINGERPRINT_SIZE];
	if (!later->chain.count) {
		strbuf_add(note, word(later, &sealed_later_nothing));
		return;
	}
	chain_fingerprint(&later->chain, print);
	message_write(note, later->words, &sealed_later_note,
	    ARGS(later->chain.count, (const char *)print));
}

static bool
write_page(struct later *later)
{
	struct strbuf note = {0};
	write_note(later, &note);
	const struct report_later what = {
	    .note = strbuf_view(&note),
	    .show = show,
	    .ctx = later,
	    .pages = later->spec->pages,
	    .page_count = later->spec->page_count,
	};
	struct sink *sink = sink_to_path(later->spec->path);
	bool ok = sink_end(sink,
	    report_html_write_later(sink, later->sealed.ledger, later->words,
		&later->areas, &what, later->diag),
	    later->diag);
	strbuf_fini(&note);
	return ok;
}

static bool
is_free(const char *path, struct diag *diag)
{
	if (!path_is_taken(path))
		return true;
	REPORT(diag, NO_SPAN, &base_folder_exists, ARGS(path));
	return false;
}

static void
open_words(struct later *later, const char *catalogues, struct words **words)
{
	const char *language = arena_dup_text(later->mem,
	    ledger_text(later->sealed.ledger, later->mem, "language"));
	words_open(catalogues, language, words);
	later->words = *words;
}

bool
later_write(const struct later_spec *spec, struct diag *diag)
{
	struct words *words = NULL;
	struct later later = {.mem = arena_new(), .spec = spec, .diag = diag};
	bool ok = is_free(spec->path, diag) && read_all(&later);
	if (ok) {
		open_words(&later, spec->catalogues, &words);
		ok = write_page(&later);
	}
	words_close(words);
	ledger_close(later.sealed.ledger);
	arena_free(later.mem);
	return ok;
}
