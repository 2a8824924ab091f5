#include "desk/hy-field-control.h"

#include "desk/hy-wrap.h"

#include "desk/hy-text.h"

/* Set on the buttons of a choice: the code they stand for. */
static GQuark
code_quark (void)
{
  return g_quark_from_static_string ("hy-option-code");
}

static const char *
as_text (GVariant *value)
{
  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
             ? g_variant_get_string (value, NULL)
             : "";
}

/* A line */

static GtkWidget *
line_create (GCallback changed, gpointer data)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_widget_set_hexpand (entry, TRUE);
  g_signal_connect_swapped (entry, "changed", changed, data);
  return entry;
}

static GVariant *
line_get (GtkWidget *control)
{
  return g_variant_new_string (gtk_editable_get_text (GTK_EDITABLE (control)));
}

static void
line_set (GtkWidget *control, GVariant *value)
{
  gtk_editable_set_text (GTK_EDITABLE (control), as_text (value));
}

/* Several lines */

static GtkWidget *
text_create (GCallback changed, gpointer data)
{
  GtkTextView *view = GTK_TEXT_VIEW (gtk_text_view_new ());

  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_left_margin (view, 9);
  gtk_text_view_set_right_margin (view, 9);
  gtk_text_view_set_top_margin (view, 7);
  gtk_text_view_set_bottom_margin (view, 7);
  g_signal_connect_swapped (gtk_text_view_get_buffer (view), "changed", changed, data);
  return GTK_WIDGET (view);
}

static GVariant *
text_get (GtkWidget *control)
{
  g_autofree char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (control)), "text", &text, NULL);
  return g_variant_new_string (text);
}

static void
text_set (GtkWidget *control, GVariant *value)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (control)), as_text (value),
                            -1);
}

/* One or several of the options, in lines that wrap */

static GtkWidget *
options_create (GCallback changed, gpointer data)
{
  GtkWidget *wrap = hy_wrap_new (12, 0);

  gtk_widget_add_css_class (wrap, "hy-options");
  return wrap;
}

static GtkWidget *
button_at (GtkWidget *control, int index)
{
  GtkWidget *button = gtk_widget_get_first_child (control);

  while (button != NULL && index-- > 0)
    button = gtk_widget_get_next_sibling (button);
  return button;
}

static const char *
code_at (GtkWidget *control, int index)
{
  return g_object_get_qdata (G_OBJECT (button_at (control, index)), code_quark ());
}

/* Its words wrap where they are wider than the form. */
static GtkWidget *
option_new (const char *words)
{
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  return button;
}

/* One alone is drawn as a tick that can be taken away: it needs another to be one of a choice. */
static void
add_companion (GtkWidget *button)
{
  GtkWidget *companion = g_object_ref_sink (gtk_check_button_new ());

  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (companion));
  g_object_set_data_full (G_OBJECT (button), "companion", companion, g_object_unref);
}

static void
fill_options (
    GtkWidget *control, const HyOption *options, gboolean one, GCallback changed, gpointer data)
{
  GtkWidget *first = NULL;

  for (gsize i = 0; options[i].code != NULL; i++)
    {
      GtkWidget *button = option_new (_ (options[i].words));

      g_object_set_qdata_full (G_OBJECT (button), code_quark (), g_strdup (options[i].code), g_free);
      if (one && first != NULL)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (first));
      if (one && first == NULL && options[i + 1].code == NULL)
        add_companion (button);
      if (first == NULL)
        first = button;
      g_signal_connect_swapped (button, "toggled", changed, data);
      hy_wrap_append (HY_WRAP (control), button);
    }
}

static void
choice_set_options (GtkWidget *control, const HyOption *options, GCallback changed, gpointer data)
{
  fill_options (control, options, TRUE, changed, data);
}

static void
checks_set_options (GtkWidget *control, const HyOption *options, GCallback changed, gpointer data)
{
  fill_options (control, options, FALSE, changed, data);
}

static gboolean
is_active (GtkWidget *control, int index)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (button_at (control, index)));
}

static GVariant *
choice_get (GtkWidget *control)
{
  for (int i = 0; button_at (control, i) != NULL; i++)
    if (is_active (control, i))
      return g_variant_new_string (code_at (control, i));
  return g_variant_new_string ("");
}

static void
choice_set (GtkWidget *control, GVariant *value)
{
  for (int i = 0; button_at (control, i) != NULL; i++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (button_at (control, i)),
                                 g_strcmp0 (code_at (control, i), as_text (value)) == 0);
}

static GVariant *
checks_get (GtkWidget *control)
{
  GVariantBuilder codes;

  g_variant_builder_init (&codes, G_VARIANT_TYPE ("av"));
  for (int i = 0; button_at (control, i) != NULL; i++)
    if (is_active (control, i))
      g_variant_builder_add (&codes, "v", g_variant_new_string (code_at (control, i)));
  return g_variant_builder_end (&codes);
}

static gboolean
holds (GVariant *list, const char *code)
{
  gsize n = list != NULL && g_variant_is_of_type (list, G_VARIANT_TYPE ("av"))
                ? g_variant_n_children (list)
                : 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) boxed = g_variant_get_child_value (list, i);
      g_autoptr (GVariant) element = g_variant_get_variant (boxed);

      if (g_strcmp0 (as_text (element), code) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
checks_set (GtkWidget *control, GVariant *value)
{
  for (int i = 0; button_at (control, i) != NULL; i++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (button_at (control, i)),
                                 holds (value, code_at (control, i)));
}

/* A number */

static GtkWidget *
days_create (GCallback changed, gpointer data)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (1, 10, 1);

  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_widget_set_halign (spin, GTK_ALIGN_START);
  g_signal_connect_swapped (spin, "value-changed", changed, data);
  return spin;
}

static GVariant *
days_get (GtkWidget *control)
{
  gtk_spin_button_update (GTK_SPIN_BUTTON (control));
  return g_variant_new_int64 (gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (control)));
}

static void
days_set (GtkWidget *control, GVariant *value)
{
  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    gtk_spin_button_set_value (GTK_SPIN_BUTTON (control), (double) g_variant_get_int64 (value));
}

/* A list that drops down */

static GtkWidget *
pick_create (GCallback changed, gpointer data)
{
  GtkWidget *drop = gtk_drop_down_new (NULL, NULL);

  gtk_widget_set_halign (drop, GTK_ALIGN_START);
  g_signal_connect_swapped (drop, "notify::selected", changed, data);
  return drop;
}

static void
pick_set_options (GtkWidget *control, const HyOption *options, GCallback changed, gpointer data)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  for (gsize i = 0; options[i].code != NULL; i++)
    {
      gtk_string_list_append (words, options[i].words);
      g_strv_builder_add (codes, options[i].code);
    }
  g_object_set_qdata_full (G_OBJECT (control), code_quark (), g_strv_builder_end (codes),
                           (GDestroyNotify) g_strfreev);
  gtk_drop_down_set_model (GTK_DROP_DOWN (control), G_LIST_MODEL (words));
}

static GVariant *
pick_get (GtkWidget *control)
{
  char **codes = g_object_get_qdata (G_OBJECT (control), code_quark ());
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (control));

  if (codes == NULL || selected >= g_strv_length (codes))
    return g_variant_new_string ("");
  return g_variant_new_string (codes[selected]);
}

static void
pick_set (GtkWidget *control, GVariant *value)
{
  char **codes = g_object_get_qdata (G_OBJECT (control), code_quark ());

  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    if (g_strcmp0 (codes[i], as_text (value)) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (control), i);
}

static const HyFieldControl controls[] = {
  { "line", line_create, line_get, line_set, NULL, FALSE, FALSE },
  { "text", text_create, text_get, text_set, NULL, TRUE, FALSE },
  { "choice", options_create, choice_get, choice_set, choice_set_options, FALSE, FALSE },
  { "checks", options_create, checks_get, checks_set, checks_set_options, FALSE, FALSE },
  { "moment", line_create, line_get, line_set, NULL, FALSE, TRUE },
  { "date", line_create, line_get, line_set, NULL, FALSE, TRUE },
  { "days", days_create, days_get, days_set, NULL, FALSE, FALSE },
  { "pick", pick_create, pick_get, pick_set, pick_set_options, FALSE, FALSE },
};

const HyFieldControl *
hy_field_control_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (controls); i++)
    if (g_strcmp0 (controls[i].name, name) == 0)
      return &controls[i];
  return NULL;
}
