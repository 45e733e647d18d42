/*
 * cli/messages.h - what cli/ can say; the wordings stand in messages.def.
 */
#ifndef CLI_MESSAGES_H
#define CLI_MESSAGES_H

#include "base/message.h"

#define MESSAGE(name, code, level, wording) extern const struct message name;
#include "cli/messages.def"
#undef MESSAGE

#endif
