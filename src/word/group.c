/* What stands between a tag in a paragraph of its own and its end. */
#include "letter/tag.h"
#include "word/tree.h"

/* Of a paragraph that is not read yet; a field where it is no lone tag. */
static enum tag_beginning
lone_tag(struct tree *tree, const struct word_paragraph *paragraph)
{
	struct slice text = slice_trim(tree_text(tree, paragraph));
	if (!slice_starts(text, "{{") || !slice_ends(text, "}}") ||
	    slice_find(text, SLICE("}}")) != text.len - 2)
		return TAG_BEGINS_FIELD;
	return tag_look(slice_trim(slice_part(text, 2, text.len - 4)));
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
		enum tag_beginning tag = at->paragraph
					     ? lone_tag(tree, at->paragraph)
					     : TAG_BEGINS_FIELD;
		depth += tag == TAG_BEGINS_IF || tag == TAG_BEGINS_EACH;
		if (tag == TAG_BEGINS_END && !--depth)
			break;
		int level = tag == TAG_BEGINS_PART ? 0 : -1;
		if (tag == TAG_BEGINS_FIELD)
			level =
			    at->paragraph ? level_of(tree, at->paragraph) : 0;
		if (level >= 0 && (least < 0 || level < least))
			least = level;
		if (!least)
			break;
	}
	return least;
}
