/*
 * compose/messages.h - what compose/ can say; the wordings stand in
 * messages.def.
 */
#ifndef COMPOSE_MESSAGES_H
#define COMPOSE_MESSAGES_H

#include "base/message.h"

#define MESSAGE(name, code, level, wording) extern const struct message name;
#include "compose/messages.def"
#undef MESSAGE

#endif
