/*
 * beside/messages.h - what beside/ can say; the wordings stand in messages.def.
 */
#ifndef BESIDE_MESSAGES_H
#define BESIDE_MESSAGES_H

#include "base/message.h"

#define MESSAGE(name, code, level, wording) extern const struct message name;
#include "beside/messages.def"
#undef MESSAGE

#endif
