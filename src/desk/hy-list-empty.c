#include "desk/hy-list-page-private.h"

#include "core/hy-words.h"
#include "desk/hy-look.h"
#include "desk/hy-text.h"

static gboolean
is_mine (HyListPage *self)
{
  return self->search == NULL && hy_session_get_mine (self->session);
}

static char *
empty_title (HyListPage *self)
{
  if (self->search != NULL)
    return g_strdup_printf (_ ("Nothing Found for “%s”"), self->search);
  if (is_mine (self))
    return g_strdup_printf (_ ("None of Yours in “%s”"), hy_queue_words (self->queue));
  if (self->queue == HY_QUEUE_PENDING_SIGN)
    return g_strdup (_ ("No Tickets to Sign For"));
  return g_strdup_printf (_ ("No Tickets in “%s”"), hy_queue_words (self->queue));
}

static char *
empty_words (HyListPage *self)
{
  const HyStatus *status = hy_session_get_status (self->session);
  HyChannel channel;
  g_autofree char *at = NULL;

  if (self->search != NULL)
    return g_strdup (_ ("Try the last four digits, a place or initials of pinyin (njg = 南津港). "
                        "What went to other offices is under “All”."));
  if (!is_mine (self) && hy_channel_parse (self->at->channel, &channel))
    return g_strdup_printf (_ ("Only “%s” is listed."), hy_channel_words (channel));
  if (status->round == HY_ROUND_DONE || status->at == HY_TIME_NONE)
    return g_strdup ("");
  at = hy_look_clock (status->at);
  return g_strdup_printf (_ ("Last checked %s; later dispatches are not visible yet."), at);
}

/* What is listed may be narrower than what there is: the way to the rest stands where nothing is. */
static void
show_way_out (HyListPage *self)
{
  GtkActionable *widen = GTK_ACTIONABLE (self->widen);
  gboolean mine = is_mine (self);

  gtk_widget_set_visible (GTK_WIDGET (self->widen),
                          self->search == NULL && (mine || self->at->channel != NULL));
  gtk_button_set_label (self->widen, mine ? _ ("Look at the Whole Office") : _ ("All Channels"));
  gtk_actionable_set_action_name (widen, NULL);
  gtk_actionable_set_action_target_value (widen, mine ? NULL : g_variant_new_string (""));
  gtk_actionable_set_action_name (widen, mine ? "win.mine" : "tickets.channel");
}

void
hy_list_page_fill_empty (HyListPage *self)
{
  g_autofree char *title = empty_title (self), *words = empty_words (self);
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  adw_status_page_set_icon_name (self->empty, self->search != NULL ? "system-search-symbolic"
                                                                   : "hy-in-time-symbolic");
  /* A status page takes markup. */
  adw_status_page_set_title (self->empty, escaped);
  adw_status_page_set_description (self->empty, words);
  show_way_out (self);
}
