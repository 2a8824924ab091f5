/* Receipts: what an office can show after a restore for a command that was answered (protocol.md, "Restore"). */
#pragma once

#include "authority/hy-authority-private.h"

G_BEGIN_DECLS

/* At most HY_RECEIPT_MAX bytes. @hash: of the command's content. Free it. */
char *hy_receipt_make (HyAuthority *self, const char *id, const char *hash, gint64 version, HyTime at) G_GNUC_WARN_UNUSED_RESULT;
/* Whether this district made @receipt for just this command; @at (out): when it was answered. */
gboolean hy_receipt_check (HyAuthority *self, const char *receipt, const char *id, const char *hash, HyTime *at) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
