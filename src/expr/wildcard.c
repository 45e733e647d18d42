/*
 * Signs that stand for anything elsewhere, in spreadsheets, databases and
 * searches: 'Service*'. Here they stand for themselves, so a rule that hopes
 * otherwise takes nobody.
 */
#include "expr/check.h"
#include "expr/messages.h"

/* A text without the signs at its ends. */
struct stripped {
	struct slice core;
	struct slice sign; /* the first of them */
	bool front, back; /* beside a letter */
};

static bool
is_sign(char c)
{
	return c == '*' || c == '%' || c == '?' || c == '_';
}

/* 100 % is a number. Beyond ASCII nearly all are letters. */
static bool
is_letter(char c)
{
	return (unsigned char)c >= 0x80 || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

static struct stripped
strip(struct slice text)
{
	struct stripped stripped = {.core = slice_trim(text)};
	struct slice *core = &stripped.core;
	while (core->len && is_sign(core->at[0])) {
		stripped.front = true;
		stripped.sign = slice_part(*core, 0, 1);
		*core = slice_from(*core, 1);
	}
	while (core->len && is_sign(core->at[core->len - 1])) {
		stripped.back = true;
		core->len--;
		stripped.sign = (struct slice){core->at + core->len, 1};
	}
	stripped.front &= core->len && is_letter(core->at[0]);
	stripped.back &= core->len && is_letter(core->at[core->len - 1]);
	return stripped;
}

/* S*hus: what stands before the star is the core. */
static void
strip_inside(struct stripped *stripped)
{
	struct slice *core = &stripped->core;
	size_t star = slice_find_char(*core, '*');
	if (!star || star + 1 >= core->len || !is_letter(core->at[star - 1]) ||
	    !is_letter(core->at[star + 1]))
		return;
	stripped->sign = slice_part(*core, star, 1);
	*core = slice_part(*core, 0, star);
	stripped->back = true;
}

static void
hint_cure(struct checker *checker, const struct expr_node *node,
    const struct stripped *stripped)
{
	bool starts = node->op == OP_STARTS ||
		      (node->op != OP_CONTAINS && !stripped->front);
	HINT(checker->diag, &expr_wildcard_cure,
	    ARGS(expr_node_first_name(node),
		op_word(starts ? OP_STARTS : OP_CONTAINS), stripped->core));
	HINT(checker->diag, &expr_wildcard_values,
	    ARGS(expr_node_first_name(node)));
}

bool
wildcard_check(struct checker *checker, const struct expr_node *node)
{
	bool sound = true;
	for (size_t i = 0; i < node->count; i++) {
		const struct expr_node *kid = node->kids[i];
		if (kid->op != OP_TEXT)
			continue;
		struct stripped stripped = strip(kid->text);
		strip_inside(&stripped);
		if (!stripped.front && !stripped.back)
			continue;
		bool sure = slice_is(stripped.sign, "*") ||
			    slice_is(stripped.sign, "%");
		REPORT(checker->diag, kid->span,
		    sure ? &expr_wildcard : &expr_maybe_wildcard,
		    ARGS(stripped.sign));
		hint_cure(checker, node, &stripped);
		sound &= !sure;
	}
	return sound;
}
