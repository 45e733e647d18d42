#include "paper/trial.h"

#include "base/file.h"
#include "base/messages.h"
#include "base/places.h"
#include "font/font.h"
#include "paper/frames.h"
#include "paper/messages.h"

/* As long as a date and a reference get. */
#define STAND_IN SLICE("30 september 2026")

struct trying {
	struct arena *mem;
	struct diag *diag; /* of the trial alone */
	struct diag *user;
	struct stationery *stationery;
	struct font_set *fonts;
	struct setter *setter;
	bool told[PAPER_QUESTIONS]; /* one fault of an answer is enough */
};

static mpt
leading_of(const struct trying *trying, const struct frame *frame)
{
	return stationery_find_style(trying->stationery, frame->style)->leading;
}

static void
report_frame(
    struct trying *trying, const struct frame *frame, const struct problem *why)
{
	enum paper_question question = paper_frame_question(frame->name);
	struct slice reason =
	    problem_text(trying->mem, diag_words(trying->user), why);
	if (question == PAPER_QUESTIONS) {
		REPORT(trying->user, NO_SPAN, &paper_frame_fault, ARGS(reason));
		return;
	}
	if (trying->told[question])
		return;
	trying->told[question] = true;
	REPORT(trying->user, NO_SPAN, &paper_unfit,
	    ARGS(argument_wording(paper_question_called(question)->wording),
		reason));
	HINT(trying->user, &paper_room,
	    ARGS(frame->height / leading_of(trying, frame),
		MM_OF_MPT(frame->width)));
}

static bool
try_frames(struct trying *trying)
{
	const struct stationery *stationery = trying->stationery;
	const struct frame_content *all =
	    frames_read(trying->mem, stationery, STAND_IN, trying->diag);
	bool ok = true;
	for (size_t i = 0; i < stationery->frame_count; i++) {
		struct problem why;
		if (frames_try(
			trying->setter, trying->mem, stationery, all, i, &why))
			continue;
		report_frame(trying, &stationery->frames[i], &why);
		ok = false;
	}
	return ok;
}

static bool
open_fonts(struct trying *trying, const char *path)
{
	const char *own = places_find(trying->mem, "fonts");
	const char **folders = ARENA_ARRAY(trying->mem, const char *, 3);
	if (!own) {
		REPORT(
		    trying->diag, NO_SPAN, &base_no_own_files, ARGS("fonts"));
		return false;
	}
	folders[0] = path_folder(trying->mem, path);
	folders[1] = own;
	trying->fonts = font_set_read(trying->mem,
	    path_join(trying->mem, own, "fonts.yaml"), folders, trying->diag);
	return trying->fonts;
}

/* What a job would say of it, to the user. */
static void
hand_over(struct trying *trying)
{
	struct strbuf packed = {0};
	diag_pack(trying->diag, 0, &packed);
	diag_unpack(trying->user, strbuf_view(&packed));
	strbuf_fini(&packed);
}

bool
trial_passes(struct arena *mem, const struct trial *trial, struct diag *diag)
{
	struct sources *sources = sources_new();
	struct trying trying = {
	    .mem = mem, .diag = diag_new(sources), .user = diag};
	diag_speak(trying.diag, diag_words(diag));
	if (trial->logo_path)
		sources_hold(sources, trial->logo_path, trial->logo);
	trying.stationery =
	    stationery_read_text(mem, trial->path, trial->text, trying.diag);
	if (trying.stationery && open_fonts(&trying, trial->path))
		trying.setter = setter_new(
		    mem, trying.stationery, trying.fonts, NULL, trying.diag);
	bool ok = trying.setter && try_frames(&trying);
	if (!trying.setter)
		hand_over(&trying);
	setter_free(trying.setter);
	font_set_free(trying.fonts);
	diag_free(trying.diag);
	sources_free(sources);
	return ok;
}
