#include "desk/hy-list-page-private.h"

#include "core/hy-words.h"
#include "desk/hy-open-menu.h"
#include "desk/hy-text.h"

static const char *const sort_words[HY_N_SORTS] = {
  [HY_SORT_PRESSING] = N_ ("Most Pressing First"),
  [HY_SORT_NEWEST] = N_ ("Newest First"),
  [HY_SORT_PLACE] = N_ ("By Place"),
  [HY_SORT_HANDLER] = N_ ("By Handler"),
};

static void
append (GMenu *section, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (section, item);
}

static GMenuModel *
menu_new (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) sorts = g_menu_new ();
  g_autoptr (GMenu) channels = g_menu_new ();
  g_autoptr (GMenu) density = g_menu_new ();

  for (int i = 0; i < HY_N_SORTS; i++)
    append (sorts, _ (sort_words[i]), "tickets.sort", hy_list_sort_code (i));
  append (channels, _ ("All Channels"), "tickets.channel", "");
  for (int i = 0; i < HY_N_CHANNELS; i++)
    append (channels, hy_channel_words (i), "tickets.channel", hy_channel_code (i));
  g_menu_append (density, _ ("_One Line per Ticket"), "win.dense");
  g_menu_append_section (menu, _ ("Order"), G_MENU_MODEL (sorts));
  g_menu_append_section (menu, _ ("Channel"), G_MENU_MODEL (channels));
  g_menu_append_section (menu, _ ("Density"), G_MENU_MODEL (density));
  return G_MENU_MODEL (menu);
}

static void
set_state (HyListPage *self, const char *name, const char *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (state));
}

/* What is not as usual is said under the heading: a list must not hide tickets in silence. */
void
hy_list_page_show_view (HyListPage *self)
{
  const char *parts[3] = { NULL };
  gsize n = 0;
  g_autofree char *words = NULL;
  HyChannel channel;

  if (hy_channel_parse (self->at->channel, &channel))
    parts[n++] = hy_channel_words (channel);
  if (self->at->sort != HY_SORT_PRESSING)
    parts[n++] = _ (sort_words[self->at->sort]);
  words = g_strjoinv (" · ", (char **) parts);
  gtk_label_set_text (self->filter, words);
  gtk_widget_set_visible (GTK_WIDGET (self->filter), n > 0);
  set_state (self, "sort", hy_list_sort_code (self->at->sort));
  set_state (self, "channel", self->at->channel != NULL ? self->at->channel : "");
}

static void
view_changed (HyListPage *self)
{
  self->at->scroll = 0;
  hy_list_views_save (self->views);
  hy_list_page_show_view (self);
  hy_list_page_ask (self);
}

static void
change_sort (GSimpleAction *action, GVariant *state, gpointer data)
{
  HyListPage *self = data;

  if (hy_list_sort_parse (g_variant_get_string (state, NULL), &self->at->sort))
    view_changed (self);
}

static void
change_channel (GSimpleAction *action, GVariant *state, gpointer data)
{
  HyListPage *self = data;
  const char *code = g_variant_get_string (state, NULL);

  g_free (self->at->channel);
  self->at->channel = code[0] != '\0' ? g_strdup (code) : NULL;
  view_changed (self);
}

void
hy_list_page_add_menu (HyListPage *self)
{
  static const GActionEntry entries[] = {
    { .name = "sort", .parameter_type = "s", .state = "''", .change_state = change_sort },
    { .name = "channel", .parameter_type = "s", .state = "''", .change_state = change_channel },
  };
  g_autoptr (GMenuModel) menu = menu_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_menu_button_set_menu_model (self->menu, menu);
  hy_open_menu_hush (self->menu);
}
