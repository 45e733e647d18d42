/*
 * specimen/pictures.h - the pages of a PDF as pictures, by poppler's pdftoppm.
 *
 * It runs as a program of its own: linking poppler would decide the licence.
 */
#ifndef SPECIMEN_PICTURES_H
#define SPECIMEN_PICTURES_H

#include "base/diag.h"

/*
 * Makes a new folder with a picture of each page, 0600: "prov-1.png" …, as wide
 * as the page at 100 pixels to the inch. False after a report, and then without
 * the folder.
 */
bool specimen_make_pictures(
    const char *pdf, const char *folder, struct diag *diag);

#endif
