import type { INestApplicationContext } from '@nestjs/common';
import { CheckService, ImportStore, RunService, StagingService } from '@samrad/exchange';
import { anonymous, type Actor } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { addressKey } from '@samrad/platform/pure';
import { cast } from './cast.js';

/** As it comes from an office: one day that there is not, and somebody without an address. */
const list = `Navn;E-post;Telefon;Virksomhet;Type;Land;Stilling;Opprinnelsesland;Metoder;Arbeidssteder;Ekstern nøkkel;Fra
Hilde Sørlie;hilde.sorlie@imf.example.org;+47 22 11 22 33;Institutt for migrasjonsforskning;forskning;Norge;Forsker;Afghanistan, Syria;research;Universitetet i Agder | Stipendiat | 2019-08-01/2023-06-30 | NO | research;IMF-17;
Mahad Warsame;mahad.warsame@somsenter.example.org;+47 90 80 70 60;Somalisk ressurssenter;ideell;Norge;Rådgiver;Somalia;return_counselling;;SR-4;01.02.2026
Live Brekke;live.brekke@imf.example.org;;Institutt for migrasjonsforskning;forskning;Norge;Forsker;Eritrea;statistics;;IMF-21;31.02.2026
Nils Utheim;;+47 55 44 33 22;Institutt for migrasjonsforskning;forskning;Norge;Kommunikasjon;;;;IMF-30;
`;

/** A list that came in, with two rows that did not: to be corrected and chosen again. */
export async function seedImports(app: INestApplicationContext): Promise<void> {
  const actor = await coordinator(app);
  const [staging, checks, runs] = [app.get(StagingService), app.get(CheckService), app.get(RunService)];
  const file = { filename: 'kontakter-forskning.csv', content: Buffer.from(list) };
  const id = await staging.create(actor, 'person', file);
  await checks.start(actor, id);
  const { version } = await app.get(ImportStore).one(id);
  const purpose = 'Experts on countries of origin, for the meeting on reintegration.';
  await runs.start(actor, id, { source: 'Institutt for migrasjonsforskning', purpose, version });
  await runs.run(id);
}

async function coordinator(app: INestApplicationContext): Promise<Actor> {
  const { email, givenName, familyName } = cast.coordinator;
  const row = await app.get(Db).row<{ accountId: string; personId: string }>(sql`
    SELECT a.id AS accountId, a.person_id AS personId FROM account a
    JOIN person_email e ON e.person_id = a.person_id WHERE e.address_key = ${addressKey(email)}`);
  return { ...anonymous, ...row!, name: `${givenName} ${familyName}`, roles: ['coordinator'] };
}
