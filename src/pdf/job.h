/*
 * pdf/job.h - what all batches of a job share (private to pdf/).
 */
#ifndef PDF_JOB_H
#define PDF_JOB_H

#include "pdf/batch.h"
#include "pdf/face.h"
#include "pdf/form.h"
#include "pdf/repeat.h"

struct pdf_job {
	struct arena *mem;
	struct pdf_setup setup; /* its slices copied */
	struct deflater *deflater;
	struct faces *faces;
	struct pictures *pictures;
	struct content_job content; /* of every stream */
	struct forms *forms;
	struct repeats *repeats;
	struct slice profile; /* the ICC profile, compressed */
	struct arena *spare; /* of the batch before, for the next; or NULL */
};

#endif
