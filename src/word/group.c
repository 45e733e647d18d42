/* What stands between a tag in a paragraph of its own and its end. */
#include "word/tree.h"

enum lone {
	LONE_NONE, /* it is no lone tag */
	LONE_OPENER,
	LONE_ELSE,
	LONE_END,
	LONE_COMMENT,
	LONE_PART,
};

/* Of a paragraph that is not read yet: by its first word alone. */
static enum lone
lone_kind(struct tree *tree, const struct word_paragraph *paragraph)
{
	static const struct {
		const char *word;
		enum lone kind;
	} words[] = {{"if", LONE_OPENER}, {"each", LONE_OPENER},
	    {"else", LONE_ELSE}, {"/", LONE_END}, {"!", LONE_COMMENT},
	    {">", LONE_PART}};
	struct slice text = slice_trim(tree_text(tree, paragraph));
	if (!slice_starts(text, "{{") || !slice_ends(text, "}}") ||
	    slice_find(text, SLICE("}}")) != text.len - 2)
		return LONE_NONE;
	struct slice inside = slice_trim(slice_part(text, 2, text.len - 4));
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (tree_tag_begins(inside, words[i].word))
			return words[i].kind;
	}
	return LONE_NONE;
}

/* As group_level says, of one paragraph. */
static int
level_of(struct tree *tree, const struct word_paragraph *paragraph)
{
	const struct word_document *document = tree->document;
	bool heading =
	    paragraph->outline >= 0 || word_style_heading(paragraph->style);
	bool item = paragraph->item.listed && !heading &&
		    word_list_level(
			&document->lists, &document->styles, paragraph->item)
			    .sign != SIGN_NONE;
	if (tree_is_blank(tree, paragraph))
		return paragraph->ruled ? 0 : -1;
	return item ? paragraph->item.level : 0;
}

int
group_level(struct tree *tree, const struct word_block *opener)
{
	size_t depth = 1;
	int least = -1;
	for (const struct word_block *at = opener->next; at; at = at->next) {
		enum lone kind =
		    at->paragraph ? lone_kind(tree, at->paragraph) : LONE_NONE;
		if (kind == LONE_OPENER)
			depth++;
		if (kind == LONE_END && !--depth)
			break;
		int level = kind == LONE_PART ? 0 : -1;
		if (kind == LONE_NONE)
			level =
			    at->paragraph ? level_of(tree, at->paragraph) : 0;
		if (level >= 0 && (least < 0 || level < least))
			least = level;
		if (!least)
			break;
	}
	return least;
}
