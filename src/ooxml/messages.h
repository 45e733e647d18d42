/*
 * ooxml/messages.h - what ooxml/ can say; the wordings stand in messages.def.
 */
#ifndef OOXML_MESSAGES_H
#define OOXML_MESSAGES_H

#include "base/message.h"

#define MESSAGE(name, code, level, wording) extern const struct message name;
#include "ooxml/messages.def"
#undef MESSAGE

#endif
