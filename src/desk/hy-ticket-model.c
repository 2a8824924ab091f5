#include "desk/hy-ticket-model.h"

#include "desk/hy-ticket-cache.h"
#include "desk/hy-ticket-diff.h"
#include "desk/hy-ticket-question.h"

/* Of a list that was empty so many rows come first, and then as many a frame until more than a view keeps are there: it makes
 * and measures the widgets of all of them at once (GtkListView: of 200). */
#define STEP 40
#define STEP_MS 17
#define FILLED 240

struct _HyTicketModel
{
  GObject parent_instance;
  HyStore *store;
  GCancellable *cancellable;

  HyListQuery query; /* a copy */
  guint generation;  /* of the query */

  GArray *nos;    /* of gint64: the order */
  GArray *before; /* while a change is told: the order before it, valid from old_from on */
  guint told;     /* as much of nos is in place already */
  guint old_from;
  GArray *rest; /* the whole order while only its beginning is told of, or NULL */
  guint rest_source;

  HyTicketCache *cache;
  GHashTable *asked; /* set of nos whose rows are wanted or on their way */
  GArray *wanted;    /* of gint64 */
  guint ask_source;
  gboolean loading;
  gboolean refreshing, stale;
};

static void hy_ticket_model_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HyTicketModel,
                               hy_ticket_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, hy_ticket_model_list_init))

enum
{
  PROP_0,
  PROP_LOADING,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  FAILED,
  REFRESHED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
fail (HyTicketModel *self, GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
}

/* Rows */

static void
rows_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyTicketModel) self = user_data;
  HyTicketQuestion *question = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  GPtrArray *page = NULL;

  for (guint i = 0; i < question->nos->len; i++)
    g_hash_table_remove (self->asked, &g_array_index (question->nos, gint64, i));
  if (!hy_store_finish (HY_STORE (source), result, &error))
    {
      fail (self, error);
      return;
    }
  page = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < question->rows->len; i++)
    {
      HyListRow *row = g_ptr_array_index (question->rows, i);
      HyTicketItem *item = hy_ticket_cache_peek (self->cache, row->no);

      if (item == NULL)
        continue;
      g_ptr_array_add (page, g_object_ref (item));
      g_ptr_array_index (question->rows, i) = NULL;
      hy_ticket_item_take_row (item, row);
    }
  hy_ticket_cache_keep (self->cache, page);
}

static void
ask_rows (HyTicketModel *self, GArray *nos)
{
  HyTicketQuestion *question = hy_ticket_question_new (&self->query, self->generation);

  question->nos = nos;
  hy_store_read_async (self->store, hy_ticket_question_read_rows, question, hy_ticket_question_free,
                       self->cancellable, rows_read, g_object_ref (self));
}

static gboolean
ask_wanted (gpointer data)
{
  HyTicketModel *self = data;
  GArray *nos = self->wanted;

  self->ask_source = 0;
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  ask_rows (self, nos);
  return G_SOURCE_REMOVE;
}

static void
want (HyTicketModel *self, gint64 no)
{
  if (g_hash_table_contains (self->asked, &no))
    return;
  g_hash_table_add (self->asked, g_memdup2 (&no, sizeof no));
  g_array_append_val (self->wanted, no);
  /* Once everything that is now being laid out has asked: one page, not forty. */
  if (self->ask_source == 0)
    self->ask_source = g_idle_add_full (G_PRIORITY_DEFAULT, ask_wanted, self, NULL);
}

/* Items */

static guint
count (HyTicketModel *self)
{
  if (self->before == NULL)
    return self->nos->len;
  return self->told + (self->before->len - self->old_from);
}

static gint64
no_at (HyTicketModel *self, guint position)
{
  if (self->before == NULL || position < self->told)
    return g_array_index (self->nos, gint64, position);
  return g_array_index (self->before, gint64, self->old_from + position - self->told);
}

/* With its neighbours: whoever scrolls here asks for them next. */
static void
want_page (HyTicketModel *self, guint position)
{
  guint first = position - position % HY_TICKET_MODEL_PAGE;
  guint end = MIN (first + HY_TICKET_MODEL_PAGE, count (self));
  GPtrArray *page = NULL;

  if (g_hash_table_contains (self->asked, &(gint64){ no_at (self, position) }))
    return;
  page = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = first; i < end; i++)
    {
      HyTicketItem *item = hy_ticket_cache_get (self->cache, no_at (self, i));

      if (hy_ticket_item_get_row (item) == NULL)
        want (self, hy_ticket_item_get_no (item));
      g_ptr_array_add (page, item);
    }
  hy_ticket_cache_keep (self->cache, page);
}

static GType
get_item_type (GListModel *list)
{
  return HY_TYPE_TICKET_ITEM;
}

static guint
get_n_items (GListModel *list)
{
  return count (HY_TICKET_MODEL (list));
}

static gpointer
get_item (GListModel *list, guint position)
{
  HyTicketModel *self = HY_TICKET_MODEL (list);
  HyTicketItem *item = NULL;

  if (position >= count (self))
    return NULL;
  item = hy_ticket_cache_get (self->cache, no_at (self, position));
  if (hy_ticket_item_get_row (item) == NULL)
    want_page (self, position);
  return item;
}

static void
hy_ticket_model_list_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* The order */

static void
tell (HyTicketModel *self, GArray *nos, const GArray *hunks)
{
  self->before = self->nos;
  self->nos = g_array_ref (nos);
  self->told = self->old_from = 0;
  for (guint i = 0; i < hunks->len; i++)
    {
      const HyTicketHunk *hunk = &g_array_index (hunks, HyTicketHunk, i);

      /* Up to the hunk both orders say the same. */
      self->old_from += hunk->position - self->told + hunk->removed;
      self->told = hunk->position + hunk->added;
      g_list_model_items_changed (G_LIST_MODEL (self), hunk->position, hunk->removed, hunk->added);
    }
  g_clear_pointer (&self->before, g_array_unref);
}

static void
set_loading (HyTicketModel *self, gboolean loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/* Rows that somebody looks at may say something else now. */
static void
reread_held (HyTicketModel *self)
{
  GArray *nos = hy_ticket_cache_filled (self->cache);

  if (nos->len > 0)
    ask_rows (self, nos);
  else
    g_array_unref (nos);
}

static void
order_told (HyTicketModel *self)
{
  set_loading (self, FALSE);
  g_signal_emit (self, signals[REFRESHED], 0);
}

/* FALSE: all are told of, or somebody who was told asked for something else. */
static gboolean
tell_more (HyTicketModel *self, guint n)
{
  guint from = self->nos->len;

  g_array_append_vals (self->nos, &g_array_index (self->rest, gint64, from), n);
  g_list_model_items_changed (G_LIST_MODEL (self), from, 0, n);
  return self->rest != NULL && self->nos->len < self->rest->len;
}

static void
forget_rest (HyTicketModel *self)
{
  if (self->rest == NULL)
    return;
  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_clear_pointer (&self->rest, g_array_unref);
  self->refreshing = FALSE;
}

static void
tell_all (HyTicketModel *self)
{
  tell_more (self, self->rest->len - self->nos->len);
  forget_rest (self);
  if (self->stale)
    hy_ticket_model_refresh (self);
}

static gboolean
tell_step (gpointer data)
{
  HyTicketModel *self = data;

  if (self->nos->len < FILLED && self->rest->len - self->nos->len > STEP)
    return tell_more (self, STEP);
  tell_all (self);
  return G_SOURCE_REMOVE;
}

static void
tell_first (HyTicketModel *self, GArray *nos)
{
  g_array_unref (self->nos);
  self->nos = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->rest = g_array_ref (nos);
  self->rest_source = g_timeout_add (STEP_MS, tell_step, self);
  if (tell_more (self, STEP))
    order_told (self);
}

static void
order_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyTicketModel) self = user_data;
  HyTicketQuestion *question = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean ok = hy_store_finish (HY_STORE (source), result, &error);

  if (ok && question->generation == self->generation && self->nos->len == 0
      && question->nos->len > STEP)
    {
      tell_first (self, question->nos);
      return;
    }
  self->refreshing = FALSE;
  if (!ok)
    fail (self, error);
  else if (question->generation == self->generation)
    {
      tell (self, question->nos, question->hunks);
      order_told (self);
    }
  if (self->stale)
    hy_ticket_model_refresh (self);
}

void
hy_ticket_model_refresh (HyTicketModel *self)
{
  HyTicketQuestion *question = NULL;

  g_return_if_fail (HY_IS_TICKET_MODEL (self));

  /* One at a time: what is compared with is then what is told of. */
  if (self->refreshing)
    {
      self->stale = TRUE;
      return;
    }
  self->refreshing = TRUE;
  self->stale = FALSE;
  question = hy_ticket_question_new (&self->query, self->generation);
  question->before = g_array_ref (self->nos);
  hy_store_read_async (self->store, hy_ticket_question_read_order, question, hy_ticket_question_free,
                       self->cancellable, order_read, g_object_ref (self));
  reread_held (self);
}

void
hy_ticket_model_set_query (HyTicketModel *self, const HyListQuery *query)
{
  g_return_if_fail (HY_IS_TICKET_MODEL (self));

  forget_rest (self);
  self->generation++;
  hy_ticket_question_copy (query, &self->query);
  set_loading (self, TRUE);
  hy_ticket_model_refresh (self);
}

gboolean
hy_ticket_model_get_loading (HyTicketModel *self)
{
  return self->loading;
}

gint64
hy_ticket_model_get_no (HyTicketModel *self, guint position)
{
  return position < count (self) ? no_at (self, position) : 0;
}

gboolean
hy_ticket_model_find (HyTicketModel *self, gint64 no, guint *position)
{
  guint n = self->rest != NULL ? self->rest->len : count (self);

  for (guint i = 0; i < n; i++)
    if ((self->rest != NULL ? g_array_index (self->rest, gint64, i) : no_at (self, i)) == no)
      {
        /* Whoever looks for it wants it to be there. */
        if (i >= count (self))
          tell_all (self);
        *position = i;
        return TRUE;
      }
  return FALSE;
}

HyTicketModel *
hy_ticket_model_new (HyStore *store)
{
  HyTicketModel *self = g_object_new (HY_TYPE_TICKET_MODEL, NULL);

  self->store = g_object_ref (store);
  return self;
}

static void
hy_ticket_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LOADING)
    g_value_set_boolean (value, HY_TICKET_MODEL (object)->loading);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_ticket_model_dispose (GObject *object)
{
  HyTicketModel *self = HY_TICKET_MODEL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->ask_source, g_source_remove);
  forget_rest (self);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (hy_ticket_model_parent_class)->dispose (object);
}

static void
hy_ticket_model_finalize (GObject *object)
{
  HyTicketModel *self = HY_TICKET_MODEL (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->cache, hy_ticket_cache_free);
  g_clear_pointer (&self->asked, g_hash_table_unref);
  g_clear_pointer (&self->nos, g_array_unref);
  g_clear_pointer (&self->wanted, g_array_unref);
  hy_ticket_question_copy (&(HyListQuery){ 0 }, &self->query);
  G_OBJECT_CLASS (hy_ticket_model_parent_class)->finalize (object);
}

static void
hy_ticket_model_class_init (HyTicketModelClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);

  object->get_property = hy_ticket_model_get_property;
  object->dispose = hy_ticket_model_dispose;
  object->finalize = hy_ticket_model_finalize;
  properties[PROP_LOADING]
      = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object, N_PROPS, properties);
  signals[FAILED] = g_signal_new ("failed", HY_TYPE_TICKET_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[REFRESHED] = g_signal_new ("refreshed", HY_TYPE_TICKET_MODEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
}

static void
hy_ticket_model_init (HyTicketModel *self)
{
  self->cancellable = g_cancellable_new ();
  self->nos = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->cache = hy_ticket_cache_new ();
  self->asked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}
