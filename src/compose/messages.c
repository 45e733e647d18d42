#include "compose/messages.h"

#include "base/words.h"

#define MESSAGE(name, code, level, wording)                                    \
	const struct message name = {code, LEVEL_##level, wording};
#include "compose/messages.def"
