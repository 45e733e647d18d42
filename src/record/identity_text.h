/*
 * record/identity_text.h - identity numbers in running text.
 *
 * For texts that go to everybody, where somebody's number must not stand. Found
 * in any spelling that people use: ten or twelve digits, with or without a
 * sign, blanks round the sign, dashes of all lengths, the date with hyphens,
 * the Finnish code and the Norwegian number. Only what is a number: the day
 * exists and the check digit fits. Not numbers of organisations (their third
 * digit makes no month), nor what a word before it says to be a telephone,
 * giro, account, diary or reference number, nor a date with the time of day.
 */
#ifndef RECORD_IDENTITY_TEXT_H
#define RECORD_IDENTITY_TEXT_H

#include "base/slice.h"
#include "text/date.h"

/*
 * The first at or behind *at; *at is then where it begins and *len how long it
 * is. False where there is none.
 */
bool identity_find(struct slice text, day today, size_t *at, size_t *len);

#endif
