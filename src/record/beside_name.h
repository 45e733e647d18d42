/*
 * record/beside_name.h - what stands beside a name or a street in one cell and
 * is no part of an address: a telephone number, an e-mail address, the code of
 * a door.
 *
 * "Eva Ek 070-123 45 67", "Eva Ek, tel 12 34 56", "Storgatan 1 (portkod 1234)".
 * Identity numbers in an address are found where the page is looked at
 * (set/preflight.h).
 */
#ifndef RECORD_BESIDE_NAME_H
#define RECORD_BESIDE_NAME_H

#include "base/slice.h"

/*
 * Whether the text holds one. A telephone number begins with 0 or + and has
 * eight digits or more, or five behind a word that says what it is; a code has
 * three. A house number, a box and a postcode are none.
 */
bool beside_name_is_found(struct slice text);

#endif
