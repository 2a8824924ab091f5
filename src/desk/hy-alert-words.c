#include "desk/hy-alert-words.h"

#include "desk/hy-look.h"

#include "desk/hy-text.h"

/* More do not fit into what a desktop shows. */
#define NAMED 3

static const struct
{
  const char *code, *page;
  GNotificationPriority priority;
} kinds[HY_N_ALERTS] = {
  [HY_ALERT_NEW] = { "new", "pending_sign", G_NOTIFICATION_PRIORITY_NORMAL },
  [HY_ALERT_URGED] = { "urged", "supervised", G_NOTIFICATION_PRIORITY_HIGH },
  [HY_ALERT_RED] = { "red", "overdue", G_NOTIFICATION_PRIORITY_HIGH },
  [HY_ALERT_REFUSED] = { "refused", "outbox", G_NOTIFICATION_PRIORITY_HIGH },
  [HY_ALERT_OFFLINE] = { "offline", "outbox", G_NOTIFICATION_PRIORITY_HIGH },
};

const char *
hy_alert_kind_code (HyAlertKind kind)
{
  return kinds[kind].code;
}

char *
hy_alert_title (HyAlertKind kind, guint n)
{
  switch (kind)
    {
    case HY_ALERT_NEW:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u new ticket", "%u new tickets", n),
                              n);
    case HY_ALERT_URGED:
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%u ticket is urged", "%u tickets are urged", n), n);
    case HY_ALERT_RED:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u ticket has turned red",
                                           "%u tickets have turned red", n),
                              n);
    case HY_ALERT_OFFLINE:
      return g_strdup (_ ("No line for more than 15 minutes"));
    case HY_ALERT_REFUSED:
    default:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The district refused %u entry",
                                           "The district refused %u entries", n),
                              n);
    }
}

static guint
count (const GPtrArray *news, HyAlertKind kind, const HyAlert **first)
{
  guint n = 0;

  for (guint i = 0; i < news->len; i++)
    {
      const HyAlert *alert = g_ptr_array_index (news, i);

      if (alert->kind != kind)
        continue;
      if (n++ == 0)
        *first = alert;
    }
  return n;
}

/* And what can be done about it. */
static void
append_limit (GString *body, HyTime limit)
{
  g_autofree char *at = hy_look_clock (limit);

  g_string_append_printf (body, _ (" · must arrive by %s"), at);
  g_string_append_c (body, '\n');
  g_string_append (body, _ ("The outbox prints an outage notice, and exports what waits."));
}

/* "20261123-0042 南湖大道夜间施工": of a confidential ticket the number alone. */
char *
hy_alert_body (const GPtrArray *news, HyAlertKind kind)
{
  GString *body = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < news->len; i++)
    {
      const HyAlert *alert = g_ptr_array_index (news, i);

      if (alert->kind != kind || alert->number == NULL || n++ >= NAMED)
        continue;
      g_string_append_printf (body, "%s%s%s%s", n > 1 ? "\n" : "", alert->number,
                              alert->title != NULL ? " " : "",
                              alert->title != NULL ? alert->title : "");
      if (kind == HY_ALERT_OFFLINE)
        append_limit (body, alert->at);
    }
  if (n > NAMED)
    g_string_append (body, "\n…");
  return g_string_free (body, FALSE);
}

GNotification *
hy_alert_notification (const GPtrArray *news, HyAlertKind kind)
{
  const HyAlert *first = NULL;
  guint n = count (news, kind, &first);
  g_autofree char *title = NULL, *body = NULL;
  GNotification *notification;

  if (n == 0)
    return NULL;
  title = hy_alert_title (kind, n);
  body = hy_alert_body (news, kind);
  notification = g_notification_new (title);
  g_notification_set_body (notification, body);
  g_notification_set_priority (notification, kinds[kind].priority);
  if (n == 1 && g_strcmp0 (kinds[kind].page, "outbox") != 0)
    g_notification_set_default_action_and_target (notification, "app.open-ticket", "s",
                                                  first->ticket);
  else
    g_notification_set_default_action_and_target (notification, "app.show-page", "s",
                                                  kinds[kind].page);
  return notification;
}
