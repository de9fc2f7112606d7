import { addDays } from '@samrad/platform/pure';
import type { ConfirmationAnswer } from './confirmation.entity.js';

/** An item of an agenda, as far as it matters for who presents it when. */
export interface Item {
  id: string;
  title: string;
  /** Wall times. */
  start: string;
  end: string;
  presenters: readonly { personId: string | null; stateCode: string | null }[];
}

/** One person to be asked about one item. */
export interface Need {
  itemId: string;
  personId: string;
  stateCode: string | null;
  start: string;
  end: string;
}

/** What was asked already. */
export interface AskedItem {
  id: string;
  itemId: string;
  personId: string;
  stateCode: string | null;
  startWall: string;
  endWall: string;
  zone: string;
  answer: ConfirmationAnswer | null;
  answeredAt: string | null;
}

/** Everybody who is to be asked about every item: the person who presents, or those who speak for the State that does. */
export function needsOf(items: readonly Item[], speakers: readonly { personId: string; stateCode: string }[]): Need[] {
  const needs = items.flatMap(({ id: itemId, start, end, presenters }) =>
    presenters.flatMap(({ personId, stateCode }): Need[] => {
      if (personId) return [{ itemId, personId, stateCode: null, start, end }];
      const own = speakers.filter((one) => one.stateCode === stateCode);
      return own.map((one) => ({ itemId, personId: one.personId, stateCode, start, end }));
    }),
  );
  // Who presents and also speaks for a presenting State is asked once, as a person.
  const key = ({ itemId, personId }: Need) => `${itemId} ${personId}`;
  const once = new Map<string, Need>();
  for (const need of needs) if (!once.has(key(need)) || need.stateCode === null) once.set(key(need), need);
  return [...once.values()];
}

/** Whether what was asked is what is needed: same time, same part. */
export const isSame = (row: AskedItem, need: Need, zone: string): boolean =>
  row.startWall === need.start && row.endWall === need.end && row.zone === zone && row.stateCode === need.stateCode;

/** What is to be done so that everybody needed is asked about the right time. */
export function planOf(needs: readonly Need[], rows: readonly AskedItem[], zone: string) {
  const rowOf = (need: Need) =>
    rows.find(({ itemId, personId }) => itemId === need.itemId && personId === need.personId);
  const fresh = needs.filter((need) => !rowOf(need));
  const changed = needs.flatMap((need) => {
    const row = rowOf(need);
    return row && !isSame(row, need, zone) ? [{ need, row }] : [];
  });
  const isNeeded = (row: AskedItem) => needs.some((n) => n.itemId === row.itemId && n.personId === row.personId);
  return { fresh, changed, gone: rows.filter((row) => !isNeeded(row)) };
}

export type Standing = ConfirmationAnswer | 'waiting' | 'changed' | 'unasked';

/** How it stands with one presenter of one item; of several who speak for a State the last answer counts. */
export function standingOf<R extends AskedItem>(
  item: Item,
  presenter: Item['presenters'][number],
  { rows, zone }: { rows: readonly R[]; zone: string },
): { standing: Standing; row: R | null } {
  const own = rows.filter(
    (row) =>
      row.itemId === item.id &&
      (presenter.personId ? row.personId === presenter.personId : row.stateCode === presenter.stateCode),
  );
  if (!own.length) return { standing: 'unasked', row: null };
  const current = own.filter((row) => row.startWall === item.start && row.endWall === item.end && row.zone === zone);
  if (!current.length) return { standing: 'changed', row: null };
  const [last] = current.filter(({ answer }) => answer).sort((a, b) => (a.answeredAt! < b.answeredAt! ? 1 : -1));
  return last ? { standing: last.answer!, row: last } : { standing: 'waiting', row: null };
}

const daysToAnswer = 5;

/** Until when those asked again by themselves are to answer: the day that was set, or a few days, before the meeting. */
export function nextRespondBy(set: string, { today, meetingDay }: { today: string; meetingDay: string }): string {
  if (set >= today) return set;
  const soon = addDays(today, daysToAnswer);
  return soon < meetingDay || meetingDay < today ? soon : meetingDay;
}
