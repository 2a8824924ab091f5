#include "wire/hy-policy-json.h"

#include "wire/hy-wire-resources.h"

#include <gio/gio.h>
#include <string.h>

#define DAYS_MAX 366

typedef struct
{
  gboolean urgent;
  gboolean rework;
  gboolean supervised;
  gboolean letter;
  gboolean has_kind;
  HyDemandKind kind;
} When;

/* One text of PEM certificates, or a list of such texts. */
static const char *
read_trust (HyJsonValue value, gpointer member)
{
  g_auto (GStrv) parts = NULL;

  if (hy_json_type (value) == HY_JSON_STRING)
    return hy_json_read_string (value, member);
  if (hy_json_read_strv (value, &parts) != NULL)
    return "is no list of certificates";
  *(char **) member = parts[0] != NULL ? g_strjoinv ("\n", parts) : NULL;
  return NULL;
}

static const char *
read_kind (HyJsonValue value, gpointer self)
{
  When *when = self;
  g_autofree char *word = NULL;

  if (hy_json_read_text (value, &word) != NULL || !hy_demand_kind_parse (word, &when->kind))
    return "is no kind of demand";
  when->has_kind = TRUE;
  return NULL;
}

/* An unknown condition is a fault: passing it over would make the rule fit where it must not. */
static const char *
read_when (HyJsonValue value, gpointer self)
{
  static const HyJsonField fields[] = {
    { "urgent", G_STRUCT_OFFSET (When, urgent), hy_json_read_bool, FALSE },
    { "rework", G_STRUCT_OFFSET (When, rework), hy_json_read_bool, FALSE },
    { "supervised", G_STRUCT_OFFSET (When, supervised), hy_json_read_bool, FALSE },
    { "letter", G_STRUCT_OFFSET (When, letter), hy_json_read_bool, FALSE },
    { "kind", 0, read_kind, FALSE },
  };
  HyLimitRule *rule = self;
  When when = { 0 };
  HyJsonFault fault;
  g_autofree char *unknown = NULL;

  if (!hy_json_read_fields (value, fields, G_N_ELEMENTS (fields), &when, &unknown, &fault))
    return "is no condition";
  if (unknown != NULL)
    return "has an unknown condition";
  rule->when = (when.urgent ? HY_WHEN_URGENT : 0) | (when.rework ? HY_WHEN_REWORK : 0)
               | (when.supervised ? HY_WHEN_SUPERVISED : 0) | (when.letter ? HY_WHEN_LETTER : 0)
               | (when.has_kind ? HY_WHEN_KIND : 0);
  rule->kind = when.kind;
  return NULL;
}

static const char *
read_limit (HyJsonValue value, HyLimitRule *rule, HyLimitUnit unit)
{
  HyLimit limit = { .unit = unit };

  if (hy_json_read_count (value, &limit.n) != NULL || !hy_limit_is_valid (&limit))
    return "is no limit";
  if (rule->limit.n != 0)
    return "is a second limit";
  rule->limit = limit;
  return NULL;
}

static const char *
read_working_days (HyJsonValue value, gpointer self)
{
  return read_limit (value, self, HY_UNIT_WORKING_DAYS);
}

static const char *
read_working_minutes (HyJsonValue value, gpointer self)
{
  return read_limit (value, self, HY_UNIT_WORKING_MINUTES);
}

static const char *
read_natural_minutes (HyJsonValue value, gpointer self)
{
  return read_limit (value, self, HY_UNIT_NATURAL_MINUTES);
}

/* Offset 0: the readers get the rule itself. */
static const HyJsonField rule_fields[] = {
  { "when", 0, read_when, FALSE },
  { "working_days", 0, read_working_days, FALSE },
  { "working_minutes", 0, read_working_minutes, FALSE },
  { "natural_minutes", 0, read_natural_minutes, FALSE },
};

static const char *
read_rules (HyJsonValue value, gpointer member)
{
  GArray **rules = member;
  HyJsonIter iter;
  HyJsonMember element;
  HyLimitRule rule = { 0 };

  if (!hy_json_iter_init (&iter, value) || iter.object)
    return "is no list of limits";
  while (hy_json_iter_next (&iter, &element))
    {
      HyJsonFault fault;

      rule = (HyLimitRule){ 0 };
      if (!hy_json_read_fields (element.value, rule_fields, G_N_ELEMENTS (rule_fields), &rule, NULL,
                                &fault)
          || rule.limit.n == 0)
        return "has a rule that is none";
      g_array_append_val (*rules, rule);
    }
  if ((*rules)->len == 0 || rule.when != HY_WHEN_ALWAYS)
    return "does not end in a rule that always fits";
  return NULL;
}

#define POLICY(name, member, read, required) \
  { name, G_STRUCT_OFFSET (HyPolicy, member), read, required }

/* A member object of the document whose members go into the policy itself. @return is static: the
 * phrases are those of the readers above and of hy-json-fields.h, so that interning is bounded. */
static const char *
read_part (HyJsonValue value, const HyJsonField *fields, gsize n_fields, gpointer self)
{
  g_autofree char *why = NULL;
  HyJsonFault fault;

  if (hy_json_read_fields (value, fields, n_fields, self, NULL, &fault))
    return NULL;
  if (fault.member == NULL)
    return fault.why;
  why = g_strdup_printf ("has a member \"%s\" that %s", fault.member, fault.why);
  return g_intern_string (why);
}

static const char *
read_limits (HyJsonValue value, gpointer self)
{
  static const HyJsonField fields[] = {
    POLICY ("sign", limits[HY_CLOCK_SIGN], read_rules, TRUE),
    POLICY ("contact", limits[HY_CLOCK_CONTACT], read_rules, TRUE),
    POLICY ("result", limits[HY_CLOCK_RESULT], read_rules, TRUE),
  };

  return read_part (value, fields, G_N_ELEMENTS (fields), self);
}

static const char *
read_days (HyJsonValue value, gpointer member)
{
  int n = 0;
  const char *why = hy_json_read_count (value, &n);

  if (why != NULL || n > DAYS_MAX)
    return why != NULL ? why : "is too large";
  *(int *) member = n;
  return NULL;
}

static const char *
read_extension (HyJsonValue value, gpointer self)
{
  static const HyJsonField fields[] = {
    POLICY ("max_days", extension_max_days, read_days, TRUE),
    POLICY ("max_times", extension_max_times, hy_json_read_count, TRUE),
  };

  return read_part (value, fields, G_N_ELEMENTS (fields), self);
}

static const char *
read_return (HyJsonValue value, gpointer self)
{
  static const HyJsonField fields[] = {
    POLICY ("window_days", return_window_days, read_days, TRUE),
    POLICY ("grounds", return_grounds, hy_json_read_strv, TRUE),
  };

  return read_part (value, fields, G_N_ELEMENTS (fields), self);
}

static const char *
read_suspend (HyJsonValue value, gpointer self)
{
  static const HyJsonField fields[] = {
    POLICY ("grounds", suspend_grounds, hy_json_read_strv, FALSE),
  };

  return read_part (value, fields, G_N_ELEMENTS (fields), self);
}

static const char *
read_appeal (HyJsonValue value, gpointer self)
{
  static const HyJsonField fields[] = {
    POLICY ("window_days", appeal_window_days, read_days, TRUE),
  };

  return read_part (value, fields, G_N_ELEMENTS (fields), self);
}

static const char *
read_attempts (HyJsonValue value, gpointer self)
{
  static const HyJsonField fields[] = {
    POLICY ("min", attempts_min, hy_json_read_count, TRUE),
    POLICY ("half_days", attempts_half_days, hy_json_read_count, TRUE),
  };

  return read_part (value, fields, G_N_ELEMENTS (fields), self);
}

/* Offset 0: the reader gets the policy itself. */
static const HyJsonField policy_fields[] = {
  POLICY ("id", id, hy_json_read_id, TRUE),
  POLICY ("version", version, hy_json_read_natural, TRUE),
  POLICY ("valid_from", valid_from, hy_json_read_date, FALSE),
  POLICY ("valid_to", valid_to, hy_json_read_date, FALSE),
  { "limits", 0, read_limits, TRUE },
  { "extension", 0, read_extension, TRUE },
  { "return", 0, read_return, TRUE },
  { "suspend", 0, read_suspend, FALSE },
  { "appeal", 0, read_appeal, TRUE },
  { "attempts", 0, read_attempts, TRUE },
  POLICY ("offline_grace_hours", offline_grace_hours, hy_json_read_count, TRUE),
  POLICY ("phone", phone, hy_json_read_string, FALSE),
  POLICY ("trust", trust, read_trust, FALSE),
};

HyPolicy *
hy_policy_from_json (const char *text, gssize len, GError **error)
{
  g_autoptr (HyPolicy) policy = hy_policy_new ();
  gsize n = len < 0 ? strlen (text) : (gsize) len;
  HyJsonFault fault;

  if (!hy_json_scan (text, n, error))
    return NULL;
  if (hy_json_read_fields (hy_json_value (text, n), policy_fields, G_N_ELEMENTS (policy_fields),
                           policy, NULL, &fault))
    return g_steal_pointer (&policy);
  hy_json_set_fault (error, "policy", policy->id, &fault);
  return NULL;
}

const char *
hy_policy_default_text (void)
{
  g_autoptr (GBytes) bytes
      = g_resource_lookup_data (hy_wire_get_resource (), "/cn/huiyin/wire/policy.json",
                                G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  /* The bytes stand in the program itself and end in NUL. */
  return g_bytes_get_data (bytes, NULL);
}

HyPolicy *
hy_policy_default (void)
{
  g_autoptr (GError) error = NULL;
  HyPolicy *policy = hy_policy_from_json (hy_policy_default_text (), -1, &error);

  if (policy == NULL)
    g_error ("%s", error->message);
  return policy;
}
