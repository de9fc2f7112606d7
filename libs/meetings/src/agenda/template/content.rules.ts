import type { ItemInput } from '../agenda.dto.js';
import type { AgendaLine } from '../agenda.types.js';
import type { Attribution, Session, SessionAccess } from '../session/session.types.js';

/** An agenda without a meeting: what a template holds, and what is copied from one meeting to another. */
export interface AgendaContent {
  sessions: {
    title: string;
    access: SessionAccess;
    attribution: Attribution;
    groups: { name: string; room: string | null; chairId: string | null }[];
  }[];
  items: ContentItem[];
}

/** An item; its session and group by their place in the lists. */
export type ContentItem = Omit<ItemInput, 'within'> & { session: number | null; group: number | null };

type KnownSession = Session & { groups: { id: string; name: string; room: string | null; chairId: string | null }[] };

export function contentOf(sessions: readonly KnownSession[], lines: readonly AgendaLine[]): AgendaContent {
  const indexIn = (list: readonly { id: string }[], one: { id: string } | null) => {
    const index = list.findIndex(({ id }) => id === one?.id);
    return index < 0 ? null : index;
  };
  return {
    sessions: sessions.map(({ title, access, attribution, groups }) => ({
      ...{ title, access, attribution },
      groups: groups.map(({ name, room, chairId }) => ({ name, room, chairId })),
    })),
    items: lines
      .filter(isOfOneMeeting)
      .map(({ title, type, minutes, topicCode, note, isSub, presenters, session, group }) => {
        const index = indexIn(sessions, session);
        return {
          ...{ title, type, minutes, topicCode, note, isSub },
          presenters: presenters.map(({ personId, stateCode }) =>
            personId ? { personId } : { stateCode: stateCode! },
          ),
          session: index,
          group: index === null ? null : indexIn(sessions[index]!.groups, group),
        };
      }),
  };
}

/** What came by itself, or belongs to a topic of the series, comes to the next meeting by itself too, if it is to. */
const isOfOneMeeting = ({ topicId, carried }: AgendaLine): boolean => topicId === null && carried === null;

/** A template names nobody, and no room: those are of one meeting. */
export const asTemplate = ({ sessions, items }: AgendaContent): AgendaContent => ({
  sessions: sessions.map((session) => ({
    ...session,
    groups: session.groups.map(({ name }) => ({ name, room: null, chairId: null })),
  })),
  items: items.map((item) => ({ ...item, presenters: [] })),
});

/** A row of the form: which item it was, and what it is now; without a title it goes. */
export interface TemplateRow {
  /** Place in the list before; null: a new one. */
  was: number | null;
  place: number;
  title: string;
  minutes: number;
  type: ItemInput['type'];
}

/** The items as the rows say, in order of their places; what no row tells of an item stays. */
export function edited({ sessions, items }: AgendaContent, rows: readonly TemplateRow[]): AgendaContent {
  const blank = { topicCode: null, note: null, isSub: false, presenters: [], session: null, group: null };
  const kept = rows.filter(({ title }) => title !== '').toSorted((a, b) => a.place - b.place);
  return {
    sessions,
    items: kept.map(({ was, place: _, ...facts }) => ({ ...blank, ...(was === null ? {} : items[was]), ...facts })),
  };
}
