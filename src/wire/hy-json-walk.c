#include "wire/hy-json-fields.h"
#include "wire/hy-json-scan.h"

#include <string.h>

static inline const char *
skip_space (const char *p, const char *end)
{
  while (p < end && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t'))
    p++;
  return p;
}

/* @p is at an opening quote; past the closing one. */
static const char *
skip_string (const char *p, const char *end)
{
  const char *first = p + 1;
  const char *quote = first;

  while (quote < end && (quote = memchr (quote, '"', end - quote)) != NULL)
    {
      const char *slash = quote;

      while (slash > first && slash[-1] == '\\')
        slash--;
      if ((quote - slash) % 2 == 0)
        return quote + 1;
      quote++;
    }
  return end;
}

static const char *
skip_container (const char *p, const char *end)
{
  gsize depth = 0;

  while (p < end)
    {
      switch (*p)
        {
        case '"':
          p = skip_string (p, end);
          continue;
        case '{':
        case '[':
          depth++;
          break;
        case '}':
        case ']':
          if (--depth == 0)
            return p + 1;
          break;
        default:
          break;
        }
      p++;
    }
  return end;
}

static const char *
skip_value (const char *p, const char *end)
{
  if (p == end)
    return end;
  if (*p == '"')
    return skip_string (p, end);
  if (*p == '{' || *p == '[')
    return skip_container (p, end);
  while (p < end && memchr (",]} \n\r\t", *p, 7) == NULL)
    p++;
  return p;
}

HyJsonValue
hy_json_value (const char *text, gsize len)
{
  const char *p = skip_space (text, text + len);

  return (HyJsonValue){ p, skip_value (p, text + len) - p };
}

HyJsonType
hy_json_type (HyJsonValue value)
{
  if (value.text == NULL || value.len == 0)
    return HY_JSON_NONE;
  switch (value.text[0])
    {
    case '{':
      return HY_JSON_OBJECT;
    case '[':
      return HY_JSON_ARRAY;
    case '"':
      return value.len >= 2 ? HY_JSON_STRING : HY_JSON_NONE;
    case 't':
    case 'f':
      return HY_JSON_BOOL;
    case 'n':
      return HY_JSON_NULL;
    default:
      return HY_JSON_NUMBER;
    }
}

gboolean
hy_json_iter_init (HyJsonIter *iter, HyJsonValue value)
{
  HyJsonType type = hy_json_type (value);

  *iter = (HyJsonIter){ NULL, NULL, type == HY_JSON_OBJECT };
  if (type != HY_JSON_OBJECT && type != HY_JSON_ARRAY)
    return FALSE;
  iter->p = value.text + 1;
  iter->end = value.text + value.len;
  return TRUE;
}

gboolean
hy_json_iter_next (HyJsonIter *iter, HyJsonMember *out)
{
  const char *p = skip_space (iter->p, iter->end);
  const char *value;

  *out = (HyJsonMember){ 0 };
  if (p < iter->end && *p == ',')
    p = skip_space (p + 1, iter->end);
  if (p == iter->end || *p == '}' || *p == ']')
    return FALSE;
  if (iter->object)
    {
      const char *after = skip_string (p, iter->end);

      if (*p != '"' || after - p < 2)
        return FALSE;
      out->name = p + 1;
      out->name_len = after - p - 2;
      p = skip_space (after, iter->end);
      p = skip_space (p < iter->end && *p == ':' ? p + 1 : p, iter->end);
    }
  value = p;
  iter->p = skip_value (p, iter->end);
  out->value = (HyJsonValue){ value, iter->p - value };
  return iter->p > value;
}

gboolean
hy_json_member_is (const HyJsonMember *member, const char *name)
{
  gsize len = strlen (name);
  g_autofree char *plain = NULL;

  if (member->name == NULL)
    return FALSE;
  if (member->name_len == len && memcmp (member->name, name, len) == 0)
    return TRUE;
  if (memchr (member->name, '\\', member->name_len) == NULL)
    return FALSE;
  plain = hy_json_unescape (member->name, member->name_len);
  return strcmp (plain, name) == 0;
}

gboolean
hy_json_find (HyJsonValue object, const char *name, HyJsonMember *out)
{
  HyJsonIter iter;
  HyJsonMember member;
  gboolean found = FALSE;

  *out = (HyJsonMember){ 0 };
  if (!hy_json_iter_init (&iter, object) || !iter.object)
    return FALSE;
  while (hy_json_iter_next (&iter, &member))
    if (hy_json_member_is (&member, name))
      {
        *out = member;
        found = TRUE;
      }
  return found;
}

/* The byte after the comma that follows @p, or @p when none does. */
static const char *
past_comma (const char *p, const char *end)
{
  const char *comma = skip_space (p, end);

  return comma < end && *comma == ',' ? comma + 1 : p;
}

void
hy_json_cut (HyJsonValue object, const char *name, char **rest, char **cut)
{
  g_autoptr (GString) out = g_string_sized_new (object.len);
  const char *end = object.text + object.len;
  const char *from = object.text;
  HyJsonIter iter;
  HyJsonMember member;

  *cut = NULL;
  if (hy_json_iter_init (&iter, object) && iter.object)
    while (hy_json_iter_next (&iter, &member))
      {
        const char *after = member.value.text + member.value.len;

        if (!hy_json_member_is (&member, name))
          continue;
        g_free (*cut);
        *cut = g_strndup (member.value.text, member.value.len);
        g_string_append_len (out, from, member.name - 1 - from);
        from = past_comma (after, end);
        if (from == after)
          {
            /* The last member: the comma to go is the one before it. */
            gsize len = out->len;

            while (len > 0 && strchr (" \n\r\t", out->str[len - 1]) != NULL)
              len--;
            if (len > 0 && out->str[len - 1] == ',')
              g_string_truncate (out, len - 1);
          }
      }
  g_string_append_len (out, from, end - from);
  *rest = g_string_free (g_steal_pointer (&out), FALSE);
}
