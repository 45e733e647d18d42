#include "text/collate.h"

#include "base/strbuf.h"
#include "test.h"
#include "text/messages.h"

/* Each list stands in its language's order. */
static const struct {
	const char *language, *list;
} orders[] = {
    {"sv", "a|A|b|é…|f|V|w|x|z|å|ä|ö"},
    {"sv", "Berg|Berg-Ek|Bergström"},
    {"sv", "Valander|Vinter|Wahlberg|Wiberg"},
    {"sv", "Storgatan 2|Storgatan 9|Storgatan 10|Storgatan 10 B"},
    {"sv", "Andersson|Åberg|Ärlig|Öst"},
    {"fi", "a|v|w|z|å|ä|ö"},
    {"de", "Apfel|Äpfel|Birne|Ofen|Öfen|Zebra"},
    {"sv", "|a"},
};

static struct slice
next_word(struct slice *list)
{
	size_t end = slice_find_char(*list, '|');
	struct slice word = slice_part(*list, 0, end);
	*list = slice_from(*list, end + 1);
	return word;
}

static void
test_order(const char *language, struct slice list, struct arena *mem)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct collator *collator = collator_new(language, diag);
	test_true(language, collator != NULL);
	struct slice before = collator_key(collator, mem, next_word(&list));
	while (list.len) {
		struct slice word = next_word(&list);
		struct slice key = collator_key(collator, mem, word);
		if (slice_compare(before, key) >= 0)
			test_slice("out of order", word, "");
		test_true(language, slice_compare(before, key) < 0);
		before = key;
	}
	collator_free(collator);
	diag_free(diag);
	sources_free(sources);
}

/* A text's key does not depend on what was asked before; some are long. */
static struct slice
key_of(struct collator *collator, struct arena *mem, unsigned n)
{
	const char *more = n % 5 ? "" : "ååååååååååååååååååååååååå";
	struct slice text =
	    arena_print(mem, "Ort %u%s%s", n, more, n % 3 ? "" : "ö-ö.ö ö_ö/ö");
	return collator_key(collator, mem, text);
}

static void
test_repeated(struct arena *mem)
{
	enum { TEXTS = 3000 };
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct collator *one = collator_new("sv", diag);
	struct collator *other = collator_new("sv", diag);
	for (unsigned n = 0; n < TEXTS; n++)
		key_of(one, mem, n);
	for (unsigned n = TEXTS; n-- > 0;)
		test_true("the same key",
		    slice_equal(key_of(one, mem, n), key_of(other, mem, n)));
	for (unsigned n = 0; n < TEXTS; n++)
		test_true("once more", slice_equal(key_of(one, mem, n % 40),
					   key_of(other, mem, n % 40)));
	collator_free(one);
	collator_free(other);
	diag_free(diag);
	sources_free(sources);
}

static void
test_failure(void)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	test_true("no-collation", !collator_new("svx", diag));
	test_number("no-collation", diag_worst(diag), LEVEL_SYSTEM);
	diag_free(diag);
	sources_free(sources);
}

int
main(void)
{
	struct arena *mem = arena_new();
	for (size_t i = 0; i < COUNT(orders); i++)
		test_order(orders[i].language, slice_view(orders[i].list), mem);
	struct strbuf text = {0};
	for (int i = 0; i < 2000; i++)
		strbuf_add_text(&text, "å");
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct collator *collator = collator_new("sv", diag);
	test_true("a long key",
	    collator_key(collator, mem, strbuf_view(&text)).len > 2000);
	strbuf_reset(&text);
	for (int i = 0; i < 21; i++)
		strbuf_add_text(&text, "\uFDFA");
	struct slice key = collator_key(collator, mem, strbuf_view(&text));
	test_true("a short text's long key", key.len > 256);
	test_true("is the same when it comes again",
	    slice_equal(collator_key(collator, mem, strbuf_view(&text)), key));
	collator_free(collator);
	diag_free(diag);
	sources_free(sources);
	strbuf_fini(&text);
	test_repeated(mem);
	test_failure();
	arena_free(mem);
	return test_end();
}
