/*
 * base/errand.h - work that a thread does while its owner goes on.
 *
 * One at a time, and always the same work on what `ctx` holds by then: whoever
 * owns the errand leaves that alone until errand_wait. Where no thread is to be
 * had, errand_run does the work itself before it returns: slower, and the same.
 *
 * The thread gets no signals. It must be gone (errand_free) before the process
 * forks or gives up rights, since both concern the one thread that calls.
 */
#ifndef BASE_ERRAND_H
#define BASE_ERRAND_H

struct errand;

/* Never NULL. */
struct errand *errand_new(void (*work)(void *ctx), void *ctx);
/* Waits, and ends the thread. Accepts NULL. */
void errand_free(struct errand *errand);
/* Waits for the work before, and begins it anew. */
void errand_run(struct errand *errand);
/* Nothing is under way any more, and what was done is seen. */
void errand_wait(struct errand *errand);

#endif
