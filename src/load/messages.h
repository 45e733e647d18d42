/*
 * load/messages.h - what load/ can say; the wordings stand in messages.def.
 */
#ifndef LOAD_MESSAGES_H
#define LOAD_MESSAGES_H

#include "base/message.h"

#define MESSAGE(name, code, level, wording) extern const struct message name;
#include "load/messages.def"
#undef MESSAGE

#endif
