/*
 * conf/messages.h - what conf/ can say; the wordings stand in messages.def.
 */
#ifndef CONF_MESSAGES_H
#define CONF_MESSAGES_H

#include "base/message.h"

#define MESSAGE(name, code, level, wording) extern const struct message name;
#include "conf/messages.def"
#undef MESSAGE

#endif
