/*
 * A picture stands alone in its paragraph, and its file is there: said before
 * any row is merged. layout/ judges what is in the file.
 */
#include "base/file.h"
#include "base/messages.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "letter/fence.h"
#include "letter/messages.h"
#include "letter/reading.h"

static void
hint_nearest(struct reading *reading, const char *folder, struct slice target)
{
	struct suggestion best = suggestion_start(target);
	const char **names = folder_list(reading->job_mem, folder, NULL);
	for (size_t i = 0; names && names[i]; i++)
		suggestion_offer(&best, slice_view(names[i]));
	if (best.nearest.len)
		HINT(reading->diag, &base_did_you_mean, ARGS(best.nearest));
}

/* What a telephone can open; nothing is encoded that an author wrote. */
static bool
is_address(struct slice text)
{
	static const char *const begins[] = {
	    "https://", "http://", "mailto:", "tel:"};
	size_t at = 0;
	if (utf8_next(text, &at) >= LETTER_PLACEHOLDER && at == text.len)
		return true; /* the row's: merge/ looks at it */
	bool begins_so = false;
	for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
		begins_so |= slice_starts(text, begins[i]) &&
			     text.len > strlen(begins[i]);
	for (at = 0; begins_so && at < text.len;) {
		uint32_t code = utf8_next(text, &at);
		begins_so = code >= LETTER_PLACEHOLDER ||
			    (code > ' ' && code < 0x7f && code != '"' &&
				code != '<' && code != '>' && code != '\\');
	}
	return begins_so;
}

static void
check_symbol(struct reading *reading, const struct node *image)
{
	struct slice text = node_symbol_text(image);
	if (is_address(text))
		return;
	REPORT(reading->diag, image->span, &letter_symbol_address, NO_ARGS);
	HINT(reading->diag, &letter_write_this,
	    ARGS("![description](qr:https://example.se/{{response_code}})"));
}

static void
check_picture(struct reading *reading, const struct node *image)
{
	const struct node *parent = image->parent;
	if (parent->kind != NODE_PARAGRAPH || parent->first != parent->last) {
		REPORT(reading->diag, image->span, &letter_picture_not_alone,
		    NO_ARGS);
		return;
	}
	if (!image->first) {
		REPORT(reading->diag, image->span, &letter_no_description,
		    NO_ARGS);
		HINT(reading->diag, &letter_write_this,
		    ARGS("![description](file)"));
	}
	const char *folder = path_folder(reading->job_mem,
	    sources_name(diag_sources(reading->diag), image->span.file));
	const char *name = arena_dup_text(reading->job_mem, image->target);
	const char *path = path_join(reading->job_mem, folder, name);
	if (node_is_symbol(image)) {
		check_symbol(reading, image);
		return;
	}
	if (!image->target.len)
		return;
	if (file_exists(path)) {
		fence_lets_in(
		    reading, FENCE_PICTURE, path, image->target, image->span);
		return;
	}
	REPORT(reading->diag, image->span, &letter_no_picture,
	    ARGS(image->target));
	hint_nearest(reading, folder, image->target);
}

void
check_pictures(struct reading *reading, const struct node *node)
{
	if (node->kind == NODE_IMAGE)
		check_picture(reading, node);
	for (const struct node *child = node->first; child; child = child->next)
		check_pictures(reading, child);
}
