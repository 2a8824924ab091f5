#include "core/hy-ticket.h"

#include <string.h>

void
hy_set_string (char **member, const char *value)
{
  char *copy = g_strdup (value);

  g_free (*member);
  *member = copy;
}

HyDemand *
hy_demand_new (const char *id, const char *text)
{
  HyDemand *self = g_new0 (HyDemand, 1);

  self->id = g_strdup (id);
  self->text = g_strdup (text);
  return self;
}

void
hy_demand_free (HyDemand *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->text);
  g_free (self);
}

static gpointer
demand_copy (gconstpointer demand, gpointer data)
{
  const HyDemand *from = demand;

  return hy_demand_new (from->id, from->text);
}

static gpointer
flag_copy (gconstpointer flag, gpointer data)
{
  return g_strdup (flag);
}

void
hy_citizen_clear (HyCitizen *self)
{
  g_free (self->name);
  g_free (self->phone);
  g_free (self->phone2);
  g_free (self->address);
  g_free (self->extra);
  memset (self, 0, sizeof *self);
}

void
hy_citizen_copy (const HyCitizen *from, HyCitizen *to)
{
  HyCitizen copy = *from;

  copy.name = g_strdup (from->name);
  copy.phone = g_strdup (from->phone);
  copy.phone2 = g_strdup (from->phone2);
  copy.address = g_strdup (from->address);
  copy.extra = g_strdup (from->extra);
  hy_citizen_clear (to);
  *to = copy;
}

HyTicket *
hy_ticket_new (void)
{
  HyTicket *self = g_new0 (HyTicket, 1);

  self->kind = HY_DEMAND_OTHER;
  self->channel = HY_CHANNEL_OTHER;
  self->public_consent = -1;
  self->flags = g_ptr_array_new_with_free_func (g_free);
  self->demands = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_demand_free);
  return self;
}

HyTicket *
hy_ticket_copy (const HyTicket *self)
{
  HyTicket *copy = g_new (HyTicket, 1);

  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->number = g_strdup (self->number);
  copy->title = g_strdup (self->title);
  copy->content = g_strdup (self->content);
  copy->office = g_strdup (self->office);
  copy->handler = g_strdup (self->handler);
  memset (&copy->citizen, 0, sizeof copy->citizen);
  hy_citizen_copy (&self->citizen, &copy->citizen);
  copy->category = g_strdupv (self->category);
  copy->place = g_strdup (self->place);
  copy->flags = g_ptr_array_copy (self->flags, (GCopyFunc) flag_copy, NULL);
  g_ptr_array_set_free_func (copy->flags, g_free);
  copy->policy = g_strdup (self->policy);
  copy->demands = g_ptr_array_copy (self->demands, (GCopyFunc) demand_copy, NULL);
  g_ptr_array_set_free_func (copy->demands, (GDestroyNotify) hy_demand_free);
  copy->extra = g_strdup (self->extra);
  return copy;
}

void
hy_ticket_free (HyTicket *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->number);
  g_free (self->title);
  g_free (self->content);
  g_free (self->office);
  g_free (self->handler);
  hy_citizen_clear (&self->citizen);
  g_strfreev (self->category);
  g_free (self->place);
  g_ptr_array_unref (self->flags);
  g_free (self->policy);
  g_ptr_array_unref (self->demands);
  g_free (self->extra);
  g_free (self);
}

/* Where the flag @name stands, or -1. */
static int
find_flag (const HyTicket *self, const char *name)
{
  gsize length = strlen (name);

  for (guint i = 0; i < self->flags->len; i++)
    {
      const char *flag = g_ptr_array_index (self->flags, i);

      if (strncmp (flag, name, length) == 0 && (flag[length] == '\0' || flag[length] == ':'))
        return (int) i;
    }
  return -1;
}

gboolean
hy_ticket_has_flag (const HyTicket *self, const char *name)
{
  return find_flag (self, name) >= 0;
}

const char *
hy_ticket_flag_value (const HyTicket *self, const char *name)
{
  int i = find_flag (self, name);
  const char *colon = i < 0 ? NULL : strchr (g_ptr_array_index (self->flags, i), ':');

  return colon != NULL ? colon + 1 : NULL;
}

void
hy_ticket_set_flag (HyTicket *self, const char *name, const char *value)
{
  int i = find_flag (self, name);
  char *flag = value != NULL ? g_strconcat (name, ":", value, NULL) : g_strdup (name);

  if (i < 0)
    {
      g_ptr_array_add (self->flags, flag);
      return;
    }
  g_free (self->flags->pdata[i]);
  self->flags->pdata[i] = flag;
}

void
hy_ticket_clear_flag (HyTicket *self, const char *name)
{
  int i;

  while ((i = find_flag (self, name)) >= 0)
    g_ptr_array_remove_index (self->flags, (guint) i);
}

gboolean
hy_ticket_is_waived (const HyTicket *self)
{
  return self->citizen.anonymous || self->citizen.no_callback
         || hy_ticket_has_flag (self, "no_number");
}

gboolean
hy_ticket_is_secret (const HyTicket *self)
{
  return self->citizen.confidential || self->kind == HY_DEMAND_REPORT;
}

gboolean
hy_ticket_is_letter (const HyTicket *self)
{
  return hy_channel_is_letter (self->channel);
}

gboolean
hy_ticket_is_open (const HyTicket *self)
{
  return self->state != HY_STATE_CLOSED && self->state != HY_STATE_ARCHIVED
         && self->state != HY_STATE_LEFT;
}

gboolean
hy_ticket_is_timed (const HyTicket *self)
{
  return hy_ticket_is_open (self) && self->state != HY_STATE_SUBMITTED && self->state != HY_STATE_SUSPENDED;
}

const char *
hy_ticket_own_words (const HyTicket *self)
{
  if (self->title != NULL && *self->title != '\0')
    return self->title;
  return self->content != NULL ? self->content : "";
}
