#include "proof/lines.h"

struct slice
take_value(struct slice *text)
{
	size_t end = slice_find_char(*text, '\n');
	struct slice line = slice_part(*text, 0, end);
	*text = slice_from(*text, end + 1);
	return slice_from(line, slice_find_char(line, ' ') + 1);
}
