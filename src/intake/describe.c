#include "intake/describe.h"
#include "intake/messages.h"

void
intake_describe_delimiter(struct strbuf *out, const struct intake_found *found)
{
	if (found->delimiter == '\t')
		strbuf_add_text(out, "tab");
	else if (found->delimiter)
		strbuf_add_char(out, found->delimiter);
}

void
intake_describe_line_ends(struct strbuf *out, const struct intake_found *found)
{
	static const struct {
		enum line_end bit;
		const char *name;
	} ends[] = {{LINE_END_CRLF, "CRLF"}, {LINE_END_LF, "LF"},
	    {LINE_END_CR, "CR"}, {LINE_END_CRCRLF, "CRCRLF"}};
	bool first = true;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		if (!(found->line_ends & ends[i].bit))
			continue;
		strbuf_add_text(out, first ? "" : ", ");
		strbuf_add_text(out, ends[i].name);
		first = false;
	}
}

static void
add(struct strbuf *out, const struct words *words,
    const struct message *message, size_t count,
    const struct argument *arguments)
{
	strbuf_add_text(out, ", ");
	message_write(out, words, message, count, arguments);
}

static void
write_encoding(struct strbuf *out, const struct words *words,
    const struct intake_found *found)
{
	strbuf_add_text(out, found->encoding);
	if (found->stated)
		add(out, words, &intake_found_stated, NO_ARGS);
	if (found->bom)
		add(out, words, &intake_found_bom, NO_ARGS);
}

static void
write_dialect(struct strbuf *out, const struct words *words,
    const struct intake_found *found)
{
	struct strbuf delimiter = {0}, ends = {0};
	intake_describe_delimiter(&delimiter, found);
	intake_describe_line_ends(&ends, found);
	if (found->count > 1)
		add(out, words, &intake_found_delimiter,
		    ARGS(strbuf_view(&delimiter)));
	if (ends.len)
		add(out, words, &intake_found_line_ends,
		    ARGS(strbuf_view(&ends)));
	strbuf_fini(&delimiter);
	strbuf_fini(&ends);
}

void
intake_describe(struct strbuf *out, const struct words *words,
    const struct intake_found *found)
{
	if (found->kind == INTAKE_QUERY) {
		message_write(
		    out, words, &intake_found_asked, ARGS(found->asked_of));
	} else if (found->kind == INTAKE_SPREADSHEET) {
		message_write(
		    out, words, &intake_found_sheet, ARGS(found->sheet));
		add(out, words, &intake_found_header_row,
		    ARGS(found->header_line));
	} else {
		write_encoding(out, words, found);
		write_dialect(out, words, found);
		add(out, words, &intake_found_header_line,
		    ARGS(found->header_line));
	}
	if (found->blank_lines)
		add(out, words, &intake_found_blank,
		    ARGS(found->blank_lines, found->first_blank_line));
}
