#include "desk/hy-line-watch.h"

#include "store/hy-delivered.h"

#include "desk/hy-text.h"

/* More than that nobody counts. */
#define COUNT_MAX 1000

HyTime
hy_line_watch_look (HyLineWatch *self, const HyStatus *status)
{
  gboolean away = status->round == HY_ROUND_OFFLINE || status->round == HY_ROUND_CLOCK;

  if (away)
    {
      /* A round that reached the head and has not ended yet has moved the time already. */
      if (!self->away)
        *self = (HyLineWatch){ TRUE, status->at };
      return HY_TIME_NONE;
    }
  if (!self->away || status->round != HY_ROUND_DONE)
    return HY_TIME_NONE;
  self->away = FALSE;
  return self->heard;
}

typedef struct
{
  HyTime since;
  guint n;
} Count;

static gboolean
count (HyReplica *replica, gpointer data, GError **error)
{
  Count *self = data;
  g_autoptr (GPtrArray) items = hy_outbox_delivered (replica, self->since + 1, COUNT_MAX, error);

  if (items != NULL)
    self->n = items->len;
  return items != NULL;
}

static void
counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  const Count *job = g_task_get_task_data (G_TASK (result));
  g_autofree char *words = NULL;

  if (!hy_store_finish (HY_STORE (source), result, NULL) || job->n == 0)
    return;
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The line is back, %u entry has arrived",
                                        "The line is back, %u entries have arrived", job->n),
                           job->n);
  gtk_widget_activate_action (widget, "win.toast", "s", words);
}

typedef struct
{
  HyLineWatch watch;
  GtkWidget *widget; /* not owned: the handler goes before it does */
} Following;

static void
figures_read (HySession *session, Following *self)
{
  HyTime since = hy_line_watch_look (&self->watch, hy_session_get_status (session));
  Count *job;

  if (since == HY_TIME_NONE)
    return;
  job = g_new0 (Count, 1);
  job->since = since;
  hy_store_read_async (hy_session_get_store (session), count, job, g_free, NULL, counted,
                       g_object_ref (self->widget));
}

static void
stop_following (GtkWidget *widget, HySession *session)
{
  g_signal_handlers_disconnect_matched (session, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, figures_read,
                                        NULL);
}

static void
free_following (gpointer data, GClosure *closure)
{
  g_free (data);
}

void
hy_line_watch_follow (HySession *session, GtkWidget *widget)
{
  Following *self = g_new0 (Following, 1);

  g_return_if_fail (HY_IS_SESSION (session));

  self->widget = widget;
  g_signal_connect_data (session, "figures", G_CALLBACK (figures_read), self, free_following, 0);
  g_signal_connect_object (widget, "destroy", G_CALLBACK (stop_following), session, 0);
}
