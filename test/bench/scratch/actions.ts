// Action items that each ask thirty States: some years of them, most finished, some late.
import { stateName } from '@samrad/network';
import { newId } from '@samrad/platform/database';
import { fold } from '@samrad/platform/pure';
import type { Bulk, Row } from './bulk.js';
import { randomFrom, sentence } from './words.js';

/** Thirty of those that take part. */
const asked = 'AT BE BG CY CZ DE EE ES FI FR GR HR HU IE IT LT LU LV MT NL NO PL PT RO SE SI SK AM GE MD'.split(' ');
const atOnce = 500;
/** Due dates go from three years ago to half a year ahead. */
const [firstDay, days] = [-1095, 1275];
const dayMs = 86_400_000;
const now = Date.now();
/** The day so many days from today; a list of them, because there are a million to write. */
const calendar = Array.from({ length: days + 200 }, (_, at) =>
  new Date(now + (firstDay - 100 + at) * dayMs).toISOString().slice(0, 10),
);
const dayAt = (ahead: number): string => calendar[ahead - firstDay + 100]!;

/** A note for every so many lines. */
const noted = randomFrom(29);
const notes = Array.from({ length: 400 }, () => sentence(noted, 8));
const sorts = new Map(asked.map((code) => [code, fold(stateName(code, 'en'))]));

/** An action item with the day on which it is due, in days from today. */
interface Item {
  row: Row;
  due: number;
}

/** @param meetingIds where they were agreed */
export async function fillActions(bulk: Bulk, count: number, meetingIds: readonly string[]): Promise<void> {
  const random = randomFrom(23);
  for (let from = 0; from < count; from += atOnce) {
    const items = Array.from({ length: Math.min(atOnce, count - from) }, (_, index) =>
      itemAt(from + index + 1, random, meetingIds),
    );
    await bulk.insert(
      'action_item',
      items.map(({ row }) => row),
    );
    await bulk.insert(
      'action_progress',
      items.flatMap((item) => asked.map((state) => lineOf(item, state, random))),
    );
  }
}

function itemAt(number: number, random: () => number, meetingIds: readonly string[]): Item {
  const due = firstDay + Math.floor(random() * days);
  const at = agreedAt(due);
  const origin = { meeting_id: meetingIds[number % meetingIds.length]!, item_id: null };
  const what = { id: newId(), number, title: sentence(random, 6), description: sentence(random, 20) };
  const who = {
    responsible_kind: 'all_states',
    audience: 'network',
    reminder_days: null,
    priority: 'normal',
    created_by: 'Bench',
  };
  const row = { ...what, due_on: dayAt(due), ...origin, ...who, created_at: at, updated_at: at, version: 1 };
  return { row, due };
}

const agreedAt = (due: number): string => `${dayAt(due - 60)}T09:00:00.000Z`;

/** Of what was due before today nearly all is finished; of what is still to come a few. */
function lineOf({ row, due }: Item, state: string, random: () => number): Row {
  const isFinished = random() < (due < 0 ? 0.95 : 0.2);
  const status = isFinished ? 'done' : random() < 0.5 ? 'not_started' : 'under_way';
  const isReported = status !== 'not_started';
  const finished = Math.min(0, due + Math.floor(random() * 40) - 30);
  const dueOn = dayAt(due);
  return {
    ...{ id: newId(), action_id: row.id!, action_number: row.number!, state_code: state },
    ...{ organisation_id: null, person_id: null, responsible_sort: sorts.get(state)!, status },
    ...{ is_finished: Number(isFinished), finished_on: isFinished ? dayAt(finished) : null },
    ...{ due_on: dueOn, sort_due: dueOn, has_own_due: 0, asked_due_on: null, asked_due_note: null },
    ...{ asked_due_by: null, chased_on: null, reminded_at: null },
    ...{ note: isReported ? notes[Math.floor(random() * notes.length)]! : null },
    ...{ updated_by: isReported ? 'Bench' : null, updated_at: agreedAt(due), version: 1 },
  };
}
