/*
 * intake/header.h - the names of a register's columns.
 */
#ifndef INTAKE_HEADER_H
#define INTAKE_HEADER_H

#include "intake/reader.h"

/*
 * Fills found->names from the first record: trimmed, NFC; a column without a
 * name is called "#5" after its place, and of a name that stands twice every
 * one is "Namn #2", so that no job can mean one and get the other. Both are
 * warned of. With `trails` the last field is not a column. False after a
 * report: a row that looks like a person's is not a header.
 */
bool header_read(
    const struct reader_setting *setting, const struct raw *raw, bool trails);

#endif
