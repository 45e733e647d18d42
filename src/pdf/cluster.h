/*
 * pdf/cluster.h - which glyphs of a run show which of its text.
 */
#ifndef PDF_CLUSTER_H
#define PDF_CLUSTER_H

#include "layout/page.h"
#include "pdf/face.h"

/* Glyphs [from, to) show bytes [start, end) of the run's text. */
struct cluster {
	size_t from, to;
	size_t start, end;
};

/*
 * The cluster that begins with glyph `from`, or ends before glyph `to` in
 * right-to-left text. Two or more marks above one another are of one cluster
 * with their base, whatever the font says: poppler starts a new word where two
 * glyphs begin at one place, and orders them by it.
 */
struct cluster cluster_forwards(const struct run *run, size_t from);
struct cluster cluster_backwards(const struct run *run, size_t to);

/* One glyph, whose ToUnicode says what the text says. */
bool cluster_is_plain(const struct faces *faces, const struct face *face,
    const struct run *run, struct cluster cluster);

#endif
