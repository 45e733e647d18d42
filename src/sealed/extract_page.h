/*
 * sealed/extract_page.h - extract.html: one page without script or anything
 * from elsewhere, read on a screen, on paper and aloud.
 */
#ifndef SEALED_EXTRACT_PAGE_H
#define SEALED_EXTRACT_PAGE_H

#include "base/strbuf.h"

void page_start(struct strbuf *page, struct slice language, struct slice title,
    struct slice date);
/* A table with a line for each value; any text is escaped. */
void page_add_table(struct strbuf *page, struct slice caption);
void page_add_line(struct strbuf *page, struct slice name, struct slice value);
void page_end_table(struct strbuf *page);
void page_end(struct strbuf *page);

#endif
