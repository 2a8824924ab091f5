/* Who has how many of something that there are only so many of. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _HyShares HyShares;

HyShares *hy_shares_new (void);
void hy_shares_free (HyShares *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyShares, hy_shares_free)

void hy_shares_add (HyShares *self, const char *who);
void hy_shares_remove (HyShares *self, const char *who);
/* Nothing is left and @who wants one: who has to give one away, which is whoever has most; NULL when @who would then have
 * no fewer. Belongs to @self until the next change. */
const char *hy_shares_giver (HyShares *self, const char *who);

G_END_DECLS
