/*
 * A field can never become markup: whatever a register holds, the tree has the
 * same shape as with a plain word, and the value is one piece of text in it.
 */
#include "../test.h"
#include "fixture.h"
#include "merge/messages.h"
#include "tree.h"

/* Every construct a field can stand in. */
static const char *const letters[] = {
    "{{Ort}}",
    "{{Ort}} {{Ort}}\n{{Ort}}",
    "# {{Ort}}\n\n###### a {{Ort}}",
    "a*{{Ort}}*b **{{Ort}}** ***{{Ort}}*** _{{Ort}}_",
    "*a {{Ort}} b* och *c*",
    "- {{Ort}}\n- a {{Ort}}\n  - {{Ort}}\n\n1. {{Ort}}\n2. {{Ort}}",
    "> {{Ort}}\n> {{Ort}}\n\n> > {{Ort}}",
    "| {{Ort}} | b |\n|---|--:|\n| {{Ort}} | {{Ort}}x{{Ort}} |\n{{if Antal = "
    "1}}\n"
    "| {{Ort}} | c |\n{{/if}}",
    "[{{Ort}}](http://x.se) [a](http://x.se/{{Ort}}/b)",
    "![{{Ort}}](letter.png)",
    "<http://x.se>{{Ort}}<http://y.se>",
    "{{if Antal = 1}}{{Ort}}{{else}}nej{{/if}}",
    "{{if Antal = 1}}\n{{Ort}}\n{{else}}\nnej\n{{/if}}",
    "a\\\n{{Ort}}  \n{{Ort}}\\\n{{Ort}}",
    "\\*{{Ort}}\\* &amp;{{Ort}}&nbsp; `\\{{Ort}}",
    "{{Ort}}\n===\n\n{{Ort}}\n---",
    "{.stil #del}\n{{Ort}}",
    "{{Ort}}. a\n\n{{Ort}}) b\n\n#{{Ort}}\n\n{{Ort}}|{{Ort}}",
    "{{? Ort}}\n{{otherwise(Ort, 'x')}} {{upper(Ort)}}",
    "- a\n{{if Antal = 1}}\n- {{Ort}}\n{{/if}}\n- {{Ort}}",
    "([{{Ort}}]) !{{Ort}} {{Ort}}: {{Ort}}://x",
};

/* What a register may hold, by accident or not. */
static const char *const values[] = {"*a*", "**a**", "_a_", "***", "* * *",
    "---", "===", "# a", "#", "- a", "+ a", "1. a", "1) a", "> a", ">",
    "| a | b |", "|---|---|", "|", "`a`", "```", "~~~", "    a", "\ta",
    "[a](b)", "[a]", "[a]: http://b", "![a](b)", "<b>a</b>", "<br>", "<!-- a",
    "-->", "<a@b.se>", "http://a.se", "&amp;", "&#42;", "&#xF0000;", "\\",
    "\\*", "a\\", "{{Ort}}", "{{", "}}", "{{/if}}", "{{else}}", "{{if Larm}}",
    "{{> a.md}}", "{{! a}}", "{.stil}", "{#del}", "a\nb", "a\n\n# b", "a\r\nb",
    "\n- a\n", "a\x01z", "a\x7fz", "a\xc2\x85z", "a\xe2\x80\xa8z",
    "a\xe2\x80\xa9z", "\xf3\xb0\x80\x80", "\xf3\xb0\x80\x81\xf3\xb0\x80\x82",
    "\xee\x80\x80", "\xf4\x8f\xbf\xbd",
    "a\xe2\x80\xae"
    "b",
    "\xe2\x81\xa9"
    "a",
    "\xe2\x81\xa6"
    "a",
    "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", "a \xd8\xb9 b",
    "\xc2\xa0"
    "a",
    "a  b", "  a", "a  ", "~~a~~", "a\\\nb", "- [ ] a", "[^1]", "^a^", "$a$",
    ":a:", "@a", "%s%n%1$s", "\xf0\x9f\x98\x80", "a&b<c>d\"e'f", "../../a",
    "javascript:alert(1)"};

struct proof {
	struct fixture fixture;
	struct arena *other_mem; /* of the tree with the plain word */
	struct letter *letter;
};

static bool
starts_as(struct slice a, struct slice b)
{
	size_t same = 0;
	while (same < a.len && same < b.len && a.at[same] == b.at[same])
		same++;
	/* up to the field: "http://x.se/" or nothing */
	return same >= 12 || same == 0 || slice_equal(a, b);
}

static bool
same_node(const struct node *a, const struct node *b)
{
	bool same = a->kind == b->kind && a->level == b->level &&
		    a->ordered == b->ordered && a->tight == b->tight &&
		    a->start == b->start && a->is_header == b->is_header &&
		    a->alignment == b->alignment &&
		    a->column_count == b->column_count &&
		    slice_equal(a->style, b->style) &&
		    slice_equal(a->section, b->section) &&
		    slice_equal(a->origin, b->origin);
	if (!a->origin.len && !slice_equal(a->text, b->text))
		return false;
	return same && starts_as(a->target, b->target);
}

static bool
same_shape(const struct node *a, const struct node *b)
{
	if (!same_node(a, b))
		return false;
	const struct node *left = a->first, *right = b->first;
	for (; left && right; left = left->next, right = right->next) {
		if (!same_shape(left, right))
			return false;
	}
	return !left && !right;
}

static bool
same_trees(const struct merged *a, const struct merged *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++) {
		if (!same_shape(a->blocks[i], b->blocks[i]) ||
		    !tree_is_clean(a->blocks[i]))
			return false;
	}
	return true;
}

static bool
merge_value(struct proof *proof, struct arena *mem, const char *value,
    struct merged *merged, struct problem *why)
{
	struct fixture *fixture = &proof->fixture;
	size_t ort = columns_find(&fixture->columns, SLICE("Ort"));
	size_t antal = columns_find(&fixture->columns, SLICE("Antal"));
	/* As it stands: what intake would clean must do no harm here. */
	fixture->values[ort] =
	    (struct value){.kind = VALUE_TEXT, .text = slice_view(value)};
	fixture->values[antal] =
	    (struct value){.kind = VALUE_NUMBER, .micro = 1000000};
	struct expr_context context = fixture_context(fixture);
	return merge_letter(mem, proof->letter, &context, merged, NULL, why);
}

static bool
is_signs_alone(const char *value)
{
	return value[strspn(value, "*-=#>|`~\\{} ")] == '\0';
}

static void
try_letter(struct proof *proof, const char *source)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct arena *mem = arena_new();
	uint32_t next_id = 1;
	struct letter_options options = {.next_id = &next_id};
	/* Beside a picture. */
	uint32_t file = sources_add(
	    sources, TESTS_DIR "/../docs/brev.md", slice_view(source));
	proof->letter = letter_parse(mem, file, slice_view(source),
	    (struct span){file, 1, 1, 0}, &options, diag);
	bool fine = letter_check(proof->letter, &proof->fixture.scope, diag);
	test_true(source, fine);
	if (!fine)
		diag_print(diag, stdout);
	struct merged plain, merged;
	struct problem why = {0};
	bool plain_fine =
	    fine && merge_value(proof, proof->other_mem, "ord", &plain, &why);
	test_true(source, plain_fine);
	for (size_t i = 0; plain_fine && i < COUNT(values); i++) {
		arena_reset(proof->fixture.letter_mem);
		bool printed = merge_value(
		    proof, proof->fixture.letter_mem, values[i], &merged, &why);
		/* Signs alone stand for nothing and are not printed. */
		bool same = printed ? same_trees(&merged, &plain)
				    : why.message == &merge_stand_in &&
					  is_signs_alone(values[i]);
		test_true(source, same);
		if (!same)
			printf("  with %s\n", values[i]);
	}
	arena_reset(proof->other_mem);
	arena_free(mem);
	diag_free(diag);
	sources_free(sources);
}

int
main(void)
{
	struct proof proof;
	fixture_init(&proof.fixture);
	proof.other_mem = arena_new();
	for (size_t i = 0; i < COUNT(letters); i++)
		try_letter(&proof, letters[i]);
	arena_free(proof.other_mem);
	fixture_fini(&proof.fixture);
	return test_end();
}
