/*
 * letter/messages.h - what letter/ can say; the wordings stand in messages.def.
 */
#ifndef LETTER_MESSAGES_H
#define LETTER_MESSAGES_H

#include "base/message.h"

#define MESSAGE(name, code, level, wording) extern const struct message name;
#include "letter/messages.def"
#undef MESSAGE

#endif
