#include "letter/readability.h"

#include "base/utf8.h"
#include "letter/messages.h"
#include "letter/word.h"

struct meter {
	struct arena *job_mem;
	const struct letter *letter;
	struct readability *to;
	struct strbuf text; /* the sentence so far */
	struct span span;
	size_t words;
};

/* Keeps the longest, longest first; of equals the earlier. */
static void
keep_longest(struct meter *meter, struct sentence sentence)
{
	struct readability *to = meter->to;
	size_t at = to->longest_count;
	while (at > 0 && to->longest[at - 1].words < sentence.words)
		at--;
	if (at == LONGEST_SENTENCES)
		return;
	if (to->longest_count < LONGEST_SENTENCES)
		to->longest_count++;
	for (size_t i = to->longest_count - 1; i > at; i--)
		to->longest[i] = to->longest[i - 1];
	sentence.text = arena_dup(meter->job_mem, sentence.text);
	to->longest[at] = sentence;
}

static void
end_sentence(struct meter *meter)
{
	if (meter->words) {
		meter->to->sentences++;
		meter->to->words += meter->words;
		struct sentence sentence = {
		    .text = slice_trim(strbuf_view(&meter->text)),
		    .span = meter->span,
		    .words = meter->words,
		};
		keep_longest(meter, sentence);
	}
	strbuf_reset(&meter->text);
	meter->words = 0;
	meter->span = NO_SPAN;
}

static size_t
letters_in(struct slice word)
{
	size_t count = 0;
	for (size_t at = 0; at < word.len;) {
		uint32_t code = utf8_next(word, &at);
		count += code != '-' && code != 0xad;
	}
	return count;
}

/* Words that a full stop shortens; it ends no sentence behind them. */
static const char *const shortened[] = {"ca", "kl", "nr", "st", "tel", "ex",
    "bl", "osv", "dvs", "resp", "inkl", "exkl", "jfr", "mm", "etc", "ns",
    "esim", "mr", "dr", NULL};

static bool
is_shortened(struct slice word)
{
	if (letters_in(word) == 1)
		return true;
	if (word.len && word.at[0] >= '0' && word.at[0] <= '9')
		return true;
	for (size_t i = 0; shortened[i]; i++) {
		if (slice_is(word, shortened[i]))
			return true;
	}
	return false;
}

/* Does the character at `at` end the sentence whose last word is `word`? */
static bool
is_end(struct slice text, size_t at, struct slice word)
{
	char c = text.at[at];
	if (c != '.' && c != '!' && c != '?' && c != ':')
		return false;
	bool last = at + 1 == text.len;
	if (!last && text.at[at + 1] != ' ')
		return false;
	return c != '.' || last || !is_shortened(word);
}

static void
start_at(struct meter *meter, struct span span)
{
	if (!meter->span.file && !meter->words)
		meter->span = span;
}

/* A text node while its words are counted. */
struct passage {
	struct slice text;
	size_t at; /* behind the last word */
	size_t from; /* where the sentence's part of it starts */
	struct slice word; /* the last one, empty before the first */
};

/* Signs between the last word and the next: is one a sentence's end? */
static void
measure_signs(struct meter *meter, struct passage *passage)
{
	struct slice next, text = passage->text;
	size_t ahead = passage->at, stop = text.len;
	if (word_next(text, &ahead, &next))
		stop = (size_t)(next.at - text.at);
	for (size_t at = passage->at; at < stop; at++) {
		if (!is_end(text, at, passage->word))
			continue;
		strbuf_add(&meter->text,
		    slice_part(text, passage->from, at + 1 - passage->from));
		passage->from = at + 1;
		end_sentence(meter);
		return;
	}
}

static void
measure_text(struct meter *meter, const struct node *node)
{
	struct passage passage = {.text = node->text};
	measure_signs(meter, &passage);
	while (word_next(node->text, &passage.at, &passage.word)) {
		start_at(meter, word_span(node, passage.word));
		meter->words++;
		meter->to->long_words += letters_in(passage.word) > 6;
		measure_signs(meter, &passage);
	}
	strbuf_add(&meter->text, slice_from(node->text, passage.from));
}

static void
measure_field(struct meter *meter, const struct node *node)
{
	start_at(meter, node->span);
	meter->words++;
	strbuf_add_text(&meter->text, "{{");
	strbuf_add(&meter->text, meter->letter->fields[node->field].source);
	strbuf_add_text(&meter->text, "}}");
}

static void
measure_below(struct meter *meter, const struct node *node)
{
	if (node->kind == NODE_TEXT)
		measure_text(meter, node);
	else if (node->kind == NODE_FIELD)
		measure_field(meter, node);
	else if (node->kind == NODE_LINE_BREAK)
		strbuf_add_char(&meter->text, ' ');
	for (const struct node *child = node->first; child; child = child->next)
		measure_below(meter, child);
	if (node_is_block(node->kind))
		end_sentence(meter);
}

struct readability
readability_measure(struct arena *job_mem, const struct letter *letter)
{
	struct readability to = {0};
	struct meter meter = {.job_mem = job_mem, .letter = letter, .to = &to};
	measure_below(&meter, letter->root);
	end_sentence(&meter);
	strbuf_fini(&meter.text);
	if (to.words) {
		size_t lix = to.words * 1000 / to.sentences +
			     to.long_words * 100000 / to.words;
		to.lix = (int)((lix + 500) / 1000);
	}
	return to;
}

const struct message *
readability_level(int lix)
{
	static const struct message *const levels[] = {&letter_very_easy,
	    &letter_easy, &letter_medium, &letter_hard, &letter_very_hard};
	int level = lix < 30 ? 0 : lix / 10 - 2;
	return levels[level > 4 ? 4 : level];
}
