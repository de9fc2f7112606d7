// The meetings context alone, on a migrated database: a group with members from three States and a meeting for it.
import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { Group, MembershipService, NetworkModule, PersonService, ReferenceData } from '@samrad/network';
import { MeetingsModule, MeetingService } from '@samrad/meetings';
import { Secret, system } from '@samrad/platform/auth';
import { newId, sql, type Db } from '@samrad/platform/database';
import { Jobs } from '@samrad/platform/jobs';
import { PlatformModule } from '@samrad/platform/module';
import { openDatabase } from './database.js';
import { StillClock } from './network.js';

export interface SentMail {
  id: string;
  toAddress: string;
  subject: string;
  raw: string;
  messageId: string;
  status: string;
  error: string | null;
}

export interface MeetingsWorld {
  get: TestingModule['get'];
  db: Db;
  clock: StillClock;
  groupId: string;
  /** Environment of another process on the same database. */
  settings: Record<string, string>;
  /** Ids by first name. */
  people: Record<'kari' | 'samuel' | 'maria' | 'thomas', string>;
  /** A draft for the group. @returns its id */
  plan(more?: object): Promise<string>;
  /** Everything written since the last call, oldest first. */
  mails(): Promise<SentMail[]>;
  work(): Promise<void>;
  close(): Promise<void>;
}

/** Changes are mailed at once, unless a spec says otherwise. */
const basicSettings = {
  PUBLIC_URL: 'https://samrad.example.org',
  MAIL_FROM: 'REG <reg@samrad.example.org>',
  CHANGE_DELAY_SECONDS: '0',
};

const cast = {
  kari: ['Kari', 'Nordmann', 'NO', 'chair', 'nb'],
  samuel: ['Samuel', 'Tesfay', 'NO', 'member', 'nn'],
  maria: ['Maria', 'Lindqvist', 'SE', 'member', 'en'],
  thomas: ['Thomas', 'Weber', 'DE', 'alternate', 'en'],
} as const;

/**
 * @param settings more environment variables
 * @param contexts modules of the contexts above this one
 */
export async function openMeetings(
  settings: Record<string, string> = {},
  contexts: Type[] = [],
): Promise<MeetingsWorld> {
  const more = { ...basicSettings, ...settings };
  const { env, source, reader, close, db } = await openDatabase(more);
  const clock = new StillClock();
  const platform = PlatformModule.with({ env, source, reader, secret: new Secret('spec'), clock });
  const imports = [platform, NetworkModule, MeetingsModule, ...contexts];
  const module = await Test.createTestingModule({ imports }).compile();
  await module.init();
  await module.get(ReferenceData).load();
  const { groupId, people } = await fill(module, db);
  let seen = '';
  const mails = async () => {
    const rows = await db.rows<SentMail>(sql`
      SELECT id, to_address AS toAddress, subject, raw, message_id AS messageId, status, error FROM mail_message
      WHERE id > ${seen} ORDER BY id`);
    seen = rows.at(-1)?.id ?? seen;
    return rows;
  };
  const end = async () => {
    await module.close();
    await close();
  };
  const { DATA_DIR, DATABASE_URL } = env.values;
  const place = { ...more, DATA_DIR, DEMO: 'off', ...(DATABASE_URL && { DATABASE_URL }) };
  return {
    settings: place,
    ...{ get: module.get.bind(module) as TestingModule['get'], db, clock, groupId, people, mails, close: end },
    plan: (change) => module.get(MeetingService).plan(system, { ...basic, groupId, ...change }),
    work: async () => void (await module.get(Jobs).runDue()),
  };
}

const basic = {
  title: 'Return and reintegration',
  description: null,
  seriesId: null,
  number: null,
  start: '2026-12-10T09:00',
  end: '2026-12-10T15:00',
  zone: 'Europe/Oslo',
  place: 'Hammersborggata 12, Oslo',
  videoUrl: 'https://meet.example.org/reg',
  hostStateCode: null,
  languages: ['en' as const],
  chairId: null,
  secretaryId: null,
  answerBy: '2026-12-01',
  audience: 'group' as const,
};

async function fill(module: TestingModule, db: Db) {
  const groupId = await aGroup(db);
  const people: Record<string, string> = {};
  for (const [key, [givenName, familyName, stateCode, role, mailLanguage]] of Object.entries(cast)) {
    const email = `${key}@${stateCode.toLowerCase()}.example.org`;
    const contact = { givenName, familyName, email, stateCode, mailLanguage };
    people[key] = await module.get(PersonService).createContact(system, contact);
    const membership = { personId: people[key], role, stateCode, validFrom: null, validTo: null };
    await module.get(MembershipService).add(system, groupId, membership as never);
  }
  return { groupId, people: people as MeetingsWorld['people'] };
}

async function aGroup(db: Db): Promise<string> {
  const id = newId();
  const names = { code: 'SPEC', nameEn: 'Return Expert Group', nameNb: 'Ekspertgruppen', nameNn: 'Ekspertgruppa' };
  const group = {
    id,
    ...names,
    kind: 'expert_group' as const,
    description: null,
    createdAt: '2026-11-01T08:00:00.000Z',
  };
  await db.tx(() => db.repo(Group).insert(group));
  return id;
}
