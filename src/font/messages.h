/*
 * font/messages.h - what font/ can say; the wordings stand in messages.def.
 */
#ifndef FONT_MESSAGES_H
#define FONT_MESSAGES_H

#include "base/message.h"

#define MESSAGE(name, code, level, wording) extern const struct message name;
#include "font/messages.def"
#undef MESSAGE

#endif
