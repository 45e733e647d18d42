/*
 * pdf/messages.h - what pdf/ can say; the wordings stand in messages.def.
 */
#ifndef PDF_MESSAGES_H
#define PDF_MESSAGES_H

#include "base/message.h"

#define MESSAGE(name, code, level, wording) extern const struct message name;
#include "pdf/messages.def"
#undef MESSAGE

#endif
