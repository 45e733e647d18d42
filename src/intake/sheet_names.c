#include "intake/sheet_names.h"

#include "base/messages.h"
#include "base/suggest.h"
#include "intake/messages.h"

void
sheet_names_add(
    struct sheet_names *names, struct arena *mem, const char *name, bool hidden)
{
	names->at = arena_grow(
	    mem, names->at, &names->room, names->count + 1, sizeof *names->at);
	names->at[names->count++] =
	    (struct sheet_name){arena_dup(mem, slice_view(name)), hidden};
}

static void
list(const struct sheet_names *names, struct diag *diag)
{
	struct strbuf out = {0};
	for (size_t i = 0; i < names->count; i++) {
		strbuf_add_text(&out, i ? ", '" : "'");
		strbuf_add(&out, names->at[i].name);
		strbuf_add_char(&out, '\'');
	}
	HINT(diag, &intake_sheets, ARGS(strbuf_view(&out)));
	strbuf_fini(&out);
}

static bool
report_none(
    const struct sheet_names *names, const struct reader_setting *setting)
{
	const struct intake_options *options = setting->options;
	struct diag *diag = setting->diag;
	if (!options->sheet) {
		REPORT(diag, (struct span){.file = setting->found->file},
		    &intake_no_sheets, NO_ARGS);
		return false;
	}
	struct suggestion best = suggestion_start(slice_view(options->sheet));
	for (size_t i = 0; i < names->count; i++)
		suggestion_offer(&best, names->at[i].name);
	REPORT(
	    diag, options->sheet_span, &intake_no_sheet, ARGS(options->sheet));
	if (best.nearest.len)
		HINT(diag, &base_did_you_mean, ARGS(best.nearest));
	else
		list(names, diag);
	return false;
}

static void
give_names(
    const struct sheet_names *names, const struct reader_setting *setting)
{
	struct slice *sheets =
	    ARENA_ARRAY(setting->job_mem, struct slice, names->count + 1);
	size_t count = 0;
	for (size_t i = 0; i < names->count; i++) {
		if (!names->at[i].hidden)
			sheets[count++] =
			    arena_dup(setting->job_mem, names->at[i].name);
	}
	setting->found->sheets = sheets;
	setting->found->sheet_count = count;
}

bool
sheet_names_choose(const struct sheet_names *names,
    const struct reader_setting *setting, size_t *index)
{
	const char *asked = setting->options->sheet;
	give_names(names, setting);
	for (size_t i = 0; i < names->count; i++) {
		const struct sheet_name *name = &names->at[i];
		if (asked ? !slice_is(name->name, asked) : name->hidden)
			continue;
		*index = i;
		return true;
	}
	return report_none(names, setting);
}
