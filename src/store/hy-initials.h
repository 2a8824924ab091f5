/* Initials of pinyin: "njg" finds 南津港. Pure. Within the store only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The ideographs that the table knows. */
#define HY_INITIALS_FIRST 0x4e00
#define HY_INITIALS_LAST 0x9fff

/**
 * hy_initials_append:
 * @folded: one text (hy-bigram.h), @len its bytes or -1
 *
 * Appends the initials of @folded as a text of its own, ended by '\n'; where a character has a
 * second reading (重 z, c) a second text with those. Letters and digits stay, signs and spaces go.
 * Nothing for a text without ideographs.
 */
void hy_initials_append (GString *out, const char *folded, gssize len);

G_END_DECLS
