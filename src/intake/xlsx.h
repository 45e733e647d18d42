/*
 * intake/xlsx.h - the sheet of a workbook as Excel, LibreOffice and openpyxl
 * write it (ECMA-376, transitional and strict).
 *
 * Shared and inline texts, numbers and dates by their format, formulas by the
 * result that is stored.
 */
#ifndef INTAKE_XLSX_H
#define INTAKE_XLSX_H

#include "intake/sheet.h"
#include "ooxml/package.h"

/* The sheet that the options choose; NULL after a report. Takes the package. */
struct sheet *xlsx_open(
    const struct reader_setting *setting, struct package *take_package);

#endif
