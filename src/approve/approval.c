#include "approve/approval.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "approve/line.h"
#include "approve/messages.h"
#include "base/appended.h"
#include "base/file.h"
#include "ledger/content.h"
#include "ledger/inputs.h"
#include "text/normal.h"

#define APPROVALS "approvals.jsonl"
#define FILE_LIMIT ((size_t)16 << 20)
#define MARK_SIGNS 16 /* hexadecimal */

struct approvals {
	struct job *job;
	struct arena *mem; /* the job's */
	struct diag *diag;
	const char *path;
	struct approval_line now; /* what would be approved now */
	struct approval_line *at;
	size_t count, room;
	size_t whole; /* bytes of whole lines */
	bool torn;
};

/* ---- what is approved */

static void
add_part(struct approvals *approvals, const char *what, struct slice name,
    struct digest digest)
{
	char hex[65];
	digest_write_hex(digest, hex);
	approval_line_add_part(&approvals->now, approvals->mem,
	    arena_print(approvals->mem, "%s %.*s %s", what, (int)name.len,
		name.at, hex));
}

static bool
see_input(const struct ledger_input *input, void *ctx)
{
	struct approvals *approvals = ctx;
	struct arena *mem = approvals->mem;
	approval_line_add_part(&approvals->now, mem,
	    arena_print(mem, "%.*s %.*s %.*s", (int)input->role.len,
		input->role.at, (int)input->name.len, input->name.at,
		(int)input->sha256.len, input->sha256.at));
	return true;
}

static void
add_counts(struct approvals *approvals, const struct ledger_counts *counts)
{
	const uint32_t *by = counts->by_outcome;
	struct slice text =
	    arena_print(approvals->mem, "%u+%u+%u+%u", by[OUTCOME_LETTER],
		by[OUTCOME_TOGETHER], by[OUTCOME_EXCLUDED], by[OUTCOME_HELD]);
	add_part(approvals, "outcomes", text, hash_of(text));
}

static bool
read_plan(struct approvals *approvals, const char *plan)
{
	struct diag *diag = approvals->diag;
	struct ledger_counts counts;
	struct digest letters;
	struct ledger *ledger = ledger_open(plan, diag);
	bool ok = ledger &&
		  ledger_each_input(ledger, see_input, approvals, diag) &&
		  ledger_count(ledger, &counts, diag) &&
		  ledger_hash_letters(ledger, &letters, diag);
	if (ok) {
		add_counts(approvals, &counts);
		add_part(approvals, "letters",
		    arena_print(approvals->mem, "%u", counts.letters), letters);
	}
	ledger_close(ledger);
	return ok;
}

bool
approval_mark(
    struct arena *mem, const char *plan, struct slice *mark, struct diag *diag)
{
	struct approvals approvals = {.mem = mem, .diag = diag};
	struct strbuf all = {0}, text = {0};
	char hex[65];
	if (!read_plan(&approvals, plan))
		return false;
	for (size_t i = 0; i < approvals.now.count; i++) {
		strbuf_add(&all, approvals.now.parts[i]);
		strbuf_add_char(&all, '\n');
	}
	digest_write_hex(hash_of(strbuf_view(&all)), hex);
	for (size_t i = 0; i < MARK_SIGNS; i++) {
		if (i && i % 4 == 0)
			strbuf_add_char(&text, '-');
		strbuf_add_char(
		    &text, (char)(hex[i] >= 'a' ? hex[i] - 32 : hex[i]));
	}
	*mark = arena_dup(mem, strbuf_view(&text));
	strbuf_fini(&all);
	strbuf_fini(&text);
	return true;
}

bool
approval_mark_is(struct slice mark, struct slice written)
{
	size_t at = 0;
	for (size_t i = 0; i < written.len; i++) {
		char c = written.at[i];
		if (c == '-' || c == ' ')
			continue;
		if (c >= 'a' && c <= 'f')
			c = (char)(c - 32);
		while (at < mark.len && mark.at[at] == '-')
			at++;
		if (at == mark.len || mark.at[at++] != c)
			return false;
	}
	return at == mark.len;
}

/* ---- who has approved it */

static bool
read_lines(struct approvals *approvals)
{
	struct arena *mem = approvals->mem;
	struct slice text;
	if (!path_is_taken(approvals->path))
		return true;
	if (!file_read(mem, approvals->path, INPUT_NONE, FILE_LIMIT,
		approvals->diag, NO_SPAN, &text))
		return false;
	for (;;) {
		struct slice rest = slice_from(text, approvals->whole);
		size_t end = slice_find_char(rest, '\n');
		approvals->torn = end == rest.len && rest.len;
		if (end == rest.len)
			return true;
		approvals->at = arena_grow(mem, approvals->at, &approvals->room,
		    approvals->count + 1, sizeof *approvals->at);
		if (!approval_line_read(slice_part(rest, 0, end), mem,
			&approvals->at[approvals->count])) {
			REPORT(approvals->diag, NO_SPAN, &approve_bad_line,
			    ARGS(approvals->path, approvals->count + 1));
			return false;
		}
		approvals->count++;
		approvals->whole += end + 1;
	}
}

static bool
open_all(struct approvals *approvals, struct job *job, const char *plan,
    struct diag *diag)
{
	*approvals = (struct approvals){
	    .job = job,
	    .diag = diag,
	    .mem = job->mem,
	    .path = path_join(job->mem, job->file->folder, APPROVALS),
	};
	return read_plan(approvals, plan) && read_lines(approvals);
}

static bool
same_parts(const struct approval_line *a, const struct approval_line *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++) {
		if (!slice_equal(a->parts[i], b->parts[i]))
			return false;
	}
	return true;
}

/* Whether both are one person: by name, and by key where both have one. */
static bool
same_person(const struct approval_line *a, const struct approval_line *b)
{
	return text_same(a->person, b->person) ||
	       (a->is_signed && b->is_signed &&
		   memcmp(a->key, b->key, sizeof a->key) == 0);
}

/* Whether the line approves this and is the first of its person. */
static bool
counts(const struct approvals *approvals, size_t index)
{
	const struct approval_line *line = &approvals->at[index];
	if (!same_parts(line, &approvals->now))
		return false;
	for (size_t i = 0; i < index; i++) {
		if (same_parts(&approvals->at[i], &approvals->now) &&
		    same_person(&approvals->at[i], line))
			return false;
	}
	return true;
}

/* ---- adding */

static bool
append(struct approvals *approvals, struct slice text)
{
	struct appended file;
	/* another line may have come meanwhile */
	bool ok = appended_open(&file, approvals->path);
	off_t end = 0;
	if (ok && file.fd >= 0)
		end = lseek(file.fd, 0, SEEK_END);
	if (approvals->torn)
		end = (off_t)approvals->whole;
	ok = ok && end >= 0 && appended_add(&file, end, text);
	if (!ok)
		file_report(approvals->diag, approvals->path, errno);
	appended_close(&file);
	return ok;
}

static void
sign(struct approval_line *line, const struct minisign_secret *key)
{
	struct strbuf bare = {0};
	line->is_signed = true;
	memcpy(line->key, key->public_.key, sizeof line->key);
	approval_line_write_bare(&bare, line);
	ed25519_sign(key->seed, strbuf_view(&bare), line->signature);
	strbuf_fini(&bare);
}

/* Exactly this, already. */
static bool
has_approved(
    const struct approvals *approvals, const struct approval_line *line)
{
	for (size_t i = 0; i < approvals->count; i++) {
		if (same_parts(&approvals->at[i], &approvals->now) &&
		    same_person(&approvals->at[i], line))
			return true;
	}
	return false;
}

bool
approval_add(
    struct job *job, const struct approving *approving, struct diag *diag)
{
	struct approvals approvals;
	struct strbuf text = {0};
	if (!open_all(&approvals, job, approving->plan, diag))
		return false;
	approvals.now.person = approving->person;
	approvals.now.date = approving->date;
	if (approving->key)
		sign(&approvals.now, approving->key);
	if (has_approved(&approvals, &approvals.now)) {
		REPORT(diag, NO_SPAN, &approve_twice, NO_ARGS);
		return false;
	}
	approval_line_write(&text, &approvals.now);
	strbuf_add_char(&text, '\n');
	bool ok = append(&approvals, strbuf_view(&text));
	strbuf_fini(&text);
	return ok;
}

/* ---- asking */

/* "job job.yaml" of "job job.yaml 9a…". */
static struct slice
part_name(struct slice part)
{
	return slice_part(part, 0, part.len > 65 ? part.len - 65 : 0);
}

static bool
has_part(const struct approval_line *line, struct slice part)
{
	for (size_t i = 0; i < line->count; i++) {
		if (slice_equal(line->parts[i], part))
			return true;
	}
	return false;
}

/* Reports the parts that were approved and are gone, and those that are new. */
static void
report_changes(struct approvals *approvals, const struct approval_line *line)
{
	for (size_t i = 0; i < line->count; i++) {
		if (!has_part(&approvals->now, line->parts[i]))
			REPORT(approvals->diag, NO_SPAN, &approve_changed,
			    ARGS(part_name(line->parts[i]), line->person));
	}
	for (size_t i = 0; i < approvals->now.count; i++) {
		struct slice part = approvals->now.parts[i];
		bool known = false;
		for (size_t k = 0; k < line->count; k++)
			known = known || slice_equal(part_name(line->parts[k]),
					     part_name(part));
		if (!known)
			REPORT(approvals->diag, NO_SPAN, &approve_added,
			    ARGS(part_name(part), line->person));
	}
}

static void
refuse(struct approvals *approvals, const struct approval_found *found)
{
	REPORT(approvals->diag, NO_SPAN, &approve_lacks,
	    ARGS(found->people, found->wanted));
	HINT(approvals->diag, &approve_lacks_hint, NO_ARGS);
	/* the last line of each person who approved something else */
	for (size_t i = 0; i < approvals->count; i++) {
		bool last = !same_parts(&approvals->at[i], &approvals->now);
		for (size_t k = i + 1; last && k < approvals->count; k++)
			last =
			    !same_person(&approvals->at[i], &approvals->at[k]);
		if (last)
			report_changes(approvals, &approvals->at[i]);
	}
}

/* ---- lines from elsewhere */

static bool
refuse_line(
    struct approvals *approvals, const struct message *why, uint32_t number)
{
	REPORT(approvals->diag, NO_SPAN, why, ARGS(number));
	return false;
}

/* Among those that are there from then on, so that none comes twice. */
static bool
take_line(struct approvals *approvals, struct slice text, uint32_t number)
{
	struct approval_line line = {0};
	if (!approval_line_read(text, approvals->mem, &line))
		return refuse_line(approvals, &approve_not_a_line, number);
	if (!same_parts(&line, &approvals->now)) {
		refuse_line(approvals, &approve_of_other, number);
		report_changes(approvals, &line);
		return false;
	}
	if (!line.is_signed)
		return refuse_line(approvals, &approve_unsigned, number);
	if (has_approved(approvals, &line))
		return refuse_line(approvals, &approve_twice, number);
	approvals->at = arena_grow(approvals->mem, approvals->at,
	    &approvals->room, approvals->count + 1, sizeof *approvals->at);
	approvals->at[approvals->count++] = line;
	return true;
}

bool
approval_take(
    struct job *job, const char *plan, struct slice text, struct diag *diag)
{
	struct approvals approvals;
	struct strbuf taken = {0};
	uint32_t number = 0;
	bool ok = open_all(&approvals, job, plan, diag);
	while (ok && text.len) {
		size_t end = slice_find_char(text, '\n');
		struct slice line = slice_trim(slice_part(text, 0, end));
		text = slice_from(text, end + 1);
		ok = take_line(&approvals, line, ++number);
		strbuf_add(&taken, line);
		strbuf_add_char(&taken, '\n');
	}
	if (ok && !number)
		ok = refuse_line(&approvals, &approve_not_a_line, 1);
	ok = ok && append(&approvals, strbuf_view(&taken));
	strbuf_fini(&taken);
	return ok;
}

bool
approval_check(struct job *job, const char *plan, bool strict,
    struct approval_found *found, struct diag *diag)
{
	struct approvals approvals;
	*found = (struct approval_found){
	    .wanted = (uint32_t)job->file->approval.number};
	if (strict && !found->wanted &&
	    !path_is_taken(path_join(job->mem, job->file->folder, APPROVALS)))
		return true;
	if (!open_all(&approvals, job, plan, diag))
		return false;
	found->parts = approvals.now.parts;
	found->part_count = approvals.now.count;
	if (approvals.torn)
		REPORT(diag, NO_SPAN, &approve_torn,
		    ARGS(approvals.path, approvals.count + 1));
	for (size_t i = 0; i < approvals.count; i++) {
		if (!counts(&approvals, i))
			continue;
		found->people++;
		approval_line_write(&found->lines, &approvals.at[i]);
		strbuf_add_char(&found->lines, '\n');
	}
	if (!strict || found->people >= found->wanted)
		return true;
	refuse(&approvals, found);
	return false;
}
