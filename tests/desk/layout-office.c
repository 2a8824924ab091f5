#include "layout-office.h"

#include "support/hy-test-outbox.h"

#define CONTENT                                                                                    \
  "我家住在向阳里三号楼二单元，楼下的小吃街每天晚上营业到凌晨两点，炒菜的油烟直接对着窗户排。"     \
  "七月份反映过一次，来人看了以后好了两天，后来又和原来一样。\n一、请问他们有没有办环保手续；"     \
  "二、要求把排烟口改到街对面；三、希望晚上十一点以后不要再放音响 & 喊麦 <尤其是周末>。"           \
  "家里有八十岁的老人和要中考的孩子，窗户一年到头不敢开，衣服晾出去全是油味，"                     \
  "邻居们都很有意见，恳请领导抽时间到现场看一看，不要只打一个电话就办结了。"
#define DEMANDS                                                                                    \
  "\"demands\":[{\"id\":\"d1\",\"text\":\"把排烟口改到街对面，不要对着居民楼的窗户\"},"            \
  "{\"id\":\"d2\",\"text\":\"夜里十一点以后停止放音响\"}]"

typedef struct
{
  HyTestTicket ticket;
  const char *records[4][2]; /* kind and body, oldest first */
} Sample;

#define CALL                                                                                       \
  "{\"channel\":\"phone\",\"direction\":\"out\",\"outcome\":\"reached\",\"answered_by\":\"self\"," \
  "\"at\":\"2026-11-20T10:00:00+08:00\",\"purpose\":[\"confirm\"],"                                \
  "\"gist\":\"讲了三分钟，主要是油烟和夜里的音响，希望先把排烟口改了\"," DEMANDS                   \
  ",\"promise\":{\"what\":\"晚上带执法队去看\",\"by\":\"2026-11-23T22:00:00+08:00\"}}"
#define TOLD                                                                                       \
  "{\"channel\":\"phone\",\"direction\":\"in\",\"outcome\":\"reached\",\"answered_by\":\"self\","  \
  "\"at\":\"2026-11-20T16:00:00+08:00\",\"purpose\":[\"tell_result\",\"ask_opinion\"],"            \
  "\"opinion\":{\"value\":\"basic\",\"words\":\"先看一个星期\"}}"
#define VISIT                                                                                      \
  "{\"text\":\"会同城管中队到现场，三家店排烟口都朝居民楼，当场要求整改\","                        \
  "\"with_units\":[\"城管执法中队\",\"金鹗社区\"],\"waiting_for\":{\"unit\":\"金鹗社区\","         \
  "\"person\":\"小刘\",\"phone\":\"13900000002\",\"what\":\"三家店签整改承诺书\","                 \
  "\"by\":\"2026-11-23T12:00:00+08:00\"}}"
#define ANSWER                                                                                     \
  "{\"answers\":[{\"demand_id\":\"d1\",\"finding\":\"true\",\"result\":\"已改到街对面\","          \
  "\"done\":true},{\"demand_id\":\"d2\",\"finding\":\"partly\",\"result\":\"晚上巡查\","           \
  "\"by\":\"2026-11-30\"}],\"contact_summary\":\"两次接通\",\"investigation\":\"到现场看过\","     \
  "\"result_kind\":\"partly\",\"citizen_opinion\":{\"value\":\"basic\",\"words\":\"再看看\"}}"

static const Sample samples[] = {
  { { .id = "t-new",
      .state = "pending_sign",
      .title = "夜市油烟扰民，向阳里三号楼二单元的居民窗户一年到头不敢开，请尽快处理并给个说法",
      .due_sign = "2026-11-23T11:00:00+08:00",
      .handler = "" } },
  { { .id = "t-urgent",
      .state = "pending_sign",
      .title = "楼道里有煤气味 & 报警器 <一直在响>",
      .flags = "[\"urgent\",\"urged:2\",\"supervised:yellow\",\"repeat\",\"group\",\"petition\"]",
      .due_sign = "2026-11-23T09:30:00+08:00",
      .due_contact = "2026-11-23T10:00:00+08:00",
      .due = "2026-11-24T09:00:00+08:00",
      .handler = "" } },
  { { .id = "t-contact",
      .title = "路灯坏了半个月，巴陵小区北门到菜场一段晚上漆黑一片，老人买菜摔了两次没有人管",
      .kind = "help",
      .flags = "[\"urged:1\",\"no_return\"]",
      .due = "2026-11-23T17:30:00+08:00" } },
  { { .id = "t-contacted", .title = "小吃街排烟口对着居民楼", .records = 1 },
    { { "contact", CALL } } },
  { { .id = "t-told", .title = "物业费涨价没有开业主大会", .channel = "district_mailbox" },
    { { "contact", CALL }, { "progress", VISIT }, { "contact", TOLD } } },
  { { .id = "t-review", .title = "学校门口占道经营", .state = "submitted" },
    { { "contact", CALL }, { "progress", VISIT }, { "contact", TOLD }, { "reply", ANSWER } } },
  { { .id = "t-rework", .title = "工地夜间打桩", .state = "rework" },
    { { "contact", CALL },
      { "reply", ANSWER },
      { "reply_rejected",
        "{\"code\":\"demand_unanswered\",\"text\":\"第二条诉求没有说明什么时候办完，"
        "请补充巡查安排和责任人后重新答复，诉求人在回访时表示没有人再联系过他\"}" } } },
  { { .id = "t-suspended", .title = "老旧小区加装电梯", .state = "suspended" },
    { { "contact", CALL }, { "suspension_granted", "{\"text\":\"等规划批复\"}" } } },
  { { .id = "t-overdue",
      .title = "下水道堵了往外返水",
      .due = "2026-11-19T17:30:00+08:00",
      .due_contact = "2026-11-19T12:00:00+08:00" },
    { { "contact", CALL } } },
  { { .id = "t-asked", .title = "独生子女奖励怎么领", .flags = "[\"extension:pending\"]" },
    { { "contact", CALL },
      { "extension_request",
        "{\"days\":5,\"reason\":\"等社区核档\",\"citizen_told\":\"t-asked-1\"}" } } },
  { { .id = "t-closed", .title = "公交站牌歪了", .state = "closed" },
    { { "contact", CALL }, { "reply", ANSWER }, { "reply_accepted", "{\"text\":\"同意\"}" } } },
  { { .id = "t-letter",
      .title = "区长信箱：健身馆关门退卡",
      .channel = "mayor_mailbox",
      .phone = "",
      .place = "" } },
};

/* The document as the project ships it. */
static char *
shipped (const char *kind, const char *id)
{
  g_autofree char *name = g_strdup_printf ("%s.json", kind);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  /* One line of the feed. */
  g_strdelimit (text, "\n", ' ');
  return hy_test_document_line (kind, id, 1, text);
}

static gboolean
enrol (HyReplica *replica, gpointer data, GError **error)
{
  HyEnrolment enrolment = {
    .url = (char *) "https://127.0.0.1:1",
    .district = (char *) "d1",
    .district_name = (char *) "区热线办",
    .office = (char *) "o1",
    .office_name = (char *) "东茅岭街道",
    .office_kind = (char *) "street",
    .device = (char *) "pc-1",
    .device_name = (char *) "三号窗口",
  };

  return hy_replica_set_enrolment (replica, &enrolment, "epoch-1", error);
}

HyTestReplica *
layout_office_new (void)
{
  HyTestReplica *self = hy_test_replica_new ();

  hy_test_write (self, enrol, NULL);
  hy_test_feed_on (
      self, shipped ("policy", "policy-1"), shipped ("calendar", "calendar-1"),
      hy_test_document_line (
          "person", "p-zhang", 1,
          "{\"id\":\"p-zhang\",\"name\":\"张敏\",\"office\":\"o1\",\"active\":true}"),
      hy_test_document_line (
          "person", "p-li", 1,
          "{\"id\":\"p-li\",\"name\":\"欧阳李军\",\"office\":\"o1\",\"active\":true}"),
      NULL);
  return self;
}

static void
feed_sample (HyTestReplica *self, const Sample *sample)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  HyTestTicket ticket = sample->ticket;

  ticket.content = CONTENT;
  ticket.number = g_strdup_printf ("20261120-%04u", (guint) (sample - samples) + 1);
  for (ticket.records = 0; ticket.records < 4 && sample->records[ticket.records][0] != NULL;)
    ticket.records++;
  ticket.version = ticket.records + 1;
  hy_test_feed_on (self, hy_test_ticket_line (&ticket), NULL);
  for (int i = 0; i < ticket.records; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s-%d", ticket.id, i + 1);

      hy_test_feed_on (self,
                       hy_test_record_line (ticket.id, id, i + 2, sample->records[i][0],
                                            sample->records[i][1]),
                       NULL);
    }
  g_free ((char *) ticket.number);
}

static void
fill_outbox (HyTestReplica *self)
{
  g_autofree char *refused = hy_test_queue (self, "t-told", "progress", VISIT);
  g_autoptr (GPtrArray) taken = hy_test_take (self);
  g_autofree char *answer = g_strdup_printf (
      "{\"id\":\"%s\",\"result\":\"refused\",\"code\":\"wrong_state\",\"detail\":\"%s\"}", refused,
      "诉求人 10:12 有补充，回复写在它之前");

  hy_test_settle (self, answer);
  g_free (hy_test_queue (self, "t-contacted", "progress", VISIT));
  g_free (hy_test_queue (self, "t-contact", "contact", CALL));
}

void
layout_office_fill (HyTestReplica *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    feed_sample (self, &samples[i]);
  fill_outbox (self);
}

const char *
layout_office_title (const char *ticket)
{
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    if (g_str_equal (samples[i].ticket.id, ticket))
      return samples[i].ticket.title;
  g_assert_not_reached ();
}
