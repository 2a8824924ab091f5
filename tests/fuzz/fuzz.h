/* What the targets share. Each is one file, fuzz-NAME.c, with LLVMFuzzerTestOneInput(): what comes from outside goes in, and
 * besides memory errors whatever of it must hold is asserted. Built by meson as a test that runs over corpus/NAME, and
 * with -Dfuzzing=true for libFuzzer (fuzz.sh). */
#pragma once

#include "wire/hy-json-scan.h"

G_BEGIN_DECLS

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Whoever refuses says why, whoever takes says nothing. */
void fuzz_assert_told (gboolean taken, const GError *error);
/* @text, freed here, is JSON that the scan takes. */
void fuzz_assert_json (char *text);
/* Takes the first byte off, as a number below @n; 0 when there is none. */
guint fuzz_take_choice (const guint8 **data, gsize *size, guint n);

G_END_DECLS
