#include "desk/hy-handlers.h"

#include "desk/hy-text.h"
#include "store/hy-people.h"

static const char *
first_person (HySession *session, const HySortHints *hints, const char *handler)
{
  if (hints != NULL && hints->handler != NULL)
    return hints->handler;
  return handler != NULL ? handler : hy_session_get_person (session);
}

GPtrArray *
hy_handlers (HySession *session, const HySortHints *hints, const char *handler)
{
  const GPtrArray *people = hy_session_get_people (session);
  const char *first = first_person (session, hints, handler);
  GPtrArray *handlers = g_ptr_array_new ();

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < people->len; i++)
      {
        HyPersonRow *row = g_ptr_array_index (people, i);

        if ((g_strcmp0 (row->id, first) == 0) == (pass == 0))
          g_ptr_array_add (handlers, row);
      }
  return handlers;
}

char *
hy_handlers_hint (const HySortHints *hints)
{
  if (hints == NULL || hints->handler == NULL)
    return NULL;
  return hints->place != NULL ? g_strdup_printf (_ ("Usually handles %s"), hints->place)
                              : g_strdup (_ ("Usually handles such matters"));
}
