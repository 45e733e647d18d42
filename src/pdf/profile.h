/*
 * pdf/profile.h - what a PDF is for (docs/pdf.md).
 */
#ifndef PDF_PROFILE_H
#define PDF_PROFILE_H

#include "base/slice.h"

enum pdf_profile {
	PDF_PRINT, /* PDF/A-2u, untagged */
	PDF_ARCHIVE, /* PDF/A-2a and PDF/UA-1 */
	PDF_PRESS, /* written to PDF/X-4, black and grey */
};

/* "PDF/A-2u": the standard that its files are written to. */
static inline struct slice
pdf_profile_standard(enum pdf_profile profile)
{
	return profile == PDF_ARCHIVE ? SLICE("PDF/A-2a, PDF/UA-1")
	       : profile == PDF_PRESS ? SLICE("PDF/X-4")
				      : SLICE("PDF/A-2u");
}

#endif
