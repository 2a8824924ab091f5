#include "desk/hy-form-private.h"

#include "desk/hy-look.h"
#include "desk/hy-text.h"
#include "store/hy-drafts.h"

static void
append_other (HyForm *self, const HyDraft *draft, GString *out)
{
  HyFormPrivate *priv = hy_form_private (self);
  g_autofree char *at = hy_look_date (draft->changed_at, priv->matter->now);

  g_string_append_printf (out, "%s", out->len > 0 ? "\n" : "");
  g_string_append_printf (out,
                          _ ("%s is writing this too: draft of %s. Ask before it is done twice."),
                          hy_session_get_name (priv->session, draft->person), at);
}

/* Two who write the same reply send it twice. Of notes there may be many. */
void
hy_form_show_others (HyForm *self)
{
  HyFormPrivate *priv = hy_form_private (self);
  const GPtrArray *drafts = priv->matter->drafts;
  gboolean once = g_strcmp0 (priv->kind, "progress") != 0;
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; once && i < drafts->len; i++)
    {
      const HyDraft *draft = g_ptr_array_index (drafts, i);

      if (g_strcmp0 (draft->kind, priv->kind) == 0
          && g_strcmp0 (draft->person, priv->person) != 0)
        append_other (self, draft, words);
    }
  gtk_label_set_text (priv->others_words, words->str);
  gtk_widget_set_visible (priv->others, words->len > 0);
}
