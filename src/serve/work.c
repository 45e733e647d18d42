/*
 * serve/work.c - what the pages of children share.
 */
#include "base/file.h"
#include "serve/pages.h"

struct page_frame
work_frame(const struct work *work, enum step step, const struct message *title)
{
	const struct asked *asked = work->asked;
	return (struct page_frame){
	    .words = work->words,
	    .step = step,
	    .title = title,
	    .token = asked->token,
	    .folder = slice_view(asked->folder_name),
	};
}

const char *
work_job(const struct work *work)
{
	(void)work;
	return "job.yaml";
}
