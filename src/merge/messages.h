/*
 * merge/messages.h - what merge/ can say; the wordings stand in messages.def.
 */
#ifndef MERGE_MESSAGES_H
#define MERGE_MESSAGES_H

#include "base/message.h"

#define MESSAGE(name, code, level, wording) extern const struct message name;
#include "merge/messages.def"
#undef MESSAGE

#endif
