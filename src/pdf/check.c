#include "pdf/check.h"

#include <stdlib.h>

#include "base/memory.h"
#include "pdf/messages.h"
#include "pdf/picture.h"
#include "pdf/tag.h"

struct pdf_check {
	enum pdf_profile profile;
	struct deflater *deflater;
	struct pictures *pictures;
	const struct node *heading; /* looked at last */
	uint8_t level; /* its level, 0 before the first of a letter */
};

struct pdf_check *
pdf_check_new(struct arena *job_mem, enum pdf_profile profile)
{
	struct pdf_check *check = mem_new(1, sizeof *check);
	check->profile = profile;
	check->deflater = deflater_new();
	check->pictures = pictures_new(job_mem, check->deflater);
	return check;
}

void
pdf_check_free(struct pdf_check *check)
{
	if (!check)
		return;
	pictures_free(check->pictures);
	deflater_free(check->deflater);
	free(check);
}

bool
pdf_check_picture(struct pdf_check *check, const struct picture *picture,
    bool *grey, struct diag *diag)
{
	if (!pictures_make(check->pictures, picture, diag))
		return false;
	*grey = pictures_is_grey(check->pictures, picture);
	return true;
}

static bool
check_images(
    struct pdf_check *check, const struct piece *piece, struct diag *diag)
{
	const struct galley *galley = piece->galley;
	bool described = check->profile == PDF_ARCHIVE && !piece->artifact;
	bool grey;
	for (size_t i = 0; i < galley->image_count; i++) {
		const struct image *image = &galley->images[i];
		if ((image->picture && !pdf_check_picture(check, image->picture,
					   &grey, diag)) ||
		    (described && !picture_has_tags(image->picture) &&
			!tags_check_figure(image->node, diag)))
			return false;
	}
	return true;
}

static bool
check_headings(
    struct pdf_check *check, const struct piece *piece, struct diag *diag)
{
	for (uint32_t i = piece->from; i < piece->to; i++) {
		const struct node *block = piece->galley->lines[i].block;
		if (!block || block->kind != NODE_HEADING ||
		    block == check->heading)
			continue;
		check->heading = block;
		if (!tags_check_heading(block, &check->level, diag))
			return false;
	}
	return true;
}

static bool
check_page(struct pdf_check *check, const struct page *page, struct diag *diag)
{
	for (size_t i = 0; i < page->count; i++) {
		const struct piece *piece = &page->pieces[i];
		if (!check_images(check, piece, diag))
			return false;
		if (check->profile == PDF_ARCHIVE && !piece->artifact &&
		    !check_headings(check, piece, diag))
			return false;
	}
	return true;
}

bool
pdf_check_letter(
    struct pdf_check *check, const struct pages *pages, struct diag *diag)
{
	check->heading = NULL;
	check->level = 0;
	for (size_t i = 0; i < pages->count; i++)
		if (!check_page(check, &pages->at[i], diag))
			return false;
	return true;
}
