#include "sealed/extract_page.h"

#include "html/html.h"

static const char style[] =
    "body { font: 1rem/1.5 sans-serif; max-width: 48rem; "
    "margin: 1rem auto; padding: 0 1rem; color: #111; "
    "background: #fff }\n"
    "table { border-collapse: collapse; width: 100%; "
    "margin: 1.5rem 0; break-inside: avoid }\n"
    "caption { text-align: left; font-weight: bold }\n"
    "th, td { text-align: left; vertical-align: top; padding: "
    ".2rem .5rem .2rem 0; border-top: 1px solid #767676; "
    "overflow-wrap: anywhere }\n"
    "th { width: 40%; font-weight: normal }\n";

void
page_start(struct strbuf *page, struct slice language, struct slice title,
    struct slice date)
{
	html_open(page, language, title, style);
	html_element(page, "p", date);
	html_add(page, "\n");
}

void
page_add_table(struct strbuf *page, struct slice caption)
{
	strbuf_add_text(page, "<table>\n<caption>");
	html_text(page, caption);
	strbuf_add_text(page, "</caption>\n<tbody>\n");
}

void
page_add_line(struct strbuf *page, struct slice name, struct slice value)
{
	strbuf_add_text(page, "<tr><th scope=\"row\">");
	html_text(page, name);
	strbuf_add_text(page, "</th><td>");
	html_text(page, value);
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
	html_close(page);
}
