#include "desk/hy-list-views.h"

#define KEY "lists"
#define TYPE "a{s(ss)}"

struct _HyListViews
{
  GSettings *settings;
  GHashTable *views; /* "person/page" -> HyListView */
};

static void
view_free (gpointer data)
{
  HyListView *view = data;

  g_free (view->channel);
  g_free (view);
}

/* What a later version wrote and is not known here falls back to the usual. */
static void
load (HyListViews *self)
{
  g_autoptr (GVariant) saved = g_settings_get_value (self->settings, KEY);
  GVariantIter iter;
  const char *key, *sort, *channel;

  g_variant_iter_init (&iter, saved);
  while (g_variant_iter_next (&iter, "{&s(&s&s)}", &key, &sort, &channel))
    {
      HyListView *view = g_new0 (HyListView, 1);

      if (!hy_list_sort_parse (sort, &view->sort))
        view->sort = HY_SORT_PRESSING;
      view->channel = channel[0] != '\0' ? g_strdup (channel) : NULL;
      g_hash_table_insert (self->views, g_strdup (key), view);
    }
}

HyListViews *
hy_list_views_new (GSettings *settings)
{
  HyListViews *self = g_new0 (HyListViews, 1);

  self->settings = g_object_ref (settings);
  self->views = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, view_free);
  load (self);
  return self;
}

void
hy_list_views_free (HyListViews *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->settings);
  g_hash_table_unref (self->views);
  g_free (self);
}

HyListView *
hy_list_views_get (HyListViews *self, const char *person, const char *page)
{
  g_autofree char *key = g_strdup_printf ("%s/%s", person != NULL ? person : "", page);
  HyListView *view = g_hash_table_lookup (self->views, key);

  if (view == NULL)
    {
      view = g_new0 (HyListView, 1);
      g_hash_table_insert (self->views, g_steal_pointer (&key), view);
    }
  return view;
}

void
hy_list_views_save (HyListViews *self)
{
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer key, value;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (TYPE));
  g_hash_table_iter_init (&iter, self->views);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      HyListView *view = value;

      if (view->sort != HY_SORT_PRESSING || view->channel != NULL)
        g_variant_builder_add (&builder, "{s(ss)}", key, hy_list_sort_code (view->sort),
                               view->channel != NULL ? view->channel : "");
    }
  g_settings_set_value (self->settings, KEY, g_variant_builder_end (&builder));
}
