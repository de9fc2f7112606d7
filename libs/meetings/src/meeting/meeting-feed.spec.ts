import { Test, type TestingModule } from '@nestjs/testing';
import { anonymous, Secret, system, type Actor } from '@samrad/platform/auth';
import { newId, sql } from '@samrad/platform/database';
import { PlatformModule } from '@samrad/platform/module';
import { check } from '@samrad/platform/views';
import { Person } from '@samrad/network';
import { openDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { Invitation } from '../invitation/invitation.entity.js';
import { MeetingsModule } from '../meetings.module.js';
import { meetingInput } from './meeting.dto.js';
import { MeetingLife } from './meeting-life.js';
import { MeetingService } from './meeting.service.js';
import { KeptTexts } from './kept-texts.js';
import { MeetingFeed } from './meeting-feed.js';

let database: TestDatabase;
let app: TestingModule;
const at = '2026-11-23T08:00:00.000Z';
const expert: Actor = { ...anonymous, accountId: 'a', personId: 'p1', roles: ['expert'] };
const feed = (actor = expert, known?: string) => app.get(MeetingFeed).forPerson(actor, { known });

async function called(title: string, invited = true): Promise<string> {
  const times = { start: '2027-02-10T09:00', end: '2027-02-10T15:00', zone: 'Europe/Oslo' };
  const facts = { place: 'Oslo', videoUrl: 'https://video.example.org/7431', languages: ['en'], audience: 'public' };
  const id = await app.get(MeetingService).plan(system, check(meetingInput, { title, ...times, ...facts }));
  await app.get(MeetingLife).call(system, id);
  const person = { personId: 'p1', address: 'a@example.org', role: 'required' as const, status: 'accepted' as const };
  const row = { id: newId(), meetingId: id, ...person, linkHash: newId(), createdAt: at, sentAt: at };
  if (invited) await database.db.tx(() => database.db.repo(Invitation).insert(row));
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
    expect(await feed(expert, etag)).toEqual({ ics: null, etag });
    await app.get(MeetingLife).cancel(system, id, { reason: 'Too few' });
    const { ics, etag: next } = await feed(expert, etag);
    expect(next).not.toBe(etag);
    expect(ics).toContain('STATUS:CANCELLED');
  });

  it('loses a meeting when the person is taken off the list', async () => {
    const id = await called('Barriers');
    const { etag } = await feed();
    await database.db.tx(() => database.db.run(sql`UPDATE invitation SET removed_at = ${at} WHERE meeting_id = ${id}`));
    const { ics } = await feed(expert, etag);
    expect(ics).not.toContain('SUMMARY:Barriers');
  });
});

describe('kept texts', () => {
  it('forget the least used when there are too many', () => {
    const kept = new KeptTexts(10);
    kept.put('a', '1234');
    kept.put('b', '1234');
    kept.get('a');
    kept.put('c', '1234');
    expect(['a', 'b', 'c'].map((key) => kept.get(key) !== undefined)).toEqual([true, false, true]);
  });
});
