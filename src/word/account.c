#include "word/account.h"

#include "base/words.h"
#include "word/messages.h"

static const struct {
	const struct message *message; /* NULL: it is left out */
	const struct message *hint; /* with a message */
	const char *left; /* its name */
} things[WORD_THINGS] = {
    [NOT_TRACKED] = {&word_tracked, &word_tracked_cure, NULL},
    [NOT_BOX] = {&word_box, &word_box_cure, NULL},
    [NOT_BOUND] = {&word_bound, &word_bound_cure, NULL},
    [NOT_FILLED_IN] = {&word_not_filled_in, &word_not_filled_in_cure, NULL},
    [NOT_OBJECT] = {&word_object, &word_object_cure, NULL},
    [NOT_OLD_PICTURE] = {&word_old_picture, &word_old_picture_cure, NULL},
    [NOT_LINKED_PICTURE] = {&word_linked_picture, &word_old_picture_cure, NULL},
    [NOT_PICTURE_KIND] = {&word_picture_kind, &word_picture_kind_cure, NULL},
    [NOT_WHOLE_PICTURE] = {&word_cropped, &word_cropped_cure, NULL},
    [NOT_NOTE] = {&word_note, &word_note_cure, NULL},
    [NOT_FORMULA] = {&word_formula, &word_as_picture, NULL},
    [NOT_HIDDEN] = {&word_hidden, &word_hidden_cure, NULL},
    [NOT_STRUCK] = {&word_struck, &word_struck_cure, NULL},
    [NOT_MERGED] = {&word_merged, &word_merged_cure, NULL},
    [NOT_INNER_TABLE] = {&word_inner_table, &word_inner_table_cure, NULL},
    [NOT_EVEN] = {&word_uneven, &word_merged_cure, NULL},
    [NOT_IN_CELL] = {&word_in_cell, &word_in_cell_cure, NULL},
    [NOT_WIDE] = {&word_wide, &word_inner_table_cure, NULL},
    [NOT_SYMBOL] = {&word_symbol, &word_symbol_cure, NULL},
    [NOT_INSERTED] = {&word_inserted, &word_inserted_cure, NULL},
    [NOT_ABOVE] = {&word_above, &word_above_cure, NULL},
    [NOT_ACROSS] = {&word_across, &word_across_cure, NULL},
    [NOT_WORDED] = {&word_worded, &word_worded_cure, NULL},
    [NOT_DROPPED] = {&word_dropped, &word_dropped_cure, NULL},
    [NOT_COUNTED] = {&word_day_or_page, &word_day_or_page_cure, NULL},
    [WARN_LETTERED] = {&word_lettered, &word_lettered_cure, NULL},
    [WARN_EMPTY_ITEM] = {&word_empty_item, &word_empty_item_cure, NULL},
    [WARN_ROWS_COUNTED] = {&word_rows_counted, &word_rows_counted_cure, NULL},
    [WARN_RECIPIENTS] = {&word_recipients, &word_recipients_cure, NULL},
    [WARN_FIELD_IN_MARGIN] = {&word_margin_field, &word_margin_field_cure,
	NULL},
    [WARN_NUMBERED_HEADING] = {&word_numbered_heading,
	&word_numbered_heading_cure, NULL},
    [WARN_RAISED] = {&word_raised, &word_raised_cure, NULL},
    [WARN_WHITE] = {&word_white, &word_white_cure, NULL},
    [WARN_TO_WRITE_ON] = {&word_line, &word_cure_form, NULL},
    [WARN_BOXED] = {&word_boxes, &word_boxes_cure, NULL},
    [WARN_ASKED] = {&word_placeholder, &word_not_filled_in_cure, NULL},
    [WARN_TAB] = {&word_tab, &word_tab_cure, NULL},
    [LEFT_FACE] = {NULL, NULL, N_("typefaces")},
    [LEFT_SIZE] = {NULL, NULL, N_("sizes")},
    [LEFT_COLOUR] = {NULL, NULL, N_("colours")},
    [LEFT_UNDERLINE] = {NULL, NULL, N_("underlining")},
    [LEFT_CAPITALS] = {NULL, NULL, N_("text shown in capitals")},
    [LEFT_ALIGNMENT] = {NULL, NULL, N_("alignment of paragraphs")},
    [LEFT_INDENT] = {NULL, NULL, N_("indents")},
    [LEFT_SPACING] = {NULL, NULL, N_("spacing of lines and paragraphs")},
    [LEFT_BORDER] = {NULL, NULL, N_("borders and shading")},
    [LEFT_EMPTY] = {NULL, NULL, N_("empty paragraphs")},
    [LEFT_PAGE_BREAK] = {NULL, NULL, N_("page breaks")},
    [LEFT_SECTION] = {NULL, NULL, N_("sections and page set-up")},
    [LEFT_HEADER] = {NULL, NULL, N_("headers")},
    [LEFT_FOOTER] = {NULL, NULL, N_("footers")},
    [LEFT_COMMENT] = {NULL, NULL, N_("comments")},
    [LEFT_BOOKMARK_LINK] = {NULL, NULL, N_("links within the document")},
    [LEFT_FRAME] = {NULL, NULL, N_("frames round paragraphs")},
    [LEFT_CONTROL] = {NULL, NULL, N_("content controls, whose text is kept")},
    [LEFT_LANGUAGE] = {NULL, NULL, N_("another language within a paragraph")},
    [LEFT_SOURCE] = {NULL, NULL, N_("the mail merge's own data source")},
    [LEFT_DRAWN] = {NULL, NULL, N_("sizes and places of pictures")},
    [LEFT_ELEMENT] = {NULL, NULL, N_("elements without text")},
};

void
account_see(struct account *account, enum word_thing thing, size_t at)
{
	if (!account->counts[thing]++)
		account->at[thing] = at;
}

void
account_fault(struct account *account, struct word_fault fault)
{
	if (account->fault_count == WORD_FAULTS_MAX)
		return;
	fault.name = arena_dup(account->mem, fault.name);
	fault.cure = arena_dup(account->mem, fault.cure);
	account->faults[account->fault_count++] = fault;
}

/* Quotes nothing where there is no such paragraph. */
static struct span
place_of(const struct diag *diag, uint32_t file, size_t at, size_t len)
{
	return sources_span(diag_sources(diag), file, at, len);
}

static void
report_thing(const struct account *account, enum word_thing thing,
    uint32_t file, struct diag *diag)
{
	struct span span = place_of(diag, file, account->at[thing], 1);
	uint32_t count = account->counts[thing];
	if (!things[thing].message) {
		REPORT(diag, span, &word_left_out,
		    ARGS(argument_wording(things[thing].left), count));
		return;
	}
	REPORT(diag, span, things[thing].message, ARGS(count));
	HINT(diag, things[thing].hint, NO_ARGS);
}

static void
report_fault(const struct word_fault *fault, uint32_t file, struct diag *diag)
{
	REPORT(diag, place_of(diag, file, fault->at, fault->len),
	    fault->message, ARGS(fault->name));
	HINT(diag, fault->hint, ARGS(fault->cure));
}

static void
report_things(struct account *account, enum word_thing from,
    enum word_thing end, uint32_t file, struct diag *diag)
{
	for (enum word_thing i = from; i < end; i++) {
		if (account->counts[i] > account->told[i])
			report_thing(account, i, file, diag);
		account->told[i] = account->counts[i];
	}
}

void
account_report_refused(
    struct account *account, uint32_t file, struct diag *diag)
{
	for (; account->faults_told < account->fault_count;
	     account->faults_told++)
		report_fault(
		    &account->faults[account->faults_told], file, diag);
	report_things(account, 0, WARN_LETTERED, file, diag);
}

void
account_report_rest(struct account *account, uint32_t file, struct diag *diag)
{
	account_report_refused(account, file, diag);
	report_things(account, WARN_LETTERED, WORD_THINGS, file, diag);
}
