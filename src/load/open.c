#include "load/open.h"

#include "beside/beside.h"
#include "job/job_steps.h"
#include "load/beside_guard.h"
#include "load/protected.h"
#include "load/register.h"

/* The register's columns and whatever names one of them. */
static bool
find_columns(struct job *job, struct diag *diag)
{
	bool ok = job_declare_columns(job);
	ok = job_find_roles(job) && ok;
	ok = register_check(job, diag) && ok;
	return job_find_addresses(job) && ok;
}

/* Rules, letters and paper. */
static bool
make_letters(struct job *job)
{
	bool ok = job_name_values(job);
	ok = job_make_rules(job) && ok;
	ok = job_read_paper(job) && ok;
	return beside_check(job->reads.beside) && ok;
}

/* Everything that needs the register's columns; all faults in one go. */
static bool
resolve(struct job *job, struct diag *diag)
{
	bool ok = find_columns(job, diag);
	if (!load_make_beside(job, diag))
		return false;
	ok = job_check_columns(job) && ok;
	if (!register_read_corrections(job, diag))
		return false;
	ok = make_letters(job) && ok;
	ok = job_find_households(job) && ok;
	ok = ok && job_check_households(job);
	ok = job_find_print_columns(job) && ok;
	return ok && job_find_order(job);
}

bool
load_open(
    struct job *job, struct arena *job_mem, const char *path, struct diag *diag)
{
	return job_read(job, job_mem, path, diag) && register_open(job, diag) &&
	       resolve(job, diag);
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

void
load_close(struct job *job)
{
	words_close(job->words);
	intake_close(job->reads.intake);
	beside_free(job->reads.beside);
	protected_close(job);
	font_set_free(job->paper.fonts);
}
