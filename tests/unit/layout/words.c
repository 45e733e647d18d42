/*
 * A store of words: whatever is asked for otherwise is a word of its own, and
 * the same is the same one.
 */
#include "layout/word.h"

#include "layout/typecase.h"
#include "sample.h"
#include "test.h"

struct asked {
	const char *name;
	struct word_request request;
};

static struct word_request
request(const struct font *font, mpt size, const char *text)
{
	return (struct word_request){
	    .text = slice_view(text), .font = font, .size = size};
}

static size_t
make_requests(struct sample *s, struct typecase *type, struct asked *asked)
{
	const struct style *body =
	    stationery_find_style(s->stationery, SLICE("body"));
	const struct font *font = typecase_font(type, body, false, false);
	const struct font *bold = typecase_font(type, body, true, false);
	const struct word_request plain = request(font, 10000, "hemtjänsten");
	size_t count = 0;
	asked[count++] = (struct asked){"plain", plain};
	asked[count] = (struct asked){"another text", plain};
	asked[count++].request.text = SLICE("hemtjänsteN");
	asked[count] = (struct asked){"another font", plain};
	asked[count++].request.font = bold;
	asked[count] = (struct asked){"another size", plain};
	asked[count++].request.size = 10001;
	asked[count] = (struct asked){"another language", plain};
	asked[count++].request.language =
	    word_store_language(typecase_words(type), "sv");
	asked[count] = (struct asked){"another script", plain};
	asked[count++].request.script =
	    word_store_language(typecase_words(type), "Latn");
	asked[count] = (struct asked){"cut", plain};
	asked[count++].request.hyphenator =
	    typecase_tongue(type, "sv")->hyphenator;
	asked[count] = (struct asked){"another family", plain};
	asked[count++].request.family = 1;
	asked[count] = (struct asked){"another face", plain};
	asked[count++].request.face = FONT_BOLD;
	asked[count] = (struct asked){"figures of a table", plain};
	asked[count++].request.tabular = true;
	asked[count] = (struct asked){"from the right", plain};
	asked[count++].request.right_to_left = true;
	asked[count] = (struct asked){"of a row", plain};
	asked[count++].request.value = true;
	return count;
}

/* Of one hash each: found by trying sizes (hash_request). */
static const struct {
	mpt one, other;
	bool bold; /* the other one */
} pairs[] = {
    {27861, 90973, false},
    {94231, 132288, false},
    {127058, 47624, true},
};

static void
test_pairs(struct typecase *type, const struct style *body)
{
	struct word_store *words = typecase_words(type);
	for (size_t i = 0; i < COUNT(pairs); i++) {
		struct word_request one = request(
		    typecase_font(type, body, false, false), pairs[i].one, "a");
		struct word_request other =
		    request(typecase_font(type, body, pairs[i].bold, false),
			pairs[i].other, "a");
		const struct word *a = word_store_find(words, &one);
		const struct word *b = word_store_find(words, &other);
		test_true("two words of one hash", a != b);
		test_number("its size", a->parts[0].size, pairs[i].one);
		test_number("the other's", b->parts[0].size, pairs[i].other);
		test_true(
		    "found again", word_store_find(words, &one) == a &&
				       word_store_find(words, &other) == b);
	}
}

int
main(void)
{
	struct sample s;
	struct asked asked[16];
	const struct word *found[16];
	if (!sample_open(&s, "small"))
		return 1;
	struct typecase *type = typecase_new(s.fonts, NULL, s.diag);
	struct word_store *words = typecase_words(type);
	size_t count = make_requests(&s, type, asked);
	for (size_t i = 0; i < count; i++) {
		found[i] = word_store_find(words, &asked[i].request);
		for (size_t k = 0; k < i; k++)
			test_true(asked[i].name, found[i] != found[k]);
		test_true(
		    asked[i].name, (found[i]->cut_count > 0) ==
				       (strcmp(asked[i].name, "cut") == 0));
	}
	for (size_t i = 0; i < count; i++)
		test_true(asked[i].name,
		    word_store_find(words, &asked[i].request) == found[i]);
	const struct tongue *swedish = typecase_tongue(type, "sv");
	char again[] = "sv";
	test_true("a tongue by its own name",
	    typecase_tongue(type, swedish->language) == swedish);
	test_true("and by another's", typecase_tongue(type, again) == swedish);
	test_pairs(type, stationery_find_style(s.stationery, SLICE("body")));
	typecase_free(NULL);
	word_store_free(NULL);
	typecase_free(type);
	sample_close(&s);
	return test_end();
}
