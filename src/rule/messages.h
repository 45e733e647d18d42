/*
 * rule/messages.h - what rule/ can say; the wordings stand in messages.def.
 */
#ifndef RULE_MESSAGES_H
#define RULE_MESSAGES_H

#include "base/message.h"

#define MESSAGE(name, code, level, wording) extern const struct message name;
#include "rule/messages.def"
#undef MESSAGE

#endif
