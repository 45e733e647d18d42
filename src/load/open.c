#include "load/open.h"

#include "beside/beside.h"
#include "job/job_steps.h"
#include "load/beside_guard.h"
#include "load/protected.h"
#include "load/register.h"
#include "load/response_key.h"

/* The register's columns and whatever names one of them. */
static bool
find_columns(struct job *job, struct diag *diag)
{
	bool ok = job_declare_columns(job, diag);
	ok = job_find_roles(job, diag) && ok;
	ok = register_check(job, diag) && ok;
	return job_find_addresses(job, diag) && ok;
}

/* All that rows are decided by. False where there is no going on; otherwise
 * `ok` says whether there was a fault. */
static bool
resolve_rows(struct job *job, bool *ok, struct diag *diag)
{
	*ok = find_columns(job, diag);
	if (!load_make_beside(job, diag))
		return false;
	*ok = job_check_columns(job, diag) && *ok;
	if (!register_read_corrections(job, diag))
		return false;
	*ok = job_name_values(job, diag) && *ok;
	*ok = job_make_rules(job, diag) && *ok;
	return true;
}

/* Letters and paper; `ok`: no fault was found before. */
static bool
resolve_letters(struct job *job, bool ok, struct diag *diag)
{
	ok = job_read_paper(job, diag) && ok;
	ok = beside_check(job->reads.beside) && ok;
	ok = job_find_households(job, diag) && ok;
	ok = ok && job_check_households(job, diag);
	ok = job_find_print_columns(job, diag) && ok;
	return ok && job_find_order(job, diag) &&
	       load_make_response_key(job, diag);
}

/* Everything that needs the register's columns; all faults in one go. */
static bool
resolve(struct job *job, struct diag *diag)
{
	bool ok;
	return resolve_rows(job, &ok, diag) && resolve_letters(job, ok, diag);
}

bool
load_open(
    struct job *job, struct arena *job_mem, const char *path, struct diag *diag)
{
	return job_read(job, job_mem, path, diag) && register_open(job, diag) &&
	       resolve(job, diag);
}

bool
load_open_register(
    struct job *job, struct arena *job_mem, const char *path, struct diag *diag)
{
	return job_read(job, job_mem, path, diag) && register_open(job, diag) &&
	       find_columns(job, diag) && register_read_corrections(job, diag);
}

bool
load_open_rules(
    struct job *job, struct arena *job_mem, const char *path, struct diag *diag)
{
	if (!job_read(job, job_mem, path, diag) || !register_open(job, diag))
		return false;
	bool ok = find_columns(job, diag);
	if (!load_make_beside(job, diag))
		return false;
	ok = job_check_columns(job, diag) && ok;
	ok = register_read_corrections(job, diag) && ok;
	ok = job_name_values(job, diag) && ok;
	return job_make_rules(job, diag) && ok;
}

bool
load_open_protected(
    struct job *job, struct arena *job_mem, const char *path, struct diag *diag)
{
	if (!job_read(job, job_mem, path, diag))
		return false;
	job->only_protected = true;
	return register_open(job, diag) && resolve(job, diag);
}

bool
load_open_rows(
    struct job *job, struct arena *job_mem, const char *path, struct diag *diag)
{
	bool ok;
	return job_read(job, job_mem, path, diag) && register_open(job, diag) &&
	       resolve_rows(job, &ok, diag) && ok;
}

bool
load_open_letters(struct job *job, struct diag *diag)
{
	font_set_free(job->paper.fonts);
	beside_try_again(job->reads.beside);
	job->writes = (struct job_writes){0};
	job->paper = (struct job_paper){0};
	return resolve_letters(job, true, diag);
}

void
load_close(struct job *job)
{
	words_close(job->words);
	intake_close(job->reads.intake);
	beside_free(job->reads.beside);
	protected_close(job);
	font_set_free(job->paper.fonts);
}
