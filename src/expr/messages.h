/*
 * expr/messages.h - what expr/ can say; the wordings stand in messages.def.
 */
#ifndef EXPR_MESSAGES_H
#define EXPR_MESSAGES_H

#include "base/message.h"

#define MESSAGE(name, code, level, wording) extern const struct message name;
#include "expr/messages.def"
#undef MESSAGE

#endif
