// A called meeting on the running application, with a person of each kind invited: for the tests of pages and of the API.
import { MeetingService, InvitationService, InvitationFinder, AnswerLink, type InvitationRow } from '@samrad/meetings';
import { PersonService } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { cast, type CastName } from './cast.js';
import type { TestApp } from './app.js';

export const plain = {
  title: 'Return and reintegration',
  description: null,
  seriesId: null,
  number: null,
  start: '2027-12-10T09:00',
  end: '2027-12-10T15:00',
  zone: 'Europe/Oslo',
  place: 'Hammersborggata 12, Oslo',
  videoUrl: 'https://meet.example.org/reg',
  hostStateCode: null,
  languages: ['en' as const],
  groupId: null,
  chairId: null,
  secretaryId: null,
  answerBy: null,
  audience: 'organisers' as const,
};

/** Id of somebody of the cast; entered in the register when they have no account. */
export async function personOf(app: TestApp, name: CastName): Promise<string> {
  const { givenName, familyName, email, stateCode } = cast[name];
  return app.get(PersonService).createContact(system, { givenName, familyName, email, stateCode });
}

/** A draft. @returns its id */
export const planned = (app: TestApp, more: object = {}): Promise<string> =>
  app.get(MeetingService).plan(system, { ...plain, ...more });

/** A meeting to which these people are invited. @returns its id, and their invitations in the same order */
export async function called(
  app: TestApp,
  names: CastName[],
  more: object = {},
): Promise<{ id: string; uid: string; invitations: (InvitationRow & { link: string })[] }> {
  const id = await planned(app, more);
  const ids = [];
  for (const name of names) ids.push(await personOf(app, name));
  const persons = ids.map((personId) => ({ personId, role: 'required' as const }));
  await app.get(InvitationService).invite(system, id, { persons, contacts: [] });
  const rows = await app.get(InvitationFinder).invited(id);
  const invitations = ids.map((personId) => {
    const row = rows.find((one) => one.personId === personId)!;
    return { ...row, link: `/a/${app.get(AnswerLink).tokenOf(row.id)}` };
  });
  const meeting = await app.get(Db).row<{ uid: string }>(sql`SELECT uid FROM meeting WHERE id = ${id}`);
  return { id, uid: meeting!.uid, invitations };
}
