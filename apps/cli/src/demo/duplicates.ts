import type { INestApplicationContext } from '@nestjs/common';
import { RuleSetService, ScanService } from '@samrad/duplicates';
import { anonymous, type Actor } from '@samrad/platform/auth';
import { cast } from './cast.js';

/** A rule set of the office's own, with what it would find, and the register looked through once. */
export async function seedDuplicates(app: INestApplicationContext): Promise<void> {
  const { givenName, familyName } = cast.coordinator;
  const actor: Actor = { ...anonymous, name: `${givenName} ${familyName}`, roles: ['coordinator'] };
  const scans = app.get(ScanService);
  const weights = { otherGivenName: 40, sameOrganisation: 15 };
  const own = { noun: 'person' as const, name: 'Samme etternavn', threshold: 50, weights };
  const ruleSet = await app.get(RuleSetService).create(actor, own);
  await scans.run(await scans.start(actor, { noun: 'person', ruleSet, isTrial: true }));
  await scans.run(await scans.start(actor, { noun: 'person' }));
  await scans.run(await scans.start(actor, { noun: 'organisation' }));
}
