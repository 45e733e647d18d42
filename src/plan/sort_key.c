#include "plan/sort_key.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/memory.h"
#include "text/collate.h"

struct sort_keys {
	const struct job_pile *pile;
	size_t key; /* column */
	struct collator *collator;
	struct strbuf out;
};

struct sort_keys *
sort_keys_new(const struct job_pile *pile, size_t key, const char *language,
    struct diag *diag)
{
	struct collator *collator = collator_new(language, diag);
	if (!collator)
		return NULL;
	struct sort_keys *keys = mem_new(1, sizeof *keys);
	keys->pile = pile;
	keys->key = key;
	keys->collator = collator;
	return keys;
}

void
sort_keys_free(struct sort_keys *keys)
{
	if (!keys)
		return;
	collator_free(keys->collator);
	strbuf_fini(&keys->out);
	free(keys);
}

/*
 * Ends a part so that a shorter one comes first whatever follows: bytes 0 and
 * 1 become 1 1 and 1 2, and 0 ends the part. Descending turns every bit.
 */
static void
add_part(struct strbuf *out, struct slice key, bool descending)
{
	unsigned char turn = descending ? 0xFF : 0;
	char *to = strbuf_reserve(out, 2 * key.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < key.len; i++) {
		unsigned char byte = (unsigned char)key.at[i];
		if (byte <= 1) {
			to[len++] = (char)(1 ^ turn);
			byte++;
		}
		to[len++] = (char)(byte ^ turn);
	}
	to[len++] = (char)turn;
	out->len += len;
}

static void
add_column(struct sort_keys *keys, struct arena *letter_mem,
    const struct row *row, size_t column, bool descending)
{
	struct slice text = row->values[column].text;
	add_part(&keys->out, collator_key(keys->collator, letter_mem, text),
	    descending);
}

struct slice
sort_keys_make(
    struct sort_keys *keys, struct arena *letter_mem, const struct row *row)
{
	const struct job_pile *pile = keys->pile;
	strbuf_reset(&keys->out);
	for (size_t i = 0; i < pile->order_count; i++) {
		const struct order_key *key = &pile->order[i];
		for (size_t j = 0; j < key->count; j++)
			add_column(keys, letter_mem, row, key->columns[j],
			    key->descending);
	}
	add_part(&keys->out, row->values[keys->key].text, false);
	uint64_t whole = 0;
	for (size_t i = 0; i < row->count; i++)
		whole = hash_short(whole, row->values[i].text);
	strbuf_add(
	    &keys->out, (struct slice){(const char *)&whole, sizeof whole});
	return arena_dup(letter_mem, strbuf_view(&keys->out));
}
