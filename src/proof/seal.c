#include "proof/seal.h"

#include "base/base32.h"
#include "base/file.h"
#include "base/real_path.h"
#include "ledger/content.h"
#include "ledger/messages.h"
#include "proof/lines.h"
#include "proof/messages.h"
#include "proof/purged.h"

#define SEAL_LIMIT 65536

const char *const seal_not_summed[] = {
    SEAL_FILE, SEAL_SIGNATURE, EVENTS_FILE, EVENTS_HEAD, NULL};

/* ---- the lines, each described once */

enum line_kind { LINE_TEXT, LINE_DIGEST, LINE_COUNT };

struct line {
	const char *name;
	enum line_kind kind;
	size_t place;
};

#define AT(member) offsetof(struct seal, member)
static const struct line lines[] = {
    {"program", LINE_TEXT, AT(program)},
    {"date", LINE_TEXT, AT(date)},
    {"reference", LINE_TEXT, AT(reference)},
    {"plan", LINE_DIGEST, AT(plan)},
    {"to-printer", LINE_DIGEST, AT(printer)},
    {"keep", LINE_DIGEST, AT(keep)},
    {"rows", LINE_COUNT, AT(counts.rows)},
    {"letter", LINE_COUNT, AT(counts.by_outcome[OUTCOME_LETTER])},
    {"together", LINE_COUNT, AT(counts.by_outcome[OUTCOME_TOGETHER])},
    {"excluded", LINE_COUNT, AT(counts.by_outcome[OUTCOME_EXCLUDED])},
    {"held", LINE_COUNT, AT(counts.by_outcome[OUTCOME_HELD])},
    {"letters", LINE_COUNT, AT(counts.letters)},
    {"pages", LINE_COUNT, AT(counts.pages)},
    {"sheets", LINE_COUNT, AT(counts.sheets)},
    {"batches", LINE_COUNT, AT(counts.batches)},
    {"banners", LINE_COUNT, AT(counts.banners)},
};
#undef AT
#define LINE_MANY (sizeof lines / sizeof *lines)
static const char first_line[] = "utskick seal 1\n";

static void
write_value(struct strbuf *out, const struct line *line, const void *seal)
{
	const char *at = (const char *)seal + line->place;
	char hex[65];
	switch (line->kind) {
	case LINE_TEXT:
		strbuf_add_line(out, *(const struct slice *)at);
		break;
	case LINE_DIGEST:
		digest_write_hex(*(const struct digest *)at, hex);
		strbuf_add_text(out, hex);
		break;
	case LINE_COUNT:
		strbuf_print(out, "%u", *(const uint32_t *)at);
		break;
	}
}

static void
write_text(struct strbuf *out, const struct seal *seal)
{
	char hex[65] = "-";
	strbuf_add_text(out, first_line);
	for (size_t i = 0; i < LINE_MANY; i++) {
		strbuf_print(out, "%s ", lines[i].name);
		write_value(out, &lines[i], seal);
		strbuf_add_char(out, '\n');
	}
	if (seal->follows)
		digest_write_hex(seal->previous, hex);
	strbuf_print(out, "previous %s\n", hex);
}

/* ---- reading: a text that would be written otherwise is not a seal */

static void
read_count(struct slice text, uint32_t *count)
{
	*count = 0;
	for (size_t i = 0; i < text.len && i < 10; i++)
		*count = *count * 10 + (uint32_t)(text.at[i] - '0');
}

static void
read_value(struct slice text, const struct line *line, struct seal *seal)
{
	char *at = (char *)seal + line->place;
	if (line->kind == LINE_TEXT)
		*(struct slice *)(void *)at = text;
	else if (line->kind == LINE_DIGEST)
		digest_read_hex(text, (struct digest *)(void *)at);
	else
		read_count(text, (uint32_t *)(void *)at);
}

static bool
read_text(struct slice text, struct seal *seal)
{
	struct strbuf again = {0};
	struct slice rest = text;
	take_value(&rest);
	for (size_t i = 0; i < LINE_MANY; i++)
		read_value(take_value(&rest), &lines[i], seal);
	seal->follows = digest_read_hex(take_value(&rest), &seal->previous);
	write_text(&again, seal);
	bool same = slice_equal(strbuf_view(&again), text);
	strbuf_fini(&again);
	return same;
}

bool
seal_read(
    struct seal *seal, struct arena *mem, const char *run, struct diag *diag)
{
	*seal = (struct seal){0};
	const char *path =
	    path_join(mem, path_join(mem, run, "keep"), SEAL_FILE);
	if (!path_is_taken(path)) {
		REPORT(diag, NO_SPAN, &proof_no_seal, ARGS(run));
		return false;
	}
	if (!file_read(
		mem, path, INPUT_NONE, SEAL_LIMIT, diag, NO_SPAN, &seal->text))
		return false;
	if (read_text(seal->text, seal))
		return true;
	REPORT(diag, NO_SPAN, &proof_bad_seal, ARGS(path));
	return false;
}

void
seal_fingerprint(const struct seal *seal, char to[FINGERPRINT_SIZE])
{
	struct digest digest = hash_of(seal->text);
	base32_write(digest.bytes, 16, true, to);
}

/* ---- making */

static bool
fill(struct seal *seal, struct arena *mem, const char *run, struct diag *diag)
{
	struct ledger *ledger =
	    ledger_open(path_join(mem, run, "keep/ledger.db"), diag);
	bool ok = ledger && ledger_count(ledger, &seal->counts, diag) &&
		  hash_file(path_join(mem, run, "to-printer/" SUMS_FILE), diag,
		      &seal->printer) &&
		  hash_file(path_join(mem, run, "keep/" SUMS_FILE), diag,
		      &seal->keep);
	if (ok) {
		seal->program = ledger_text(ledger, mem, "program");
		seal->date = ledger_text(ledger, mem, "date");
		seal->reference = ledger_text(ledger, mem, "reference");
	}
	ledger_close(ledger);
	return ok;
}

bool
seal_hash_plan(const char *run, struct digest *plan, struct diag *diag)
{
	struct arena *mem = arena_new();
	struct ledger *ledger =
	    ledger_open(path_join(mem, run, "keep/ledger.db"), diag);
	bool ok = ledger && ledger_hash_plan(ledger, plan, diag);
	ledger_close(ledger);
	arena_free(mem);
	return ok;
}

bool
seal_make(const char *run, struct digest plan, const struct digest *previous,
    struct diag *diag)
{
	struct arena *mem = arena_new();
	struct strbuf text = {0};
	struct seal seal = {.plan = plan, .follows = previous};
	if (previous)
		seal.previous = *previous;
	bool ok = fill(&seal, mem, run, diag);
	if (ok) {
		write_text(&text, &seal);
		ok = file_write_whole(path_join(mem, run, "keep/" SEAL_FILE),
		    strbuf_view(&text), diag);
	}
	strbuf_fini(&text);
	arena_free(mem);
	return ok;
}

enum seal_sums
seal_read_sums(struct seal *seal, struct sums *sums, struct arena *mem,
    const char *run, const char *folder, struct diag *diag)
{
	const char *path = path_join(mem, run, folder);
	if (!seal_read(seal, mem, run, diag) ||
	    !sums_read(sums, mem, path, diag))
		return SEAL_UNREAD;
	if (digest_equal(sums->digest,
		strcmp(folder, "keep") == 0 ? seal->keep : seal->printer))
		return SEAL_VOUCHES;
	REPORT(diag, NO_SPAN, &proof_changed,
	    ARGS(path_join(mem, path, SUMS_FILE)));
	return SEAL_CHANGED;
}

/* ---- is the ledger the sealed one? */

static bool
check_ledger(const char *run, struct arena *mem, struct diag *diag)
{
	struct seal seal;
	struct sums sums;
	struct digest found;
	const char *path = path_join(mem, run, "keep/ledger.db");
	enum seal_sums read =
	    seal_read_sums(&seal, &sums, mem, run, "keep", diag);
	if (read == SEAL_UNREAD ||
	    (read == SEAL_VOUCHES && !hash_file(path, diag, &found)))
		return false;
	if (read == SEAL_VOUCHES) {
		const struct sums_line *line = sums_find(&sums, "ledger.db");
		if (line && digest_equal(line->digest, found))
			return true;
		REPORT(diag, NO_SPAN, &proof_changed, ARGS(path));
	}
	HINT(diag, &proof_changed_hint, ARGS(run));
	return false;
}

bool
seal_check_ledger(const char *run, struct diag *diag)
{
	struct arena *mem = arena_new();
	bool ok = file_exists(path_join(mem, run, "keep/ledger.db"));
	bool purged = purged_is(run);
	if (purged)
		REPORT(diag, NO_SPAN, &ledger_purged_run, ARGS(run));
	else if (!ok)
		REPORT(diag, NO_SPAN, &ledger_no_such_run, ARGS(run));
	ok = ok && !purged && check_ledger(run, mem, diag);
	arena_free(mem);
	return ok;
}

bool
seal_lies_above(const char *path)
{
	struct arena *mem = arena_new();
	bool sealed = false;
	const char *at = path_folder(mem, path_real(mem, path));
	for (; !sealed && strcmp(at, "/") != 0; at = path_folder(mem, at))
		sealed = path_is_taken(path_join(mem, at, "keep/" SEAL_FILE));
	arena_free(mem);
	return sealed;
}
