import type { INestApplicationContext } from '@nestjs/common';
import { ApplicationFinder, ApplicationService, GroupInvitationService, NominationService } from '@samrad/joining';
import { GroupFinder, PersonFinder } from '@samrad/network';
import { anonymous, system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { I18n } from '@samrad/platform/i18n';
import { addDays } from '@samrad/platform/pure';
import { cast } from './cast.js';

const applicants = [
  {
    ...{
      kind: 'person' as const,
      givenName: 'Ingrid',
      familyName: 'Solheim',
      address: 'ingrid.solheim@uib.example.org',
    },
    ...{ organisation: 'Universitetet i Bergen', organisationType: 'research' as const, function: 'Forsker' },
    message: 'Jeg forsker på hva som skjer etter retur, og vil gjerne bidra med funn fra feltarbeid i fem land.',
  },
  {
    ...{
      kind: 'organisation' as const,
      givenName: 'Jonas',
      familyName: 'Lie',
      address: 'jonas.lie@hjemvei.example.org',
    },
    ...{ organisation: 'Hjemvei', organisationType: 'ngo' as const, function: 'Daglig leder' },
    message: 'Vi gir råd til personer som vurderer frivillig retur, og vil delta i ekspertnettverket.',
  },
];

/** An application to decide and one that waits for its mail, an invitation that is open, and a nomination. */
export async function seedJoining(app: INestApplicationContext): Promise<void> {
  const today = app.get(Clock).today();
  const term = { validFrom: today, validTo: addDays(today, 730) };
  const groups = app.get(GroupFinder);
  await seedApplications(app);
  const national = (await groups.byCode('NEN'))!.id;
  const invited = { address: 'berit.aas@sentral.example.org', language: 'nb' as const, stateCode: 'NO' };
  const message = 'Vi håper du vil dele erfaringene dine fra rådgivning før retur.';
  const invitation = { ...invited, ...term, message, groupId: national, role: 'member' as const };
  await app.get(GroupInvitationService).invite(system, invitation);
  await seedNomination(app, { ...term, groupId: (await groups.byCode('REG'))!.id });
}

async function seedApplications(app: INestApplicationContext): Promise<void> {
  const consentText = app.get(I18n).t('nb', 'network.consent.text.register.2026-1');
  const rest = { stateCode: 'NO', phone: null, website: null, consent: true, profile: false, opened: '', fax: '' };
  for (const applicant of applicants) {
    const shown = { lang: 'nb' as const, consentText };
    await app.get(ApplicationService).apply({ ...applicant, ...rest, newsletter: true }, shown);
  }
  const { rows } = await app.get(ApplicationFinder).list({ kind: 'person' }, { page: 1, per: 1 });
  await app.get(ApplicationService).confirm(rows[0]!);
}

async function seedNomination(
  app: INestApplicationContext,
  term: { groupId: string; validFrom: string; validTo: string },
): Promise<void> {
  const { name, personId } = (await app.get(PersonFinder).byAddress(cast.stateContact.email))!;
  const contact = { ...anonymous, accountId: personId, personId, name, roles: ['state_contact' as const] };
  await app.get(NominationService).nominate(
    { ...contact, stateCodes: ['FI'] },
    {
      ...{ ...term, role: 'alternate', stateCode: 'FI', givenName: 'Eero', familyName: 'Laine', language: 'en' },
      ...{ address: 'eero.laine@migri.example.org', organisation: 'Maahanmuuttovirasto', function: 'Senior adviser' },
      reason: 'Eero leads our work on reintegration. He would stand in when our member cannot come.',
    },
  );
}
