#include "sealed/extract_page.h"

#include "base/terminal.h"
#include "base/utf8.h"

/* As text and in attributes; a control or direction sign stands as U+FFFD. */
static void
add_escaped(struct strbuf *page, struct slice text)
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
page_start(struct strbuf *page, struct slice language, struct slice title,
    struct slice date)
{
	strbuf_add_text(page, "<!doctype html>\n<html lang=\"");
	add_escaped(page, language);
	strbuf_add_text(page, "\">\n<head>\n<meta charset=\"utf-8\">\n"
			      "<meta name=\"viewport\" "
			      "content=\"width=device-width\">\n<title>");
	add_escaped(page, title);
	strbuf_add_text(page,
	    "</title>\n<style>\n"
	    "body { font: 1rem/1.5 sans-serif; max-width: 48rem; "
	    "margin: 1rem auto; padding: 0 1rem; color: #111; "
	    "background: #fff }\n"
	    "table { border-collapse: collapse; width: 100%; "
	    "margin: 1.5rem 0; break-inside: avoid }\n"
	    "caption { text-align: left; font-weight: bold }\n"
	    "th, td { text-align: left; vertical-align: top; padding: "
	    ".2rem .5rem .2rem 0; border-top: 1px solid #767676; "
	    "overflow-wrap: anywhere }\n"
	    "th { width: 40%; font-weight: normal }\n"
	    "</style>\n</head>\n<body>\n<main>\n<h1>");
	add_escaped(page, title);
	strbuf_add_text(page, "</h1>\n<p>");
	add_escaped(page, date);
	strbuf_add_text(page, "</p>\n");
}

void
page_add_table(struct strbuf *page, struct slice caption)
{
	strbuf_add_text(page, "<table>\n<caption>");
	add_escaped(page, caption);
	strbuf_add_text(page, "</caption>\n<tbody>\n");
}

void
page_add_line(struct strbuf *page, struct slice name, struct slice value)
{
	strbuf_add_text(page, "<tr><th scope=\"row\">");
	add_escaped(page, name);
	strbuf_add_text(page, "</th><td>");
	add_escaped(page, value);
	strbuf_add_text(page, "</td></tr>\n");
}

void
page_end_table(struct strbuf *page)
{
	strbuf_add_text(page, "</tbody>\n</table>\n");
}

void
page_end(struct strbuf *page)
{
	strbuf_add_text(page, "</main>\n</body>\n</html>\n");
}
