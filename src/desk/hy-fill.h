/* Sentences of a table with one place in them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @words with its first "%s" replaced by @value; as they are without one. Free it. */
char *hy_fill (const char *words, const char *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
