/*
 * plan/messages.h - what plan/ can say; the wordings stand in messages.def.
 */
#ifndef PLAN_MESSAGES_H
#define PLAN_MESSAGES_H

#include "base/message.h"

#define MESSAGE(name, code, level, wording) extern const struct message name;
#include "plan/messages.def"
#undef MESSAGE

#endif
