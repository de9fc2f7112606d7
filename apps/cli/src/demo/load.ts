import type { INestApplicationContext } from '@nestjs/common';
import { Db, Settings, sql } from '@samrad/platform/database';
import type { Env } from '../../../../config/env.js';
import { cast, demoPassword } from './cast.js';
import { seedActions } from './actions.js';
import { seedAccess } from './access.js';
import { seedDelegations } from './delegations.js';
import { seedDuplicates } from './duplicates.js';
import { seedInvitations } from './invitations.js';
import { seedImports } from './imports.js';
import { seedJoining } from './joining.js';
import { seedLibrary } from './library.js';
import { seedMailings } from './mailings.js';
import { seedMeetings } from './meetings.js';
import { publishMinutes, seedMinutes } from './minutes.js';
import { seedObligations } from './obligations.js';
import { seedPlanning } from './planning.js';
import { seedPreparation } from './preparation.js';
import { seedOwnData } from './privacy.js';
import { seedTopics } from './topics.js';
import { seedReports } from './reports.js';
import { seedNetwork } from './network.js';

/** In order: each builds on those before. */
export const seeds = [
  seedNetwork,
  seedAccess,
  seedLibrary,
  seedMeetings,
  seedInvitations,
  seedMinutes,
  seedActions,
  seedTopics,
  publishMinutes,
  seedDelegations,
  seedPlanning,
  seedPreparation,
  seedObligations,
  seedReports,
  seedMailings,
  seedJoining,
  seedOwnData,
  seedImports,
  seedDuplicates,
];

/** Loads the demo network once, into an embedded database without persons. @returns whether it did */
export async function loadDemo(app: INestApplicationContext, env: Env): Promise<boolean> {
  if (!env.isDemo) return false;
  const person = await app.get(Db).row(sql`SELECT id FROM person LIMIT 1`);
  if (person) return false;
  // The server prints these at every start; it never imports the demo itself. First, because from then on mail to the
  // invented people is kept, also where a mail server is set.
  await app.get(Settings).set('demo.loaded', JSON.stringify(signIns()));
  for (const seed of seeds) await seed(app);
  return true;
}

const roles = ['administrator', 'coordinator', 'secretariat', 'stateContact', 'expert'] as const;

const signIns = () =>
  roles.map((role) => ({
    role,
    name: `${cast[role].givenName} ${cast[role].familyName}`,
    email: cast[role].email,
    password: demoPassword,
  }));
