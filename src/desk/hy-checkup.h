/* What an examination of the replica finds, in words: the button 体检 beside what cannot be read. */
#pragma once

#include "desk/hy-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Examines the replica on the reader and shows what it says over @widget's window. */
void hy_checkup_run (GtkWidget *widget, HySession *session);

G_END_DECLS
