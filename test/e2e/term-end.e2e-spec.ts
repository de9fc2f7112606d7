// The end of a term, as everything that hangs on it sees it: no job runs after the end, so nothing may wait for one.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  AgendaService,
  AnswerLink,
  InvitationFinder,
  InvitationService,
  MeetingLife,
  outside as forAll,
} from '@samrad/meetings';
import { GroupFinder, MembershipFinder, MembershipService, PersonFinder } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { addDays } from '@samrad/platform/pure';
import { PollAsked, PollFinder, PollLife, PollService, VoteLink } from '@samrad/planning';
import { AskedFinder, AskedLink, ConfirmationService, ConsultationFinder } from '@samrad/preparation';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { personOf, planned } from '../support/invited.js';

let app: TestApp;
let coordinator: Browser;
let expert: Browser;
let regId: string;
let membershipId: string;
let documentId: string;
let meetingId: string;
let feed: string;
let asked: string;
const today = () => app.get(Clock).today();

beforeAll(async () => {
  app = await startApp();
  coordinator = await app.as('coordinator');
  expert = await app.as('expert');
  regId = (await app.get(GroupFinder).byCode('REG'))!.id;
  const personId = await personOf(app, 'expert');
  const term = { personId, role: 'member' as const, stateCode: 'NO', validFrom: '2020-01-01', validTo: null };
  membershipId = await app.get(MembershipService).add(system, regId, term);
  meetingId = await planned(app, { title: 'Inside the group', audience: 'group', groupId: regId });
  await app.get(MeetingLife).call(system, meetingId);
  documentId = await documentOfGroup();
  await expert.get('/profile/calendar');
  feed = /\/calendar\/[\w-]+\.ics/.exec((await expert.post('/profile/calendar')).text)![0];
  asked = await consultationLink(personId);
  await app.work();
});
afterAll(() => app.close());

async function documentOfGroup(): Promise<string> {
  await coordinator.get('/documents/new');
  const fields = { title: 'Paper for members', language: 'en', audience: 'group', groupId: regId, reference: '' };
  const file = { content: Buffer.from('%PDF-1.4\n%%EOF'), filename: 'paper.pdf' };
  const made = await coordinator.upload('/documents/new', 'file', file, fields);
  expect(made.status).toBe(303);
  return made.headers.location!.split('/').at(-1)!;
}

/** The personal link by which the member answers for the State. */
async function consultationLink(personId: string): Promise<string> {
  await coordinator.get('/consultations/new');
  const form = { title: 'Next year', description: '', groupId: regId, most: '2', aspects: 'One\nTwo' };
  const made = await coordinator.post('/consultations', { ...form, respondBy: addDays(today(), 14) });
  const id = made.headers.location!.split('/').at(-1)!;
  await coordinator.post(`/consultations/${id}/opening`).expect(303);
  expect(await app.get(ConsultationFinder).one(system, id)).toBeDefined();
  const row = (await app.get(AskedFinder).all('consultation', id)).find((one) => one.personId === personId)!;
  return app.get(AskedLink).pathOf(row);
}

/** What a member reaches: pages, API, search, feed, personal link and mails of the group. */
async function reached() {
  const raw = (path: string) => app.visitor().raw.get(path);
  return {
    document: (await expert.get(`/documents/${documentId}`)).status,
    file: (await expert.raw.get(`/documents/${documentId}/file`)).status,
    api: (await expert.api('get', `/documents/${documentId}`)).status,
    meeting: (await expert.get(`/meetings/${meetingId}`)).status,
    found: (await expert.api('get', '/search?q=Paper&limit=100')).text.includes(documentId),
    groupFeed: (await raw(feed.replace('.ics', '/REG.ics'))).text.includes('Inside the group'),
    link: (await raw(asked)).status,
    mails: (await app.get(PersonFinder).membersOn(regId, today())).length,
  };
}
const member = { document: 200, file: 200, api: 200, meeting: 200, found: true, groupFeed: true, link: 200, mails: 1 };
const outside = {
  document: 404,
  file: 404,
  api: 404,
  meeting: 404,
  found: false,
  groupFeed: false,
  link: 404,
  mails: 0,
};

async function end(validTo: string): Promise<void> {
  const { version } = (await app.get(MembershipFinder).one(membershipId))!;
  await coordinator.get(`/memberships/${membershipId}/end`);
  await coordinator.post(`/memberships/${membershipId}/end`, { validTo, version, why: 'Moved on' }).expect(303);
}

it('counts the last day in full, and stops everything at midnight in the same minute', async () => {
  expect(await reached()).toEqual(member);
  await end(today());
  expect(await reached()).toEqual(member);
  const clock = app.get(Clock);
  const tomorrow = addDays(today(), 1);
  clock.today = () => tomorrow;
  expect(await reached()).toEqual(outside);
  delete (clock as Partial<Clock>).today;
  expect(await reached()).toEqual(member);
});

it('stops everything at once when yesterday was the last day, and tells why in the history', async () => {
  await end(addDays(today(), -1));
  expect(await reached()).toEqual(outside);
  const page = await coordinator.get(`/groups/${regId}?lang=en`);
  expect(page.text).toContain('Moved on');
});

it('takes the invitation to a coming meeting of the group with it: calendar, papers and personal link', async () => {
  const personId = await personOf(app, 'expert');
  const term = { personId, role: 'member' as const, stateCode: 'NO', validFrom: today(), validTo: null };
  membershipId = await app.get(MembershipService).add(system, regId, term);
  const persons = [{ personId, role: 'required' as const }];
  await app.get(InvitationService).invite(system, meetingId, { persons, contacts: [] });
  const { id } = (await app.get(InvitationFinder).invited(meetingId))[0]!;
  const answer = `/a/${app.get(AnswerLink).tokenOf(id)}`;
  const seen = async () => [
    (await app.visitor().raw.get(`${answer}?lang=en`)).text.includes('You are no longer invited'),
    (await expert.get(`/meetings/${meetingId}`)).status,
    (await app.visitor().raw.get(feed)).text.includes('Inside the group'),
  ];
  expect(await seen()).toEqual([false, 200, true]);
  await end(addDays(today(), -1));
  await app.work();
  expect(await seen()).toEqual([true, 404, false]);
});

it('closes what the member was asked by link, presenting and a date poll, and leaves a guest in', async () => {
  const personId = await personOf(app, 'expert');
  const term = {
    personId,
    role: 'member' as const,
    stateCode: 'NO',
    validFrom: today(),
    validTo: addDays(today(), 99),
  };
  membershipId = await app.get(MembershipService).add(system, regId, term);
  const next = { ...term, validFrom: addDays(today(), 400), validTo: addDays(today(), 500) };
  const laterId = await app.get(MembershipService).add(system, regId, next);
  expect((await coordinator.get(`/memberships/${membershipId}/end?lang=en`)).text).toContain('Take back the term that');
  await app.get(MembershipService).end(system, laterId, { validTo: today(), version: 1 });
  expect((await coordinator.get(`/memberships/${membershipId}/end`)).text).not.toContain('withLater');
  const links = [await pollLink(personId), await presenterLink(personId)];
  const opened = () => Promise.all(links.map(async (link) => (await app.visitor().raw.get(link)).status));
  expect(await opened()).toEqual([200, 200]);
  await end(addDays(today(), -1));
  await app.work();
  expect(await opened()).toEqual([404, 404]);
  const answers = await Promise.all(links.map(async (link) => (await app.visitor().post(link)).status));
  expect(answers).toEqual([404, 404]);
  const persons = [{ personId, role: 'required' as const }];
  await app.get(InvitationService).invite(system, meetingId, { persons, contacts: [] });
  expect(await opened()).toEqual([404, 200]);
});

async function pollLink(personId: string): Promise<string> {
  const facts = { title: 'When', description: null, seriesId: null, place: null, videoUrl: null, showsAnswers: true };
  const polls = app.get(PollService);
  const id = await polls.create(system, { ...facts, groupId: regId, respondBy: addDays(today(), 7) });
  await polls.propose(system, id, {
    slots: [{ start: `${addDays(today(), 30)}T09:00`, zone: 'Europe/Oslo', minutes: 60 }],
  });
  await app.get(PollAsked).choose(system, id, { persons: [{ personId, isKey: false }] });
  await app.get(PollLife).send(system, id);
  return app.get(VoteLink).pathOf((await app.get(PollFinder).asked(id))[0]!.id);
}

async function presenterLink(personId: string): Promise<string> {
  const item = { type: 'discussion' as const, minutes: 30, topicCode: null, note: null, title: 'Minors' };
  await app.get(AgendaService).add(system, meetingId, { ...forAll, ...item, presenters: [{ personId }] });
  await app.get(ConfirmationService).ask(system, meetingId, { respondBy: addDays(today(), 3), wantsDraft: true });
  const row = (await app.get(AskedFinder).all('presenter', meetingId)).find((one) => one.personId === personId)!;
  return app.get(AskedLink).pathOf(row);
}
