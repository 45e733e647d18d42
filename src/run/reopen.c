#include "run/reopen.h"

#include "font/pins.h"
#include "layout/hyphenate.h"
#include "load/open.h"
#include "plan/inputs.h"
#include "run/libraries.h"
#include "run/messages.h"
#include "set/typesetter.h"

bool
reopen_job(struct job *job, struct arena *job_mem, const char *path,
    const char *plan, struct diag *diag)
{
	*job = (struct job){.mem = job_mem};
	return inputs_recall(plan, diag) && load_open(job, job_mem, path, diag);
}

static bool
check_program(const struct job *job, struct ledger *plan, struct diag *diag)
{
	struct slice program = ledger_text(plan, job->mem, "program");
	if (slice_is(program, "utskick " UTSKICK_VERSION))
		return true;
	REPORT(diag, NO_SPAN, &run_other_program, ARGS(program));
	return false;
}

/* Machines with other libraries would write other bytes. */
static bool
check_libraries(const struct job *job, struct ledger *plan, struct diag *diag)
{
	struct libraries here = {.mem = job->mem};
	bool ok = true;
	run_list_libraries(&here);
	for (size_t i = 0; i < here.count; i++) {
		const struct library *library = &here.at[i];
		struct slice key =
		    arena_print(job->mem, "library %s", library->name);
		struct slice there = ledger_text(plan, job->mem, key.at);
		if (slice_is(there, library->version))
			continue;
		REPORT(diag, NO_SPAN, &run_other_library,
		    ARGS(library->name, there.len ? there : SLICE("-"),
			library->version));
		ok = false;
	}
	if (!ok)
		HINT(diag, &run_other_library_hint, NO_ARGS);
	return ok;
}

/*
 * Pictures, dictionaries and some fonts are read by what sets letters, so that
 * is made once before anything is compared.
 */
static bool
check_inputs(
    struct job *job, struct ledger *plan, enum reopen_as as, struct diag *diag)
{
	struct typesetter *typesetter = typesetter_new(job->mem, &job->writes,
	    &job->paper, &job->file->print, job->file->date.when, NULL, diag);
	bool ok = typesetter &&
		  typesetter_check_pictures(typesetter, NULL, NULL) &&
		  inputs_compare(job->mem, job->file->folder, plan,
		      as == REOPEN_AT_ONCE, diag);
	typesetter_free(typesetter);
	return ok;
}

/* The fonts and dictionaries that letters needed as they were set. */
static bool
open_pins(struct job *job, struct ledger *plan, struct diag *diag)
{
	return font_set_open_pins(job->paper.fonts,
		   ledger_text(plan, job->mem, "fonts"), diag) &&
	       hyphenator_check_pins(
		   ledger_text(plan, job->mem, "dictionaries"),
		   job->paper.lists, job->paper.list_count, diag);
}

bool
reopen_check(
    struct job *job, struct ledger *plan, enum reopen_as as, struct diag *diag)
{
	if (!check_program(job, plan, diag))
		return false;
	if (as == REOPEN_LATER)
		return check_inputs(job, plan, as, diag);
	return check_libraries(job, plan, diag) &&
	       check_inputs(job, plan, as, diag) && open_pins(job, plan, diag);
}
