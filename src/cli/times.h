/*
 * cli/times.h - what each stage of a run took, for --times.
 *
 * Processor time is that of this process and of the children that it has waited
 * for: the writer of manifest and index counts in the stage that waits for it,
 * the seal. The memory is that of the largest process so far.
 */
#ifndef CLI_TIMES_H
#define CLI_TIMES_H

#include "cli/answer.h"

struct times;

/* Begins with what comes before the first stage. Lives in the arena. */
struct times *times_new(struct arena *mem);

/* Ends the stage before, if another begins. Cheap to call often. */
void times_enter(struct times *times, enum stage stage);

/* Ends the last stage and adds a line, or an entry of "times", for each. */
void times_tell(struct times *times, struct answer *answer);

#endif
