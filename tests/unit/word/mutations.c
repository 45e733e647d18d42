/*
 * A letter's XML changed at random, elements renamed, unwrapped, wrapped and
 * copied: nothing crashes, and no text is lost without a word. 400 files in the
 * ordinary run, 10,000 with --long.
 */
#include <ctype.h>

#include "../../word/made.h"
#include "mutate.h"
#include "test.h"

#define HEAD                                                                   \
	"<w:document xmlns:w=\"" MADE_W "\" xmlns:r=\"" MADE_R "\" "           \
	"xmlns:mc=\"http://schemas.openxmlformats.org/"                        \
	"markup-compatibility/2006\"><w:body>"
#define TAIL "</w:body></w:document>"

/* Without fields, tags and links: every letter of text is one of the tree's. */
static const char *const seeds[] = {
    "<w:p><w:pPr><w:pStyle w:val=\"H\"/><w:spacing w:after=\"1\"/></w:pPr><w:r>"
    "<w:t>Rubrik</w:t></w:r></w:p><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>fet"
    "</w:t></w:r><w:r><w:t xml:space=\"preserve\"> och </w:t><w:br/><w:t>ny"
    "</w:t></w:r><w:proofErr w:type=\"spellStart\"/></w:p>",
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>"
    "</w:pPr><w:r><w:t>ett</w:t></w:r></w:p><w:p><w:pPr><w:numPr><w:ilvl "
    "w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>under</w:t>"
    "</w:r></w:p><w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>"
    "<w:p><w:r><w:t>kontroll</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    "<w:tbl><w:tblPr><w:tblW w:w=\"1\"/></w:tblPr><w:tblGrid><w:gridCol "
    "w:w=\"1\"/><w:gridCol w:w=\"3\"/></w:tblGrid><w:tr><w:trPr><w:tblHeader/>"
    "</w:trPr><w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr><w:p><w:r><w:t>dag</w:t>"
    "</w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>plats</w:t></w:r></w:p></w:tc>"
    "</w:tr><w:tr><w:tc><w:p><w:r><w:t>natt</w:t></w:r></w:p></w:tc><w:tc><w:p>"
    "<w:r><w:t>hus</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>",
    "<w:p><w:smartTag w:element=\"e\"><w:r><w:t>smart</w:t></w:r></w:smartTag>"
    "<w:bookmarkStart w:id=\"0\"/><w:r><mc:AlternateContent><mc:Choice "
    "Requires=\"w14\"><w:t>val</w:t></mc:Choice></mc:AlternateContent></w:r>"
    "<w:bookmarkEnd w:id=\"0\"/></w:p><w:sectPr><w:pgSz w:w=\"1\"/></w:sectPr>",
};

static const char *const names[] = {"p", "r", "t", "pPr", "rPr", "b", "i",
    "tbl", "tr", "tc", "tblPr", "tcPr", "sdt", "sdtPr", "sdtContent", "ins",
    "del", "hyperlink", "fldSimple", "instrText", "drawing", "pict", "object",
    "smartTag", "proofErr", "bookmarkStart", "sectPr", "body", "document", "br",
    "tab", "numPr", "pBdr", "nytt", "commentReference", "tblGrid",
    "txbxContent", "customXml", "lastRenderedPageBreak", "rPrChange", "vanish",
    "fldChar"};
#define NAMES (sizeof names / sizeof *names)

static const struct slice tokens[] = {{"<w:p>", 5}, {"</w:p>", 6}, {"<w:r>", 5},
    {"</w:r>", 6}, {"<w:t>", 5}, {"</w:t>", 6}, {"<!--", 4}, {"&#10;", 5},
    {"<x/>", 4}, {"w:val=\"9\"", 9}, {"{{", 2}, {"}}", 2}, {"<w:br/>", 7}};

/* ---- elements of a mutant, found as text */

struct found {
	size_t open, open_end; /* "<w:p …>" */
	size_t close, close_end; /* "</w:p>"; open where it is empty */
	struct slice name;
};

static size_t
name_length(struct slice text, size_t at)
{
	size_t len = 0;
	while (at + len < text.len && isalnum((unsigned char)text.at[at + len]))
		len++;
	return len;
}

/* The element whose tag begins at or behind `from`; false where none does. */
static bool
find_element(struct slice text, size_t from, struct found *found)
{
	size_t at = from + slice_find(slice_from(text, from), SLICE("<w:"));
	if (at >= text.len)
		return false;
	found->open = at;
	found->name = slice_part(text, at + 3, name_length(text, at + 3));
	found->open_end = at + slice_find_char(slice_from(text, at), '>') + 1;
	if (found->open_end > text.len || !found->name.len)
		return false;
	found->close = found->close_end = found->open;
	if (text.at[found->open_end - 2] == '/')
		return true;
	int depth = 1;
	for (at = found->open_end; at < text.len; at++) {
		struct slice rest = slice_from(text, at);
		bool close = slice_starts(rest, "</w:");
		size_t start = at + (close ? 4 : 3);
		if (!close && !slice_starts(rest, "<w:"))
			continue;
		if (!slice_equal(
			slice_part(text, start, name_length(text, start)),
			found->name))
			continue;
		size_t end = at + slice_find_char(rest, '>') + 1;
		if (end > text.len)
			return false;
		bool empty = text.at[end - 2] == '/';
		depth += close ? -1 : empty ? 0 : 1;
		if (depth)
			continue;
		found->close = at;
		found->close_end = end;
		return true;
	}
	return false;
}

static void
rename_element(struct mutant *mutant, const struct found *found)
{
	const char *name = names[mutate_random(mutant, NAMES)];
	size_t len = found->name.len;
	if (found->close != found->open)
		mutate_splice(mutant, found->close + 4, len, slice_view(name));
	mutate_splice(mutant, found->open + 3, len, slice_view(name));
}

static void
unwrap_element(struct mutant *mutant, const struct found *found)
{
	size_t open = found->open_end - found->open;
	if (found->close != found->open)
		mutate_splice(mutant, found->close,
		    found->close_end - found->close, (struct slice){NULL, 0});
	mutate_splice(mutant, found->open, open, (struct slice){NULL, 0});
}

static void
wrap_element(struct mutant *mutant, const struct found *found)
{
	const char *name = names[mutate_random(mutant, NAMES)];
	char open[40], close[40];
	size_t end =
	    found->close != found->open ? found->close_end : found->open_end;
	snprintf(open, sizeof open, "<w:%s>", name);
	snprintf(close, sizeof close, "</w:%s>", name);
	mutate_splice(mutant, end, 0, slice_view(close));
	mutate_splice(mutant, found->open, 0, slice_view(open));
}

/* The element once more, before another's tag. */
static void
copy_element(struct mutant *mutant, const struct found *found)
{
	static char copy[MUTANT_MOST];
	struct slice text = {mutant->at, mutant->len};
	size_t end =
	    found->close != found->open ? found->close_end : found->open_end;
	size_t len = end - found->open;
	struct found to;
	memcpy(copy, mutant->at + found->open, len);
	if (find_element(
		text, mutate_random(mutant, (uint32_t)mutant->len), &to))
		mutate_splice(mutant, to.open, 0, (struct slice){copy, len});
}

static void
mutate_element(struct mutant *mutant)
{
	struct found found;
	struct slice text = {mutant->at, mutant->len};
	if (!find_element(
		text, mutate_random(mutant, (uint32_t)mutant->len), &found))
		return;
	switch (mutate_random(mutant, 4)) {
	case 0:
		rename_element(mutant, &found);
		break;
	case 1:
		unwrap_element(mutant, &found);
		break;
	case 2:
		wrap_element(mutant, &found);
		break;
	default:
		copy_element(mutant, &found);
		break;
	}
}

/* ---- what went in, and what came out */

static size_t
letters_in(struct slice text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.len; i++)
		count += isalpha((unsigned char)text.at[i]) != 0;
	return count;
}

/* Letters between tags, wherever: no element of the seeds holds other text. */
static size_t
letters_of_xml(struct slice text)
{
	size_t count = 0;
	for (size_t at = 0; at < text.len;) {
		size_t open = at + slice_find_char(slice_from(text, at), '<');
		count += letters_in(slice_part(text, at, open - at));
		if (slice_starts(slice_from(text, open), "<!--"))
			at = open +
			     slice_find(slice_from(text, open), SLICE("-->"));
		else
			at = open;
		at += slice_find_char(slice_from(text, at), '>') + 1;
	}
	return count;
}

static size_t
letters_of_tree(const struct node *node)
{
	size_t count = node->kind == NODE_TEXT ? letters_in(node->text) : 0;
	for (const struct node *child = node->first; child; child = child->next)
		count += letters_of_tree(child);
	return count;
}

/* Choices that were not taken hold what one that was has said. */
static bool
has_choices(struct slice text)
{
	size_t at = slice_find(text, SLICE("<mc:Choice"));
	return at < text.len && slice_find(slice_from(text, at + 1),
				    SLICE("<mc:Choice")) < text.len - at - 1;
}

static void
try_mutant(const struct mutant *mutant)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf xml = {0}, file = {0};
	struct slice body = {mutant->at, mutant->len};
	strbuf_add_text(&xml, HEAD);
	strbuf_add(&xml, body);
	strbuf_add_text(&xml, TAIL);
	put_document(&file, strbuf_view(&xml),
	    SLICE("<w:styles xmlns:w=\"" MADE_W "\"><w:style w:styleId=\"H\">"
		  "<w:name w:val=\"heading 1\"/></w:style></w:styles>"),
	    SLICE("<w:numbering xmlns:w=\"" MADE_W "\"><w:abstractNum "
		  "w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt "
		  "w:val=\"bullet\"/></w:lvl></w:abstractNum><w:num "
		  "w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
		  "</w:numbering>"));
	const struct letter *letter = read_made(mem, strbuf_view(&file), diag);
	if (letter && !has_choices(body) && !letter->field_count) {
		size_t in = letters_of_xml(body);
		size_t out = letters_of_tree(letter->root);
		test_true("no text is lost", in == out);
		if (in != out) {
			fprintf(stderr, "%zu in, %zu out: %.*s\n", in, out,
			    (int)body.len, body.at);
			diag_print(diag, stderr);
		}
	}
	strbuf_fini(&xml);
	strbuf_fini(&file);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

int
main(int argc, char **argv)
{
	bool is_long = argc > 1 && strcmp(argv[1], "--long") == 0;
	int count = is_long ? 10000 : 400;
	static struct mutant mutant = {.state = 0x5eed};
	for (int i = 0; i < count; i++) {
		const char *seed = seeds[(size_t)i % 4];
		mutant.len = strlen(seed);
		memcpy(mutant.at, seed, mutant.len);
		uint32_t changes = 1 + mutate_random(&mutant, 3);
		for (uint32_t k = 0; k < changes; k++) {
			if (mutate_random(&mutant, 4))
				mutate_element(&mutant);
			else
				mutate_once(&mutant, tokens,
				    sizeof tokens / sizeof *tokens);
		}
		try_mutant(&mutant);
	}
	return test_end();
}
