#include "base/errand.h"

#include <pthread.h>

#include "test.h"

/* What the owner hands over, and what came of it. */
struct sum {
	int next, all;
	pthread_t by;
};

static void
add(void *ctx)
{
	struct sum *sum = ctx;
	sum->all += sum->next;
	sum->by = pthread_self();
}

/* The sum of 1 to 1,000, a number at a time. */
static void
add_all(const char *name, bool beside)
{
	struct sum sum = {0};
	struct errand *errand = errand_new(add, &sum);
	errand_wait(errand); /* nothing is under way */
	for (int i = 1; i <= 1000; i++) {
		errand_wait(errand);
		sum.next = i;
		errand_run(errand);
	}
	errand_wait(errand);
	test_number(name, sum.all, 500500);
	test_true("by whom", beside != !!pthread_equal(sum.by, pthread_self()));
	sum.next = 7;
	errand_run(errand);
	errand_free(errand);
	test_number("what was begun is done", sum.all, 500507);
}

int
main(void)
{
	pthread_attr_t attributes;
	errand_free(NULL);
	add_all("by a thread", true);
	/* no machine has room for such a stack */
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, (size_t)1 << 46);
	test_number(
	    "a stack without room", pthread_setattr_default_np(&attributes), 0);
	add_all("without one", false);
	return test_end();
}
