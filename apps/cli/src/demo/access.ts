import type { INestApplicationContext } from '@nestjs/common';
import { AccountService } from '@samrad/access';
import { Person, PersonEmail } from '@samrad/network';
import { system, type Role } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { addressKey, fold } from '@samrad/platform/pure';
import { cast, demoPassword, type Character } from './cast.js';

const accounts: [Character, Role][] = [
  [cast.administrator, 'administrator'],
  [cast.coordinator, 'coordinator'],
  [cast.secretariat, 'secretariat'],
  [cast.stateContact, 'state_contact'],
  [cast.expert, 'expert'],
];

/** The five people who can sign in, one for each role. Those who are not in the network yet are put there. */
export async function seedAccess(app: INestApplicationContext): Promise<void> {
  const service = app.get(AccountService);
  const ids = await Promise.all(accounts.map(([character]) => personIdOf(app, character)));
  for (const [index, [, role]] of accounts.entries()) {
    await service.create(system, { personId: ids[index]!, roles: [role], password: demoPassword });
  }
}

async function personIdOf(app: INestApplicationContext, character: Character): Promise<string> {
  const key = addressKey(character.email);
  const known = await app
    .get(Db)
    .row<{ personId: string }>(sql`SELECT person_id AS personId FROM person_email WHERE address_key = ${key}`);
  return known?.personId ?? addPerson(app, character);
}

async function addPerson(app: INestApplicationContext, character: Character): Promise<string> {
  const [db, now, id] = [app.get(Db), app.get(Clock).instant(), newId()];
  const { givenName, familyName, stateCode, email } = character;
  await db.tx(async () => {
    await db.repo(Person).insert({
      ...{ id, givenName, familyName, stateCode, sortName: fold(`${familyName} ${givenName}`) },
      ...{ mailLanguage: 'en', createdAt: now, updatedAt: now, version: 1 },
    });
    const address = { address: email, addressKey: addressKey(email), isPrimary: true };
    await db.repo(PersonEmail).insert({ id: newId(), personId: id, ...address });
  });
  return id;
}
