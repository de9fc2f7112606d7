import type { INestApplicationContext } from '@nestjs/common';
import { PersonFinder } from '@samrad/network';
import {
  FixedDateService,
  PollAsked,
  PollFinder,
  PollLife,
  PollService,
  VoteService,
  YearService,
} from '@samrad/planning';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { addDays } from '@samrad/platform/pure';
import { cast } from './cast.js';

type Answer = 'yes' | 'if_needed' | 'no';

/** What members answer in turn; null: nothing yet. */
const answers: (Answer[] | null)[] = [
  ['yes', 'yes', 'no', 'if_needed'],
  ['no', 'yes', 'yes', 'yes'],
  ['yes', 'yes', 'if_needed', 'no'],
  null,
  ['if_needed', 'yes', 'no', 'yes'],
  ['no', 'if_needed', 'yes', 'yes'],
  ['no', 'yes', 'yes', 'no'],
];

/** An open date poll, to which some have answered, and the plan of the coming year. */
export async function seedPlanning(app: INestApplicationContext): Promise<void> {
  await seedPoll(app);
  await seedYear(app);
}

async function seedPoll(app: INestApplicationContext): Promise<void> {
  const group = await app.get(Db).row<{ id: string }>(sql`SELECT id FROM network_group WHERE code = 'REG'`);
  const today = app.get(Clock).today();
  const id = await app.get(PollService).create(system, {
    title: 'Workshop on return counselling in practice',
    description: 'Half a day online: three States show how they advise families. Please say which times suit you.',
    seriesId: null,
    groupId: group!.id,
    place: null,
    videoUrl: 'https://video.example.org/counselling',
    respondBy: addDays(today, 9),
    showsAnswers: true,
  });
  const slot = (days: number, clock: string, zone = 'Europe/Oslo') => ({
    start: `${workday(addDays(today, days))}T${clock}`,
    zone,
    minutes: 180,
  });
  const slots = [
    slot(38, '09:00'),
    slot(40, '13:00'),
    slot(45, '09:00', 'Europe/Brussels'),
    slot(47, '10:00', 'Europe/Helsinki'),
  ];
  await app.get(PollService).propose(system, id, { slots });
  await askMembers(app, { id, groupId: group!.id, day: today });
  await answerSome(app, id);
}

async function askMembers(app: INestApplicationContext, poll: { id: string; groupId: string; day: string }) {
  const members = await app.get(PersonFinder).membersOn(poll.groupId, poll.day);
  const keys = [cast.chair.email, cast.secretariat.email];
  const persons = members
    .filter(({ role }) => role !== 'observer')
    .slice(0, 24)
    .map(({ personId, address }) => ({ personId, isKey: keys.includes(address ?? '') }));
  await app.get(PollAsked).choose(system, poll.id, { persons });
  await app.get(PollLife).send(system, poll.id);
}

async function answerSome(app: INestApplicationContext, pollId: string) {
  const [voters, slots] = await Promise.all([app.get(PollFinder).asked(pollId), app.get(PollFinder).slots(pollId)]);
  for (const [index, voter] of voters.entries()) {
    const given = answers[index % answers.length];
    if (!given || voter.address === cast.expert.email) continue;
    const own = slots.map((slot, at) => [slot.id, given[at]!] as const);
    const comment = index === 1 ? 'In the week after, mornings only.' : null;
    await app.get(VoteService).answer(voter, { answers: Object.fromEntries(own), comment });
  }
}

/** The same day, or the Monday after a weekend. */
function workday(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekday === 6) return addDays(day, 2);
  return weekday === 0 ? addDays(day, 1) : day;
}

/** Four meetings placed: one beside an NCP meeting, one on its days, one near a holiday. */
async function seedYear(app: INestApplicationContext) {
  const series = await app.get(Db).row<{ id: string }>(sql`SELECT id FROM meeting_series WHERE code = 'REG'`);
  const year = Number(app.get(Clock).today().slice(0, 4)) + 1;
  const [spring, autumn] = [thirdTuesday(`${year}-04-01`), thirdTuesday(`${year}-10-01`)];
  const fixed = [
    { title: 'NCP meeting, spring', startsOn: spring, endsOn: addDays(spring, 1), place: 'Brussels' },
    { title: 'NCP meeting, autumn', startsOn: autumn, endsOn: addDays(autumn, 1), place: 'Helsinki' },
  ];
  for (const one of fixed) await app.get(FixedDateService).add(system, { kind: 'ncp_meeting', ...one });
  const places = [
    { title: 'Return Expert Group: winter meeting', day: thirdTuesday(`${year}-02-01`), place: 'Oslo' },
    { title: 'Return Expert Group: spring meeting', day: addDays(spring, 2), place: 'Brussels' },
    { title: 'Return Expert Group: summer meeting', day: `${year}-05-17`, place: 'Warsaw' },
    { title: 'Return Expert Group: autumn meeting', day: addDays(autumn, 1), place: 'Helsinki' },
  ];
  for (const { day, title, place } of places) {
    const times = { start: `${day}T09:00`, end: `${day}T15:00`, zone: 'Europe/Oslo' };
    await app.get(YearService).place(system, { seriesId: series!.id, year }, { title, place, ...times });
  }
}

function thirdTuesday(first: string): string {
  const weekday = new Date(`${first}T00:00:00Z`).getUTCDay();
  return addDays(first, ((9 - weekday) % 7) + 14);
}
