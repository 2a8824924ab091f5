#include "district/hy-turns.h"

typedef struct
{
  char *who;
  GQueue waiting; /* of HyTurn, by their links; never empty */
  gsize size;
  GList link;
} Party;

struct _HyTurn
{
  Party *party;
  gpointer item;
  gsize size;
  GList link;
};

struct _HyTurns
{
  GHashTable *parties; /* who -> Party */
  GQueue rotation;     /* of Party, by their links */
  guint length;
  gsize size;
  gsize max;
};

HyTurns *
hy_turns_new (gsize max)
{
  HyTurns *self = g_new0 (HyTurns, 1);

  self->parties = g_hash_table_new (g_str_hash, g_str_equal);
  self->max = max;
  return self;
}

void
hy_turns_free (HyTurns *self)
{
  if (self == NULL)
    return;
  while (hy_turns_take (self) != NULL)
    ;
  g_hash_table_unref (self->parties);
  g_free (self);
}

static Party *
find_party (HyTurns *self, const char *who)
{
  Party *party = g_hash_table_lookup (self->parties, who);

  if (party != NULL)
    return party;
  party = g_new0 (Party, 1);
  party->who = g_strdup (who);
  party->link.data = party;
  g_queue_push_tail_link (&self->rotation, &party->link);
  g_hash_table_insert (self->parties, party->who, party);
  return party;
}

static void
drop_party (HyTurns *self, Party *party)
{
  g_queue_unlink (&self->rotation, &party->link);
  g_hash_table_remove (self->parties, party->who);
  g_free (party->who);
  g_free (party);
}

HyTurn *
hy_turns_add (HyTurns *self, const char *who, gpointer item, gsize size)
{
  Party *party = g_hash_table_lookup (self->parties, who);
  gsize held = party != NULL ? party->size : 0;
  HyTurn *turn;

  if (size > 0 && held + size > self->max - self->size)
    return NULL;
  turn = g_new0 (HyTurn, 1);
  turn->party = find_party (self, who);
  turn->item = item;
  turn->size = size;
  turn->link.data = turn;
  turn->party->size += size;
  self->size += size;
  self->length++;
  g_queue_push_tail_link (&turn->party->waiting, &turn->link);
  return turn;
}

void
hy_turns_remove (HyTurns *self, HyTurn *turn)
{
  Party *party = turn->party;

  g_queue_unlink (&party->waiting, &turn->link);
  party->size -= turn->size;
  self->size -= turn->size;
  self->length--;
  g_free (turn);
  if (g_queue_is_empty (&party->waiting))
    drop_party (self, party);
}

gpointer
hy_turns_take (HyTurns *self)
{
  GList *first = g_queue_pop_head_link (&self->rotation);
  HyTurn *turn;
  gpointer item;

  if (first == NULL)
    return NULL;
  /* Behind the others, or away with its last one. */
  g_queue_push_tail_link (&self->rotation, first);
  turn = g_queue_peek_head (&((Party *) first->data)->waiting);
  item = turn->item;
  hy_turns_remove (self, turn);
  return item;
}

guint
hy_turns_length (HyTurns *self)
{
  return self->length;
}
