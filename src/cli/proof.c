/*
 * cli/proof.c - utskick proof JOB: letters to be looked at before any is made.
 */
#include <unistd.h>

#include "approve/approval.h"
#include "base/fault.h"
#include "base/file.h"
#include "cli/account.h"
#include "cli/messages.h"
#include "load/open.h"
#include "run/aside.h"
#include "run/run.h"
#include "specimen/pictures.h"
#include "specimen/specimen.h"

struct proof {
	struct invocation *invocation;
	struct specimen_spec spec;
	struct specimen_made made;
	struct numbers rows;
	const char *out, *pictures; /* pictures: NULL: none asked for */
};

/* ---- where it goes */

static bool
refuse(struct proof *proof, const struct message *message, const char *path)
{
	REPORT(proof->invocation->diag, NO_SPAN, message, ARGS(path));
	return false;
}

static bool
begins_as_pdf(const char *path)
{
	char start[5] = "";
	int fd = file_open(path);
	ssize_t count = fd >= 0 ? fault_read(fd, start, sizeof start) : 0;
	if (fd >= 0)
		close(fd);
	return count == sizeof start &&
	       memcmp(start, "%PDF-", sizeof start) == 0;
}

/* What is there is written over only where somebody says so, and it is ours. */
static bool
may_replace(struct proof *proof, const char *path, bool is_file)
{
	struct diag *diag = proof->invocation->diag;
	if (!path_is_taken(path))
		return true;
	if (!proof->invocation->register_.again) {
		refuse(proof, &cli_proof_exists, path);
		HINT(diag, &cli_proof_exists_hint, NO_ARGS);
		return false;
	}
	if (is_file ? begins_as_pdf(path) : folder_exists(path))
		return true;
	return refuse(proof, &cli_proof_not_ours, path);
}

/* Real people stay in a folder that stays in the house; a sealed one is full. */
static bool
check_folder(struct proof *proof, struct arena *mem)
{
	const char *folder = path_folder(mem, proof->out);
	if (path_is_taken(path_join(mem, folder, "SHA256SUMS")))
		return refuse(proof, &cli_proof_sealed, folder);
	if (!proof->spec.real || strcmp(path_name(folder), "keep") == 0)
		return true;
	return refuse(proof, &cli_proof_real_elsewhere, proof->out);
}

static bool
find_place(struct proof *proof, const struct job *job)
{
	static const char *const ends[] = {".pdf", NULL};
	struct invocation *invocation = proof->invocation;
	struct arena *mem = invocation->mem;
	proof->out = invocation->out;
	if (!proof->out)
		proof->out = path_join(mem, job->file->folder,
		    proof->spec.real ? "keep/prov.pdf" : "prov.pdf");
	if (!path_ends_in(proof->out, ends))
		return refuse(proof, &cli_proof_name, proof->out);
	if (invocation->png)
		proof->pictures = arena_dup_text(
		    mem, (struct slice){proof->out, strlen(proof->out) - 4});
	return check_folder(proof, mem) &&
	       may_replace(proof, proof->out, true) &&
	       (!proof->pictures || may_replace(proof, proof->pictures, false));
}

/* ---- making it */

static bool
clear_pictures(struct proof *proof)
{
	static const char *const ends[] = {".png", NULL};
	size_t count;
	if (!folder_exists(proof->pictures))
		return true;
	const char **names =
	    folder_list(proof->invocation->mem, proof->pictures, &count);
	for (size_t i = 0; names && i < count; i++) {
		if (!path_ends_in(names[i], ends))
			return refuse(
			    proof, &cli_proof_not_ours, proof->pictures);
	}
	return folder_remove(proof->pictures, proof->invocation->diag);
}

/* In memory first: a program that dies leaves nothing behind. */
static bool
write_whole(struct proof *proof, struct job *job)
{
	struct diag *diag = proof->invocation->diag;
	struct strbuf pdf = {0};
	struct sink *sink = sink_to_memory(&pdf);
	bool whole =
	    specimen_write(sink, job, &proof->spec, &proof->made, diag);
	bool ok = sink_end(sink, whole, diag) &&
		  diag_worst(diag) < LEVEL_SYSTEM &&
		  folder_make_lasting(
		      path_folder(proof->invocation->mem, proof->out), diag) &&
		  file_write_whole(proof->out, strbuf_view(&pdf), diag);
	strbuf_fini(&pdf);
	return ok;
}

static bool
look(struct job *job, const char *path, void *ctx)
{
	struct proof *proof = ctx;
	struct invocation *invocation = proof->invocation;
	struct diag *diag = invocation->diag;
	proof->spec.plan = path;
	if (!run_check_filled(job) || !find_place(proof, job) ||
	    !approval_mark(invocation->mem, path, &proof->spec.mark, diag))
		return false;
	return write_whole(proof, job) &&
	       (!proof->pictures ||
		   (clear_pictures(proof) && specimen_make_pictures(proof->out,
						 proof->pictures, diag)));
}

static void
tell(struct answer *answer, const struct proof *proof)
{
	const struct specimen_made *made = &proof->made;
	struct json *json = &answer->json;
	json_add_text(json, "proof", slice_view(proof->out));
	if (proof->pictures)
		json_add_text(json, "pictures", slice_view(proof->pictures));
	json_add_bool(json, "real", proof->spec.real);
	json_add_text(json, "mark", proof->spec.mark);
	json_add_number(json, "letters", made->letters);
	json_add_number(json, "least", made->least);
	json_add_number(json, "pages", made->pages);
	json_add_number(json, "shown", made->shown);
	json_add_number(json, "all", made->all);
	json_add_number(json, "left_out", made->left_out);
	answer_line(answer, &cli_proof_lies_in,
	    ARGS(made->letters, made->pages, proof->out));
	if (!proof->spec.rows)
		answer_line(answer, &cli_proof_shows,
		    ARGS(made->shown, made->all, made->least));
	if (proof->pictures)
		answer_line(answer, &cli_proof_pictures, ARGS(proof->pictures));
	answer_line(answer, &cli_proof_mark, ARGS(proof->spec.mark));
}

static bool
read_rows(struct proof *proof)
{
	const char *text = proof->invocation->rows;
	if (!text)
		return true;
	proof->spec.rows = &proof->rows;
	if (numbers_read(&proof->rows, proof->invocation->mem,
		slice_trim(slice_view(text))))
		return true;
	REPORT(proof->invocation->diag, NO_SPAN, &cli_bad_numbers,
	    ARGS("--rows", text));
	return false;
}

static int
engine(struct invocation *invocation)
{
	struct job job = {0};
	struct account account;
	struct answer answer;
	struct proof proof = {.invocation = invocation,
	    .spec = {.real = invocation->real, .account = &account}};
	const struct plan_spec spec = {.progress = progress_bar(invocation)};
	const char *const writes[] = {
	    path_folder(invocation->mem, invocation->job),
	    invocation->out ? path_folder(invocation->mem, invocation->out)
			    : NULL,
	    NULL};
	const struct aside aside = {.scratch = invocation->scratch,
	    .look = look,
	    .ctx = &proof,
	    .writes = writes,
	    .program = invocation->png ? "pdftoppm" : NULL};
	answer_open(&answer, invocation);
	if (!read_rows(&proof))
		return answer_close(&answer, EXIT_USAGE);
	bool ok =
	    load_open(&job, invocation->mem, invocation->job, invocation->diag);
	if (job.file)
		speak_for_job(invocation, job.language);
	ok = ok && aside_plan(&aside, &job, &account, &spec, invocation->diag);
	progress_end(spec.progress);
	if (ok)
		tell(&answer, &proof);
	load_close(&job);
	return answer_close(
	    &answer, ok ? EXIT_DONE : exit_code_of(invocation->diag));
}

const struct command command_proof = {
    .name = "proof",
    .summary = &cli_proof_summary,
    .usage = &cli_proof_usage,
    .options = "oqRgXG",
    .arguments = 1,
    .run = engine,
};
