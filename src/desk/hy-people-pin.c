#include "desk/hy-people-page-private.h"

#include "desk/hy-text.h"

static void
say (HyPeoplePage *self, const char *words)
{
  gtk_widget_set_visible (self->pin_fault, words != NULL);
  gtk_label_set_text (self->pin_words, words != NULL ? words : "");
  if (words != NULL)
    gtk_widget_add_css_class (self->pin, "error");
  else
    gtk_widget_remove_css_class (self->pin, "error");
}

/* FALSE when a try may be made. */
static gboolean
say_wait (HyPeoplePage *self)
{
  gint64 wait = hy_session_get_pin_wait (self->session, self->chosen);
  int seconds = (int) ((wait + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
  g_autofree char *words = NULL;

  if (wait == 0)
    return FALSE;
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "Wrong PIN. The next try is possible in %d second.",
                                        "Wrong PIN. The next try is possible in %d seconds.",
                                        (gulong) seconds),
                           seconds);
  say (self, words);
  return TRUE;
}

static gboolean
second_gone (gpointer data)
{
  HyPeoplePage *self = data;

  if (say_wait (self))
    return G_SOURCE_CONTINUE;
  self->pin_source = 0;
  say (self, NULL);
  return G_SOURCE_REMOVE;
}

static void
say_wrong (HyPeoplePage *self)
{
  gtk_widget_grab_focus (self->pin);
  gtk_editable_select_region (GTK_EDITABLE (self->pin), 0, -1);
  if (!say_wait (self))
    say (self, _ ("Wrong PIN. Try again."));
  else if (self->pin_source == 0)
    self->pin_source = g_timeout_add_seconds (1, second_gone, self);
}

static void
checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyPeoplePage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean fits = hy_session_check_pin_finish (HY_SESSION (source), result, &error);

  /* Somebody else was chosen meanwhile. */
  if (error != NULL)
    return;
  g_clear_object (&self->pin_check);
  if (fits)
    hy_people_page_admit (self);
  else
    say_wrong (self);
}

void
hy_people_pin_entered (AdwEntryRow *row, HyPeoplePage *self)
{
  const char *pin = gtk_editable_get_text (GTK_EDITABLE (row));

  if (!hy_session_has_pin (self->session, self->chosen))
    {
      /* The district took it away while it was typed. */
      hy_people_page_admit (self);
      return;
    }
  if (self->pin_check != NULL || pin[0] == '\0' || say_wait (self))
    return;
  self->pin_check = g_cancellable_new ();
  hy_session_check_pin_async (self->session, self->chosen, pin, self->pin_check, checked,
                              g_object_ref (self));
}

void
hy_people_pin_changed (GtkEditable *row, HyPeoplePage *self)
{
  if (self->pin_source == 0)
    say (self, NULL);
}

void
hy_people_pin_close (HyPeoplePage *self)
{
  g_cancellable_cancel (self->pin_check);
  g_clear_object (&self->pin_check);
  g_clear_handle_id (&self->pin_source, g_source_remove);
  gtk_editable_set_text (GTK_EDITABLE (self->pin), "");
  say (self, NULL);
  gtk_widget_set_visible (self->pin, FALSE);
}

static void
move_below (HyPeoplePage *self, GtkWidget *row, int below)
{
  g_object_ref (row);
  gtk_list_box_remove (self->people, row);
  gtk_list_box_insert (self->people, row, below + 1);
  g_object_unref (row);
}

/* What is not in sight takes no focus: a window that comes back from the background gives it anew. */
void
hy_people_pin_mapped (GtkWidget *row, HyPeoplePage *self)
{
  gtk_widget_grab_focus (row);
}

/* @below: place of the name's row in the list while neither of these two is above it. */
void
hy_people_pin_ask (HyPeoplePage *self, int below)
{
  move_below (self, self->pin_fault, below);
  move_below (self, self->pin, below);
  gtk_widget_set_visible (self->pin, TRUE);
  if (say_wait (self))
    self->pin_source = g_timeout_add_seconds (1, second_gone, self);
}
