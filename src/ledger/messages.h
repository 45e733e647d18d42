/*
 * ledger/messages.h - what ledger/ can say; the wordings stand in messages.def.
 */
#ifndef LEDGER_MESSAGES_H
#define LEDGER_MESSAGES_H

#include "base/message.h"

#define MESSAGE(name, code, level, wording) extern const struct message name;
#include "ledger/messages.def"
#undef MESSAGE

#endif
