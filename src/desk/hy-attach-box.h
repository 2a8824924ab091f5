/* What is attached in a form: chosen, dropped or pasted; kept on this PC at once, of the draft until the form is saved.
 *
 * Actions: "attach.choose", "attach.remove(s)" with a hash, "attach.shrink" the photo that was too large. */
#pragma once

#include "desk/hy-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define HY_TYPE_ATTACH_BOX (hy_attach_box_get_type ())
G_DECLARE_FINAL_TYPE (HyAttachBox, hy_attach_box, HY, ATTACH_BOX, AdwBin)

/* Whether something can be attached to a command of @kind. */
gboolean hy_attach_box_is_wanted (const char *kind);

/* Whose it is, and shows what is attached there. What is dropped on or pasted in @form comes too; the first time. */
void hy_attach_box_begin (HyAttachBox *self,
                          HySession *session,
                          GtkWidget *form,
                          const char *ticket,
                          const char *person,
                          const char *draft_kind);
/* (element-type HyBlobRef) (transfer full): for the command. */
GPtrArray *hy_attach_box_get_blobs (HyAttachBox *self);
/* A file is still on its way here. */
gboolean hy_attach_box_is_busy (HyAttachBox *self);

G_END_DECLS
