/*
 * layout/stationery_read.h - a stationery's YAML to its struct, checked.
 *
 * Used by layout/stationery.c only. All faults are reported in one go.
 */
#ifndef LAYOUT_STATIONERY_READ_H
#define LAYOUT_STATIONERY_READ_H

#include "layout/stationery.h"

/* Lengths in mm are rounded, each by itself: sums may be off by so much. */
enum { STATIONERY_ROUNDING = 2 };

/* NULL after reports. `yaml` may be NULL, after a report. */
struct stationery *stationery_read_yaml(struct arena *job_mem, const char *path,
    const struct yaml *yaml, struct diag *diag);

/* NULL after reports. */
struct stationery *stationery_read_file(struct arena *job_mem, const char *path,
    struct diag *diag, struct span asked);

/* The parts, each on its own; false after reports. */
bool stationery_read_styles(struct arena *job_mem, const struct yaml *yaml,
    struct stationery *stationery, struct diag *diag);
/* "#1a1a1a". */
bool stationery_read_colour(
    const struct conf_text *text, uint32_t *colour, struct diag *diag);
bool stationery_read_window(struct arena *job_mem, const struct yaml *yaml,
    struct stationery *stationery, struct diag *diag);
bool stationery_read_clear(struct arena *job_mem, const struct yaml *yaml,
    struct stationery *stationery, struct diag *diag);
bool stationery_read_frames(struct arena *job_mem, const struct yaml *yaml,
    struct stationery *stationery, struct diag *diag);
bool stationery_check_roles(
    const struct stationery *stationery, struct span span, struct diag *diag);

#endif
