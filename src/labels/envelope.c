#include "labels/envelope.h"

#include "doc/node.h"
#include "labels/messages.h"
#include "letter/fixed_text.h"
#include "letter/letter.h"
#include "record/identity_text.h"

enum {
	SORTING_WIDTH = MPT_OF_MM100(15000),
	SORTING_HEIGHT = MPT_OF_MM100(3000),
	CARRIER_HEIGHT = MPT_OF_MM100(1000),
};

/* ---- reading */

static bool
overlap(const struct frame *frame, const struct envelope_part *part)
{
	return frame->x < part->x + part->width &&
	       part->x < frame->x + frame->width &&
	       frame->y < part->y + part->height &&
	       part->y < frame->y + frame->height;
}

static bool
check_frame(const struct frame *frame, const struct envelope_part *address,
    struct diag *diag)
{
	bool known = frame->role == FRAME_TEXT ||
		     frame->role == FRAME_PICTURE || frame->role == FRAME_BOX;
	if (!known)
		REPORT(diag, frame->span, &labels_envelope_role,
		    ARGS(frame->name));
	else if (overlap(frame, address))
		REPORT(diag, frame->span, &labels_envelope_address,
		    ARGS(frame->name));
	else
		return true;
	return false;
}

/*
 * PostNord, "Adressera rätt": the lower right corner is printed on when mail is
 * sorted, the uppermost part when another carrier takes it over.
 */
static void
warn_of_sorting(const struct stationery *paper,
    const struct envelope_part *part, struct argument name, struct span span,
    struct diag *diag)
{
	const mpt right = part->x + part->width;
	const mpt bottom = part->y + part->height;
	const char *where = NULL;
	if (right > paper->page_width - SORTING_WIDTH &&
	    bottom > paper->page_height - SORTING_HEIGHT)
		where = N_("the lower right corner of 150 × 30 mm");
	else if (part->y < CARRIER_HEIGHT)
		where = N_("the uppermost 10 mm");
	if (where)
		REPORT(diag, span, &labels_envelope_sorting,
		    ARGS(name, argument_wording(where)));
}

static void
warn_of_frames(const struct envelope *envelope,
    const struct envelope_part *address, struct span span, struct diag *diag)
{
	const struct stationery *paper = &envelope->paper;
	warn_of_sorting(
	    paper, address, argument_wording(N_("the address")), span, diag);
	for (size_t i = 0; i < paper->frame_count; i++) {
		const struct frame *f = &paper->frames[i];
		const struct envelope_part part = {
		    f->x, f->y, f->width, f->height};
		warn_of_sorting(
		    paper, &part, argument_slice(f->name), f->span, diag);
	}
}

static bool
read_text(struct arena *mem, struct envelope *envelope, size_t index,
    uint32_t *next_id, struct diag *diag)
{
	static const char *const no_folders[] = {NULL};
	const struct frame *frame = &envelope->paper.frames[index];
	const struct letter_options options = {
	    .default_language = arena_dup_text(mem, envelope->paper.language),
	    .part_folders = no_folders,
	    .next_id = next_id,
	};
	if (frame->role != FRAME_TEXT)
		return true;
	struct letter *text = letter_parse(mem, envelope->paper.file,
	    frame->text, frame->text_span, &options, diag);
	if (!text || text->broken)
		return false;
	envelope->texts[index] = text;
	if (!text->field_count)
		return true;
	REPORT(
	    diag, frame->text_span, &labels_envelope_field, ARGS(frame->name));
	return false;
}

struct envelope *
envelope_read(struct arena *mem, const struct yaml *styles,
    const struct yaml *frames, const struct stationery *page,
    const struct envelope_part *address, struct diag *diag)
{
	struct envelope *envelope = ARENA_NEW(mem, struct envelope);
	/* The address's own galleys have no number. */
	uint32_t next_id = 1;
	envelope->paper = *page;
	if (!stationery_read_envelope(
		mem, styles, frames, &envelope->paper, diag))
		return NULL;
	bool ok = true;
	for (size_t i = 0; i < envelope->paper.frame_count; i++)
		ok = check_frame(&envelope->paper.frames[i], address, diag) &&
		     read_text(mem, envelope, i, &next_id, diag) && ok;
	if (ok)
		warn_of_frames(envelope, address, frames->span, diag);
	return ok ? envelope : NULL;
}

bool
envelope_check_numbers(const struct envelope *envelope, struct arena *mem,
    day today, struct diag *diag)
{
	bool ok = true;
	for (size_t i = 0; i < envelope->paper.frame_count; i++) {
		size_t at = 0, len;
		if (!envelope->texts[i])
			continue;
		struct fixed_text text =
		    letter_fixed_text(mem, envelope->texts[i]);
		if (!identity_find(text.text, today, &at, &len))
			continue;
		REPORT(diag, fixed_text_span(&text, at, len),
		    &labels_envelope_number,
		    ARGS(envelope->paper.frames[i].name));
		diag_conceal(diag);
		ok = false;
	}
	return ok;
}

/* ---- setting */

static void
take_blocks(
    struct arena *mem, const struct letter *text, struct frame_content *to)
{
	size_t count = 0;
	for (const struct node *n = text->root->first; n; n = n->next)
		count++;
	const struct node **blocks =
	    ARENA_ARRAY(mem, const struct node *, count + 1);
	for (const struct node *n = text->root->first; n; n = n->next)
		blocks[to->count++] = n;
	to->blocks = blocks;
}

bool
envelope_set(const struct envelope *envelope, struct setter *setter,
    struct arena *mem, const char *language, struct page *page,
    struct diag *diag)
{
	struct frame_content frames[STATIONERY_FRAMES_MAX] = {0};
	const struct letter_content content = {
	    .language = language,
	    .frames = frames,
	};
	struct pages pages;
	struct problem why = {0};
	for (size_t i = 0; i < envelope->paper.frame_count; i++) {
		const struct letter *text = envelope->texts[i];
		if (!text)
			continue;
		if (!setter_check_styles(setter, text->root, diag) ||
		    !setter_check_pictures(setter, text->root, NULL, NULL))
			return false;
		take_blocks(mem, text, &frames[i]);
	}
	if (!setter_set_letter(setter, mem, &content, &pages, &why)) {
		REPORT(diag, envelope->paper.frames[0].span,
		    &labels_envelope_not_set,
		    ARGS(problem_text(mem, diag_words(diag), &why)));
		return false;
	}
	*page = pages.at[0];
	return true;
}
