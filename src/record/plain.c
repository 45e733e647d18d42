#include "record/plain.h"

#include "text/skeleton.h"

struct slice
plain_letters(struct arena *arena, struct slice text)
{
	return text_bare(arena, text_skeleton(arena, text));
}
