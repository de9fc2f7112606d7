import type { Exempted } from '@samrad/library';
import type { ItemInput } from '../agenda.dto.js';
import type { AgendaLine } from '../agenda.types.js';
import type { Attribution, Session, SessionAccess } from '../session/session.types.js';

/** An agenda without a meeting: what a template holds, and what is copied from one meeting to another. */
export interface AgendaContent {
  sessions: ({
    title: string;
    access: SessionAccess;
    attribution: Attribution;
    groups: { name: string; room: string | null; chairId: string | null }[];
  } & Partial<Exempted>)[];
  items: ContentItem[];
}

/** An item; its session and group by their place in the lists. */
export type ContentItem = Omit<ItemInput, 'within'> & { session: number | null; group: number | null };

type KnownSession = Session &
  Partial<Exempted> & { groups: { id: string; name: string; room: string | null; chairId: string | null }[] };

export function contentOf(sessions: readonly KnownSession[], lines: readonly AgendaLine[]): AgendaContent {
  const indexIn = (list: readonly { id: string }[], one: { id: string } | null) => {
    const index = list.findIndex(({ id }) => id === one?.id);
    return index < 0 ? null : index;
  };
  return {
    sessions: sessions.map(({ title, access, attribution, exemption, exemptionReason, exemptionReviewOn, groups }) => ({
      ...{ title, access, attribution },
      ...(exemption && { exemption, exemptionReason, exemptionReviewOn }),
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

/** Who is not to be asked for anything is not taken along to another meeting. */
export const without = (away: ReadonlySet<string>, { sessions, items }: AgendaContent): AgendaContent => ({
  sessions: sessions.map(({ groups, ...session }) => ({
    ...session,
    groups: groups.map((group) => (away.has(group.chairId ?? '') ? { ...group, chairId: null } : group)),
  })),
  items: items.map((item) => ({
    ...item,
    presenters: item.presenters.filter((one) => !('personId' in one) || !away.has(one.personId)),
  })),
});

/** The persons that it names. */
export const personsIn = ({ sessions, items }: AgendaContent): string[] => [
  ...sessions.flatMap(({ groups }) => groups.flatMap(({ chairId }) => chairId ?? [])),
  ...items.flatMap(({ presenters }) => presenters.flatMap((one) => ('personId' in one ? one.personId : []))),
];

/** A template names nobody, no room and no exemption: those are of one meeting. */
export const asTemplate = ({ sessions, items }: AgendaContent): AgendaContent => ({
  sessions: sessions.map(({ title, access, attribution, groups }) => ({
    ...{ title, access, attribution },
    groups: groups.map(({ name }) => ({ name, room: null, chairId: null })),
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
  /** Place among the rows of sessions; null: in none. Absent: as it was. */
  session?: number | null;
}

/** The same of a session; without a title it goes, and its items are in none. */
export interface SessionRow {
  was: number | null;
  title: string;
  access: SessionAccess;
  attribution: Attribution;
}

/** The items and sessions as the rows say, items in order of their places; what no row tells stays. */
export function edited(before: AgendaContent, rows: readonly TemplateRow[], sent?: readonly SessionRow[]) {
  const kept = rows.filter(({ title }) => title !== '').toSorted((a, b) => a.place - b.place);
  const slots = sent ?? before.sessions.map((session, was) => ({ ...session, was }));
  const named = slots.filter(({ title }) => title !== '');
  const blank = { topicCode: null, note: null, isSub: false, presenters: [], session: null, group: null };
  const items = kept.map(({ was, place: _, session, ...facts }): ContentItem => {
    const item = was === null ? blank : before.items[was]!;
    const slot = session === undefined ? slotOf(slots, item.session) : session;
    const stays = slot !== null && slots[slot]?.was === item.session;
    return { ...item, ...facts, session: indexOrNull(named, slots[slot ?? -1]), group: stays ? item.group : null };
  });
  const sessions = named.map(({ was, title, access, attribution }) => {
    const { groups = [] } = (was === null ? undefined : before.sessions[was]) ?? {};
    return { title, access, attribution, groups };
  });
  return { sessions, items };
}

const slotOf = (slots: readonly SessionRow[], session: number | null): number | null => {
  const slot = slots.findIndex(({ was }) => was !== null && was === session);
  return slot < 0 ? null : slot;
};

const indexOrNull = (sessions: readonly SessionRow[], session: SessionRow | undefined): number | null => {
  const index = session ? sessions.indexOf(session) : -1;
  return index < 0 ? null : index;
};
