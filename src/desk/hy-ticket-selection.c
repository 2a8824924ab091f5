#include "desk/hy-ticket-selection.h"

struct _HyTicketSelection
{
  GObject parent_instance;
  HyTicketModel *model;
  GHashTable *nos; /* set of gint64 */
  gboolean picking;
};

static guint picked_signal;

static void list_init (GListModelInterface *iface);
static void selection_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HyTicketSelection,
                               hy_ticket_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_init))

/* The list */

static GType
get_item_type (GListModel *list)
{
  return HY_TYPE_TICKET_ITEM;
}

static guint
get_n_items (GListModel *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (HY_TICKET_SELECTION (list)->model));
}

static gpointer
get_item (GListModel *list, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (HY_TICKET_SELECTION (list)->model), position);
}

static void
list_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* The selection */

static gboolean
has (HyTicketSelection *self, guint position)
{
  gint64 no = hy_ticket_model_get_no (self->model, position);

  return g_hash_table_contains (self->nos, &no);
}

static void
put (HyTicketSelection *self, guint position, gboolean selected)
{
  gint64 no = hy_ticket_model_get_no (self->model, position);

  if (selected)
    g_hash_table_add (self->nos, g_memdup2 (&no, sizeof no));
  else
    g_hash_table_remove (self->nos, &no);
}

static void
tell (HyTicketSelection *self)
{
  guint n = get_n_items (G_LIST_MODEL (self));

  if (n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n);
  g_signal_emit (self, picked_signal, 0);
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  HyTicketSelection *self = HY_TICKET_SELECTION (model);

  return position < get_n_items (G_LIST_MODEL (model)) && has (self, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  HyTicketSelection *self = HY_TICKET_SELECTION (model);
  GtkBitset *selected = gtk_bitset_new_empty ();
  guint end = MIN (get_n_items (G_LIST_MODEL (model)), position + n_items);

  for (guint i = position; g_hash_table_size (self->nos) > 0 && i < end; i++)
    if (has (self, i))
      gtk_bitset_add (selected, i);
  return selected;
}

static gboolean
put_range (GtkSelectionModel *model, guint position, guint n_items, gboolean rest, gboolean selected)
{
  HyTicketSelection *self = HY_TICKET_SELECTION (model);

  /* Arrows and clicks go through here: while picking they only move. */
  if (rest && self->picking)
    return TRUE;
  if (rest)
    g_hash_table_remove_all (self->nos);
  for (guint i = 0; i < n_items; i++)
    put (self, position + i, selected);
  tell (self);
  return TRUE;
}

static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  return put_range (model, position, 1, unselect_rest, TRUE);
}

static gboolean
unselect_item (GtkSelectionModel *model, guint position)
{
  return put_range (model, position, 1, FALSE, FALSE);
}

/* Shift says that the range is meant, picking or not. */
static gboolean
select_range (GtkSelectionModel *model, guint position, guint n_items, gboolean unselect_rest)
{
  HyTicketSelection *self = HY_TICKET_SELECTION (model);

  return put_range (model, position, n_items, unselect_rest && !self->picking, TRUE);
}

static gboolean
unselect_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return put_range (model, position, n_items, FALSE, FALSE);
}

static gboolean
select_all (GtkSelectionModel *model)
{
  return put_range (model, 0, get_n_items (G_LIST_MODEL (model)), FALSE, TRUE);
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  HyTicketSelection *self = HY_TICKET_SELECTION (model);

  if (g_hash_table_size (self->nos) == 0)
    return TRUE;
  g_hash_table_remove_all (self->nos);
  tell (self);
  return TRUE;
}

static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, mask, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    put (HY_TICKET_SELECTION (model), position, gtk_bitset_contains (selected, position));
  tell (HY_TICKET_SELECTION (model));
  return TRUE;
}

static void
selection_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->unselect_range = unselect_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
  iface->set_selection = set_selection;
}

/* Following the model */

static void
items_changed (
    GListModel *model, guint position, guint removed, guint added, HyTicketSelection *self)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* A ticket that only moved was removed and added: who is gone is known at the end. */
static void
refreshed (HyTicketModel *model, HyTicketSelection *self)
{
  guint before = g_hash_table_size (self->nos);
  g_autoptr (GArray) left = NULL;

  if (before == 0)
    return;
  left = hy_ticket_selection_get_nos (self);
  if (left->len == before)
    return;
  g_hash_table_remove_all (self->nos);
  for (guint i = 0; i < left->len; i++)
    g_hash_table_add (self->nos, g_memdup2 (&g_array_index (left, gint64, i), sizeof (gint64)));
  g_signal_emit (self, picked_signal, 0);
}

/* For the list page */

void
hy_ticket_selection_set_picking (HyTicketSelection *self, gboolean picking)
{
  g_return_if_fail (HY_IS_TICKET_SELECTION (self));

  self->picking = picking;
  g_hash_table_remove_all (self->nos);
  tell (self);
}

gboolean
hy_ticket_selection_get_picking (HyTicketSelection *self)
{
  return self->picking;
}

void
hy_ticket_selection_toggle (HyTicketSelection *self, guint position)
{
  g_return_if_fail (HY_IS_TICKET_SELECTION (self));

  if (position < get_n_items (G_LIST_MODEL (self)))
    put_range (GTK_SELECTION_MODEL (self), position, 1, FALSE, !has (self, position));
}

guint
hy_ticket_selection_get_size (HyTicketSelection *self)
{
  return g_hash_table_size (self->nos);
}

guint
hy_ticket_selection_get_single (HyTicketSelection *self)
{
  GHashTableIter iter;
  gpointer no;
  guint position = GTK_INVALID_LIST_POSITION;

  if (g_hash_table_size (self->nos) != 1)
    return GTK_INVALID_LIST_POSITION;
  g_hash_table_iter_init (&iter, self->nos);
  if (g_hash_table_iter_next (&iter, &no, NULL))
    hy_ticket_model_find (self->model, *(gint64 *) no, &position);
  return position;
}

GArray *
hy_ticket_selection_get_nos (HyTicketSelection *self)
{
  GArray *nos = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n = get_n_items (G_LIST_MODEL (self));

  for (guint i = 0; nos->len < g_hash_table_size (self->nos) && i < n; i++)
    if (has (self, i))
      {
        gint64 no = hy_ticket_model_get_no (self->model, i);

        g_array_append_val (nos, no);
      }
  return nos;
}

HyTicketSelection *
hy_ticket_selection_new (HyTicketModel *model)
{
  HyTicketSelection *self = g_object_new (HY_TYPE_TICKET_SELECTION, NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed), self, 0);
  g_signal_connect_object (model, "refreshed", G_CALLBACK (refreshed), self, 0);
  return self;
}

static void
hy_ticket_selection_finalize (GObject *object)
{
  HyTicketSelection *self = HY_TICKET_SELECTION (object);

  g_object_unref (self->model);
  g_hash_table_unref (self->nos);
  G_OBJECT_CLASS (hy_ticket_selection_parent_class)->finalize (object);
}

static void
hy_ticket_selection_class_init (HyTicketSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hy_ticket_selection_finalize;
  picked_signal = g_signal_new ("picked", HY_TYPE_TICKET_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
hy_ticket_selection_init (HyTicketSelection *self)
{
  self->nos = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}
