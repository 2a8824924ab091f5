/* The closed sets of words that travel: each enum with its wire code (workflow.md, "Codes"). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  HY_STATE_PENDING_SIGN,
  HY_STATE_HANDLING,
  HY_STATE_RETURN_REQUESTED,
  HY_STATE_SUBMITTED,
  HY_STATE_REWORK,
  HY_STATE_SUSPENDED,
  HY_STATE_CLOSED,
  HY_STATE_ARCHIVED,
  HY_STATE_LEFT,
  HY_N_STATES
} HyState;

/* Kinds of demand. */
typedef enum
{
  HY_DEMAND_INQUIRY,
  HY_DEMAND_HELP,
  HY_DEMAND_COMPLAINT,
  HY_DEMAND_REPORT,
  HY_DEMAND_SUGGESTION,
  HY_DEMAND_PRAISE,
  HY_DEMAND_OTHER,
  HY_N_DEMANDS
} HyDemandKind;

typedef enum
{
  HY_CHANNEL_CITY_HOTLINE,
  HY_CHANNEL_STATE_COUNCIL,
  HY_CHANNEL_PROVINCE,
  HY_CHANNEL_MAYOR_MAILBOX,
  HY_CHANNEL_DISTRICT_MAILBOX,
  HY_CHANNEL_LEADER_DAY,
  HY_CHANNEL_WALK_IN,
  HY_CHANNEL_STALL,
  HY_CHANNEL_GRID,
  HY_CHANNEL_OTHER,
  HY_N_CHANNELS
} HyChannel;

/* In order of urgency, least first: a row shows the greatest of its running lights. */
typedef enum
{
  HY_LIGHT_NONE,
  HY_LIGHT_IN_TIME,
  HY_LIGHT_LATE,
  HY_LIGHT_PAUSED,
  HY_LIGHT_GREEN,
  HY_LIGHT_YELLOW,
  HY_LIGHT_RED,
  HY_LIGHT_RED_FRAMED,
  HY_N_LIGHTS
} HyLight;

typedef enum
{
  HY_QUEUE_TODAY,
  HY_QUEUE_PENDING_SIGN,
  HY_QUEUE_TO_CONTACT,
  HY_QUEUE_HANDLING,
  HY_QUEUE_SUBMITTED,
  HY_QUEUE_CLOSED,
  HY_QUEUE_SUSPENDED,
  HY_QUEUE_DUE_SOON,
  HY_QUEUE_OVERDUE,
  HY_QUEUE_REWORK,
  HY_QUEUE_SUPERVISED,
  HY_QUEUE_WAITING,
  HY_QUEUE_ALL,
  HY_N_QUEUES
} HyQueue;

/* @code to enum; FALSE for a word that is not of the set (@out untouched). NULL is not of any set. */
gboolean hy_state_parse (const char *code, HyState *out) G_GNUC_WARN_UNUSED_RESULT;
gboolean hy_demand_kind_parse (const char *code, HyDemandKind *out) G_GNUC_WARN_UNUSED_RESULT;
gboolean hy_channel_parse (const char *code, HyChannel *out) G_GNUC_WARN_UNUSED_RESULT;
gboolean hy_queue_parse (const char *code, HyQueue *out) G_GNUC_WARN_UNUSED_RESULT;

/* The wire code; "none" for HY_LIGHT_NONE. Static. */
const char *hy_state_code (HyState state);
const char *hy_demand_kind_code (HyDemandKind kind);
const char *hy_channel_code (HyChannel channel);
const char *hy_light_code (HyLight light);
const char *hy_queue_code (HyQueue queue);

/* Letters are state_council, province, mayor_mailbox and district_mailbox: own limits and a public text. */
gboolean hy_channel_is_letter (HyChannel channel);

G_END_DECLS
