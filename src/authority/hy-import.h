/* Tickets from a spreadsheet export (commands.md, "import"). */
#pragma once

#include "authority/hy-authority.h"

G_BEGIN_DECLS

typedef struct
{
  const char *office;
  int channel; /* HyChannel, -1: by the file, else city_hotline */
  int kind;    /* HyDemandKind, -1: by the file, else other */
  HyTime at;   /* moment of dispatch; none: now. Not later than now */
} HyImportOptions;

typedef struct
{
  guint imported;
  guint updated;
  guint unchanged;
  guint refused;
} HyImportSummary;

/* "line N, column M (heading): why", one call a bad row. */
typedef void (*HyImportReport) (const char *message, gpointer user_data);

gboolean hy_authority_import (HyAuthority *self,
                              const char *path,
                              const HyImportOptions *options,
                              HyImportReport report,
                              gpointer user_data,
                              HyImportSummary *summary,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
