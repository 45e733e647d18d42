/*
 * base/messages.h - what base/ can say; the wordings stand in messages.def.
 */
#ifndef BASE_MESSAGES_H
#define BASE_MESSAGES_H

#include "base/message.h"

#define MESSAGE(name, code, level, wording) extern const struct message name;
#include "base/messages.def"
#undef MESSAGE

#endif
