/*
 * record/mark_words.h - cells that say what a mark says: "Skyddad identitet" in
 * a column of notes, "Avliden" among the values of a status, "Dödsbo" in a
 * name.
 *
 * Headers are judged by record/marks.h. Here the text of any cell is: whole
 * words, in any case. What is denied ("ej avliden") or said of somebody else
 * ("maken avliden 2009") is no mark.
 */
#ifndef RECORD_MARK_WORDS_H
#define RECORD_MARK_WORDS_H

#include "base/slice.h"
#include "record/marks.h"

/*
 * MARK_KIND_PROTECTED, MARK_KIND_DECEASED or MARK_KIND_NONE. Quick for cells
 * that speak of neither.
 */
enum mark_kind mark_words_find(struct slice cell);

#endif
