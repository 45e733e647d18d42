/*
 * letter/sure.h - what is printed in every letter, whatever a row says.
 *
 * Inside letter/ and word/ only.
 */
#ifndef LETTER_SURE_H
#define LETTER_SURE_H

#include "letter/letter.h"

/*
 * Is something of the node printed in every letter that is not held? Where it
 * is not easily seen, no.
 */
bool node_is_sure(const struct letter *letter, const struct node *node);

#endif
