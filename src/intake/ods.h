/*
 * intake/ods.h - the sheet of an OpenDocument spreadsheet (ODF 1.2, part 1).
 *
 * LibreOffice writes beside each value the text that the cell shows, so nothing
 * is drawn here but dates, which are ISO as everywhere. Cells and rows that are
 * said to repeat are counted out, within bounds.
 */
#ifndef INTAKE_ODS_H
#define INTAKE_ODS_H

#include "intake/sheet.h"
#include "ooxml/package.h"

/* The sheet that the options choose; NULL after a report: another kind of
 * document, a password. Takes the package. */
struct sheet *ods_open(
    const struct reader_setting *setting, struct package *take_package);

#endif
