/* The characters of a text: blanks for line ends, and what no letter may hold. */
#include "base/code.h"
#include "base/utf8.h"
#include "letter/messages.h"
#include "word/body.h"
#include "word/messages.h"

static bool
is_private(uint32_t code)
{
	return code_is(code, CODE_PRIVATE) || code >= 0xf0000;
}

static void
refuse_character(struct body *body, uint32_t code)
{
	char name[16];
	snprintf(name, sizeof name, "U+%04X", code);
	account_fault(&body->document->account,
	    (struct word_fault){
		.message = is_private(code) ? &letter_private_character
					    : &letter_control_character,
		.hint = code == 0xf0b7 || code == 0xf0a7
			    ? &word_typed_bullet_cure
			    : &letter_remove_character,
		.at = body_here(body),
		.len = 1,
		.name = slice_view(name),
	    });
}

/* Text of letters and blanks alone, as nearly all is. */
static bool
is_tame(struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if (c < 0x20 || c == 0x7f || c == 0xc2 || c == 0xe2 ||
		    c >= 0xee)
			return false;
	}
	return true;
}

/* A line end in the XML is a blank; what no letter may hold is refused. */
void
body_add_tamed(
    struct body *body, struct styled *to, struct slice text, struct mark mark)
{
	if (is_tame(text)) {
		styled_add(to, text, mark);
		return;
	}
	for (size_t at = 0; at < text.len;) {
		size_t from = at;
		uint32_t code = utf8_next(text, &at);
		bool blank = code == '\n' || code == '\r' || code == '\t';
		if (blank)
			styled_add(to, SLICE(" "), mark);
		else if (is_private(code) ||
			 code_is(code, CODE_CONTROL | CODE_LINE))
			refuse_character(body, code);
		else
			styled_add(to, slice_part(text, from, at - from), mark);
	}
}
