/*
 * new/messages.h - what new/ can say; the wordings stand in messages.def.
 */
#ifndef NEW_MESSAGES_H
#define NEW_MESSAGES_H

#include "base/message.h"

#define MESSAGE(name, code, level, wording) extern const struct message name;
#include "new/messages.def"
#undef MESSAGE

#endif
