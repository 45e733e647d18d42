/*
 * html/html.h - pages of HTML: self-contained, without script or anything from
 * elsewhere.
 *
 * Markup and values go through different functions: html_add takes literals of
 * the program, html_text is the one way by which a value reaches a page.
 * Knows nothing of what pages say.
 */
#ifndef HTML_HTML_H
#define HTML_HTML_H

#include "base/strbuf.h"

/* Markup as it stands in the program. */
void html_add(struct strbuf *page, const char *markup);

/*
 * A value, as text or in a double-quoted attribute: & < > " are escaped; a
 * control, or a sign that turns the direction of writing, stands as U+FFFD.
 */
void html_text(struct strbuf *page, struct slice text);

/*
 * A value as one part of an address, in an attribute: all but letters and digits
 * of ASCII and - . _ stand as %XX (RFC 3986 2.1).
 */
void html_address(struct strbuf *page, struct slice part);

/* <tag>value</tag>; `tag` may have attributes: "td class=n". */
void html_element(struct strbuf *page, const char *tag, struct slice text);

/* A PNG or JPEG file within the page, with words for whoever does not see it. */
void html_picture(
    struct strbuf *page, struct slice picture, struct slice words);

/*
 * A whole page: language, title and style, which is markup. Its main part is
 * open after html_open and closed by html_close.
 */
void html_open(struct strbuf *page, struct slice language, struct slice title,
    const char *style);
void html_close(struct strbuf *page);

#endif
