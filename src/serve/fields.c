#include "serve/fields.h"

bool
field_is_there(const struct form_field *fields, const char *name)
{
	while (fields && !slice_is(fields->name, name))
		fields = fields->next;
	return fields;
}

void
field_label(struct strbuf *page, const char *id, struct slice words)
{
	html_add(page, "<label for=\"");
	html_add(page, id);
	html_add(page, "\">");
	html_text(page, words);
	html_add(page, "</label>\n");
}

void
choice_open(struct strbuf *page, const char *name, size_t at,
    struct slice words, struct slice whose)
{
	strbuf_print(page, "<label for=\"%s-%zu\">", name, at);
	html_text(page, words);
	html_add(page, "<span class=\"unseen\">: ");
	html_text(page, whose);
	strbuf_print(page,
	    "</span></label>\n<select id=\"%s-%zu\" name=\"%s-%zu\">\n", name,
	    at, name, at);
}

void
choice_option(
    struct strbuf *page, struct slice value, struct slice words, bool chosen)
{
	html_add(page, "<option value=\"");
	html_text(page, value);
	html_add(page, chosen ? "\" selected>" : "\">");
	html_text(page, words);
	html_add(page, "</option>\n");
}

void
choice_close(struct strbuf *page)
{
	html_add(page, "</select>\n");
}
