#include "authority/hy-import-values.h"

#include <string.h>

#include "authority/hy-import-columns.h"

typedef struct
{
  int code;
  const char *words; /* separated by spaces */
} Words;

static const Words kinds[] = {
  { HY_DEMAND_INQUIRY, "咨询 咨询类 咨询件 政策咨询 inquiry" },
  { HY_DEMAND_HELP, "求助 求助类 求助件 求决 求决类 诉求 help" },
  { HY_DEMAND_COMPLAINT, "投诉 投诉类 投诉件 投诉举报 complaint" },
  { HY_DEMAND_REPORT, "举报 举报类 举报件 检举 report" },
  { HY_DEMAND_SUGGESTION, "建议 建议类 建议件 意见 意见建议 建言 suggestion" },
  { HY_DEMAND_PRAISE, "表扬 表扬类 表扬件 感谢 表扬感谢 praise" },
  { HY_DEMAND_OTHER, "其他 其它 其他类 其它类 other" },
};

static const Words channels[] = {
  { HY_CHANNEL_CITY_HOTLINE,
    "市热线 市热线转派 12345 12345热线 热线 市长热线 政务热线 电话 来电 city_hotline" },
  { HY_CHANNEL_STATE_COUNCIL,
    "国办 国务院 国办信箱 国务院办公厅 国家政务平台 互联网+督查 state_council" },
  { HY_CHANNEL_PROVINCE, "省办 省长信箱 省信箱 省政府 省12345 province" },
  { HY_CHANNEL_MAYOR_MAILBOX, "市长信箱 市信箱 市长邮箱 mayor_mailbox" },
  { HY_CHANNEL_DISTRICT_MAILBOX, "区长信箱 区信箱 县长信箱 区长邮箱 district_mailbox" },
  { HY_CHANNEL_LEADER_DAY, "领导接听日 领导接听 领导接线 leader_day" },
  { HY_CHANNEL_WALK_IN, "来访 上门 现场来访 接访 walk_in" },
  { HY_CHANNEL_STALL, "户外宣传 户外宣传日 现场宣传 stall" },
  { HY_CHANNEL_GRID, "网格上报 网格 网格员上报 grid" },
  { HY_CHANNEL_OTHER, "其他 其它 other" },
};

static const char *const yes_words = "是 有 要 需要 1 true yes y √ ✓ 对";
static const char *const no_words
    = "否 无 不 不是 0 false no n × 一般 普通 正常 不紧急 不需要 非紧急";
static const char *const nothing_words = "无 没有 未知 不详 未提供 空 - -- — —— / \\ null none n/a";

static gboolean
words_have (const char *words, const char *text)
{
  g_autofree char *word = g_utf8_strdown (text, -1);
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  return g_strv_contains ((const char *const *) list, word);
}

static gboolean
find_word (const Words *table, gsize n, const char *text, int *out)
{
  for (gsize i = 0; i < n; i++)
    {
      if (words_have (table[i].words, text))
        {
          *out = table[i].code;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
hy_cell_kind (const char *text, HyDemandKind *out)
{
  int code;

  if (!find_word (kinds, G_N_ELEMENTS (kinds), text, &code))
    return FALSE;
  *out = (HyDemandKind) code;
  return TRUE;
}

gboolean
hy_cell_channel (const char *text, HyChannel *out)
{
  int code;

  if (!find_word (channels, G_N_ELEMENTS (channels), text, &code))
    return FALSE;
  *out = (HyChannel) code;
  return TRUE;
}

gboolean
hy_cell_yes (const char *text, const char *words, gboolean *out)
{
  gboolean yes = words_have (yes_words, text) || (words != NULL && words_have (words, text));

  if (!yes && !words_have (no_words, text))
    return FALSE;
  *out = yes;
  return TRUE;
}

gboolean
hy_cell_is_nothing (const char *text)
{
  return *text == '\0' || words_have (nothing_words, text);
}

gboolean
hy_cell_is_shortened_number (const char *text)
{
  const char *p = text;

  while (g_ascii_isdigit (*p) || *p == '.')
    p++;
  if (p == text || g_ascii_toupper (*p) != 'E' || p[1] != '+')
    return FALSE;
  return p[2] != '\0' && strspn (p + 2, "0123456789") == strlen (p + 2);
}

char **
hy_cell_levels (const char *text)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  g_autoptr (GString) plain = g_string_new (text);
  gboolean any = FALSE;
  static const char *const marks[] = { "／", "＞", ">", "|", "｜", "\\", "→", "»" };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    g_string_replace (plain, marks[i], "/", 0);
  parts = g_strsplit (plain->str, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *level = hy_trim (parts[i]);

      if (*level == '\0')
        continue;
      any = TRUE;
      g_strv_builder_add (builder, level);
    }
  return any ? g_strv_builder_end (builder) : NULL;
}

/* Up to @max digits, at least one. */
static gboolean
take_number (const char **p, int max, int *out)
{
  int value = 0, n = 0;

  while (n < max && g_ascii_isdigit (**p))
    {
      value = value * 10 + (**p - '0');
      (*p)++;
      n++;
    }
  *out = value;
  return n > 0;
}

static gboolean
take_mark (const char **p, const char *const *marks)
{
  for (; *marks != NULL; marks++)
    {
      if (g_str_has_prefix (*p, *marks))
        {
          *p += strlen (*marks);
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
take_date (const char **p, HyDate *out)
{
  static const char *const years[] = { "-", "/", ".", "年", NULL };
  static const char *const months[] = { "-", "/", ".", "月", NULL };
  static const char *const days[] = { "日", "号", NULL };
  int year, month, day;

  if (!take_number (p, 4, &year) || !take_mark (p, years) || !take_number (p, 2, &month)
      || !take_mark (p, months) || !take_number (p, 2, &day))
    return FALSE;
  take_mark (p, days);
  *out = hy_date_from_ymd (year, month, day);
  return *out != HY_DATE_NONE;
}

/* "11:25", "11:25:05", "11:25:05.123", "11时25分05秒", to the end of the text. Milliseconds of the
 * day. */
static gboolean
take_clock (const char *p, HyTime *out)
{
  static const char *const hours[] = { ":", "：", "时", "点", NULL };
  static const char *const minutes[] = { ":", "：", "分", NULL };
  static const char *const seconds[] = { "秒", NULL };
  int hour, minute = 0, second = 0, fraction = 0;

  if (!take_number (&p, 2, &hour) || !take_mark (&p, hours) || !take_number (&p, 2, &minute))
    return FALSE;
  if (take_mark (&p, minutes) && *p != '\0' && !take_number (&p, 2, &second))
    return FALSE;
  take_mark (&p, seconds);
  if (*p == '.')
    {
      p++;
      if (!take_number (&p, 9, &fraction))
        return FALSE;
    }
  if (*p != '\0' || hour > 23 || minute > 59 || second > 59)
    return FALSE;
  *out = hour * HY_HOUR + minute * HY_MINUTE + second * HY_SECOND;
  return TRUE;
}

static HyTime
whole_day (HyDate date, gboolean end_of_day)
{
  return hy_date_at (date, 0) + (end_of_day ? HY_DAY - HY_SECOND : 0);
}

static gboolean
parse_written (const char *text, gboolean end_of_day, HyTime *out)
{
  const char *p = text;
  HyDate date;
  HyTime clock;

  if (!take_date (&p, &date))
    return FALSE;
  if (*p == '\0')
    {
      *out = whole_day (date, end_of_day);
      return TRUE;
    }
  if (*p == ' ' || *p == 'T' || *p == '\t')
    p++;
  while (*p == ' ')
    p++;
  if (!take_clock (p, &clock))
    return FALSE;
  *out = hy_date_at (date, 0) + clock;
  return TRUE;
}

/* "20190228" or "20190228112505". */
static gboolean
parse_compact (const char *text, gboolean end_of_day, HyTime *out)
{
  gsize length = strlen (text);
  int part[6] = { 0 };
  HyDate date;

  if ((length != 8 && length != 14) || strspn (text, "0123456789") != length)
    return FALSE;
  for (gsize i = 0; i < (length == 8 ? 3 : 6); i++)
    {
      if (!take_number (&text, i == 0 ? 4 : 2, &part[i]))
        return FALSE;
    }
  date = hy_date_from_ymd (part[0], part[1], part[2]);
  if (date == HY_DATE_NONE || part[3] > 23 || part[4] > 59 || part[5] > 59)
    return FALSE;
  *out = length == 8 ? whole_day (date, end_of_day)
                     : hy_date_at (date, part[3] * 60 + part[4]) + part[5] * HY_SECOND;
  return TRUE;
}

/* Days since 1899-12-30 with a fraction; only of 1990 to 2099, so that a stray number is no time.
 */
static gboolean
parse_serial (const char *text, gboolean end_of_day, HyTime *out)
{
  char *end;
  double days = g_ascii_strtod (text, &end);
  HyDate date;

  if (!g_ascii_isdigit (*text) || *end != '\0' || strspn (text, "0123456789.") != strlen (text)
      || days < 32874 || days >= 73051)
    return FALSE;
  date = (HyDate) days - 25569;
  if (days == (double) (int) days)
    *out = whole_day (date, end_of_day);
  else
    *out = hy_date_at (date, 0)
           + (HyTime) ((days - (double) (int) days) * 86400.0 + 0.5) * HY_SECOND;
  return TRUE;
}

gboolean
hy_cell_time (const char *text, gboolean end_of_day, HyTime *out)
{
  return hy_time_parse (text, out) || parse_written (text, end_of_day, out)
         || parse_compact (text, end_of_day, out) || parse_serial (text, end_of_day, out);
}
