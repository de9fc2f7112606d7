import { Test, type TestingModule } from '@nestjs/testing';
import { anonymous, Secret, system, type Actor } from '@samrad/platform/auth';
import { Events } from '@samrad/platform/events';
import { Conflict, type Invalid } from '@samrad/platform/errors';
import { Clock } from '@samrad/platform/clock';
import { newId, sql } from '@samrad/platform/database';
import { PlatformModule } from '@samrad/platform/module';
import { Search } from '@samrad/platform/search';
import { Group, Person } from '@samrad/network';
import { check } from '@samrad/platform/views';
import { openDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { Invitation } from '../invitation/invitation.entity.js';
import { MeetingsModule } from '../meetings.module.js';
import { SeriesService } from '../series/series.service.js';
import { MeetingFinder } from './meeting.finder.js';
import { MeetingLife } from './meeting-life.js';
import { meetingChange, meetingInput } from './meeting.dto.js';
import { MeetingService } from './meeting.service.js';

let database: TestDatabase;
let app: TestingModule;
let now = '2026-11-23T08:00:00.000Z';

const clock = new (class extends Clock {
  override now() {
    return new Date(now);
  }
})();

const expert: Actor = { ...anonymous, accountId: 'a', personId: 'p1', name: 'Samuel Tesfay', roles: ['expert'] };

const basic = {
  title: 'Return and reintegration',
  start: '2026-12-10T09:00',
  end: '2026-12-10T15:00',
  zone: 'Europe/Oslo',
  place: 'UDI, Oslo',
  languages: ['en'],
  audience: 'network',
};
const input = (more: object = {}) => check(meetingInput, { ...basic, ...more });
const change = (version: number, more: object = {}) => check(meetingChange, { ...basic, ...more, version });

const meetings = () => app.get(MeetingService);
const life = () => app.get(MeetingLife);
const one = async (id: string, actor = system) => (await app.get(MeetingFinder).one(actor, id))!;
const kinds = async (id: string) => (await app.get(Events).history('meeting', id)).map((event) => event.kind);
const faults = (work: Promise<unknown>) =>
  work.then(
    () => ({}),
    (error: Invalid) => error.fields,
  );

async function called(more: object = {}): Promise<string> {
  const id = await meetings().plan(system, input(more));
  await life().call(system, id);
  return id;
}

beforeAll(async () => {
  database = await openDatabase({ PUBLIC_URL: 'https://samrad.example.org' });
  const { env, source, reader } = database;
  const platform = PlatformModule.with({ env, source, reader, clock, secret: new Secret('x'.repeat(32)) });
  app = await Test.createTestingModule({ imports: [platform, MeetingsModule] }).compile();
  await app.init();
  const at = clock.instant();
  await database.db.tx(async () => {
    await database.db.repo(Person).insert({
      id: 'p1',
      givenName: 'Samuel',
      familyName: 'Tesfay',
      sortName: 'tesfay samuel',
      createdAt: at,
      updatedAt: at,
    });
    await database.db.repo(Group).insert({
      id: 'g1',
      code: 'REG',
      nameEn: 'REG',
      nameNb: 'REG',
      nameNn: 'REG',
      kind: 'expert_group',
      createdAt: at,
    });
  });
});

beforeEach(() => {
  now = '2026-11-23T08:00:00.000Z';
});

afterAll(async () => {
  await app.close();
  await database.close();
});

describe('planning a meeting', () => {
  it('derives the instants from wall time and zone, and gives it a UID for life', async () => {
    const meeting = await one(await meetings().plan(system, input()));
    expect(meeting).toMatchObject({
      status: 'draft',
      startAt: '2026-12-10T08:00:00.000Z',
      endAt: '2026-12-10T14:00:00.000Z',
    });
    expect(meeting.uid).toBe(`${meeting.id}@samrad.example.org`);
  });

  it('gives running numbers, and none twice', async () => {
    const names = { nameEn: 'Return Expert Group', nameNb: 'Returekspertgruppen', nameNn: 'Returekspertgruppa' };
    const seriesId = await app
      .get(SeriesService)
      .create(system, { code: 'REG', ...names, groupId: null, nextNumber: 41 });
    const numbers = [];
    for (const number of [null, 43, null]) {
      numbers.push((await one(await meetings().plan(system, input({ seriesId, number })))).number);
    }
    expect(numbers).toEqual([41, 43, 44]);
    expect(await faults(meetings().plan(system, input({ seriesId, number: 43 })))).toHaveProperty('number');
  });

  it.each([
    ['an end before the start', { end: '2026-12-10T08:00' }, 'end'],
    ['a time that does not exist in spring', { start: '2027-03-28T02:30', end: '2027-03-28T05:00' }, 'start'],
    ['a deadline after the meeting', { answerBy: '2026-12-11' }, 'answerBy'],
    ['an unknown chair', { chairId: 'nobody' }, 'chairId'],
    ['an audience of a group without a group', { audience: 'group' }, 'groupId'],
    ['an unknown zone', { zone: 'Europe/Atlantis' }, 'zone'],
  ])('refuses %s', async (_, more, field) => {
    const wrong = (async () => meetings().plan(system, input(more)))();
    expect(await faults(wrong)).toHaveProperty(field);
  });

  it('refuses everybody but organisers', async () => {
    await expect(meetings().plan(expert, input())).rejects.toMatchObject({ status: 403 });
  });
});

describe('changing a meeting', () => {
  it('keeps SEQUENCE for a new title and raises it for a new time, once people are called', async () => {
    const id = await called();
    await meetings().change(system, id, change(2, { title: 'Return' }));
    expect(await one(id)).toMatchObject({ sequence: 0, version: 3 });
    await meetings().change(system, id, change(3, { title: 'Return', start: '2026-12-10T10:00' }));
    expect(await one(id)).toMatchObject({ sequence: 1, significantSequence: 1 });
    expect(await kinds(id)).toEqual(['meeting.rescheduled', 'meeting.updated', 'meeting.called', 'meeting.planned']);
  });

  it('writes nothing when nothing changed', async () => {
    const id = await called();
    await meetings().change(system, id, change(2));
    expect((await one(id)).version).toBe(2);
  });

  it('refuses a stale version with both texts', async () => {
    const id = await called();
    await meetings().change(system, id, change(2, { title: 'First' }));
    const refusal: Conflict = await meetings()
      .change(system, id, change(2, { title: 'Second' }))
      .catch((error) => error);
    expect(refusal).toMatchObject({
      status: 409,
      texts: { theirs: { title: 'First' }, yours: { title: 'Second' }, version: 3 },
    });
  });

  it('keeps a place or a link once people are called', async () => {
    const id = await called();
    expect(await faults(meetings().change(system, id, change(2, { place: '' })))).toHaveProperty('place');
  });
});

describe('the life of a meeting', () => {
  it('calls nobody to a meeting that is nowhere', async () => {
    const id = await meetings().plan(system, input({ place: '' }));
    expect(await faults(life().call(system, id))).toHaveProperty('place');
  });

  it('is held only once it has begun', async () => {
    const id = await called();
    await expect(life().hold(system, id)).rejects.toBeInstanceOf(Conflict);
    now = '2026-12-10T08:05:00.000Z';
    await life().hold(system, id);
    await life().minutesPublished(system, id);
    expect((await one(id)).status).toBe('minutes_published');
  });

  it('is held as a draft once it has begun, is not deleted then, and is seen once its minutes are published', async () => {
    const id = await meetings().plan(system, input());
    await expect(life().hold(system, id)).rejects.toBeInstanceOf(Conflict);
    now = '2026-12-11T08:00:00.000Z';
    await life().hold(system, id);
    await expect(meetings().remove(system, id)).rejects.toBeInstanceOf(Conflict);
    expect(await app.get(MeetingFinder).one(expert, id)).toBeUndefined();
    await life().minutesPublished(system, id);
    expect((await one(id, expert)).status).toBe('minutes_published');
  });

  it('waits when it is put off, and is called again by a new time', async () => {
    const id = await called({ answerBy: '2026-12-01' });
    await life().postpone(system, id, { reason: 'Strike', start: null, end: null, zone: null });
    expect(await one(id)).toMatchObject({ status: 'postponed', sequence: 1, statusReason: 'Strike' });
    const time = { start: '2027-01-14T09:00', end: '2027-01-14T15:00', zone: null };
    await life().postpone(system, id, { reason: 'New date', ...time });
    expect(await one(id)).toMatchObject({
      status: 'called',
      sequence: 2,
      significantSequence: 2,
      startAt: '2027-01-14T08:00:00.000Z',
    });
    expect((await kinds(id)).slice(0, 2)).toEqual(['meeting.rescheduled', 'meeting.postponed']);
  });

  it('is cancelled once, with a reason', async () => {
    const id = await called();
    await life().cancel(system, id, { reason: 'Too few can come' });
    expect(await one(id)).toMatchObject({ status: 'cancelled', sequence: 1 });
    await expect(life().cancel(system, id, { reason: 'Again' })).rejects.toBeInstanceOf(Conflict);
  });

  it('is removed only while nobody was called', async () => {
    const draft = await meetings().plan(system, input());
    await meetings().remove(system, draft);
    expect(await one(draft)).toBeUndefined();
    await expect(meetings().remove(system, await called())).rejects.toBeInstanceOf(Conflict);
  });
});

describe('who sees a meeting', () => {
  const sees = async (actor: Actor, id: string) => (await app.get(MeetingFinder).one(actor, id)) !== undefined;
  const member: Actor = { ...expert, personId: null, groupIds: ['g1'] };

  it.each([
    ['public', [true, true, true]],
    ['network', [false, true, true]],
    ['group', [false, false, true]],
    ['organisers', [false, false, false]],
  ])('audience %s: visitor, signed in, member of the group', async (audience, expected) => {
    const id = await called({ audience, groupId: 'g1' });
    const draft = await meetings().plan(system, input({ audience, groupId: 'g1' }));
    const actors = [anonymous, expert, member];
    expect(await Promise.all(actors.map((actor) => sees(actor, id)))).toEqual(expected);
    expect(await Promise.all(actors.map((actor) => sees(actor, draft)))).toEqual([false, false, false]);
  });

  it('shows it to those who were sent an invitation, as long as they are on the list', async () => {
    const id = await called({ audience: 'organisers' });
    const invitation = {
      id: newId(),
      meetingId: id,
      personId: 'p1',
      address: 's@example.org',
      role: 'required' as const,
      status: 'needs_action' as const,
      linkHash: newId(),
      createdAt: now,
      sentAt: null as string | null,
    };
    await database.db.tx(() => database.db.repo(Invitation).insert(invitation));
    expect(await sees(expert, id)).toBe(false);
    await database.db.tx(() =>
      database.db.run(sql`UPDATE invitation SET sent_at = ${now} WHERE id = ${invitation.id}`),
    );
    expect(await one(id, expert)).toMatchObject({ isInvited: 1 });
    await database.db.tx(() =>
      database.db.run(sql`UPDATE invitation SET removed_at = ${now} WHERE id = ${invitation.id}`),
    );
    expect(await sees(expert, id)).toBe(false);
  });

  it('finds it by text for those who may see it only', async () => {
    await called({ title: 'Gjeninnreise og høringsrett', audience: 'organisers' });
    const hits = async (actor: Actor) => (await app.get(Search).find(actor, 'horingsrett')).length;
    expect([await hits(system), await hits(expert)]).toEqual([1, 0]);
  });
});
