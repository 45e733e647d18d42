/*
 * Letters changed at random, the same ones in every run: read, checked and
 * merged. Nothing crashes, every fault is said, and what comes out is text.
 */
#include "../test.h"
#include "fixture.h"
#include "letter/front.h"
#include "tree.h"

#define ROUNDS 100000

static const char *const seeds[] = {
    "---\nlanguage: sv\nsubject: Val\nwrapped: ja\n---\n# Rubrik {#val}\n\n"
    "Hej {{Förnamn}}!\n{{? C/o}}\n\n- a\n- b\n{{if Larm}}\n- c\n{{/if}}\n",
    "| A | B |\n|---|--:|\n{{if Larm}}\n| {{Ort}} | 2 |\n{{else}}\n| x | y |\n"
    "{{/if}}\n| 3 | {{Antal}} |\n\n> citat\n> {{if Larm}}\n> b\n> {{/if}}\n",
    "{.signature}\n{{if Larm}}a{{else if Antal > 2}}b *{{Ort}}* "
    "c{{else}}d{{/if}}"
    "\nrad  \ntva\\\ntre [x](http://y/{{Postnr}}) \n\n![z](" TESTS_DIR
    "/../docs/letter.png)\n\n1. a\n\n   "
    "b\n",
    "---\ndefaults: {Ort: här}\nstyles: {list: smal}\nparts: {a: b}\n---\n"
    "{{! x }}\n{{> a}}\n{{each möten}}\n- {{long_date([val "
    "från])}}\n{{/each}}\n",
    "1. oktober\n2012. b\n\n• x\n\n    kod\n\n```\ny\n```\n<b>z</b> &amp; "
    "&#229;\n"
    "*a\nb* 2*3*4 ** c **\n---\n#d\n>e\n| f |\n«Förnamn» {Ort}\n",
};

static const char *const pieces[] = {"{{", "}}", "{{Ort}}", "{{? Ort}}",
    "{{if Larm}}", "{{else}}", "{{else if Larm}}", "{{/if}}", "{{each x}}",
    "{{/each}}", "{{> a}}", "{{! a }}", "\n{{if Larm}}\n", "\n{{/if}}\n",
    "\n{{else}}\n", "\n", "\n\n", " ", "    ", "\t", "- ", "* ", "1. ", "2) ",
    "> ", "|", "\n|---|---|\n", "| a | b |\n", "*", "**", "_", "`", "```\n",
    "<b>", "<!--", "-->", "[", "](", ")", "!", "\\", "{.a}\n", "{#b}", "{", "}",
    "---\n", "===\n", "# ", "&#xE000;", "&amp;", "\xc2\xa0", "å", "ö",
    "\xd7\xa9", "\xe2\x80\xa8", "\xf3\xb0\x80\x80", "\xee\x80\x80", "\x01",
    ": ", "'", "”", "=", "(", "  \n", "[a]: b\n", "[a]", "http://x"};

static uint64_t state = 88172645463325252U;

/* Marsaglia's xorshift: the same numbers everywhere. */
static size_t
draw(size_t below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (size_t)(state % below);
}

/* The start of a character, so that the text stays UTF-8. */
static size_t
draw_place(const struct strbuf *text)
{
	size_t at = draw(text->len + 1);
	while (at < text->len && ((unsigned char)text->at[at] & 0xc0) == 0x80)
		at++;
	return at;
}

static void
replace(struct strbuf *text, size_t from, size_t to, struct slice with)
{
	struct strbuf out = {0};
	strbuf_add(&out, slice_part(strbuf_view(text), 0, from));
	strbuf_add(&out, with);
	strbuf_add(&out, slice_from(strbuf_view(text), to));
	strbuf_fini(text);
	*text = out;
}

static void
mutate(struct strbuf *text)
{
	size_t from = draw_place(text), to = draw_place(text);
	if (from > to) {
		size_t other = from;
		from = to;
		to = other;
	}
	if (to - from > 24)
		to = from;
	struct slice piece = slice_view(pieces[draw(COUNT(pieces))]);
	struct slice part = slice_part(strbuf_view(text), from, to - from);
	switch (draw(4)) {
	case 0: /* leave out */
		replace(text, from, to, SLICE(""));
		break;
	case 1: /* again */
		replace(text, to, to, part);
		break;
	case 2:
		replace(text, from, to, piece);
		break;
	default:
		replace(text, from, from, piece);
		break;
	}
}

struct run {
	struct fixture fixture;
	struct arena *mem;
	FILE *nowhere;
	int letters, merged;
};

static bool
merge_one(struct run *run, const struct letter *letter)
{
	struct expr_context context = fixture_context(&run->fixture);
	struct merged merged;
	struct problem why;
	run->letters++;
	if (!merge_letter(
		run->fixture.letter_mem, letter, &context, &merged, NULL, &why))
		return why.message != NULL;
	run->merged++;
	for (size_t i = 0; i < merged.count; i++) {
		if (!tree_is_clean(merged.blocks[i]))
			return false;
	}
	return true;
}

static bool
try_text(struct run *run, struct slice text)
{
	static const char *const folders[] = {"/nowhere", NULL};
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	uint32_t next_id = 1;
	struct letter_options options = {"sv", folders, &next_id};
	uint32_t file = sources_add(sources, "brev.md", text);
	struct front front;
	front_read(run->mem, file, text, &front, diag);
	bool front_fine = diag_errors(diag) == 0;
	struct letter *letter =
	    letter_parse(run->mem, file, slice_from(text, front.end),
		(struct span){file, front.end_line + 1, 1, 0}, &options, diag);
	bool good =
	    letter && letter->broken == (front_fine && diag_errors(diag) > 0);
	if (letter && !front_fine)
		good = true;
	bool fine = letter_check(letter, &run->fixture.scope, diag);
	good &= fine || diag_errors(diag) > 0;
	if (fine)
		good &= merge_one(run, letter);
	diag_print(diag, run->nowhere);
	diag_free(diag);
	sources_free(sources);
	arena_reset(run->mem);
	arena_reset(run->fixture.letter_mem);
	return good;
}

static void
try_round(struct run *run, int round)
{
	struct strbuf text = {0};
	strbuf_add_text(&text, seeds[round % (int)COUNT(seeds)]);
	for (size_t i = draw(6) + 1; i; i--)
		mutate(&text);
	bool good = try_text(run, strbuf_view(&text));
	test_true("mutated letter", good);
	if (!good)
		printf("round %d:\n%.*s\n", round, (int)text.len, text.at);
	strbuf_fini(&text);
}

int
main(int count, char **arguments)
{
	struct run run = {0};
	fixture_init(&run.fixture);
	fixture_set(&run.fixture, SLICE("Förnamn"), SLICE("Anna"));
	fixture_set(&run.fixture, SLICE("Ort"), SLICE("Norr"));
	fixture_set(&run.fixture, SLICE("Postnr"), SLICE("12345"));
	fixture_set(&run.fixture, SLICE("Larm"), SLICE("ja"));
	fixture_set(&run.fixture, SLICE("Antal"), SLICE("3"));
	run.mem = arena_new();
	run.nowhere = fopen("/dev/null", "w");
	int rounds = count > 1 ? atoi(arguments[1]) : ROUNDS;
	for (int round = 0; round < rounds; round++)
		try_round(&run, round);
	/* Enough of them must be letters still, or nothing was shown. */
	test_true("letters", run.letters > rounds / 20);
	test_true("merged", run.merged > rounds / 40);
	printf("%d letters, %d merged\n", run.letters, run.merged);
	fclose(run.nowhere);
	arena_free(run.mem);
	fixture_fini(&run.fixture);
	return test_end();
}
