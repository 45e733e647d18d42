/*
 * serve/letter_aids.h - what can be put into the text of a letter, as buttons:
 * columns of the register, facts, tables, parts.
 */
#ifndef SERVE_LETTER_AIDS_H
#define SERVE_LETTER_AIDS_H

#include "job/job.h"
#include "serve/task.h"

/* Each button shows what it puts there, so that it can be copied too. */
void letter_aids_write(
    struct strbuf *out, struct work *work, const struct job *job);

#endif
