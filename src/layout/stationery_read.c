#include "layout/stationery_read.h"

#include "base/file.h"
#include "layout/messages.h"

struct page_part {
	struct conf_length width, height, bleed;
	struct conf_flag crop_marks;
};

struct file_part {
	struct conf_text name, language, only_for;
	struct page_part page;
	struct conf_length large_print;
	struct conf_flag poster;
	const struct yaml *styles, *frames, *window, *clear, *hyphenation;
};

static const struct field page_fields[] = {
    {.key = "width",
	.kind = FIELD_LENGTH,
	.offset = offsetof(struct page_part, width),
	.required = true},
    {.key = "height",
	.kind = FIELD_LENGTH,
	.offset = offsetof(struct page_part, height),
	.required = true},
    {.key = "bleed",
	.kind = FIELD_LENGTH,
	.offset = offsetof(struct page_part, bleed)},
    {.key = "crop_marks",
	.kind = FIELD_FLAG,
	.offset = offsetof(struct page_part, crop_marks)},
    {0}};

static const struct schema page_schema = {N_("the page"), page_fields};

static const struct field file_fields[] = {
    {.key = "name",
	.kind = FIELD_TEXT,
	.offset = offsetof(struct file_part, name),
	.required = true},
    {.key = "language",
	.kind = FIELD_TEXT,
	.offset = offsetof(struct file_part, language)},
    {.key = "only_for",
	.kind = FIELD_TEXT,
	.offset = offsetof(struct file_part, only_for)},
    {.key = "page",
	.kind = FIELD_MAP,
	.offset = offsetof(struct file_part, page),
	.required = true,
	.schema = &page_schema},
    {.key = "large_print",
	.kind = FIELD_LENGTH,
	.offset = offsetof(struct file_part, large_print)},
    {.key = "poster",
	.kind = FIELD_FLAG,
	.offset = offsetof(struct file_part, poster)},
    {.key = "window",
	.kind = FIELD_YAML,
	.offset = offsetof(struct file_part, window)},
    {.key = "clear",
	.kind = FIELD_YAML,
	.offset = offsetof(struct file_part, clear)},
    {.key = "hyphenation",
	.kind = FIELD_YAML,
	.offset = offsetof(struct file_part, hyphenation)},
    {.key = "styles",
	.kind = FIELD_YAML,
	.offset = offsetof(struct file_part, styles),
	.required = true},
    {.key = "frames",
	.kind = FIELD_YAML,
	.offset = offsetof(struct file_part, frames),
	.required = true},
    {0}};

static const struct schema file_schema = {N_("the stationery"), file_fields};

enum {
	PAGE_MOST = 2000 * MPT_PER_POINT,
	BLEED_MOST = MPT_OF_MM100(2000),
};

static bool
check_page(const struct page_part *page, struct diag *diag)
{
	const struct conf_length *lengths[] = {&page->width, &page->height};
	bool ok = true;
	for (size_t i = 0; i < 2; i++) {
		if (lengths[i]->mpt > 0 && lengths[i]->mpt <= PAGE_MOST &&
		    !lengths[i]->em)
			continue;
		REPORT(diag, lengths[i]->span, &layout_bad_page, NO_ARGS);
		ok = false;
	}
	if (page->bleed.em || page->bleed.mpt < 0 ||
	    page->bleed.mpt > BLEED_MOST) {
		REPORT(diag, page->bleed.span, &layout_bad_bleed, NO_ARGS);
		ok = false;
	}
	return ok;
}

/* A bare name, so that it lies beside the stationery: "ord.txt". */
static bool
is_list_name(struct slice name)
{
	return slice_ends(name, ".txt") &&
	       slice_find_char(name, '/') == name.len;
}

static bool
read_list(struct arena *job_mem, const struct yaml_pair *pair,
    const char *folder, struct word_list *list, struct diag *diag)
{
	struct conf_text name = {0};
	if (!conf_read_text(pair->value, &name, diag))
		return false;
	if (pair->key.len < 2 || pair->key.len > 8 ||
	    !is_list_name(name.text)) {
		REPORT(diag, pair->key_span, &layout_bad_list, NO_ARGS);
		return false;
	}
	*list = (struct word_list){pair->key,
	    path_join(job_mem, folder, arena_dup_text(job_mem, name.text)),
	    name.span};
	return true;
}

static bool
read_lists(struct arena *job_mem, const struct yaml *yaml,
    struct stationery *stationery, struct diag *diag)
{
	const char *folder = path_folder(job_mem, stationery->path);
	bool ok = true;
	if (!yaml)
		return true;
	if (yaml->kind != YAML_MAP) {
		REPORT(diag, yaml->span, &layout_bad_list, NO_ARGS);
		return false;
	}
	stationery->lists = ARENA_ARRAY(job_mem, struct word_list, yaml->count);
	for (size_t i = 0; i < yaml->count; i++)
		ok &= read_list(job_mem, &yaml->pairs[i], folder,
		    &stationery->lists[stationery->list_count++], diag);
	return ok;
}

static void
take_file(const struct file_part *part, struct stationery *stationery)
{
	stationery->name = part->name.text;
	stationery->only_for = part->only_for.text;
	stationery->language =
	    part->language.span.file ? part->language.text : SLICE("sv");
	stationery->page_width = part->page.width.mpt;
	stationery->page_height = part->page.height.mpt;
	stationery->bleed = part->page.bleed.mpt;
	stationery->crop_marks = part->page.crop_marks.on;
	stationery->poster = part->poster.on;
	stationery->large_print = part->large_print.mpt;
}

struct stationery *
stationery_read_file(struct arena *job_mem, const char *path, struct diag *diag,
    struct span asked)
{
	return stationery_read_yaml(job_mem, path,
	    yaml_read(job_mem, path, INPUT_STATIONERY, diag, asked), diag);
}

struct stationery *
stationery_read_yaml(struct arena *job_mem, const char *path,
    const struct yaml *yaml, struct diag *diag)
{
	struct stationery *stationery = ARENA_NEW(job_mem, struct stationery);
	struct file_part part = {0};
	if (!yaml || !schema_read(&file_schema, yaml, job_mem, &part, diag) ||
	    !check_page(&part.page, diag))
		return NULL;
	stationery->path = path;
	stationery->file = yaml->span.file;
	take_file(&part, stationery);
	bool ok = read_lists(job_mem, part.hyphenation, stationery, diag);
	ok &= stationery_read_styles(job_mem, part.styles, stationery, diag);
	if (!stationery->style_count)
		return NULL;
	ok &= stationery_read_window(job_mem, part.window, stationery, diag);
	ok &= stationery_read_clear(job_mem, part.clear, stationery, diag);
	ok = stationery_read_frames(job_mem, part.frames, stationery, diag) &&
	     stationery_check_roles(stationery, part.frames->span, diag) && ok;
	return ok ? stationery : NULL;
}

bool
stationery_read_envelope(struct arena *job_mem, const struct yaml *styles,
    const struct yaml *frames, struct stationery *envelope, struct diag *diag)
{
	bool ok = stationery_read_styles(job_mem, styles, envelope, diag);
	return envelope->style_count &&
	       stationery_read_frames(job_mem, frames, envelope, diag) && ok;
}
