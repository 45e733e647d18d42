/*
 * run/messages.h - what run/ can say; the wordings stand in messages.def.
 */
#ifndef RUN_MESSAGES_H
#define RUN_MESSAGES_H

#include "base/message.h"

#define MESSAGE(name, code, level, wording) extern const struct message name;
#include "run/messages.def"
#undef MESSAGE

#endif
