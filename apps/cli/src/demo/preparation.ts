import type { INestApplicationContext } from '@nestjs/common';
import { MeetingFinder } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { addDays } from '@samrad/platform/pure';
import {
  AskedFinder,
  ConfirmationFinder,
  ConfirmationService,
  ConsultationFinder,
  ConsultationService,
  DecisionOfItems,
  ItemCallFinder,
  ItemCallService,
  ProposalFinder,
  ProposalService,
  RankingService,
} from '@samrad/preparation';
import { cast } from './cast.js';

const proposals = [
  {
    title: 'Follow-up after return: what do we count?',
    reason: 'We have run a pilot for two years and would like to compare before we extend it.',
    minutes: 30,
    type: 'discussion' as const,
  },
  {
    title: 'Return of unaccompanied minors: family tracing',
    reason: 'Three States use the same provider. A short exchange would save all of us time.',
    minutes: 20,
    type: 'information' as const,
  },
  {
    title: 'Templates for return decisions',
    reason: 'To agree whether the network should collect them.',
    minutes: 45,
    type: 'decision' as const,
  },
];

/** Presenters of the next meeting, items that States propose for it, and a consultation that is under way. */
export async function seedPreparation(app: INestApplicationContext): Promise<void> {
  const group = await app.get(Db).row<{ id: string }>(sql`SELECT id FROM network_group WHERE code = 'REG'`);
  const meetings = await app.get(MeetingFinder).some(system, sql`m.status = 'called' AND m.group_id = ${group!.id}`);
  const next = meetings.find(({ startAt }) => startAt > app.get(Clock).instant());
  if (next) await seedPresenters(app, next.id);
  if (next) await seedItems(app, next.id);
  await seedConsultation(app, group!.id);
}

async function seedPresenters(app: INestApplicationContext, meetingId: string): Promise<void> {
  const respondBy = addDays(app.get(Clock).today(), 7);
  await app.get(ConfirmationService).ask(system, meetingId, { respondBy, wantsDraft: false });
  const [people, rows] = await Promise.all([
    app.get(AskedFinder).all('presenter', meetingId),
    app.get(ConfirmationFinder).ofMeeting(meetingId),
  ]);
  for (const [name, title] of [
    ['coordinator', null],
    ['swede', 'Ten ad-hoc queries, one lesson'],
  ] as const) {
    const asked = people.find(({ address }) => address === cast[name].email);
    const own = rows.filter(({ askedId }) => askedId === asked?.id);
    const answers = own.map(({ id }) => ({ id, answer: 'yes' as const, title, needs: null }));
    if (asked && answers.length) await app.get(ConfirmationService).answer(asked, { answers });
  }
}

async function seedItems(app: INestApplicationContext, meetingId: string): Promise<void> {
  const respondBy = addDays(app.get(Clock).today(), 6);
  const message = 'The meeting is about reintegration. Items on indicators are most welcome.';
  await app.get(ItemCallService).open(system, meetingId, { respondBy, message });
  const call = (await app.get(ItemCallFinder).ofMeeting(meetingId))!;
  const people = (await app.get(AskedFinder).all('item_call', call.id)).filter(({ stateCode }) => stateCode);
  for (const [index, proposal] of proposals.entries()) {
    await app.get(ProposalService).propose(people[index * 3]!, proposal, null);
  }
  const last = (await app.get(ProposalFinder).ofCall(call.id)).at(-1)!;
  const answer = 'The agenda is full this time. We take it up in spring.';
  await app.get(DecisionOfItems).defer(system, last.id, { answer, version: last.version });
}

async function seedConsultation(app: INestApplicationContext, groupId: string): Promise<void> {
  const aspects = ['Reintegration', 'Return counselling', 'Forced return', 'Alternatives to detention', 'Readmission'];
  const id = await app.get(ConsultationService).create(system, {
    title: 'Aspects of return to take up next year',
    description: 'The Steering Board wants a proposal in January.',
    respondBy: addDays(app.get(Clock).today(), 12),
    most: 3,
    groupId,
    aspects: [...aspects, 'Return of unaccompanied minors'],
  });
  await app.get(ConsultationService).open(system, id);
  const [people, choices] = await Promise.all([
    app.get(AskedFinder).all('consultation', id),
    app.get(ConsultationFinder).aspects(id),
  ]);
  for (const [index, person] of people.entries()) {
    if (index % 3 === 2 || person.address === cast.stateContact.email) continue;
    const places = [0, 1, 2].map((place) => choices[((index % 4) + place * (index % 2 ? 1 : 5)) % choices.length]!.id);
    await app.get(RankingService).answer(person, { places: [...new Set(places)], comment: null });
  }
}
