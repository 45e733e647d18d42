/*
 * layout/messages.h - what layout/ can say; the wordings stand in messages.def.
 */
#ifndef LAYOUT_MESSAGES_H
#define LAYOUT_MESSAGES_H

#include "base/message.h"

#define MESSAGE(name, code, level, wording) extern const struct message name;
#include "layout/messages.def"
#undef MESSAGE

#endif
