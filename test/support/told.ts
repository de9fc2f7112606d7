// What people were told about a meeting: captured mail taken apart, and the steps that make the product tell it.
import { simpleParser } from 'mailparser';
import {
  InvitationFinder,
  InvitationService,
  meetingChange,
  MeetingFinder,
  MeetingService,
  type InvitationRow,
} from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { check } from '@samrad/platform/views';
import { readCalendar, type ReadCalendar } from './calendar-octets.js';
import type { MeetingsWorld, SentMail } from './meetings.js';

type Name = keyof MeetingsWorld['people'];

/** A mail as its reader's programs see it. */
export interface Letter extends ReadCalendar {
  to: string;
  text: string;
  /** Header lines, unfolded. */
  head: string[];
  /** Content types in the order of the parts. */
  types: string[];
  /** The calendar part as it was sent. */
  ics: string;
  /** The method that the MIME part names. */
  mimeMethod: string | undefined;
}

/** @throws when the calendar breaks a rule of octets or structure */
export async function letterOf(mail: SentMail): Promise<Letter> {
  const { attachments, text } = await simpleParser(Buffer.from(mail.raw, 'latin1'));
  const part = attachments.find(({ contentType }) => contentType === 'text/calendar')!;
  const read = readCalendar(part.content);
  if (read.problems.length) throw new Error(read.problems.join('; '));
  const head = mail.raw
    .split('\r\n\r\n')[0]!
    .replace(/\r\n\s+/g, ' ')
    .split('\r\n');
  const types = [...mail.raw.matchAll(/^Content-Type: ([^;\r\n]+)/gm)].map(([, type]) => type!);
  const params = (part.headers.get('content-type') as { params?: { method?: string } } | undefined)?.params;
  return {
    ...{ ...read, to: mail.toAddress, text: text ?? '', head, types },
    ...{ ics: part.content.toString(), mimeMethod: params?.method },
  };
}

/** Everything that was mailed since the last time, by address. */
export async function letters(world: MeetingsWorld): Promise<Map<string, Letter>> {
  const read = await Promise.all((await world.mails()).map(letterOf));
  return new Map(read.map((letter) => [letter.to.split('@')[0]!, letter]));
}

/** A called meeting. @returns its id; the mails of the call are read already */
export async function calledWith(world: MeetingsWorld, names: readonly Name[], more: object = {}): Promise<string> {
  const id = await world.plan(more);
  await world.get(InvitationService).invite(system, id, asked(world, ...names));
  await world.work();
  await world.mails();
  return id;
}

export const asked = (world: MeetingsWorld, ...names: Name[]) => ({
  persons: names.map((name) => ({ personId: world.people[name], role: 'required' as const })),
  contacts: [],
});

export const meetingOf = async (world: MeetingsWorld, id: string) => (await world.get(MeetingFinder).one(system, id))!;

export async function rowOf(world: MeetingsWorld, id: string, name: Name): Promise<InvitationRow> {
  const rows = await world.get(InvitationFinder).all(id);
  return rows.find(({ personId }) => personId === world.people[name])!;
}

/** Saves the form of the meeting with these fields changed. */
export async function changed(world: MeetingsWorld, id: string, more: object): Promise<void> {
  const { version, startWall, endWall, ...meeting } = await meetingOf(world, id);
  const input = { ...meeting, start: startWall, end: endWall, languages: ['en'], version, ...more };
  await world.get(MeetingService).change(system, id, check(meetingChange, input));
}

/** Lets time pass, and the worker do what is due then. */
export async function pass(world: MeetingsWorld, seconds: number): Promise<void> {
  world.clock.at = new Date(Date.parse(world.clock.at) + seconds * 1000).toISOString();
  await world.work();
}
