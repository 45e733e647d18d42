#include "pdf/job.h"

#include <stdlib.h>

#include "base/memory.h"
#include "pdf/icc.h"

static void
copy_setup(struct pdf_job *job, const struct pdf_setup *setup)
{
	job->setup = *setup;
	job->setup.title = arena_dup(job->mem, setup->title);
	job->setup.language = arena_dup(job->mem, setup->language);
	job->setup.producer = arena_dup(job->mem, setup->producer);
	job->setup.entry = arena_dup(job->mem, setup->entry);
}

struct pdf_job *
pdf_job_new(
    struct arena *job_mem, const struct pdf_setup *setup, struct diag *diag)
{
	struct pdf_job *job = mem_new(1, sizeof *job);
	struct strbuf profile = {0};
	job->mem = job_mem;
	copy_setup(job, setup);
	job->deflater = deflater_new();
	if (setup->profile == PDF_PRESS)
		icc_add_grey(&profile);
	else
		icc_add_srgb(&profile);
	job->profile =
	    deflate_once(job->deflater, job_mem, strbuf_view(&profile));
	strbuf_fini(&profile);
	job->faces =
	    faces_new(job_mem, setup->fonts, setup->codes, job->deflater, diag);
	if (!job->faces) {
		pdf_job_free(job);
		return NULL;
	}
	job->pictures = pictures_new(job_mem, job->deflater);
	job->content = (struct content_job){
	    job->faces, job->pictures, setup->profile == PDF_ARCHIVE};
	job->forms = forms_new(job_mem, &job->content, job->deflater);
	job->repeats = repeats_new(job->faces);
	return job;
}

void
pdf_job_free(struct pdf_job *job)
{
	if (!job)
		return;
	forms_free(job->forms);
	repeats_free(job->repeats);
	pictures_free(job->pictures);
	deflater_free(job->deflater);
	arena_free(job->spare);
	free(job);
}
