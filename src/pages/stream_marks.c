#include "pages/stream_marks.h"

/* A number of digits alone; -1 where it is none, or large. */
static int64_t
read_mcid(struct slice text)
{
	int64_t number = 0;
	if (text.len > 9)
		return -1;
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return -1;
		number = 10 * number + (text.at[i] - '0');
	}
	return number;
}

static int64_t
mcid_of_property(const struct stream_marks *marks, struct slice name)
{
	for (size_t i = 0; i < marks->property_count; i++)
		if (slice_equal(marks->properties[i].name, name))
			return marks->properties[i].mcid;
	return -1;
}

/* Of a property list in line: those of lists in it do not count. */
static int64_t
mcid_of(const struct stream_marks *marks, const struct slice *operands,
    size_t count)
{
	int depth = 0;
	if (count == 2)
		return mcid_of_property(marks, operands[1]);
	for (size_t i = 1; i + 1 < count; i++) {
		depth += slice_is(operands[i], "<<");
		depth -= slice_is(operands[i], ">>");
		if (depth == 1 && slice_is(operands[i], "/MCID"))
			return read_mcid(operands[i + 1]);
	}
	return -1;
}

bool
marks_say(const struct slice *operands, size_t count)
{
	return count > 1 || (count && slice_is(operands[0], "/Artifact"));
}

static int
kind_outside(const struct stream_marks *marks)
{
	for (size_t i = marks->depth; i; i--)
		if (marks->open[i - 1].kind == MARK_ELEMENT ||
		    marks->open[i - 1].kind == MARK_ARTIFACT)
			return (int)marks->open[i - 1].kind;
	return MARK_PLAIN;
}

bool
marks_cover(const struct stream_marks *marks)
{
	return kind_outside(marks) != MARK_PLAIN;
}

/* The element's type, whatever the other document calls it. */
static void
write_mark(struct strbuf *out, const struct slice *operands, size_t count,
    const char *role)
{
	for (size_t i = 0; i < count; i++) {
		if (i == 0 && role)
			strbuf_print(out, "/%s", role);
		else
			strbuf_add(out, operands[i]);
		strbuf_add_char(out, ' ');
	}
	strbuf_add_text(out, count > 1 ? "BDC\n" : "BMC\n");
}

/* 14.7.4.2: an MCID marks one stretch of a page, in no other. */
static bool
take_element(struct stream_marks *marks, int64_t mcid)
{
	if (marks->found[mcid])
		return false;
	marks->found[mcid] = true;
	return true;
}

bool
marks_begin(struct stream_marks *marks, const struct slice *operands,
    size_t count, bool in_text, struct strbuf *out)
{
	const int outside = kind_outside(marks);
	if (!count || marks->depth == sizeof marks->open / sizeof *marks->open)
		return false;
	int64_t mcid = mcid_of(marks, operands, count);
	const char *role = mcid >= 0 && mcid < (int64_t)marks->role_count
			       ? marks->roles[mcid]
			       : NULL;
	int kind = MARK_PLAIN;
	if (slice_is(operands[0], "/Artifact"))
		kind = MARK_ARTIFACT;
	else if (role)
		kind = MARK_ELEMENT;
	else if (mcid >= 0)
		kind = MARK_DROPPED;
	if ((kind == MARK_ELEMENT &&
		(outside != MARK_PLAIN || !take_element(marks, mcid))) ||
	    (kind == MARK_ARTIFACT && (mcid >= 0 || outside == MARK_ELEMENT)))
		return false;
	marks->open[marks->depth].in_text = in_text;
	marks->open[marks->depth++].kind = kind;
	if (kind != MARK_DROPPED)
		write_mark(out, operands, count, role);
	return true;
}

bool
marks_end(struct stream_marks *marks, bool in_text, struct strbuf *out)
{
	if (!marks->depth || marks->open[marks->depth - 1].in_text != in_text)
		return false;
	if (marks->open[--marks->depth].kind != MARK_DROPPED)
		strbuf_add_text(out, "EMC\n");
	return true;
}
