/*
 * What a job rests on: the same letter gives the same pages and hash whatever
 * was set before it and in which process, fixed blocks are one galley, marks
 * change no hash, and every glyph placed was marked as used.
 */
#include "sample.h"
#include "test.h"

static bool
set(struct sample *s, struct arena *mem, const struct letter_content *content,
    struct pages *pages)
{
	struct problem why;
	bool ok = setter_set_letter(s->setter, mem, content, pages, &why);
	if (!ok)
		printf("  held: %s\n", why.message->code);
	return ok;
}

/* The letter of reference to somebody else. */
static struct letter_content
letter_to(struct sample *s, struct arena *mem,
    const struct letter_content *content, const char *name)
{
	struct letter_content other = *content;
	const struct node **body =
	    ARENA_ARRAY(mem, const struct node *, content->body_count);
	struct slice *address = ARENA_ARRAY(mem, struct slice, 1);
	struct node *root = node_new(mem, NODE_DOCUMENT, NO_SPAN);
	struct slice text = arena_print(mem, "Hej <%s>!", name);
	memcpy(body, content->body, content->body_count * sizeof *body);
	body[1] = sample_block(s, mem, root, NODE_PARAGRAPH, NULL, text.at);
	address[0] = slice_view(name);
	other.body = body;
	other.address = address;
	other.address_count = 1;
	return other;
}

static uint32_t
shared_ids(const struct pages *pages)
{
	uint32_t sum = 0;
	for (size_t i = 0; i < pages->count; i++) {
		for (size_t j = 0; j < pages->at[i].count; j++)
			sum = sum * 31 + pages->at[i].pieces[j].galley->id;
	}
	return sum;
}

static size_t
same_galleys(const struct page *a, const struct page *b)
{
	size_t same = 0;
	for (size_t i = 0; i < a->count && i < b->count; i++)
		same += a->pieces[i].galley == b->pieces[i].galley;
	return same;
}

/* One process sets the letter first, the other after many others. */
static void
test_order(struct sample *one, struct sample *two)
{
	struct arena *mem = arena_new(), *other_mem = arena_new();
	struct letter_content a = sample_content(one), b = sample_content(two);
	struct pages first, last, again;
	struct strbuf dumps[2] = {{0}, {0}};
	char name[40];
	test_true("set", set(one, mem, &a, &first));
	for (unsigned i = 0; i < 12000; i++) {
		struct pages other;
		snprintf(name, sizeof name, "Nr%u Ek", i);
		struct letter_content letter =
		    letter_to(two, other_mem, &b, name);
		if (!set(two, other_mem, &letter, &other))
			break;
		if (i == 0)
			test_true("another name, another hash",
			    !digest_equal(first.digest, other.digest));
		two->next_id = one->next_id;
		arena_reset(other_mem);
	}
	test_true("set after others", set(two, mem, &b, &last));
	test_true("the same hash in another process",
	    digest_equal(first.digest, last.digest));
	test_true("the same numbers", shared_ids(&first) == shared_ids(&last));
	pages_dump(&dumps[0], &first, true);
	pages_dump(&dumps[1], &last, true);
	test_true("the same dump",
	    slice_equal(strbuf_view(&dumps[0]), strbuf_view(&dumps[1])));
	test_true("set again", set(one, mem, &a, &again));
	test_true("all but the address is kept",
	    same_galleys(&first.at[0], &again.at[0]) == first.at[0].count - 1);
	strbuf_fini(&dumps[0]);
	strbuf_fini(&dumps[1]);
	arena_free(mem);
	arena_free(other_mem);
}

static bool
all_have_codes(const struct glyph_codes *codes, const struct pages *pages)
{
	struct glyph_code code;
	bool all = true;
	for (size_t i = 0; i < pages->count; i++)
		for (size_t j = 0; j < pages->at[i].count; j++) {
			const struct galley *g = pages->at[i].pieces[j].galley;
			for (size_t k = 0; k < g->line_count; k++)
				for (size_t n = 0; n < g->lines[k].run_count;
				     n++) {
					const struct run *run =
					    &g->lines[k].runs[n];
					for (size_t m = 0; m < run->count; m++)
						all &= glyph_codes_find(codes,
						    run->font,
						    run->glyphs[m].id, &code);
				}
		}
	return all;
}

static void
test_marks(struct sample *s)
{
	struct arena *mem = arena_new();
	struct letter_content content = sample_content(s);
	struct pages pages;
	struct problem why;
	struct strbuf before = {0}, after = {0};
	test_true("set", set(s, mem, &content, &pages));
	size_t pieces = pages.at[0].count;
	pages_dump(&before, &pages, false);
	test_true(
	    "marks are marked as used", setter_use_marks(s->setter, s->diag));
	const struct glyph_codes *codes =
	    glyph_codes_new(s->mem, s->fonts, s->use);
	test_true("marked",
	    setter_mark_letter(s->setter, mem, 4294967295u, &pages, &why));
	pages_dump(&after, &pages, false);
	test_number("a piece more", (long long)pages.at[0].count,
	    (long long)pieces + 1);
	test_true("no other dump",
	    slice_equal(strbuf_view(&before), strbuf_view(&after)));
	test_true("the hash is over the dump",
	    digest_equal(hash_of(strbuf_view(&after)), pages.digest));
	test_true("every glyph has a code", all_have_codes(codes, &pages));
	test_true(
	    "a proof", set(s, mem, &content, &pages) &&
			   setter_mark_letter(s->setter, mem, 0, &pages, &why));
	const struct piece *mark = &pages.at[0].pieces[pages.at[0].count - 1];
	test_slice("… says so", mark->galley->lines[0].runs[0].text,
	    "PROV \xC2\xB7 Sida 1 av 1");
	test_true("… in glyphs with codes", all_have_codes(codes, &pages));
	strbuf_fini(&before);
	strbuf_fini(&after);
	arena_free(mem);
}

static void
test_large(struct sample *s)
{
	struct arena *mem = arena_new();
	struct letter_content content = sample_content(s);
	struct pages normal, large;
	test_true("normal", set(s, mem, &content, &normal));
	content.large_print = true;
	test_true("large", set(s, mem, &content, &large));
	test_true(
	    "numbers of their own", shared_ids(&normal) != shared_ids(&large));
	test_true("another hash", !digest_equal(normal.digest, large.digest));
	mpt most = 0;
	for (size_t i = 0; i < large.at[0].count; i++) {
		const struct galley *g = large.at[0].pieces[i].galley;
		if (strcmp(large.at[0].pieces[i].role, "body") == 0 &&
		    g->lines[0].runs[0].size == 16000)
			most = g->lines[0].runs[0].size;
	}
	test_number("body in 16 pt", most, 16000);
	arena_free(mem);
}

int
main(void)
{
	struct sample one, two;
	if (!sample_open(&one, "kommun-h2") || !sample_open(&two, "kommun-h2"))
		return 1;
	sample_reference(&one);
	sample_reference(&two);
	test_order(&one, &two);
	test_marks(&one);
	test_large(&one);
	sample_close(&one);
	sample_close(&two);
	return test_end();
}
