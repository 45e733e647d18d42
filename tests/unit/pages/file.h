/*
 * tests/unit/pages/file.h - a PDF of one page, made of objects by hand.
 */
#ifndef TESTS_UNIT_PAGES_FILE_H
#define TESTS_UNIT_PAGES_FILE_H

#include "base/strbuf.h"
#include "reported.h"

#define EXTRA_MOST 4

/* One page; objects 5 and on are `extra`. */
struct file {
	const char *root, *page, *resources, *content;
	const char *extra[EXTRA_MOST];
};

static inline struct slice
make_file(struct arena *mem, const struct file *file)
{
	struct strbuf out = {0};
	size_t at[5 + EXTRA_MOST] = {0}, count = 4;
	const char *content = file->content ? file->content : "";
	const char *box = file->page && strstr(file->page, "MediaBox")
			      ? ""
			      : "/MediaBox[0 0 100 40]";
	strbuf_add_text(&out, "%PDF-1.7\n");
	while (count < 4 + EXTRA_MOST && file->extra[count - 4])
		count++;
	for (size_t i = 1; i <= count; i++) {
		at[i] = out.len;
		strbuf_print(&out, "%zu 0 obj\n", i);
		if (i == 1)
			strbuf_print(&out, "<</Type/Catalog/Pages 2 0 R%s>>",
			    file->root ? file->root : "");
		else if (i == 2)
			strbuf_add_text(
			    &out, "<</Type/Pages/Count 1/Kids[3 0 R]>>");
		else if (i == 3)
			strbuf_print(&out,
			    "<</Type/Page/Parent 2 0 R%s%s/Contents 4 0 R"
			    "/Resources<<%s>>>>",
			    box, file->page ? file->page : "",
			    file->resources ? file->resources : "");
		else if (i == 4)
			strbuf_print(&out,
			    "<</Length %zu>>stream\n%s\nendstream",
			    strlen(content), content);
		else
			strbuf_add_text(&out, file->extra[i - 5]);
		strbuf_add_text(&out, "\nendobj\n");
	}
	size_t xref = out.len;
	strbuf_print(&out, "xref\n0 %zu\n0000000000 65535 f \n", count + 1);
	for (size_t i = 1; i <= count; i++)
		strbuf_print(&out, "%010zu 00000 n \n", at[i]);
	strbuf_print(&out,
	    "trailer\n<</Root 1 0 R/Size %zu>>\nstartxref\n%zu\n%%%%EOF\n",
	    count + 1, xref);
	struct slice made = arena_dup(mem, strbuf_view(&out));
	strbuf_fini(&out);
	return made;
}

/* Whether the reports have that word among their arguments. */
static inline bool
tells(const struct diag *diag, const char *word)
{
	struct strbuf said = {0};
	diag_pack(diag, 0, &said);
	struct slice all = strbuf_view(&said);
	bool told = slice_find(all, slice_view(word)) < all.len;
	strbuf_fini(&said);
	return told;
}

#endif
