/* Folding text for search and cutting it into the two-character pieces that the index holds.
 *
 * Chinese has no spaces between words, so every two neighbouring characters are a piece and a word
 * is found by its pieces. A piece is written so that FTS5's ascii tokenizer sees one token:
 * letters, digits and everything beyond ASCII as they are, other ASCII characters as private-use
 * characters, which folding takes out of the text. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends @text folded: lower case, full-width forms as ASCII, every white space, control and
 * private-use character as one space. @text is valid UTF-8, @len its bytes or -1. The result holds
 * no line break. */
void hy_bigram_fold (GString *out, const char *text, gssize len);
/* What a person typed: folded, without space at either end. Bytes that are no UTF-8 become U+FFFD.
 * Free it. */
char *hy_bigram_fold_query (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * hy_bigram_pieces:
 * @folded: texts separated by '\n'
 *
 * Appends the pieces of each text, separated by spaces: its pairs of characters and its last
 * character alone.
 */
void hy_bigram_pieces (GString *out, const char *folded);

/**
 * hy_bigram_match:
 * @folded: a query, not empty
 * @exact: (out): what matches holds the query; else the pieces may stand apart and the text has to
 * be looked at
 *
 * Returns: the expression for FTS5's MATCH that every text holding @folded satisfies. Free it.
 */
char *hy_bigram_match (const char *folded, gboolean *exact) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
