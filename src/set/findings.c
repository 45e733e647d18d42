#include "set/findings.h"

#include "layout/messages.h"
#include "set/messages.h"

static const char *const names[] = {
    [FINDING_NUMBER] = "number",
    [FINDING_WINDOW] = "window",
    [FINDING_INK] = "ink",
    [FINDING_MARGIN] = "margin",
    [FINDING_MARK] = "mark",
    [FINDING_GLYPH] = "glyph",
    [FINDING_OVERFLOW] = "overflow",
    [FINDING_SPILL] = "spill",
    [FINDING_PAGES] = "pages",
    [FINDING_SHEETS] = "sheets",
};

const char *
finding_name(enum finding_kind kind)
{
	return names[kind];
}

void
findings_add(struct findings *to, enum finding_kind kind, int32_t amount)
{
	int32_t *had = &to->amount[kind];
	bool fewest = kind == FINDING_SPILL && *had;
	if (fewest ? amount < *had : amount > *had)
		*had = amount;
}

enum finding_kind
finding_of(const struct message *why)
{
	static const struct {
		const struct message *message;
		enum finding_kind kind;
	} kinds[] = {
	    {&layout_missing_glyph, FINDING_GLYPH},
	    {&layout_text_missing_glyph, FINDING_GLYPH},
	    {&layout_address_glyph, FINDING_GLYPH},
	    {&layout_frame_full, FINDING_OVERFLOW},
	    {&layout_address_lines, FINDING_OVERFLOW},
	    {&layout_address_wide, FINDING_OVERFLOW},
	    {&layout_wide_value, FINDING_OVERFLOW},
	    {&layout_wide_text, FINDING_OVERFLOW},
	    {&layout_table_wide, FINDING_OVERFLOW},
	    {&layout_no_room, FINDING_OVERFLOW},
	    {&layout_line_tall, FINDING_OVERFLOW},
	    {&layout_pages_most, FINDING_OVERFLOW},
	    {&layout_mark_wide, FINDING_OVERFLOW},
	    {&set_no_envelope, FINDING_OVERFLOW},
	    {&set_sheets_most, FINDING_OVERFLOW},
	    {&set_pages_most, FINDING_OVERFLOW},
	    {&set_number_in_window, FINDING_NUMBER},
	    {&set_number_in_frame, FINDING_NUMBER},
	    {&set_number_in_file, FINDING_NUMBER},
	};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i].message == why)
			return kinds[i].kind;
	return FINDING_KINDS;
}
