#include "desk/hy-kept-row.h"

#include "core/hy-words.h"
#include "desk/hy-export.h"
#include "desk/hy-look.h"
#include "desk/hy-trouble.h"
#include "desk/hy-whole-title.h"
#include "desk/hy-wrap.h"
#include "wire/hy-json-remains.h"

#include "desk/hy-text.h"

struct _HyKeptRow
{
  AdwExpanderRow parent_instance;
  HySession *session;
  HyDraft *draft; /* as it is kept */
  guint no;
  GtkLabel *words;
};

G_DEFINE_FINAL_TYPE (HyKeptRow, hy_kept_row, ADW_TYPE_EXPANDER_ROW)

static const char *
get_words (HyKeptRow *self)
{
  return gtk_label_get_text (self->words);
}

static void
copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), get_words (HY_KEPT_ROW (widget)));
  gtk_widget_activate_action (widget, "win.toast", "s", _ ("Copied"));
}

/* What can be read, and below it all of it as it is kept: somebody may make more of it. */
static void
save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyKeptRow *self = HY_KEPT_ROW (widget);
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  const char *subtitle = adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (self));
  g_autofree char *page = g_strdup_printf ("%s\n%s\n\n%s\n\n%s\n%s\n", title, subtitle, get_words (self),
                                           _ ("As it is kept:"), self->draft->body);

  hy_export_text (widget, _ ("kept-text.txt"), page);
}

static gboolean
take_away (HyReplica *replica, gpointer data, GError **error)
{
  const HyDraft *draft = data;

  return hy_drafts_delete (replica, draft->ticket, draft->person, draft->kind, error);
}

static void
deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyKeptRow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (hy_store_finish (HY_STORE (source), result, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "kept-texts.deleted", "u", self->no);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", hy_trouble_error_words (error));
}

/* The row outlives the work that reads its draft. */
static void
decided (AdwMessageDialog *dialog, const char *response, HyKeptRow *self)
{
  if (g_str_equal (response, "delete"))
    hy_store_write_async (hy_session_get_store (self->session), take_away, self->draft, NULL, NULL, deleted,
                          g_object_ref (self));
}

/* What somebody typed is gone after one press too many: never. */
static void
ask_to_delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Delete This Text?"),
                              _ ("It cannot be brought back. What is still wanted of it should be copied before.")));

  adw_message_dialog_add_response (dialog, "keep", _ ("Keep It"));
  adw_message_dialog_add_response (dialog, "delete", _ ("Delete"));
  adw_message_dialog_set_response_appearance (dialog, "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "keep");
  adw_message_dialog_set_close_response (dialog, "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (decided), widget, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* "Reply · 20261121-0070 · Noise at the lake road", as much of it as is known. */
static char *
title_of (const HyDraft *draft)
{
  g_autofree char *kind = hy_drafts_plain_kind (draft->kind);
  const char *words = hy_kind_words (kind);
  g_autoptr (GString) title = g_string_new (words != kind ? words : _ ("Text"));

  if (draft->number != NULL)
    g_string_append_printf (title, " · %s", draft->number);
  if (draft->title != NULL)
    g_string_append_printf (title, " · %s", draft->title);
  return g_string_free (g_steal_pointer (&title), FALSE);
}

/* "Zhang Min · 23 Nov 09:12". */
static char *
subtitle_of (HySession *session, const HyDraft *draft)
{
  const char *name = hy_session_get_name (session, draft->person);
  HyTime now = hy_session_now (session);
  /* A time that the damage made is none. */
  gboolean known = draft->changed_at > 0 && draft->changed_at <= now + HY_DAY;
  g_autofree char *at = known ? hy_look_date (draft->changed_at, now) : g_strdup (_ ("nobody knows when"));

  return g_strdup_printf ("%s · %s", *name != '\0' ? name : _ ("nobody knows whose"), at);
}

GtkWidget *
hy_kept_row_new (HySession *session, HyDraft *draft, guint no)
{
  HyKeptRow *self = g_object_new (HY_TYPE_KEPT_ROW, NULL);
  g_autofree char *title = title_of (draft);
  g_autofree char *subtitle = subtitle_of (session, draft);
  g_autofree char *words = hy_json_remains (draft->body);

  self->session = g_object_ref (session);
  self->draft = draft;
  self->no = no;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  hy_whole_title_follow (ADW_PREFERENCES_ROW (self));
  gtk_label_set_text (self->words, *words != '\0' ? words : draft->body);
  return GTK_WIDGET (self);
}

static void
hy_kept_row_finalize (GObject *object)
{
  HyKeptRow *self = HY_KEPT_ROW (object);

  hy_draft_free (self->draft);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hy_kept_row_parent_class)->finalize (object);
}

static void
hy_kept_row_class_init (HyKeptRowClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hy_kept_row_finalize;
  g_type_ensure (HY_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-kept-row.ui");
  gtk_widget_class_bind_template_child (widget, HyKeptRow, words);
  gtk_widget_class_install_action (widget, "kept.copy", NULL, copy);
  gtk_widget_class_install_action (widget, "kept.save", NULL, save);
  gtk_widget_class_install_action (widget, "kept.delete", NULL, ask_to_delete);
}

static void
hy_kept_row_init (HyKeptRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
