/*
 * serve/page_files.c - files of a sealed run, as they lie there.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "fate/status.h"
#include "ooxml/archive.h"
#include "proof/messages.h"
#include "proof/seal.h"
#include "proof/sums.h"
#include "proof/walk.h"
#include "serve/mailings.h"
#include "serve/messages.h"
#include "serve/pages.h"

/* The report has its style within, and nothing else. */
#define REPORT_POLICY                                                          \
	"default-src 'none'; style-src 'unsafe-inline'; img-src data:; "       \
	"frame-ancestors 'none'; base-uri 'none'"

static void
refuse(struct work *work, unsigned status, const struct message *why)
{
	struct page_frame frame =
	    work_frame(work, STEP_MAILINGS, &serve_none_title);
	work->shared->status = status;
	frame_open(&work->out, &frame);
	page_say(
	    &work->out, work->words, "p class=\"verdict stop\"", why, NO_ARGS);
	reports_write(&work->out, work->diag);
	frame_close(&work->out, &frame);
}

/* The run that is asked for; NULL after an answer that says that there is
 * none. */
static const char *
find_run(struct work *work)
{
	const struct asked *asked = work->asked;
	const char *run = mailings_find(work->mem, ".", asked->run);
	if (!run)
		refuse(work, 404, &serve_no_such_run);
	return run;
}

/* ---- as they were sealed */

/* A file of keep/; false after an answer that says what is wrong with it. */
static bool
is_as_sealed(struct work *work, const char *run, const char *name)
{
	struct stat st;
	struct seal seal;
	struct sums sums;
	struct digest digest;
	const char *path =
	    path_join(work->mem, path_join(work->mem, run, "keep"), name);
	if (lstat(path, &st) != 0 || !S_ISREG(st.st_mode)) {
		refuse(work, 404, &serve_no_such_file);
		return false;
	}
	bool ok = seal_read_sums(&seal, &sums, work->mem, run, "keep",
		      work->diag) == SEAL_VOUCHES;
	const struct sums_line *line = ok ? sums_find(&sums, name) : NULL;
	if (ok && line && hash_file(path, work->diag, &digest) &&
	    digest_equal(digest, line->digest))
		return true;
	if (ok)
		REPORT(work->diag, NO_SPAN, &proof_changed, ARGS(path));
	refuse(work, 409, &serve_not_as_sealed);
	return false;
}

/* All that was sealed for the printer and nothing else, and none of it
 * withdrawn. */
static bool
may_be_printed(struct work *work, const char *run)
{
	struct seal seal;
	struct sums sums;
	struct status status;
	if (!folder_exists(path_join(work->mem, run, "to-printer"))) {
		refuse(work, 404, &serve_no_such_file);
		return false;
	}
	if (seal_read_sums(&seal, &sums, work->mem, run, "to-printer",
		work->diag) != SEAL_VOUCHES ||
	    !sums_check(&sums, NULL, work->diag) ||
	    !status_read(
		&status, work->mem, run, (struct slice){NULL, 0}, work->diag)) {
		refuse(work, 409, &serve_not_as_sealed);
		return false;
	}
	if (status.all.by[FATE_WITHDRAWN])
		refuse(work, 409, &serve_print_withdrawn);
	return !status.all.by[FATE_WITHDRAWN];
}

/* The file becomes the answer. */
static bool
copy(int from, int to)
{
	for (;;) {
		ssize_t sent = sendfile(to, from, NULL, (size_t)1 << 24);
		if (sent < 0 && errno == EINTR)
			continue;
		if (sent <= 0)
			return sent == 0;
	}
}

static bool
send_file(struct work *work, const char *path)
{
	struct stat st;
	int from = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	bool ok = from >= 0 && fstat(from, &st) == 0 && S_ISREG(st.st_mode) &&
		  copy(from, work->file);
	if (!ok)
		file_report(work->diag, path_name(path), errno);
	if (from >= 0)
		close(from);
	return ok;
}

static void
say_type(struct work *work, const char *type)
{
	snprintf(work->shared->type, sizeof work->shared->type, "%s", type);
}

static void
say_name(struct work *work, const char *end)
{
	const struct asked *asked = work->asked;
	snprintf(work->shared->save_as, sizeof work->shared->save_as, "%.*s%s",
	    (int)(asked->run.len < 200 ? asked->run.len : 200), asked->run.at,
	    end);
}

void
work_manifest(struct work *work)
{
	const char *run = find_run(work);
	if (!run || !is_as_sealed(work, run, "manifest.xlsx"))
		return;
	if (!send_file(work, path_join(work->mem, run, "keep/manifest.xlsx"))) {
		refuse(work, 404, &serve_no_such_file);
		return;
	}
	say_type(work, "application/vnd.openxmlformats-officedocument."
		       "spreadsheetml.sheet");
	say_name(work, "-manifest.xlsx");
}

void
work_report(struct work *work)
{
	const char *run = find_run(work);
	if (!run || !is_as_sealed(work, run, "report.html"))
		return;
	if (!send_file(work, path_join(work->mem, run, "keep/report.html"))) {
		refuse(work, 404, &serve_no_such_file);
		return;
	}
	snprintf(work->shared->policy, sizeof work->shared->policy, "%s",
	    REPORT_POLICY);
}

/* ---- print files as one */

static bool
send_archive(struct work *work, const char *folder, const char *printer)
{
	struct walk walk;
	const char *path = path_join(work->mem, folder, "to-printer.zip");
	return walk_folder(&walk, work->mem, printer, work->diag) &&
	       archive_write(
		   path, printer, walk.file, walk.file_count, work->diag) &&
	       send_file(work, path);
}

void
work_print_files(struct work *work)
{
	const char *run = find_run(work);
	if (!run || !may_be_printed(work, run))
		return;
	char folder[] = ".utskick-XXXXXX";
	bool ok = mkdtemp(folder);
	if (ok) {
		scratch_claim(&work->shared->scratch, folder);
		ok = send_archive(
		    work, folder, path_join(work->mem, run, "to-printer"));
		ok = folder_remove(folder, work->diag) && ok;
		scratch_release(&work->shared->scratch);
	} else {
		file_report(work->diag, path_name(folder), errno);
	}
	if (!ok) {
		refuse(work, 404, &serve_no_such_file);
		return;
	}
	say_type(work, "application/zip");
	say_name(work, "-to-printer.zip");
}
