/*
 * job/messages.h - what job/ can say; the wordings stand in messages.def.
 */
#ifndef JOB_MESSAGES_H
#define JOB_MESSAGES_H

#include "base/message.h"

#define MESSAGE(name, code, level, wording) extern const struct message name;
#include "job/messages.def"
#undef MESSAGE

#endif
