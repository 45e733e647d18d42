/*
 * Names as word processors write them in their fields: blanks are '_', other
 * signs are '_' or gone, what begins with a digit has "M_" before it, and after
 * 40 characters it ends.
 */
#include "base/utf8.h"
#include "expr/check.h"
#include "text/normal.h"

#define LONGEST 40

static void
take_for_word(struct expr_node *node)
{
	node->of_word = node->op == OP_NAME;
	for (size_t i = 0; i < node->count; i++)
		take_for_word(node->kids[i]);
}

void
expr_take_for_word(struct expr *expr)
{
	take_for_word(expr->root);
}

static bool
has_number_mark(struct slice name)
{
	return name.len > 2 && slice_starts(name, "M_") &&
	       char_is_digit(name.at[2]);
}

static void
respell(struct arena *job_mem, struct expr_node *node)
{
	for (size_t i = 0; i < node->count; i++)
		respell(job_mem, node->kids[i]);
	if (!node->of_word)
		return;
	struct strbuf out = {0};
	for (size_t i = has_number_mark(node->text) ? 2 : 0; i < node->text.len;
	     i++)
		strbuf_add_char(
		    &out, node->text.at[i] == '_' ? ' ' : node->text.at[i]);
	node->text = arena_dup(job_mem, strbuf_view(&out));
	strbuf_fini(&out);
}

void
expr_respell(struct expr *expr)
{
	respell(expr->job_mem, expr->root);
}

/* Letters and digits, folded. */
static struct slice
key_of(struct arena *arena, struct slice name)
{
	struct slice folded = text_fold(arena, name);
	struct strbuf out = {0};
	for (size_t at = 0; at < folded.len;) {
		uint32_t code = utf8_next(folded, &at);
		if (code_is_letter(code) || code_is_digit(code))
			strbuf_add_code(&out, code);
	}
	struct slice key = arena_dup(arena, strbuf_view(&out));
	strbuf_fini(&out);
	return key;
}

static bool
means(struct arena *arena, struct slice key, bool cut, struct slice name)
{
	struct slice other = key_of(arena, name);
	return key.len &&
	       (cut ? slice_starts(other, key.at) : slice_equal(other, key));
}

struct slice
merge_name_find(const struct checker *checker, struct slice name)
{
	const struct scope *scope = checker->scope;
	struct arena *arena = checker->job_mem;
	struct slice key =
	    key_of(arena, has_number_mark(name) ? slice_from(name, 2) : name);
	bool cut = utf8_count(name) >= LONGEST;
	struct slice found = {NULL, 0};
	size_t count = 0;
	for (size_t i = 0; scope->columns && i < scope->columns->count; i++) {
		struct slice other = scope->columns->at[i].name;
		if (means(arena, key, cut, other))
			found = other, count++;
	}
	for (size_t i = 0; i < scope->name_count; i++) {
		struct slice other = scope->names[i].name;
		if (means(arena, key, cut, other) &&
		    !(found.len && text_same(found, other)))
			found = other, count++;
	}
	return count == 1 ? found : (struct slice){NULL, 0};
}
