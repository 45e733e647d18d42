#include "load/watcher.h"

#include <assert.h>

void
watch_open(struct watch *watch, const struct watcher *const *table,
    size_t count, const struct job *job)
{
	assert(count <= WATCHERS_MOST);
	watch->table = table;
	watch->count = count;
	for (size_t i = 0; i < count; i++)
		watch->states[i] = table[i]->open ? table[i]->open(job) : NULL;
}

void
watch_close(struct watch *watch)
{
	for (size_t i = 0; i < watch->count; i++) {
		if (watch->table[i]->close)
			watch->table[i]->close(watch->states[i]);
	}
	watch->count = 0;
}

void
watch_see_row(const struct watch *watch, const struct watched *row)
{
	for (size_t i = 0; i < watch->count; i++) {
		if (watch->table[i]->see_row)
			watch->table[i]->see_row(watch->states[i], row);
	}
}

void
watch_see_kept(const struct watch *watch, const struct watched *row)
{
	for (size_t i = 0; i < watch->count; i++) {
		if (watch->table[i]->see_kept)
			watch->table[i]->see_kept(watch->states[i], row);
	}
}

void
watch_see_letter(const struct watch *watch, const struct watched *row)
{
	for (size_t i = 0; i < watch->count; i++) {
		if (watch->table[i]->see_letter)
			watch->table[i]->see_letter(watch->states[i], row);
	}
}

bool
watch_report(const struct watch *watch, const struct watch_end *end)
{
	bool ok = true;
	for (size_t i = 0; i < watch->count; i++) {
		if (watch->table[i]->report)
			ok = watch->table[i]->report(watch->states[i], end) &&
			     ok;
	}
	return ok;
}
