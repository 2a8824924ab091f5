/* Cuts lines out of a stream that comes in chunks, within the protocol's limits. One thread at a
 * time. */
#pragma once

#include "wire/hy-wire-error.h"

G_BEGIN_DECLS

/* Decompressed bytes (protocol.md, "Transport"). */
#define HY_LINE_MAX (1024 * 1024)
#define HY_RUN_MAX (16 * 1024 * 1024)

typedef struct _HyLineReader HyLineReader;

/* @line_max: of one line without its break; @run_max: of all lines between two marks, breaks
 * included. */
HyLineReader *hy_line_reader_new (gsize line_max, gsize run_max);
void hy_line_reader_free (HyLineReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyLineReader, hy_line_reader_free)

/* Copies @data in; take all lines out before the next chunk. */
void hy_line_reader_push (HyLineReader *self, gconstpointer data, gsize len);

/**
 * hy_line_reader_next:
 * @line: (out): the next line without its break ("\n" or "\r\n"); belongs to the reader until the
 * next call
 *
 * Empty lines are passed over.
 *
 * Returns: %TRUE with a line; %FALSE without an error when more must come first; %FALSE with
 * HY_WIRE_ERROR_LIMIT when a line or a run is too long: nothing more comes then
 */
gboolean hy_line_reader_next (HyLineReader *self, const char **line, gsize *len, GError **error);

/* The line just taken was a mark: a new run begins. */
void hy_line_reader_mark (HyLineReader *self);

G_END_DECLS
