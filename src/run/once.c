#include "run/once.h"
#include "base/fault.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/appended.h"
#include "base/file.h"
#include "base/memory.h"
#include "run/messages.h"
#include "run/once_key.h"
#include "run/once_line.h"
#include "run/recipients.h"
#include "text/normal.h"

#define DAYS_APART 30

struct once {
	struct once_mailing mailing;
	struct diag *diag;
	const char *folder, *path, *key_path;
	struct appended file; /* locked */
	bool key_is_new; /* its file comes with the line */
	bool key_made, recorded;
	struct slice secret; /* empty: none yet */
	char job_hex[ONCE_JOB_LEN + 1], key_hex[ONCE_KEY_LEN + 1];
	struct recipients recipients;
	struct digest known; /* of the lines of an earlier look, in this one */
	off_t end; /* behind the last whole line */
	bool unended; /* that one has no line feed */
	uint32_t lines;
};

bool
once_is_again(const struct once_found *found)
{
	return found->had &&
	       (uint64_t)found->had * 10 >= (uint64_t)found->recipients * 9;
}

void
once_warn_of_some(const struct once_found *found, const struct job_file *file,
    struct diag *diag)
{
	char date[11];
	if (!found->had || once_is_again(found))
		return;
	day_write_iso(found->last, date);
	REPORT(diag, file->name.span, &run_had_before,
	    ARGS(found->had, found->recipients, (const char *)date));
	HINT(diag, &run_had_before_hint, NO_ARGS);
}

/* ---- the key */

/* The digests by the key that stand in lines: of the job's name, and of which
 * key it is. */
static void
use_secret(struct once *once, struct slice secret)
{
	struct arena *mem = once->mailing.mem;
	struct slice parts[2] = {
	    SLICE("job "), text_fold(mem, once->mailing.file->name.text)};
	once->secret = secret;
	once_key_digest(secret,
	    arena_join(mem, parts, 2, (struct slice){NULL, 0}), once->job_hex,
	    ONCE_JOB_LEN);
	once_key_digest(
	    secret, SLICE("which key"), once->key_hex, ONCE_KEY_LEN);
}

static bool
read_secret(struct once *once)
{
	struct slice secret;
	if (!path_is_taken(once->key_path))
		return true;
	if (!once_key_read(
		once->mailing.mem, once->key_path, &secret, once->diag))
		return false;
	use_secret(once, secret);
	return true;
}

static bool
make_secret(struct once *once)
{
	struct slice secret;
	if (!once_key_make(
		once->mailing.mem, once->key_path, &secret, once->diag))
		return false;
	use_secret(once, secret);
	once->key_is_new = true;
	return true;
}

/* ---- the lines */

static struct span
line_span(const struct once *once)
{
	struct sources *sources = diag_sources(once->diag);
	return (struct span){
	    .file = sources_add_secret(sources, once->path),
	    .line = once->lines,
	};
}

static void
report_other_key(const struct once *once)
{
	REPORT(once->diag, line_span(once), &run_runs_other_key,
	    ARGS(once->key_path));
	HINT(once->diag, &run_runs_other_key_hint, NO_ARGS);
}

static bool
counts(const struct once *once, const struct once_line *line)
{
	int64_t apart = (int64_t)line->date - once->mailing.file->date.when;
	return slice_is(line->job, once->job_hex) && apart <= DAYS_APART &&
	       -apart <= DAYS_APART;
}

/* One more line that counts; whether an earlier look saw it too. */
static bool
see_counting(struct once *once, struct slice text, struct once_found *found)
{
	const struct once_known *before = once->mailing.known;
	struct once_known *known = &found->known;
	struct hasher *hasher = hasher_new();
	hasher_add(hasher, (struct slice){(const char *)known->digest.bytes,
			       sizeof known->digest.bytes});
	hasher_add(hasher, text);
	known->digest = hasher_finish(hasher);
	hasher_free(hasher);
	known->lines++;
	if (before && known->lines == before->lines)
		once->known = known->digest;
	return before && known->lines <= before->lines;
}

static bool
take_line(struct once *once, struct slice text, const struct once_line *line,
    struct once_found *found)
{
	uint32_t digest;
	if (!slice_is(line->key, once->key_hex)) {
		report_other_key(once);
		return false;
	}
	if (!counts(once, line))
		return true;
	bool any = false, known = see_counting(once, text, found);
	for (size_t i = 0; once_line_recipient(line, i, &digest); i++)
		any = recipients_mark(&once->recipients, digest) || any;
	if (any && (!found->last || line->date > found->last))
		found->last = line->date;
	found->since = found->since || (any && !known);
	return true;
}

/* A line as it stands in the file, line feed and all. */
static bool
see_line(struct once *once, struct slice text, struct once_found *found)
{
	struct once_line line;
	bool ended = slice_ends(text, "\n");
	struct slice bare = slice_part(text, 0, text.len - (ended ? 1 : 0));
	once->lines++;
	if (once_line_read(bare, &line)) {
		once->end += (off_t)text.len;
		once->unended = !ended;
		return take_line(once, bare, &line, found);
	}
	REPORT(once->diag, line_span(once),
	    ended ? &run_runs_line : &run_runs_torn, NO_ARGS);
	HINT(once->diag, ended ? &run_runs_line_hint : &run_runs_torn_hint,
	    NO_ARGS);
	return !ended;
}

static bool
see_lines(struct once *once, struct once_found *found)
{
	char *text = NULL;
	size_t room = 0;
	bool ok = true;
	if (once->file.fd < 0)
		return true; /* there is none yet */
	int fd = dup(once->file.fd);
	FILE *in = fd >= 0 ? fdopen(fd, "r") : NULL;
	if (in)
		rewind(in);
	for (ssize_t len = 0; in && ok && len >= 0;) {
		len = getline(&text, &room, in);
		if (len > 0)
			ok = see_line(
			    once, (struct slice){text, (size_t)len}, found);
	}
	if (!in || ferror(in)) {
		fault_report_unread(once->diag, NO_SPAN, once->path, errno);
		ok = false;
	}
	free(text);
	if (in)
		fclose(in);
	return ok;
}

/* Lines without their key say nothing; a new key is made for none. */
static bool
has_secret(struct once *once, bool make)
{
	struct stat st;
	if (once->secret.len)
		return true;
	bool none = once->file.fd < 0;
	if (!none && fstat(once->file.fd, &st) != 0) {
		fault_report_unread(once->diag, NO_SPAN, once->path, errno);
		return false;
	}
	if (none || !st.st_size)
		return !make || make_secret(once);
	report_other_key(once);
	return false;
}

/* Whether all is still there that an earlier look saw. */
static void
judge(const struct once *once, struct once_found *found)
{
	const struct once_known *before = once->mailing.known;
	if (once->end)
		memcpy(found->known.key, once->key_hex, sizeof once->key_hex);
	found->gone = before && before->key[0] &&
		      (strcmp(before->key, found->known.key) != 0 ||
			  !digest_equal(before->digest, once->known));
}

static bool
compare(struct once *once, const char *plan, struct once_found *found)
{
	if (!recipients_read(&once->recipients, once->mailing.reads,
		once->mailing.file->date.when, plan, once->secret,
		once->diag) ||
	    !see_lines(once, found))
		return false;
	found->recipients = (uint32_t)once->recipients.count;
	found->had = recipients_marked(&once->recipients);
	judge(once, found);
	return true;
}

/* ---- open, lock */

/* Whether `out` is the job's own out/, however it is written. */
static bool
is_out_of_job(const struct once_mailing *mailing)
{
	struct stat ours, theirs;
	const char *out = mailing->out;
	return out && strcmp(path_name(out), "out") == 0 &&
	       fault_stat(mailing->file->folder, &ours) &&
	       fault_stat(path_folder(mailing->mem, out), &theirs) &&
	       ours.st_dev == theirs.st_dev && ours.st_ino == theirs.st_ino;
}

/*
 * out/ is where runs lie; where somebody has made it a run's own folder, the
 * lines lie beside the job, and stay there.
 */
static const char *
find_folder(const struct once_mailing *mailing)
{
	struct arena *mem = mailing->mem;
	const char *folder = mailing->file->folder;
	const char *runs = path_join(mem, folder, "out");
	bool taken = is_out_of_job(mailing) ||
		     path_is_taken(path_join(mem, folder, "runs.jsonl")) ||
		     path_is_taken(path_join(mem, runs, "keep"));
	return taken ? folder : runs;
}

void
once_find_places(const struct once_mailing *mailing, struct once_places *places)
{
	const char *folder = find_folder(mailing);
	const char *lines = path_join(mailing->mem, folder, "runs.jsonl");
	const char *key = path_join(mailing->mem, folder, "runs.key");
	*places = (struct once_places){
	    .folder = folder,
	    .files = {lines, key, NULL},
	    .all_there = path_is_taken(lines) && path_is_taken(key),
	};
}

static struct once *
once_new(const struct once_mailing *mailing, struct diag *diag)
{
	struct once *once = mem_new(1, sizeof *once);
	once->mailing = *mailing;
	once->diag = diag;
	once->file.fd = -1;
	struct once_places places;
	once_find_places(mailing, &places);
	once->folder = places.folder;
	once->path = places.files[0];
	once->key_path = places.files[1];
	return once;
}

static void
report_unopened(const struct once *once, int error, bool to_read)
{
	if (error == ELOOP) {
		REPORT(once->diag, NO_SPAN, &run_runs_link, ARGS(once->path));
		HINT(once->diag, &run_runs_link_hint, NO_ARGS);
	} else if (to_read) {
		fault_report_unread(once->diag, NO_SPAN, once->path, error);
	} else {
		file_report(once->diag, once->path, error);
	}
}

/* A link is not followed: the lines would be somebody else's. */
static bool
open_lines(struct once *once, bool to_read)
{
	bool ok;
	if (to_read) {
		int fd = open(once->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
		once->file = (struct appended){.fd = fd};
		do
			ok = fd >= 0 && flock(fd, LOCK_SH) == 0;
		while (fd >= 0 && !ok && errno == EINTR);
	} else {
		ok = appended_open(&once->file, once->path);
	}
	if (!ok)
		report_unopened(once, errno, to_read);
	return ok;
}

bool
once_can_record(const struct once_mailing *mailing, struct diag *diag)
{
	struct once *once = once_new(mailing, diag);
	const char *folder =
	    folder_exists(once->folder) ? once->folder : mailing->file->folder;
	bool ok = access(folder, W_OK | X_OK) == 0;
	if (!ok)
		file_report(diag, once->path, errno);
	once_close(once);
	return ok;
}

bool
once_look(const struct once_mailing *mailing, const char *plan,
    struct once_found *found, struct diag *diag)
{
	struct once *once = once_new(mailing, diag);
	*found = (struct once_found){0};
	bool ok = !path_is_taken(once->path) ||
		  (open_lines(once, true) && read_secret(once) &&
		      has_secret(once, false) &&
		      (!once->secret.len || compare(once, plan, found)));
	if (ok && !once->secret.len)
		judge(once, found);
	once_close(once);
	return ok;
}

struct once *
once_claim(const struct once_mailing *mailing, const char *plan,
    struct once_found *found, struct diag *diag)
{
	struct once *once = once_new(mailing, diag);
	*found = (struct once_found){0};
	if (folder_make(once->folder, diag) && open_lines(once, false) &&
	    read_secret(once) && has_secret(once, true) &&
	    compare(once, plan, found))
		return once;
	once_close(once);
	return NULL;
}

/* ---- this run's line */

static bool
write_key(struct once *once)
{
	if (!once->key_is_new)
		return true;
	once->key_made =
	    once_key_write(once->key_path, once->secret, once->diag);
	return once->key_made;
}

static void
write_line(const struct once *once, struct strbuf *out)
{
	once_line_write(out,
	    &(struct once_line){
		.date = once->mailing.file->date.when,
		.job = slice_view(once->job_hex),
		.key = slice_view(once->key_hex),
	    },
	    once->recipients.at, once->recipients.count);
}

bool
once_record(struct once *once)
{
	struct strbuf out = {0};
	if (once->unended)
		strbuf_add_char(&out, '\n');
	write_line(once, &out);
	/* A torn line goes: no mailing came of it. */
	bool ok = (once->file.fd < 0 || fchmod(once->file.fd, 0600) == 0) &&
		  write_key(once) &&
		  appended_add(&once->file, once->end, strbuf_view(&out));
	if (!ok)
		file_report(once->diag, once->path, errno);
	strbuf_fini(&out);
	once->recorded = ok;
	return ok;
}

void
once_take_back(struct once *once)
{
	once->recorded = false;
	if (!appended_cut(&once->file, once->end))
		file_report(once->diag, once->path, errno);
}

uint64_t
once_end(const struct once *once)
{
	return (uint64_t)once->end;
}

static bool
stands_at(const struct once *once, struct slice text, off_t at)
{
	char block[1 << 16];
	while (text.len) {
		size_t want = text.len < sizeof block ? text.len : sizeof block;
		ssize_t got = fault_read_at(once->file.fd, block, want, at);
		if (got <= 0 || memcmp(text.at, block, (size_t)got) != 0)
			return false;
		text = slice_from(text, (size_t)got);
		at += got;
	}
	return true;
}

bool
once_take_back_at(struct once *once, uint64_t from, bool sure, bool *doubt)
{
	static const char nobodys[] = "0000000000000000";
	_Static_assert(sizeof nobodys == ONCE_JOB_LEN + 1, "a job's digest");
	struct strbuf own = {0};
	off_t at = (off_t)from;
	*doubt = false;
	if (once->file.fd < 0)
		return true;
	write_line(once, &own);
	/* one before it had no line feed, perhaps */
	if (stands_at(once, SLICE("\n"), at))
		at++;
	bool ok = true, last = at + (off_t)own.len == once->end;
	bool stands = stands_at(once, strbuf_view(&own), at);
	*doubt = stands && !sure;
	if (stands && sure)
		ok = last ? appended_cut(&once->file, (off_t)from)
			  : appended_change(&once->file, at + ONCE_JOB_AT,
				slice_view(nobodys));
	if (!ok)
		file_report(once->diag, once->path, errno);
	strbuf_fini(&own);
	return ok;
}

void
once_close(struct once *once)
{
	if (!once)
		return;
	recipients_fini(&once->recipients);
	if (once->key_made && !once->recorded)
		unlink(once->key_path); /* no line knows it */
	appended_close(&once->file);
	free(once);
}
