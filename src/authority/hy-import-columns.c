#include "authority/hy-import-columns.h"

#include <string.h>

typedef struct
{
  HyColumn column;
  const char *words; /* separated by spaces; lower case, no spaces or punctuation inside */
} Synonyms;

static const Synonyms synonyms[] = {
  { HY_COLUMN_NUMBER, "工单编号 工单号 工单号码 工单流水号 编号 信件编号 信件号 留言编号 受理编号 "
                      "受理单号 诉求编号 件号 流水号 "
                      "number ticketnumber ticketno ticketid orderno id no" },
  { HY_COLUMN_TITLE, "标题 工单标题 主题 留言主题 信件标题 诉求标题 事项标题 title subject" },
  { HY_COLUMN_CONTENT, "内容 工单内容 诉求内容 留言详情 信件内容 来信内容 问题描述 事项内容 "
                       "反映内容 诉求描述 具体内容 "
                       "content text description body" },
  { HY_COLUMN_RECEIVED_AT, "受理时间 来信时间 来电时间 留言时间 登记时间 诉求时间 接收时间 "
                           "创建时间 提交时间 反映时间 时间 日期 "
                           "receivedat received time date createdat" },
  { HY_COLUMN_NAME, "诉求人 来信人 来电人 姓名 诉求人姓名 来电人姓名 来信人姓名 留言用户 投诉人 "
                    "联系人 市民姓名 反映人 申请人 "
                    "name citizen citizenname caller sender" },
  { HY_COLUMN_PHONE, "联系电话 电话 手机 手机号 手机号码 来电号码 联系方式 诉求人电话 "
                     "诉求人联系电话 来电电话 电话号码 "
                     "phone telephone tel mobile phonenumber" },
  { HY_COLUMN_PHONE2, "备用电话 联系电话2 电话2 其他电话 其它电话 第二联系电话 备用联系电话 phone2 "
                      "secondphone alternatephone" },
  { HY_COLUMN_ADDRESS,
    "地址 诉求人地址 联系地址 住址 家庭住址 通讯地址 来信人地址 详细地址 address citizenaddress" },
  { HY_COLUMN_PLACE, "事发地点 事发地址 发生地点 发生地址 诉求地点 问题地点 事件地点 诉求地址 地点 "
                     "place location site" },
  { HY_COLUMN_KIND, "诉求类型 诉求类别 类型 工单类型 信件类型 信件类别 事项类型 来信类型 诉求性质 "
                    "kind type demandkind" },
  { HY_COLUMN_CHANNEL,
    "渠道 来源 诉求渠道 受理渠道 诉求来源 工单来源 来源渠道 信件来源 channel source" },
  { HY_COLUMN_CATEGORY,
    "分类 问题分类 内容分类 事项分类 归口分类 诉求分类 问题类别 category categories" },
  { HY_COLUMN_CATEGORY1, "一级分类 一级类别 一级标签 category1" },
  { HY_COLUMN_CATEGORY2, "二级分类 二级类别 二级标签 category2" },
  { HY_COLUMN_CATEGORY3, "三级分类 三级类别 三级标签 category3" },
  { HY_COLUMN_DUE_UPSTREAM,
    "办理时限 办结时限 截止时间 办理期限 处理时限 到期时间 办结期限 市级时限 要求办结时间 "
    "dueupstream due deadline" },
  { HY_COLUMN_URGENT, "紧急 是否紧急 紧急程度 加急 是否加急 urgent urgency priority" },
  { HY_COLUMN_CONFIDENTIAL, "保密 是否保密 信息保密 confidential" },
  { HY_COLUMN_ANONYMOUS, "匿名 是否匿名 anonymous" },
  { HY_COLUMN_NO_CALLBACK, "不需回访 无需回访 不回访 免回访 不需要回访 不要回访 nocallback" },
  { HY_COLUMN_PUBLIC_CONSENT, "同意公开 是否公开 是否同意公开 公开 publicconsent public" },
};

static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x3000 || c == 0xfeff || c == 0x200b;
}

char *
hy_trim (const char *text)
{
  const char *end = text + strlen (text);

  while (*text != '\0' && is_space (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text && is_space (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return g_strndup (text, (gsize) (end - text));
}

/* Lower case, without spaces and marks such as "*标题：" or "ticket_number"; a unit or remark in
 * brackets goes. */
static char *
normalize_heading (const char *heading)
{
  g_autofree char *lower = g_utf8_strdown (heading, -1);
  GString *out = g_string_new (NULL);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c == '(' || c == 0xff08) && out->len > 0)
        break;
      if (g_unichar_isalnum (c))
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

static gboolean
list_has (const char *words, const char *word)
{
  gsize length = strlen (word);
  const char *hit = words;

  while (length > 0 && (hit = strstr (hit, word)) != NULL)
    {
      if ((hit == words || hit[-1] == ' ') && (hit[length] == ' ' || hit[length] == '\0'))
        return TRUE;
      hit += length;
    }
  return FALSE;
}

static HyColumn
find_column (const char *heading)
{
  g_autofree char *word = normalize_heading (heading);

  for (gsize i = 0; i < G_N_ELEMENTS (synonyms); i++)
    {
      if (list_has (synonyms[i].words, word))
        return synonyms[i].column;
    }
  return HY_COLUMN_UNKNOWN;
}

static char *
unique_key (GHashTable *taken, const char *heading, guint index)
{
  char *key = *heading != '\0' ? g_strdup (heading) : g_strdup_printf ("column %u", index + 1);

  for (guint n = 2; g_hash_table_contains (taken, key); n++)
    {
      g_free (key);
      key = g_strdup_printf ("%s (%u)", *heading != '\0' ? heading : "column", n);
    }
  g_hash_table_add (taken, key);
  return key;
}

HyColumns *
hy_columns_new (const GPtrArray *headings)
{
  HyColumns *self = g_new0 (HyColumns, 1);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);

  self->n = headings->len;
  self->column = g_array_new (FALSE, FALSE, sizeof (HyColumn));
  self->heading = g_new0 (char *, self->n + 1);
  self->key = g_new0 (char *, self->n + 1);
  for (int i = 0; i < HY_N_COLUMNS; i++)
    self->position[i] = -1;
  for (guint i = 0; i < self->n; i++)
    {
      HyColumn column;

      self->heading[i] = hy_trim (headings->pdata[i]);
      self->key[i] = unique_key (taken, self->heading[i], i);
      column = find_column (self->heading[i]);
      if (column != HY_COLUMN_UNKNOWN && self->position[column] >= 0)
        column = HY_COLUMN_UNKNOWN;
      if (column != HY_COLUMN_UNKNOWN)
        self->position[column] = (int) i;
      g_array_append_val (self->column, column);
    }
  return self;
}

void
hy_columns_free (HyColumns *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->column);
  g_strfreev (self->heading);
  g_strfreev (self->key);
  g_free (self);
}

const char *
hy_columns_heading (const HyColumns *self, guint index)
{
  return index < self->n ? self->heading[index] : "";
}
