#include "labels/paper_out.h"

#include "base/file.h"
#include "base/messages.h"
#include "base/places.h"
#include "font/font.h"
#include "pdf/batch.h"

bool
paper_out_open(struct paper_out *out, struct arena *mem, const char *folder,
    struct diag *diag)
{
	const char *fonts = places_find(mem, "fonts");
	const char **folders = ARENA_ARRAY(mem, const char *, 3);
	*out = (struct paper_out){.mem = mem};
	if (!fonts) {
		REPORT(diag, NO_SPAN, &base_no_own_files, ARGS("fonts"));
		return false;
	}
	folders[0] = folder ? folder : fonts;
	folders[1] = folder ? fonts : NULL;
	out->fonts = font_set_read(
	    mem, path_join(mem, fonts, "fonts.yaml"), folders, diag);
	if (out->fonts)
		out->use = glyph_use_new(out->fonts);
	return out->fonts;
}

void
paper_out_close(struct paper_out *out)
{
	pdf_batch_free(out->batch);
	pdf_job_free(out->pdf);
	glyph_use_free(out->use);
	font_set_free(out->fonts);
}

bool
paper_out_start(struct paper_out *out, struct slice language,
    struct slice title, day when, struct diag *diag)
{
	out->language = arena_dup_text(out->mem, language);
	struct pdf_setup setup = {
	    .profile = out->tagged ? PDF_ARCHIVE : PDF_PRINT,
	    .title = title,
	    .language = language,
	    .producer = SLICE("utskick " UTSKICK_VERSION),
	    .fonts = out->fonts,
	    .codes = glyph_codes_new(out->mem, out->fonts, out->use),
	};
	day_split(when, &setup.date[0], &setup.date[1], &setup.date[2]);
	out->pdf = pdf_job_new(out->mem, &setup, diag);
	out->batch = out->pdf ? pdf_batch_new(out->pdf, title, diag) : NULL;
	return out->batch;
}

bool
paper_out_add(
    struct paper_out *out, const struct pages *pages, struct diag *diag)
{
	const struct pdf_letter sheet = {
	    .number = ++out->pages,
	    .language = out->language,
	};
	return pdf_batch_add(out->batch, &sheet, pages, diag);
}

bool
paper_out_write(struct paper_out *out, const char *path, struct diag *diag)
{
	struct sink *sink = sink_to_path(path);
	return sink_end(sink, pdf_batch_write(out->batch, sink, diag), diag);
}
