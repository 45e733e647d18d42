#include "base/strbuf.h"
#include "base/utf8.h"
#include "letter/letter.h"

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

void
letter_decode_address(struct strbuf *out, struct slice address)
{
	size_t from = out->len;
	for (size_t i = 0; i < address.len; i++) {
		bool has = i + 2 < address.len;
		int high = has ? hex_value(address.at[i + 1]) : -1;
		int low = has ? hex_value(address.at[i + 2]) : -1;
		bool coded = address.at[i] == '%' && high >= 0 && low >= 0;
		strbuf_add_char(
		    out, coded ? (char)(high * 16 + low) : address.at[i]);
		i += coded ? 2 : 0;
	}
	struct slice plain = slice_from(strbuf_view(out), from);
	if (utf8_check(plain) == plain.len)
		return;
	out->len = from;
	strbuf_add(out, address);
}

static void
write_text(struct strbuf *out, const struct node *node)
{
	strbuf_add(out, node->text);
	for (const struct node *child = node->first; child; child = child->next)
		write_text(out, child);
}

static struct slice
shown_part(struct slice target)
{
	static const char *const schemes[] = {
	    "https://", "http://", "mailto:", "tel:"};
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
		if (slice_starts(target, schemes[i])) {
			target = slice_from(target, strlen(schemes[i]));
			break;
		}
	}
	if (slice_ends(target, "/"))
		target.len--;
	return target;
}

struct slice
letter_link_address(struct arena *arena, const struct node *link)
{
	struct slice shown = shown_part(link->target);
	struct strbuf text = {0};
	write_text(&text, link);
	struct slice said = strbuf_view(&text);
	struct slice address = {NULL, 0};
	if (!said.len)
		address = arena_dup(arena, shown);
	else if (shown.len && !slice_equal(shown_part(said), shown))
		address =
		    arena_print(arena, " (%.*s)", (int)shown.len, shown.at);
	strbuf_fini(&text);
	return address;
}

void
letter_add_address(struct arena *arena, struct node *link)
{
	struct slice address = letter_link_address(arena, link);
	if (!address.len)
		return;
	struct node *text = node_new(arena, NODE_TEXT, link->span);
	text->text = address;
	node_append(link, text);
}
