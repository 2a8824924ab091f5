#include "desk/hy-guide-words.h"

#include "desk/hy-look.h"
#include "desk/hy-text.h"
#include "desk/hy-ticket-words.h"

#include <string.h>

static const char *const lesson_codes[HY_N_LESSONS] = { "rule", "script", "good", "mistakes" };
static const char *const headings[HY_N_LESSONS] = {
  N_ ("What the rules say"),
  N_ ("How to say it"),
  N_ ("What good looks like"),
  N_ ("Three usual mistakes"),
};

/* In a script {office}, {person}, {title}, {citizen} and {demands} are filled in from the ticket.
 */
static const char *const lessons[HY_N_GUIDES][HY_N_LESSONS] = {
  [HY_GUIDE_SIGN] = {
    N_ ("Sign within four working hours, urgent ones within thirty minutes. From then on a return is "
        "possible until the end of the next working day, once, and only on the grounds of the list."),
    NULL,
    N_ ("Read to the end, look at the map, search for the number: then sign, and give it to the person who "
        "knows that community."),
    N_ ("1. Signing forty at once without reading one.\n"
        "2. Leaving what is not ours lying until the return is too late.\n"
        "3. Giving it to somebody who is on leave."),
  },
  [HY_GUIDE_CALL] = {
    N_ ("The first contact within one working day, urgent ones within the hour. Reached once is enough; "
        "otherwise three tries in two half-days. Without that the district takes no reply."),
    N_ ("“Good day, this is {person} of the hotline desk of {office}. You told 12345 about “{title}”. Do you "
        "have three minutes?” – Listen first, without a word between.\n"
        "“I have written it down and read it back to you: {demands}. Is anything missing?”\n"
        "“I am going to look into it and ring you by half past five tomorrow, with or without a result. Is this "
        "number good during the day?”"),
    N_ ("Afterwards you can say in the citizen's own words what they want, point by point, where exactly it is, "
        "and when you will ring again."),
    N_ ("1. Explaining before having listened.\n"
        "2. “We are not in charge of that.” Find out who is; that is our part.\n"
        "3. Promising a result. Promise the next call, with its time."),
  },
  [HY_GUIDE_REDO] = {
    N_ ("Sent back means: three working days, a new contact, and an answer to exactly what was found missing."),
    N_ ("“Good day, it is {person} of {office} again, about “{title}”. Our answer was not good enough, I am "
        "sorry. What is still not as it should be?” – Listen.\n"
        "“So what counts for you now is this: {demands}. I will see to it and ring you on the day it is done.”"),
    N_ ("The new reply names the reason for which it came back, and what was done about it since."),
    N_ ("1. Sending the old text with two words changed.\n"
        "2. Ringing only to ask for a better mark.\n"
        "3. Answering everything again but the point that was missing."),
  },
  [HY_GUIDE_LOOK_INTO] = {
    N_ ("Every visit and every unit asked is noted on the day, with time, place and who was there. Photographs "
        "of before and after belong to it."),
    N_ ("To the unit: “We have a 12345 matter, number ending in {tail}: {title}. By law or by your list it falls to "
        "you. Please say by tomorrow noon whether you go there and when; I tell the citizen tonight what you say.”"),
    N_ ("A stranger could write the reply from the notes alone: who went where, when, what was found, what "
        "happens next."),
    N_ ("1. Noting “passed on” and nothing else.\n"
        "2. Waiting for a call-back without having named a time.\n"
        "3. Keeping the photographs on the phone."),
  },
  [HY_GUIDE_TELL] = {
    N_ ("Before the reply goes up the citizen hears the result from you, and you note what they say to it, in "
        "their words. “Not asked” and “could not be reached” are honest answers too."),
    N_ ("“Good day, {person} of {office}, about “{title}”. I said I would ring. This is what we found: …; this is "
        "what was done: …; and this remains, until …”\n"
        "“How do you see it? May I write that down as you said it? If something is not right, say so now: I can "
        "still do something about it.”"),
    N_ ("They know what was done, what was not and why, and whom to ring if it comes back."),
    N_ ("1. “You are satisfied, aren't you?”\n"
        "2. Leaving out what could not be done.\n"
        "3. Telling it after the reply has gone."),
  },
  [HY_GUIDE_REPLY] = {
    N_ ("Each demand has its answer; what is said about the contact and the visits comes from the log. A letter "
        "has a public answer besides, without name, number or address."),
    NULL,
    N_ ("Each demand in its own words, below it what was found and what was done, with date, unit and number; "
        "what is not done yet has a date and a name."),
    N_ ("1. “Received, will be dealt with.”\n"
        "2. One paragraph for three demands.\n"
        "3. A future without a date."),
  },
  [HY_GUIDE_ASK_TIME] = {
    N_ ("An extension is asked for before the due and after having told the citizen: once, ten working days at "
        "most. The light stays yellow until it is decided."),
    N_ ("“Good day, {person} of {office}, about “{title}”. I keep you posted: … is done, … is not, because …. "
        "It takes until … . I have asked for that time and ring you on that day at the latest.”"),
    N_ ("The reason names what has been done, what is missing and whose turn it is; the days are counted, not "
        "guessed."),
    N_ ("1. Asking at 17:29 without a line.\n"
        "2. “Busy” as a reason.\n"
        "3. Forgetting to tell the citizen."),
  },
  [HY_GUIDE_STATE] = {
    N_ ("What is overdue cannot be closed before somebody has stated the cause, who answers for it, how far it "
        "is, and a new date."),
    NULL,
    N_ ("Facts with dates: when who was asked, what they said, what is still missing. The new date is one that "
        "holds."),
    N_ ("1. “Because of the heavy workload.”\n"
        "2. A new date tomorrow that passes as well.\n"
        "3. Leaving the citizen to find out alone."),
  },
};

const char *
hy_lesson_code (HyLesson lesson)
{
  return lesson_codes[lesson];
}

const char *
hy_lesson_heading (HyLesson lesson)
{
  return _ (headings[lesson]);
}

/* "one: …; two: …", or a place to fill in while nobody has been asked. */
static char *
demands_words (const HyMatter *matter)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < matter->demands->len; i++)
    {
      const HyDemand *demand = matter->demands->pdata[i];

      if (strcmp (demand->id, HY_DEMAND_OWN) == 0)
        continue;
      g_string_append_printf (words, _ ("%s%u, %s"), words->len > 0 ? _ ("; ") : "", i + 1,
                              demand->text);
    }
  if (words->len == 0)
    g_string_append (words, _ ("first …, second …"));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

char *
hy_lesson_text (const HyMatter *matter, HyLesson lesson, const char *office, const char *person)
{
  const char *words = lessons[matter->guide.step][lesson];
  const HyTicket *ticket = matter->ticket->view->ticket;
  g_autofree char *demands = NULL;
  g_autoptr (GString) text = NULL;

  if (words == NULL)
    return NULL;
  demands = demands_words (matter);
  text = g_string_new (_ (words));
  g_string_replace (text, "{office}", office != NULL ? office : "…", 0);
  g_string_replace (text, "{person}", person != NULL ? person : "…", 0);
  g_string_replace (text, "{tail}", hy_look_tail (ticket->number), 0);
  g_string_replace (text, "{demands}", demands, 0);
  g_string_replace (text, "{title}", ticket->title, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
