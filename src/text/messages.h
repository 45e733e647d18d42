/*
 * text/messages.h - what text/ can say; the wordings stand in messages.def.
 */
#ifndef TEXT_MESSAGES_H
#define TEXT_MESSAGES_H

#include "base/message.h"

#define MESSAGE(name, code, level, wording) extern const struct message name;
#include "text/messages.def"
#undef MESSAGE

#endif
