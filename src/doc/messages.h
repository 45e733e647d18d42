/*
 * doc/messages.h - what doc/ can say; the wordings stand in messages.def.
 */
#ifndef DOC_MESSAGES_H
#define DOC_MESSAGES_H

#include "base/message.h"

#define MESSAGE(name, code, level, wording) extern const struct message name;
#include "doc/messages.def"
#undef MESSAGE

#endif
