#include "core/hy-codes.h"

#include <string.h>

static const char *const states[] = {
  "pending_sign", "handling", "return_requested", "submitted", "rework",
  "suspended",    "closed",   "archived",         "left",
};

static const char *const demand_kinds[] = {
  "inquiry", "help", "complaint", "report", "suggestion", "praise", "other",
};

static const char *const channels[] = {
  "city_hotline", "state_council", "province", "mayor_mailbox", "district_mailbox",
  "leader_day",   "walk_in",       "stall",    "grid",          "other",
};

static const char *const lights[] = {
  "none", "in_time", "late", "paused", "green", "yellow", "red", "red_framed",
};

static const char *const queues[] = {
  "today",    "pending_sign", "to_contact", "handling",   "submitted", "closed", "suspended",
  "due_soon", "overdue",      "rework",     "supervised", "waiting",   "all",
};

G_STATIC_ASSERT (G_N_ELEMENTS (states) == HY_N_STATES);
G_STATIC_ASSERT (G_N_ELEMENTS (demand_kinds) == HY_N_DEMANDS);
G_STATIC_ASSERT (G_N_ELEMENTS (channels) == HY_N_CHANNELS);
G_STATIC_ASSERT (G_N_ELEMENTS (lights) == HY_N_LIGHTS);
G_STATIC_ASSERT (G_N_ELEMENTS (queues) == HY_N_QUEUES);

static int
code_find (const char *const *codes, gsize n, const char *code)
{
  if (code != NULL)
    for (gsize i = 0; i < n; i++)
      if (strcmp (codes[i], code) == 0)
        return (int) i;
  return -1;
}

static const char *
code_at (const char *const *codes, gsize n, guint i)
{
  g_return_val_if_fail (i < n, "none");
  return codes[i];
}

#define HY_DEFINE_CODES(name, Type, codes)                                                         \
  gboolean hy_##name##_parse (const char *code, Type *out)                                         \
  {                                                                                                \
    int i = code_find (codes, G_N_ELEMENTS (codes), code);                                         \
                                                                                                   \
    if (i < 0)                                                                                     \
      return FALSE;                                                                                \
    *out = (Type) i;                                                                               \
    return TRUE;                                                                                   \
  }                                                                                                \
  const char *hy_##name##_code (Type value)                                                        \
  {                                                                                                \
    return code_at (codes, G_N_ELEMENTS (codes), (guint) value);                                   \
  }

HY_DEFINE_CODES (state, HyState, states)
HY_DEFINE_CODES (demand_kind, HyDemandKind, demand_kinds)
HY_DEFINE_CODES (channel, HyChannel, channels)
HY_DEFINE_CODES (queue, HyQueue, queues)

const char *
hy_light_code (HyLight light)
{
  return code_at (lights, G_N_ELEMENTS (lights), (guint) light);
}

gboolean
hy_channel_is_letter (HyChannel channel)
{
  return channel >= HY_CHANNEL_STATE_COUNCIL && channel <= HY_CHANNEL_DISTRICT_MAILBOX;
}
