/*
 * record/messages.h - what record/ can say; the wordings stand in messages.def.
 */
#ifndef RECORD_MESSAGES_H
#define RECORD_MESSAGES_H

#include "base/message.h"

#define MESSAGE(name, code, level, wording) extern const struct message name;
#include "record/messages.def"
#undef MESSAGE

#endif
