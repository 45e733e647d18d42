/*
 * cli/stages.h - the stages of a run by name.
 */
#ifndef CLI_STAGES_H
#define CLI_STAGES_H

#include "base/message.h"
#include "load/progress.h"

enum { STAGE_COUNT = STAGE_SEAL + 1 };

/* For people, by enum stage. */
extern const struct message *const stage_words[STAGE_COUNT];
/* For programs. */
extern const char *const stage_names[STAGE_COUNT];

#endif
