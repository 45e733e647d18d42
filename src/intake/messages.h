/*
 * intake/messages.h - what intake/ can say; the wordings stand in messages.def.
 */
#ifndef INTAKE_MESSAGES_H
#define INTAKE_MESSAGES_H

#include "base/message.h"

#define MESSAGE(name, code, level, wording) extern const struct message name;
#include "intake/messages.def"
#undef MESSAGE

#endif
