// Two hundred meetings of one expert; the first is a meeting in full: agenda, papers and 31 invitations.
import { newId } from '@samrad/platform/database';
import type { Bulk, Row } from './bulk.js';
import { longAgo, paper } from './records.js';
import { randomFrom, sentence } from './words.js';

interface Cast {
  people: Row[];
  /** Who is invited to all of them. */
  invitee: string;
}

const answers = ['accepted', 'accepted', 'tentative', 'declined', 'needs_action'] as const;

export async function meetingsFor(
  bulk: Bulk,
  { people, invitee }: Cast,
): Promise<{ meetingId: string; meetingIds: string[] }> {
  const random = randomFrom(11);
  const series = {
    id: newId(),
    code: 'BENCH',
    name_en: 'Bench',
    name_nb: 'Bench',
    name_nn: 'Bench',
    group_id: null,
    next_number: 201,
    version: 1,
  };
  const meetings = Array.from({ length: 200 }, (_, index) => meetingAt(index, { random, series, chair: people[2]! }));
  const main = String(meetings[0]!.id);
  await bulk.insert('meeting_series', [series]);
  await bulk.insert('meeting', meetings);
  await agendaOf(bulk, main, { random, people });
  const others = meetings
    .slice(1)
    .map(({ id }) => invitationTo(String(id), { person: invitee, state: 'AT', index: 0 }));
  const guests = people
    .slice(1, 32)
    .map((person, index) => invitationTo(main, { person: String(person.id), state: String(person.state_code), index }));
  await bulk.insert('invitation', [...guests, ...others]);
  return { meetingId: main, meetingIds: meetings.map(({ id }) => String(id)) };
}

function meetingAt(index: number, { random, series, chair }: { random: () => number; series: Row; chair: Row }): Row {
  const month = String((index % 12) + 1).padStart(2, '0');
  const day = `2027-${month}-${String((index % 28) + 1).padStart(2, '0')}`;
  const what = {
    series_id: series.id!,
    number: index + 1,
    title: `Return Expert Group: ${sentence(random, 4)}`,
    description: sentence(random, 60),
    status: 'called',
  };
  const when = {
    start_wall: `${day}T09:00`,
    end_wall: `${day}T15:00`,
    zone: 'Europe/Oslo',
    start_at: `${day}T08:00:00.000Z`,
    end_at: `${day}T14:00:00.000Z`,
  };
  const where = {
    place: 'Radisson Blu Plaza, Oslo',
    video_url: `https://meet.example/${index}`,
    host_state_code: 'NO',
    languages: 'en',
  };
  const who = { group_id: null, chair_id: chair.id!, secretary_id: null, answer_by: '2026-12-20', audience: 'network' };
  const mail = {
    uid: `${newId()}@bench.example`,
    sequence: 1,
    significant_sequence: 1,
    told_significant_sequence: 1,
    status_reason: null,
    called_at: longAgo,
  };
  return {
    id: newId(),
    ...what,
    ...when,
    ...where,
    ...who,
    ...mail,
    created_at: longAgo,
    updated_at: longAgo,
    version: 1,
  };
}

const kinds = ['information', 'discussion', 'decision', 'discussion', 'break', 'other'] as const;

async function agendaOf(
  bulk: Bulk,
  meetingId: string,
  { random, people }: { random: () => number; people: Row[] },
): Promise<void> {
  const items = Array.from({ length: 14 }, (_, place) => ({
    ...{ id: newId(), meeting_id: meetingId, place, type: kinds[place % kinds.length]!, title: sentence(random, 5) },
    ...{ minutes: 25, topic_code: null, note: place % 3 ? null : sentence(random, 15), version: 1 },
  }));
  const presenters = items
    .filter((_, place) => place % 2 === 0)
    .map(({ id }, index) => ({
      id: newId(),
      item_id: id,
      place: 0,
      person_id: index % 3 ? people[index + 3]!.id! : null,
      state_code: index % 3 ? null : 'SE',
    }));
  const papers = Array.from({ length: 8 }, () => paper(newId(), sentence(random, 5)));
  await bulk.insert('agenda_item', items);
  await bulk.insert('agenda_presenter', presenters);
  await bulk.insert('document', papers);
  await bulk.insert(
    'meeting_document',
    papers.map(({ id }, place) => ({
      id: newId(),
      meeting_id: meetingId,
      item_id: place < 6 ? items[place * 2]!.id : null,
      document_id: id!,
      place,
    })),
  );
}

function invitationTo(
  meetingId: string,
  { person, state, index }: { person: string; state: string; index: number },
): Row {
  const status = answers[index % answers.length]!;
  const answered = status === 'needs_action' ? null : longAgo;
  const mode = status === 'accepted' ? (index % 2 ? 'online' : 'in_person') : null;
  const answer = { status, mode, channel: answered && 'calendar', answered_at: answered, reply_stamp: answered };
  const sent = { sent_at: longAgo, sent_sequence: 1, first_message_id: `<${newId()}@bench.example>`, removed_at: null };
  const own = {
    id: newId(),
    meeting_id: meetingId,
    person_id: person,
    state_code: state,
    address: `${index}@agency.example`,
    role: 'required',
  };
  return { ...own, ...answer, ...sent, link_hash: newId().replaceAll('-', ''), created_at: longAgo, version: 1 };
}
