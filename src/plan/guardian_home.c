#include "plan/guardian_home.h"

#include <stdlib.h>

#include "base/memory.h"
#include "compose/addressee.h"
#include "plan/lines_seen.h"
#include "plan/messages.h"
#include "record/apartment.h"
#include "record/name_words.h"
#include "text/normal.h"

struct guardian_home {
	const struct job *job;
	struct arena *row_mem;
	struct name_reader *names;
	struct lines_seen home, self;
};

static void *
open_home(const struct job *job)
{
	struct guardian_home *home = mem_new(1, sizeof *home);
	home->job = job;
	home->row_mem = arena_new();
	home->names = name_reader_new();
	return home;
}

static void
close_home(void *state)
{
	struct guardian_home *home = state;
	if (!home)
		return;
	lines_seen_fini(&home->home);
	lines_seen_fini(&home->self);
	name_reader_free(home->names);
	arena_free(home->row_mem);
	free(home);
}

static struct slice
folded(struct guardian_home *home, const struct row *row, size_t column)
{
	if (column == COLUMN_NONE)
		return (struct slice){NULL, 0};
	return text_fold(home->row_mem,
	    apartment_write(home->row_mem, row->values[column].text));
}

/* The job may say that they share the column; then it is meant. */
static bool
lives_there(struct guardian_home *home, const struct row *row)
{
	const struct address_columns *client = &home->job->reads.address;
	const struct address_columns *own = &home->job->reads.guardian_address;
	struct slice street = folded(home, row, own->street);
	return own->street != client->street && street.len &&
	       slice_equal(street, folded(home, row, client->street)) &&
	       slice_equal(folded(home, row, own->street2),
		   folded(home, row, client->street2)) &&
	       slice_equal(folded(home, row, own->postcode),
		   folded(home, row, client->postcode));
}

/* The same words in any order. */
static bool
is_client(struct guardian_home *home, const struct row *row)
{
	const struct job_reads *reads = &home->job->reads;
	struct name_words client = {.count = 0};
	for (size_t i = 0; i < reads->address.name_count; i++)
		name_words_join(
		    &client, name_words_of(home->names,
				 row->values[reads->address.name[i]].text));
	const struct name_words *own =
	    name_words_of(home->names, row->values[reads->guardian].text);
	return own->count && own->count == client.count &&
	       name_words_sum(own) == name_words_sum(&client);
}

static void
see_letter(void *state, const struct watched *watched)
{
	struct guardian_home *home = state;
	const struct job *job = home->job;
	enum addressee to[ADDRESSEES_MAX];
	size_t count = addressee_list(&job->reads,
	    (enum guardian_mail)job->file->guardian.mail.index, watched->row,
	    to);
	if (to[count - 1] == ADDRESSEE_CLIENT)
		return;
	if (lives_there(home, watched->row))
		lines_seen_add(&home->home, watched);
	if (is_client(home, watched->row))
		lines_seen_add(&home->self, watched);
	arena_reset(home->row_mem);
}

static bool
report_home(void *state, const struct watch_end *end)
{
	struct guardian_home *home = state;
	struct span at = home->job->file->guardian.name.span;
	if (!lines_seen_settle(&home->home, end) ||
	    !lines_seen_settle(&home->self, end))
		return false;
	if (home->home.rows)
		REPORT(end->diag, at, &plan_guardian_home,
		    ARGS(home->home.rows, strbuf_view(&home->home.places)));
	if (home->self.rows)
		REPORT(end->diag, at, &plan_guardian_self,
		    ARGS(home->self.rows, strbuf_view(&home->self.places)));
	return true;
}

const struct watcher guardian_home_watcher = {
    .open = open_home,
    .see_letter = see_letter,
    .report = report_home,
    .close = close_home,
};
