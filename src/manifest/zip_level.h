/*
 * manifest/zip_level.h - how hard the workbook is compressed.
 *
 * libxlsxwriter asks libminizip for zlib's sixth level and has no option for
 * another. That level took 44 % of the time of a manifest; the second takes less
 * than a third of it, and the file is 18 % larger. So the program has a function
 * of libminizip's name, which the dynamic linker finds first, and which hands
 * everything on with the level in force. A libxlsxwriter that brings its own
 * zip code along works as before, slower.
 */
#ifndef MANIFEST_ZIP_LEVEL_H
#define MANIFEST_ZIP_LEVEL_H

/* From now on in this process. 1 to 9; 0: as whoever writes a zip asks. */
void zip_level_use(int level);

#endif
