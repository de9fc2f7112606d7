// The world of actions for specs: all contexts, States that take part, a meeting of a group, people of Finland and Sweden.
import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { AccessModule, AccountService } from '@samrad/access';
import { ActionsModule } from '@samrad/actions';
import { Group, Membership, NetworkModule, PersonService, ReferenceData } from '@samrad/network';
import { LibraryModule } from '@samrad/library';
import { Meeting, MeetingsModule } from '@samrad/meetings';
import { Secret, system, type Actor, type Role } from '@samrad/platform/auth';
import { Db, newId } from '@samrad/platform/database';
import { PlatformModule } from '@samrad/platform/module';
import { openDatabase } from './database.js';
import { actorWith, StillClock } from './network.js';

export interface ActionsWorld {
  module: TestingModule;
  get: TestingModule['get'];
  db: Db;
  clock: StillClock;
  /** A called meeting of the group `groupId`. */
  meetingId: string;
  groupId: string;
  aino: Actor;
  maria: Actor;
  /** An expert of Finland without a role that may report. */
  expert: Actor;
  /** Somebody inside with no State, group or organisation. */
  outsider: Actor;
  close(): Promise<void>;
}

/**
 * Monday 23 November 2026, 09:00 in Oslo, until a test moves it.
 * @param contexts modules of the contexts above this one
 */
export async function openActions(contexts: Type[] = []): Promise<ActionsWorld> {
  const { env, source, reader, close } = await openDatabase();
  const clock = new StillClock();
  const platform = PlatformModule.with({ env, source, reader, secret: new Secret('x'.repeat(32)), clock });
  const imports = [platform, NetworkModule, AccessModule, LibraryModule, MeetingsModule, ActionsModule, ...contexts];
  const module = await Test.createTestingModule({ imports }).compile();
  await module.init();
  await module.get(ReferenceData).load();
  const db = module.get(Db);
  const groupId = (await db.repo(Group).findOneByOrFail({ code: 'REG' })).id;
  const person = personMaker(module, groupId);
  const people = {
    aino: await person('Aino Virtanen', 'FI', 'state_contact'),
    maria: await person('Maria Lindqvist', 'SE', 'state_contact'),
    expert: await person('Eero Expert', 'FI', 'expert'),
    outsider: await person('Odd Outsider', null, 'expert'),
  };
  const meetingId = await aMeeting(db, clock, groupId);
  const end = async () => {
    await module.close();
    await close();
  };
  const get = module.get.bind(module) as TestingModule['get'];
  return { module, get, db, clock, groupId, meetingId, ...people, close: end };
}

/** People of a State are members of the group. */
function personMaker(module: TestingModule, groupId: string) {
  return async (name: string, stateCode: string | null, role: Role): Promise<Actor> => {
    const [givenName, familyName] = name.split(' ') as [string, string];
    const email = `${givenName}.${familyName}@example.org`.toLowerCase();
    const personId = await module.get(PersonService).createContact(system, { givenName, familyName, email, stateCode });
    await module.get(AccountService).create(system, { personId, roles: [role], password: 'a long password' } as never);
    if (stateCode) await join(module, { groupId, personId, stateCode });
    const place = { stateCodes: stateCode ? [stateCode] : [], groupIds: stateCode ? [groupId] : [] };
    return actorWith(role, { personId, name, email, ...place });
  };
}

async function join(module: TestingModule, member: { groupId: string; personId: string; stateCode: string }) {
  const db = module.get(Db);
  await db.tx(() => db.repo(Membership).insert({ id: newId(), role: 'member', validFrom: '2024-01-01', ...member }));
}

async function aMeeting(db: Db, clock: StillClock, groupId: string): Promise<string> {
  const id = newId();
  const at = clock.instant();
  await db.tx(() =>
    db.repo(Meeting).insert({
      ...{ id, title: 'Meeting on return', status: 'called', zone: 'Europe/Oslo', languages: 'en', groupId },
      ...{ startWall: '2026-11-10T09:00', endWall: '2026-11-10T15:00', uid: `${id}@example.org` },
      ...{ startAt: '2026-11-10T08:00:00.000Z', endAt: '2026-11-10T14:00:00.000Z', audience: 'group' },
      ...{ calledAt: at, createdAt: at, updatedAt: at },
    }),
  );
  return id;
}
