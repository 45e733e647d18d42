/*
 * manifest/messages.h - what manifest/ can say; the wordings stand in
 * messages.def.
 */
#ifndef MANIFEST_MESSAGES_H
#define MANIFEST_MESSAGES_H

#include "base/message.h"

#define MESSAGE(name, code, level, wording) extern const struct message name;
#include "manifest/messages.def"
#undef MESSAGE

#endif
