/*
 * paper/frames.h - a stationery set as a letter would be, before any job: its
 * frames' own texts, with something to stand for what a job or a row says.
 */
#ifndef PAPER_FRAMES_H
#define PAPER_FRAMES_H

#include "layout/setter.h"

/* The texts of a stationery's frames, as blocks; by the frame's index. */
struct frame_content *frames_read(struct arena *mem,
    const struct stationery *stationery, struct slice stand_in,
    struct diag *diag);

/* Whether a letter with nothing but this frame can be set; otherwise why. */
bool frames_try(struct setter *setter, struct arena *mem,
    const struct stationery *stationery, const struct frame_content *all,
    size_t frame, struct problem *why);

#endif
