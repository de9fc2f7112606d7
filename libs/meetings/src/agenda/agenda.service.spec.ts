import { Test, type TestingModule } from '@nestjs/testing';
import { anonymous, Secret, system, type Actor } from '@samrad/platform/auth';
import { Conflict } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { PlatformModule } from '@samrad/platform/module';
import { Search } from '@samrad/platform/search';
import { check } from '@samrad/platform/views';
import { Person, State } from '@samrad/network';
import { openDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { meetingInput } from '../meeting/meeting.dto.js';
import { MeetingFinder } from '../meeting/meeting.finder.js';
import { MeetingLife } from '../meeting/meeting-life.js';
import { MeetingService } from '../meeting/meeting.service.js';
import { MeetingsModule } from '../meetings.module.js';
import { itemChange, itemInput } from './agenda.dto.js';
import { AgendaFinder } from './agenda.finder.js';
import { AgendaPublisher } from './agenda-publisher.js';
import { AgendaService } from './agenda.service.js';

let database: TestDatabase;
let app: TestingModule;
let meetingId: string;

const start = '2026-12-10T09:00';
const expert: Actor = { ...anonymous, accountId: 'a', roles: ['expert'] };
const agenda = () => app.get(AgendaService);
const publisher = () => app.get(AgendaPublisher);
const lines = () => app.get(AgendaFinder).draft({ id: meetingId, startWall: start, endWall: '2026-12-10T15:00' });
const titles = async () => (await lines()).map(({ title }) => title).join(', ');
const item = (title: string, more: object = {}) => check(itemInput, { title, minutes: 30, ...more });
const add = (title: string, more: object = {}) => agenda().add(system, meetingId, item(title, more));

beforeAll(async () => {
  database = await openDatabase();
  const { env, source, reader, db } = database;
  const platform = PlatformModule.with({ env, source, reader, secret: new Secret('x'.repeat(32)) });
  app = await Test.createTestingModule({ imports: [platform, MeetingsModule] }).compile();
  await app.init();
  const at = '2026-11-23T08:00:00.000Z';
  await db.tx(async () => {
    const names = { givenName: 'Kari', familyName: 'Nordmann', sortName: 'nordmann kari' };
    await db.repo(Person).insert({ id: 'p1', ...names, createdAt: at, updatedAt: at });
    await db
      .repo(State)
      .insert({ code: 'SE', eurostatCode: 'SE', nameEn: 'Sweden', nameNb: 'Sverige', nameNn: 'Sverige' });
  });
});

beforeEach(async () => {
  const basic = {
    title: 'Return',
    end: '2026-12-10T15:00',
    zone: 'Europe/Oslo',
    place: 'Oslo',
    languages: ['en'],
    audience: 'network',
  };
  meetingId = await app.get(MeetingService).plan(system, check(meetingInput, { start, ...basic }));
});

afterAll(async () => {
  await app.close();
  await database.close();
});

describe('the draft', () => {
  it('keeps items with presenters, persons and States, in order', async () => {
    await add('Welcome', { presenters: ['p:p1'], type: 'decision' });
    await add('Pause', { type: 'break', minutes: 15 });
    await add('Tour de table', { presenters: [{ stateCode: 'SE' }, { stateCode: 'SE' }] });
    const [welcome, pause, tour] = await lines();
    expect(welcome).toMatchObject({
      number: '1',
      type: 'decision',
      presenters: [{ name: 'Kari Nordmann', stateCode: null }],
    });
    expect(pause).toMatchObject({ number: null, start: '2026-12-10T09:30' });
    expect(tour).toMatchObject({ number: '2', start: '2026-12-10T09:45', presenters: [{ stateCode: 'SE' }] });
    expect(tour!.presenters).toHaveLength(1);
  });

  it('moves by one place, takes a whole new order, and closes gaps', async () => {
    const ids = [await add('a'), await add('b'), await add('c')];
    await agenda().move(system, ids[2]!, 'up');
    expect(await titles()).toBe('a, c, b');
    await agenda().reorder(system, meetingId, [ids[1]!, ids[0]!, ids[2]!]);
    expect(await titles()).toBe('b, a, c');
    await agenda().remove(system, ids[0]!);
    await add('d');
    expect(await titles()).toBe('b, c, d');
    await expect(agenda().reorder(system, meetingId, ids)).rejects.toBeInstanceOf(Conflict);
  });

  it('refuses a stale change with both texts', async () => {
    const id = await add('a');
    const change = (title: string) => check(itemChange, { title, minutes: 20, type: 'other', version: 1 });
    await agenda().change(system, id, change('first'));
    await expect(agenda().change(system, id, change('second'))).rejects.toMatchObject({
      status: 409,
      texts: { theirs: { title: 'first' }, yours: { title: 'second' }, version: 2 },
    });
  });

  it('refuses an unknown presenter and everybody but organisers', async () => {
    await expect(add('a', { presenters: ['p:nobody'] })).rejects.toMatchObject({ status: 422 });
    await expect(agenda().add(expert, meetingId, item('a'))).rejects.toMatchObject({ status: 403 });
    expect(await titles()).toBe('');
  });

  it('is closed once the meeting is cancelled', async () => {
    const id = await add('a');
    await app.get(MeetingLife).cancel(system, meetingId, { reason: 'No' });
    await expect(agenda().move(system, id, 'up')).rejects.toBeInstanceOf(Conflict);
  });
});

describe('publishing', () => {
  it('freezes numbered versions and tells what changed', async () => {
    await expect(publisher().publish(system, meetingId)).rejects.toMatchObject({
      key: 'meetings.agenda.refused.empty',
    });
    await add('Status');
    expect(await publisher().publish(system, meetingId)).toBe(1);
    await expect(publisher().publish(system, meetingId)).rejects.toMatchObject({
      key: 'meetings.agenda.refused.unchanged',
    });
    await add('Study');
    expect(await publisher().publish(system, meetingId)).toBe(2);
    const finder = app.get(AgendaFinder);
    const first = await finder.version(meetingId, 1);
    expect(first!.snapshot.items.map(({ title }) => title)).toEqual(['Status']);
    expect((await finder.version(meetingId))!.changes).toEqual([
      { kind: 'new', title: 'Study', number: '2', to: '09:30' },
    ]);
    const [event] = await app.get(Events).history('agenda', meetingId);
    expect(event).toMatchObject({ kind: 'agenda.published', data: { number: 2 } });
  });

  it('makes titles findable only once they are published', async () => {
    const hits = async () => (await app.get(Search).find(system, 'gjenbosettingsprat')).length;
    await add('Gjenbosettingsprat');
    expect(await hits()).toBe(0);
    await publisher().publish(system, meetingId);
    expect(await hits()).toBe(1);
  });

  it('tells what would change before it is published', async () => {
    const meeting = (await app.get(MeetingFinder).one(system, meetingId))!;
    await add('Status');
    expect(await publisher().pending(meeting)).toBeNull();
    await publisher().publish(system, meetingId);
    await add('Study');
    expect(await publisher().pending(meeting)).toHaveLength(1);
  });
});
