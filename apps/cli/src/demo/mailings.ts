import type { INestApplicationContext } from '@nestjs/common';
import { listInput, mailingInput, MailingListService, MailingService, SendingService } from '@samrad/mailings';
import { MailingFinder, MailingRecipients, SubscriptionService } from '@samrad/mailings';
import { CompositionService, GroupService, noRule, PersonFinder } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { cast } from './cast.js';

const kind = 'working_group' as const;

/** Groups that follow from a rule and from other groups, a notice that went out, a newsletter and the draft of its next issue. */
export async function seedMailings(app: INestApplicationContext): Promise<void> {
  const reg = (await app.get(Db).row<{ id: string }>(sql`SELECT id FROM network_group WHERE code = 'REG'`))!.id;
  await seedGroups(app, reg);
  await seedNotice(app, reg);
  await seedNewsletter(app);
}

async function seedGroups(app: INestApplicationContext, reg: string): Promise<void> {
  const [groups, composing] = [app.get(GroupService), app.get(CompositionService)];
  const nordic = await groups.create(system, {
    ...{ code: 'RETURN-N', kind, description: 'Follows from the register: nobody is put in by hand.' },
    nameEn: 'Reintegration in the Nordic States',
    nameNb: 'Reintegrering i Norden',
    nameNn: 'Reintegrering i Norden',
  });
  const rule = { ...noRule, stateSets: ['nordic' as const], topics: ['reintegration', 'return_counselling'] };
  await composing.change(system, nordic, { ...(rule as object as Composed), parts: [], version: 1 });
  const wide = await groups.create(system, {
    ...{ code: 'REG-WIDE', kind, description: 'REG and everybody who works on reintegration in the Nordic States.' },
    ...{ nameEn: 'REG in the wide sense', nameNb: 'REG i vid forstand', nameNn: 'REG i vid meining' },
  });
  await composing.change(system, wide, { ...(noRule as object as Composed), parts: [reg, nordic], version: 1 });
  const chairs = { nameEn: 'Chairs of REG', nameNb: 'Ledere av REG', nameNn: 'Leiarar av REG' };
  await composing.name(system, reg, { ...chairs, roles: ['chair'], states: 'all' });
  const alternates = {
    nameEn: 'Alternates of States without an answer',
    nameNb: 'Vararepresentanter for stater uten svar',
    nameNn: 'Vararepresentantar for statar utan svar',
  };
  await composing.name(system, reg, { ...alternates, roles: ['alternate'], states: 'without_answer' });
}

type Composed = Parameters<CompositionService['change']>[2];

async function seedNotice(app: INestApplicationContext, groupId: string): Promise<void> {
  const notice = {
    ...{ kind: 'duty', groupId, fallback: 'en' },
    subjectEn: 'Country factsheets: please check yours by the end of April',
    textEn:
      '## What we ask of you\n\nPlease look at the factsheet of your State and tell us what has changed.\n\n- figures of last year\n- new programmes\n- contacts\n\nThank you.',
    subjectNb: 'Faktaarkene: se over ditt innen utgangen av april',
    textNb:
      '## Dette ber vi om\n\nSe over faktaarket for staten din og si fra om det som er endret.\n\n- tall fra i fjor\n- nye programmer\n- kontakter\n\nTakk.',
  };
  await send(app, await app.get(MailingService).create(system, mailingInput.parse(notice)));
}

async function send(app: INestApplicationContext, id: string): Promise<void> {
  const finder = app.get(MailingFinder);
  const judged = await app.get(MailingRecipients).of((await finder.one(id))!);
  const count = judged.filter(({ reason }) => reason === null).length;
  await app.get(MailingService).queue(system, id, { version: 1, count, sendAt: null });
  const { sendAt } = (await finder.one(id))!;
  await app.get(SendingService).begin({ id, sendAt: sendAt! });
  while ((await finder.one(id))!.status === 'sending') await app.get(SendingService).handOver(id);
}

async function seedNewsletter(app: INestApplicationContext): Promise<void> {
  const listId = await app.get(MailingListService).create(
    system,
    listInput.parse({
      ...{ code: 'NEWS', nameEn: 'News from the contact point', isPublic: true },
      ...{ nameNb: 'Nytt fra kontaktpunktet', nameNn: 'Nytt frå kontaktpunktet' },
      descriptionEn: 'Twice a year: new studies, meetings and figures.',
      descriptionNb: 'To ganger i året: nye studier, møter og tall.',
      descriptionNn: 'To gonger i året: nye studiar, møte og tal.',
    }),
  );
  const addresses = [cast.coordinator.email, cast.secretariat.email, cast.swede.email, 'reader@bibliotek.example.org'];
  await app.get(SubscriptionService).putOn(system, listId, { addresses, basis: 'Asked for it at the autumn seminar' });
  const person = (await app.get(PersonFinder).byAddress(cast.expert.email))!;
  const expert = { ...system, personId: person.personId, name: person.name };
  await app.get(SubscriptionService).subscribe(expert, listId);
  await app.get(MailingService).create(
    system,
    mailingInput.parse({
      ...{ kind: 'newsletter', listId, fallback: 'en', subjectNb: 'Vår: nye tall om retur' },
      textNb:
        '## Nye tall\n\nFlere reiser frivillig. Her er det viktigste fra årets overblikk.\n\n## Møter\n\nREG møtes igjen i juni.',
    }),
  );
}
