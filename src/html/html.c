#include "html/html.h"

#include "base/signing.h"
#include "base/terminal.h"
#include "base/utf8.h"

void
html_add(struct strbuf *page, const char *markup)
{
	strbuf_add_text(page, markup);
}

void
html_text(struct strbuf *page, struct slice text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);
		if (code == '&')
			strbuf_add_text(page, "&amp;");
		else if (code == '<')
			strbuf_add_text(page, "&lt;");
		else if (code == '>')
			strbuf_add_text(page, "&gt;");
		else if (code == '"')
			strbuf_add_text(page, "&quot;");
		else if (code == UTF8_INVALID ||
			 (code != '\n' && terminal_is_hostile(code)))
			strbuf_add_code(page, 0xFFFD);
		else
			strbuf_add_code(page, code);
	}
}

void
html_address(struct strbuf *page, struct slice part)
{
	for (size_t i = 0; i < part.len; i++) {
		unsigned char c = (unsigned char)part.at[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			     (c >= '0' && c <= '9') || c == '-' || c == '.' ||
			     c == '_';
		if (plain)
			strbuf_add_char(page, part.at[i]);
		else
			strbuf_print(page, "%%%02X", c);
	}
}

void
html_element(struct strbuf *page, const char *tag, struct slice text)
{
	strbuf_print(page, "<%s>", tag);
	html_text(page, text);
	strbuf_print(page, "</%.*s>", (int)strcspn(tag, " "), tag);
}

void
html_picture(struct strbuf *page, struct slice picture, struct slice words)
{
	bool jpeg = slice_starts(picture, "\xff\xd8");
	html_add(page, "<img alt=\"");
	html_text(page, words);
	html_add(page, jpeg ? "\" src=\"data:image/jpeg;base64,"
			    : "\" src=\"data:image/png;base64,");
	base64_write(page, picture);
	html_add(page, "\">");
}

void
html_open(struct strbuf *page, struct slice language, struct slice title,
    const char *style)
{
	html_add(page, "<!doctype html>\n<html lang=\"");
	html_text(page, language);
	html_add(page, "\">\n<head>\n<meta charset=\"utf-8\">\n"
		       "<meta name=\"viewport\" "
		       "content=\"width=device-width\">\n");
	html_element(page, "title", title);
	html_add(page, "\n<style>\n");
	html_add(page, style);
	html_add(page, "</style>\n</head>\n<body>\n<main>\n");
	html_element(page, "h1", title);
	html_add(page, "\n");
}

void
html_close(struct strbuf *page)
{
	html_add(page, "</main>\n</body>\n</html>\n");
}
