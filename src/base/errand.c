#include "base/errand.h"

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/memory.h"

struct errand {
	void (*work)(void *ctx);
	void *ctx;
	bool has_thread;
	pthread_t thread;
	pthread_mutex_t lock; /* of the two below */
	pthread_cond_t changed;
	bool under_way, over;
};

static void *
serve(void *ctx)
{
	struct errand *errand = ctx;
	pthread_mutex_lock(&errand->lock);
	for (;;) {
		while (!errand->under_way && !errand->over)
			pthread_cond_wait(&errand->changed, &errand->lock);
		if (!errand->under_way)
			break;
		pthread_mutex_unlock(&errand->lock);
		errand->work(errand->ctx);
		pthread_mutex_lock(&errand->lock);
		errand->under_way = false;
		pthread_cond_signal(&errand->changed);
	}
	pthread_mutex_unlock(&errand->lock);
	return NULL;
}

/* Signals are for the thread that knows what to do about them. */
static void
start(struct errand *errand)
{
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	errand->has_thread =
	    pthread_create(&errand->thread, NULL, serve, errand) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

struct errand *
errand_new(void (*work)(void *ctx), void *ctx)
{
	struct errand *errand = mem_new(1, sizeof *errand);
	errand->work = work;
	errand->ctx = ctx;
	pthread_mutex_init(&errand->lock, NULL);
	pthread_cond_init(&errand->changed, NULL);
	start(errand);
	return errand;
}

static void
say(struct errand *errand, bool *what)
{
	pthread_mutex_lock(&errand->lock);
	*what = true;
	pthread_cond_signal(&errand->changed);
	pthread_mutex_unlock(&errand->lock);
}

void
errand_wait(struct errand *errand)
{
	pthread_mutex_lock(&errand->lock);
	while (errand->under_way)
		pthread_cond_wait(&errand->changed, &errand->lock);
	pthread_mutex_unlock(&errand->lock);
}

void
errand_run(struct errand *errand)
{
	errand_wait(errand);
	if (errand->has_thread)
		say(errand, &errand->under_way);
	else
		errand->work(errand->ctx);
}

void
errand_free(struct errand *errand)
{
	if (!errand)
		return;
	if (errand->has_thread) {
		say(errand, &errand->over);
		pthread_join(errand->thread, NULL);
	}
	pthread_cond_destroy(&errand->changed);
	pthread_mutex_destroy(&errand->lock);
	free(errand);
}
