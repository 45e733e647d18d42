/*
 * serve/pages.h - the pages of the workbench, each made by a child of its own
 * from the job's files.
 *
 * A function here is the work of a child (serve/task.h): it may read whatever
 * the job reads, and leaves a page, a part of one, or a file.
 */
#ifndef SERVE_PAGES_H
#define SERVE_PAGES_H

#include "job/job_file.h"
#include "serve/frame.h"
#include "serve/http.h"
#include "serve/server.h"
#include "serve/task.h"

/* What a page is asked for, copied to its child by fork. */
struct asked {
	const char *token;
	const char *folder_name; /* of the job, for people */
	struct slice run; /* the name of a sealed run, as asked for */
	struct slice seen; /* the state of the files that a check was of */
	struct slice again; /* why a mailing is made once more */
	struct slice key; /* of the person who is asked about */
	struct slice as; /* the file that another one is to replace */
	struct slice file_name; /* of what came, or is to be edited */
	struct slice text; /* as it is to be */
	struct slice user; /* whom a proxy has signed in; empty: nobody has */
	const struct form_field *fields; /* of the form, all of them */
	struct slice part; /* of the path, behind the page's own */
};

/* Whole pages. */
void work_home(struct work *work);
void work_mailings(struct work *work);
void work_explain(struct work *work);
void work_register(struct work *work);
void work_register_sheet(struct work *work);
void work_save_register(struct work *work);
void work_who(struct work *work);
void work_count_who(struct work *work);
void work_try_who(struct work *work);
void work_save_who(struct work *work);
void work_look(struct work *work);
void work_text(struct work *work);
void work_save_text(struct work *work);

/* What the mailing is called, and when, as a form of its own; and what came. */
void facts_write(struct work *work);
void work_facts(struct work *work);

/* What explain_job says of a row: its outcome first, the rest to be opened. */
void explained_write(struct work *work, struct slice text, bool open);

/* One row as a form, and what came of it; the corrections that stand. */
void work_correct(struct work *work);
void work_correct_save(struct work *work);
void work_corrections(struct work *work);
void work_corrections_shown(struct work *work);
void work_corrections_remove(struct work *work);

/* An earlier mailing beside another one or the job now; a person in all. */
void work_compare(struct work *work);
void work_find(struct work *work);
/* The form that asks for one. */
void mailings_write_find(struct work *work);

/* A letter beside its pages; as a page, as the parts of one that are live, of a
 * text that came, saved. */
void work_letter(struct work *work);
void work_letter_show(struct work *work);
void work_letter_live(struct work *work);
void work_letter_save(struct work *work);
void work_letter_convert(struct work *work);
/* Which letter goes to whom, on which paper. */
void work_letter_choices(struct work *work);
void work_letter_choose(struct work *work);

/* Approving: a colleague is asked; a signed approval comes as a file; the
 * mailing of a colleague who has asked, its proof, and the approval of it. */
void work_approval_ask(struct work *work);
void work_approval_file(struct work *work);
void work_approve_look(struct work *work);
void work_approve_proof(struct work *work);
void work_approve(struct work *work);

/* What came with a form becomes a file of the folder, whole or not at all. */
void work_place(struct work *work);

/* Parts of a page: the pages of the proof; those of rows that are typed. */
void work_look_pages(struct work *work);
void work_look_rows(struct work *work);

/* Parts of a page, which are kept: the account of a check, and of a run. */
void work_check(struct work *work);
void work_run(struct work *work);

/* The proof itself. */
void work_look_pdf(struct work *work);

/* Files of a sealed run: print files as one, spreadsheet, report. */
void work_print_files(struct work *work);
void work_manifest(struct work *work);
void work_report(struct work *work);

/*
 * How far a check or a run has come: a list of which the last item is seen, and
 * none once the result follows it. It is stopped by POST to `stop`.
 */
void progress_open(struct strbuf *page, const struct words *words,
    const char *stop, const struct message *button, const char *token);
void progress_write(struct strbuf *page, const struct words *words,
    const struct progress_said *said);
void progress_close(struct strbuf *page);

/* ---- for the pages */

/* A form that takes a file; it is closed as others are. */
void place_open_form(struct work *work);

/* The frame of a page that a child makes. */
struct page_frame work_frame(
    const struct work *work, enum step step, const struct message *title);

/* The path of the folder's job file. */
const char *work_job(const struct work *work);

/* Another version of it. False after a report. */
bool work_write_job(const struct work *work, struct slice bytes);

/* The value of a field of the form; empty where it has none of that name. */
struct slice asked_field(const struct asked *asked, const char *name);

/* Whether the folder's files are others than those that the form was made of.
 */
bool work_is_stale(const struct work *work);

/*
 * What a form about corrections is made of: `folder`, as it was before they were
 * read, and the list's bytes as they were read, wherever it lies. Of a list that
 * was not read: the folder alone.
 */
void work_write_corrected(
    const struct digest *folder, const struct diag *diag, char to[65]);

/* Which registers those are by whose lines a form names a row; and whether they
 * are others than those that the form was made of, if it says so. */
void work_hide_registers(struct strbuf *page, struct arena *mem,
    const struct job_file *file, const struct diag *diag);
bool work_has_other_registers(
    const struct work *work, const struct job_file *file);

/* The browser is to go there: "/letter/" and a name. */
void work_send_on(struct work *work, const char *start, struct slice part);

/* Reports that a page says nothing of. Where one is of a fault of the system,
 * the child ends here, and the server says so: what it would show is not all. */
void work_pass_over(struct diag *silent);

/* What a page says that did not do what it was to do, but where a file that could
 * not be finished (its name was not synced) is there all the same. */
const struct message *work_unsure(const struct message *nothing);

/* What it was made of, so that it is kept as long as nothing of it changes. */
void work_note_inputs(struct work *work);
void work_note_inputs_of(struct work *work, const struct diag *diag);

/* All that was reported, as a list: each with its place and its line. */
void reports_write(struct strbuf *page, const struct diag *diag);
/* Whether the page has those of faults of the system. */
bool reports_are_told(const struct strbuf *page, const struct diag *diag);
/* Those of a line of a file, by its name; none where the line is 0. */
void reports_write_line(struct strbuf *page, const struct diag *diag,
    const char *name, uint32_t line);
/* The same of one file, by its name. */
void reports_write_of(
    struct strbuf *page, const struct diag *diag, const char *name);

#endif
