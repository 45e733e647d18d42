#include "job/inputs.h"

#include "base/file.h"

struct giver {
	const struct job *job;
	bool (*seen)(const struct input *input, void *ctx);
	void *ctx;
};

static bool
give(const struct giver *giver, const char *role, const char *path,
    struct digest digest)
{
	struct input input = {role, path_name(path), digest};
	return giver->seen(&input, giver->ctx);
}

static bool
give_source(const struct giver *giver, const char *role, const char *path,
    uint32_t file)
{
	struct sources *sources = diag_sources(giver->job->diag);
	return give(giver, role, path, hash_of(sources_text(sources, file)));
}

static bool
give_letters(const struct giver *giver)
{
	const struct job *job = giver->job;
	bool ok = true;
	for (size_t i = 0; ok && i < job->letter_count; i++) {
		for (size_t t = 0; ok && t < job->letters[i].count; t++) {
			const struct letter *letter =
			    job->letters[i].texts[t].letter;
			ok = give_source(
			    giver, "letter", letter->path, letter->file);
		}
	}
	return ok;
}

static bool
give_fonts(const struct giver *giver)
{
	const struct font_set *fonts = giver->job->fonts;
	bool ok = true;
	for (size_t i = 0; ok && i < font_set_count(fonts); i++) {
		const struct font *font = font_set_at(fonts, i);
		ok = give(giver, "font", font->path, font->digest);
	}
	return ok;
}

bool
inputs_each(const struct job *job,
    bool (*seen)(const struct input *input, void *ctx), void *ctx)
{
	const struct giver giver = {job, seen, ctx};
	return give(&giver, "job", job->file->path, job->file->digest) &&
	       give_letters(&giver) &&
	       give_source(&giver, "stationery", job->stationery->path,
		   job->stationery->file) &&
	       give_fonts(&giver);
}
