import { Test, type TestingModule } from '@nestjs/testing';
import { anonymous, Secret, system, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { newId, sql } from '@samrad/platform/database';
import { I18n } from '@samrad/platform/i18n';
import { PlatformModule } from '@samrad/platform/module';
import { check } from '@samrad/platform/views';
import { Group, Person } from '@samrad/network';
import { openDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { Invitation } from '../invitation/invitation.entity.js';
import { MeetingsModule } from '../meetings.module.js';
import { meetingInput } from './meeting.dto.js';
import { MeetingLife } from './meeting-life.js';
import { MeetingService } from './meeting.service.js';
import { FeedFinder } from './feed/feed.finder.js';
import { FeedShelf } from './feed/feed-shelf.js';
import { MeetingFeed, type Feed } from './meeting-feed.js';

let database: TestDatabase;
let app: TestingModule;
const at = '2026-11-23T08:00:00.000Z';
const expert: Actor = { ...anonymous, accountId: 'a', personId: 'p1', roles: ['expert'] };
const readable = async (feed: Promise<Feed>) => {
  const { ics, ...tags } = await feed;
  return { ...tags, ics: ics?.toString() ?? null };
};
const feed = (actor = expert, etag?: string) =>
  readable(app.get(MeetingFeed).forPerson(actor, { known: { 'if-none-match': etag } }));

const summaries = (ics: string) => [...ics.matchAll(/^SUMMARY:(.*)\r$/gm)].map(([, text]) => text).sort();

/** @param of who may see it; the expert is invited when nothing is said */
async function called(title: string, of?: { audience?: string; groupId?: string } | false): Promise<string> {
  const times = { start: '2027-02-10T09:00', end: '2027-02-10T15:00', zone: 'Europe/Oslo' };
  const facts = {
    place: 'Oslo',
    videoUrl: 'https://video.example.org/7431',
    languages: ['en'],
    audience: 'public',
    ...of,
  };
  const id = await app.get(MeetingService).plan(system, check(meetingInput, { title, ...times, ...facts }));
  await app.get(MeetingLife).call(system, id);
  const person = { personId: 'p1', address: 'a@example.org', role: 'required' as const, status: 'accepted' as const };
  const row = { id: newId(), meetingId: id, ...person, linkHash: newId(), createdAt: at, sentAt: at };
  if (of === undefined) await database.db.tx(() => database.db.repo(Invitation).insert(row));
  return id;
}

beforeAll(async () => {
  database = await openDatabase({ PUBLIC_URL: 'https://samrad.example.org' });
  const { env, source, reader, db } = database;
  const platform = PlatformModule.with({ env, source, reader, secret: new Secret('x'.repeat(32)) });
  app = await Test.createTestingModule({ imports: [platform, MeetingsModule] }).compile();
  await app.init();
  const person = { id: 'p1', givenName: 'Samuel', familyName: 'Tesfay', sortName: 'tesfay samuel' };
  await db.tx(() => db.repo(Person).insert({ ...person, createdAt: at, updatedAt: at }));
  const group = { id: 'g1', code: 'REG', nameEn: 'REG', nameNb: 'REG', nameNn: 'REG', kind: 'expert_group' as const };
  await db.tx(() => db.repo(Group).insert({ ...group, description: null, createdAt: at }));
});

afterAll(async () => {
  await app.close();
  await database.close();
});

describe('a personal calendar feed', () => {
  it('holds what the person is invited to, with the same UID as the invitation, and nothing else', async () => {
    const id = await called('Return');
    await called('Somebody else’s meeting', false);
    const { ics } = await feed();
    expect(ics).toContain(`UID:${id}@samrad.example.org`);
    expect(ics).toContain('SUMMARY:Return');
    expect(ics).toContain('7431');
    expect(ics).not.toContain('Somebody');
    expect((await feed({ ...expert, personId: 'nobody' })).ics).not.toContain('BEGIN:VEVENT');
  });

  it('is named in the language of the mails when none is chosen for the pages', async () => {
    expect((await feed()).ics).toMatch(/X-WR-CALNAME:Meetings/);
    await database.db.tx(() => database.db.run(sql`UPDATE person SET mail_language = 'nb' WHERE id = 'p1'`));
    expect((await feed()).ics).toMatch(/X-WR-CALNAME:Møter/);
    expect((await feed({ ...expert, language: 'en' })).ics).toMatch(/X-WR-CALNAME:Meetings/);
  });

  it('answers without text while nothing has changed, and anew as soon as something has', async () => {
    const id = await called('Statistics');
    const { etag } = await feed();
    expect(await feed(expert, etag)).toMatchObject({ ics: null, etag });
    await app.get(MeetingLife).cancel(system, id, { reason: 'Too few' });
    const { ics, etag: next } = await feed(expert, etag);
    expect(next).not.toBe(etag);
    expect(ics).toContain('STATUS:CANCELLED');
    expect(ics).toContain('DESCRIPTION:Avlyst: Too few');
  });

  it('loses a meeting when the person is taken off the list', async () => {
    const id = await called('Barriers');
    const { etag } = await feed();
    await database.db.tx(() => database.db.run(sql`UPDATE invitation SET removed_at = ${at} WHERE meeting_id = ${id}`));
    const { ics } = await feed(expert, etag);
    expect(ics).not.toContain('SUMMARY:Barriers');
  });
});

describe('the feed of a group', () => {
  const member: Actor = { ...expert, personId: 'p2', groupIds: ['g1'] };
  const ofGroup = (actor: Actor) => readable(app.get(MeetingFeed).forGroup(actor, { id: 'g1', code: 'REG' }));

  it('holds the group’s meetings for its members, and nothing for others, whatever they may see elsewhere', async () => {
    await called('Only for the group', { audience: 'group', groupId: 'g1' });
    await called('Open to the network', { audience: 'network', groupId: 'g1' });
    await called('Of no group', { audience: 'network' });
    const [inside, outside] = [await ofGroup(member), await ofGroup({ ...expert, personId: 'p3' })];
    expect(summaries(inside.ics!)).toEqual(['Only for the group', 'Open to the network']);
    expect(outside.ics).not.toContain('BEGIN:VEVENT');
    expect(inside.ics).toContain('7431');
  });

  it('is emptied for a calendar program that still holds the copy of a member whose term has ended', async () => {
    const { etag } = await ofGroup(member);
    const ended = { known: { 'if-none-match': etag } };
    const group = { id: 'g1', code: 'REG' };
    const { ics } = await readable(app.get(MeetingFeed).forGroup({ ...member, groupIds: [] }, group, ended));
    expect(ics).not.toBeNull();
    expect(ics).not.toContain('BEGIN:VEVENT');
  });
});

describe('the public feed', () => {
  it('holds called meetings for everybody, without the link into the room', async () => {
    await called('A public hearing', { audience: 'public' });
    const { ics } = await readable(app.get(MeetingFeed).forEveryone());
    expect(summaries(ics!)).toContain('A public hearing');
    expect(summaries(ics!)).not.toContain('Open to the network');
    expect(ics).not.toContain('7431');
  });
});

describe('a feed in two processes', () => {
  it('is the same to the octet under the same tag', async () => {
    const first = await feed();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const { db, env } = database;
    const another = new MeetingFeed(new FeedFinder(db), env, app.get(Clock), app.get(I18n));
    expect(await readable(another.forPerson(expert))).toMatchObject({ ics: first.ics, etag: first.etag });
  });
});

describe('the tag of a feed', () => {
  it('changes when one meeting takes the place of another that is as often changed', async () => {
    const [one, other] = [await called('One'), await called('Other')];
    const mark = (column: 'sent_at' | 'removed_at', id: string, value: string | null) =>
      database.db.tx(() =>
        database.db.run(
          column === 'sent_at'
            ? sql`UPDATE invitation SET sent_at = ${value} WHERE meeting_id = ${id}`
            : sql`UPDATE invitation SET removed_at = ${value} WHERE meeting_id = ${id}`,
        ),
      );
    await mark('sent_at', other, null);
    const { etag } = await feed();
    await mark('removed_at', one, '2026-11-24T08:00:00.000Z');
    await mark('sent_at', other, '2026-11-24T08:00:00.000Z');
    const { ics } = await feed(expert, etag);
    expect(summaries(ics!)).toContain('Other');
    expect(summaries(ics!)).not.toContain('One');
  });
});

describe('feeds that are kept', () => {
  const put = (shelf: FeedShelf, key: string, now = 0) => shelf.put(key, { etag: key, text: Buffer.from('1234'), now });

  it('are forgotten when there are too many, the least asked for first', () => {
    const shelf = new FeedShelf(700);
    put(shelf, 'a');
    put(shelf, 'b');
    shelf.text('a', 'a');
    put(shelf, 'c');
    expect(['a', 'b', 'c'].map((key) => shelf.text(key, key) !== null)).toEqual([true, false, true]);
  });

  it('have another second for every text, though they change within one', () => {
    const shelf = new FeedShelf(10_000);
    shelf.put('a', { etag: '1', text: Buffer.from('one'), now: 5400 });
    expect(shelf.since('a', '1')).toBe(5000);
    shelf.put('a', { etag: '2', text: Buffer.from('two'), now: 5600 });
    expect(shelf.since('a', '2')).toBe(6000);
    expect(shelf.since('a', '1')).toBeNull();
  });
});
