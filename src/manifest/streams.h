/*
 * manifest/streams.h - what libxlsxwriter and libminizip write and read through
 * stdio, without its errors getting lost.
 *
 * Both put a workbook together in temporary files and do not ask stdio whether
 * all of it was written or read: a disk that is full for a moment would cost a
 * cell, or a part. So the program has functions of the names of fdopen,
 * fopen and fopen64, which the dynamic linker finds first; a stream that they open while
 * a workbook is made goes on after a signal, and keeps the first error.
 */
#ifndef MANIFEST_STREAMS_H
#define MANIFEST_STREAMS_H

/* From now on in this process, until it is released as often. */
void streams_watch(void);
void streams_release(void);

/* The errno of the first error since streams are watched, or 0. */
int streams_error(void);

#endif
