/*
 * pdf/metadata.h - what a file says of itself: Info, XMP, output intent.
 *
 * Both say the same, with the job's date and nothing of the clock. ISO 19005-2
 * 6.6 asks for the XMP packet and the version's identification; where the
 * file is PDF/UA as well, its schema is described in the packet (6.6.2.3). A
 * press file says what ISO 15930-7 (PDF/X-4) asks: 6.2.2 output intent, 6.4.2
 * identification, 6.5.1 document ID, 6.5.2 trapped.
 */
#ifndef PDF_METADATA_H
#define PDF_METADATA_H

#include "pdf/batch.h"
#include "pdf/haru.h"

/* Fills the Info dictionary. False after a report. */
bool metadata_inform(struct haru *haru, const struct pdf_setup *setup,
    struct slice title, struct diag *diag);

/* The XMP packet. */
void metadata_add_packet(
    struct strbuf *out, const struct pdf_setup *setup, struct slice title);

/* The output intent's dictionary; `profile` is the ICC stream's number. */
void metadata_add_intent(
    struct strbuf *out, enum pdf_profile is, uint32_t profile);

#endif
