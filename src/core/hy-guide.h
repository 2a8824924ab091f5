/* The one next step of a ticket, and how far it is: what the guide shows a clerk (screens.md, "Guide card"). Pure. */
#pragma once

#include "core/hy-workflow.h"

G_BEGIN_DECLS

typedef enum
{
  HY_GUIDE_SIGN,
  HY_GUIDE_CALL,           /* no contact of this round yet */
  HY_GUIDE_REDO,           /* sent back: call again */
  HY_GUIDE_LOOK_INTO,      /* contacted: nothing noted since */
  HY_GUIDE_TELL,           /* something was done: tell the result, hear the opinion */
  HY_GUIDE_REPLY,          /* told, or tried as honestly as for a contact */
  HY_GUIDE_ASK_TIME,       /* due today, nothing done yet, and an extension may still be asked */
  HY_GUIDE_STATE,          /* overdue without a statement */
  HY_GUIDE_WAIT_EXTENSION,
  HY_GUIDE_WAIT_RETURN,
  HY_GUIDE_WAIT_REVIEW,
  HY_GUIDE_SUSPENDED,
  HY_GUIDE_FOLLOW_UP,      /* closed: the district rings the citizen */
  HY_GUIDE_DONE,           /* archived */
  HY_GUIDE_LEFT,           /* with another office: what they make of it is not known here */
  HY_GUIDE_WAIT_ANSWER,    /* contacted: somebody else has the ball */
  HY_N_GUIDES
} HyGuideStep;

/* 签收 联系 办理 告知 回复 审核 回访 */
typedef enum
{
  HY_STAGE_SIGN,
  HY_STAGE_CONTACT,
  HY_STAGE_HANDLE,
  HY_STAGE_TELL,
  HY_STAGE_REPLY,
  HY_STAGE_REVIEW,
  HY_STAGE_FOLLOW_UP,
  HY_N_STAGES
} HyStage;

typedef enum
{
  HY_STAGE_TO_DO,
  HY_STAGE_CURRENT,
  HY_STAGE_DONE,
  HY_STAGE_DONE_LATE,
  HY_STAGE_WAIVED /* passed, and not asked for: a call to somebody who cannot or will not be rung */
} HyStageState;

typedef struct
{
  HyGuideStep step;
  const char *kind;        /* the command its one button begins, or NULL when there is only waiting. Static */
  HyTime by;               /* until when, or none */
  const HyRecord *record;  /* the request, question, reply, rejection or supplement it speaks of, or NULL. Belongs to the case */
  guint demands;           /* how many a reply has to answer */
  HyGate telling;          /* once contacted: tries to tell the result since they were last reached; open: they are enough */
  HyStageState stage[HY_N_STAGES];
} HyGuide;

void hy_guide_read (const HyCase *c, HyTime now, HyGuide *out);

G_END_DECLS
