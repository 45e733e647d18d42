/*
 * run/writer.h - writes the batches of a plan, one after another.
 *
 * Each letter is composed and laid out again from the plan's row; a content
 * hash that differs from the plan's is a fault of the program. One writer
 * serves a process; which batches it wrote before changes no byte.
 */
#ifndef RUN_WRITER_H
#define RUN_WRITER_H

#include "run/write_job.h"

struct writer;

/* All are borrowed; beside_read comes before. NULL after reports. */
struct writer *writer_open(
    struct job *job, const struct write_spec *spec, struct diag *diag);
void writer_close(struct writer *writer);

/* The batch's file and its result, in `folder`; letters' own files, if they have
 * some, in `own_folder`, or not where it is NULL. False after reports. */
bool writer_write(struct writer *writer, uint32_t batch, const char *folder,
    const char *own_folder);

#endif
