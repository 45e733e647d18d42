/*
 * sealed/messages.h - what sealed/ can say; the wordings stand in messages.def.
 */
#ifndef SEALED_MESSAGES_H
#define SEALED_MESSAGES_H

#include "base/message.h"

#define MESSAGE(name, code, level, wording) extern const struct message name;
#include "sealed/messages.def"
#undef MESSAGE

#endif
