/*
 * set/messages.h - what set/ can say; the wordings stand in messages.def.
 */
#ifndef SET_MESSAGES_H
#define SET_MESSAGES_H

#include "base/message.h"

#define MESSAGE(name, code, level, wording) extern const struct message name;
#include "set/messages.def"
#undef MESSAGE

#endif
