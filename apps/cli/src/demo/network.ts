import type { INestApplicationContext } from '@nestjs/common';
import {
  AffiliationService,
  GroupFinder,
  MembershipService,
  OrganisationService,
  PersonService,
  type MembershipRole,
} from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db } from '@samrad/platform/database';
import { addDays, fold } from '@samrad/platform/pure';
import { cast, type Character } from './cast.js';
import { knowledgeAt, letStateThemselves } from './knowledge.js';
import { nameSources, otherOrganisations, type NameSource } from './network-names.js';

interface Settler {
  givenName: string;
  familyName: string;
  email: string;
  stateCode: string | null;
  organisation: string;
  function: string;
  type: string;
}

interface Settled extends Settler {
  id: string;
}

const functions = ['Head of unit', 'Senior adviser', 'Legal officer', 'Return counsellor', 'Analyst', 'Policy officer'];
/** States that have nobody in REG at the moment, so that the page shows what is missing. */
const gaps = ['CY', 'LU', 'MT', 'BG', 'GE', 'AM', 'AL'];

/** About 60 organisations and 180 persons of all 35 States, with groups, gaps and terms that end soon. */
export async function seedNetwork(app: INestApplicationContext): Promise<void> {
  await app.get(Db).tx(async () => {
    const organisations = await addOrganisations(app);
    const persons = await addPersons(app, organisations);
    await addMemberships(app, persons);
    await addHistory(app, persons, organisations);
    await letStateThemselves(
      app.get(Db),
      persons.map(({ id }) => id),
    );
  });
}

async function addOrganisations(app: INestApplicationContext): Promise<Map<string, string>> {
  const service = app.get(OrganisationService);
  const ids = new Map<string, string>();
  const rest = { website: null, note: null };
  for (const { authority, acronym, code } of nameSources) {
    const organisation = { name: authority, acronym, type: 'governmental' as const, stateCode: code, ...rest };
    ids.set(authority, await service.create(system, organisation));
  }
  for (const { persons: _, ...organisation } of otherOrganisations) {
    ids.set(organisation.name, await service.create(system, { ...organisation, ...rest }));
  }
  return ids;
}

async function addPersons(app: INestApplicationContext, organisations: Map<string, string>): Promise<Settled[]> {
  const service = app.get(PersonService);
  const today = app.get(Clock).today();
  const settled: Settled[] = [];
  for (const [index, { email, organisation, type: _, ...person }] of settlers().entries()) {
    const id = await service.create(system, {
      ...person,
      emails: index % 19 === 7 ? [email, email.replace('@', '.private@')] : [email],
      phone: index % 3 === 0 ? `+47 555 ${String(50_000 + index)}` : null,
      mailLanguage: person.stateCode === 'NO' ? (index % 5 === 0 ? 'nn' : 'nb') : 'en',
      ...knowledgeAt(index, person.stateCode),
      note: index % 23 === 4 ? 'Prefers calls before noon.' : null,
      organisationId: organisations.get(organisation) ?? null,
      validFrom: addDays(today, -400 - ((index * 37) % 1500)),
    });
    settled.push({ ...person, email, organisation, type: _, id });
  }
  return settled;
}

/** The cast first, then three persons of each authority and those of the other organisations. */
function settlers(): Settler[] {
  const types = new Map(otherOrganisations.map(({ name, type }) => [name, type as string]));
  const known = Object.values(cast as Record<string, Character>)
    .filter(({ organisation }) => organisation !== '')
    .map((character): Settler => ({ ...character, type: types.get(character.organisation) ?? 'governmental' }));
  const taken = new Map<string, number>();
  for (const { organisation } of known) taken.set(organisation, (taken.get(organisation) ?? 0) + 1);
  const places = [
    ...nameSources.map(({ authority, code }) => ({
      name: authority,
      stateCode: code,
      persons: 3,
      type: 'governmental',
    })),
    ...otherOrganisations,
  ];
  const turns = new Map<string, number>();
  const made = places.flatMap(({ name, stateCode, persons, type }, place) =>
    Array.from({ length: Math.max(0, persons - (taken.get(name) ?? 0)) }, (_, index) => {
      const names = nameSources.find(({ code }) => code === stateCode) ?? nameSources[(place * 5 + index * 7) % 35]!;
      return settler(names, { organisation: name, stateCode, type }, turns);
    }),
  );
  return [...known, ...made];
}

function settler(
  names: NameSource,
  place: Pick<Settler, 'organisation' | 'stateCode' | 'type'>,
  turns: Map<string, number>,
): Settler {
  const turn = turns.get(names.code) ?? 0;
  turns.set(names.code, turn + 1);
  const givenName = names.given[turn % 4]!;
  const familyName = names.family[(turn + Math.floor(turn / 4)) % 4]!;
  const local = [givenName, familyName].map(plain).join('.') + (turn >= 16 ? String(turn) : '');
  const email = `${local}@${domains.get(place.organisation) ?? 'network'}.example.org`;
  return { ...place, givenName, familyName, email, function: functions[(turn * 3 + names.code.charCodeAt(1)) % 6]! };
}

const plain = (text: string) =>
  fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** Short domains: the acronym, else the first two words of the name. */
const domains = new Map(
  [
    ...nameSources.map(({ authority, acronym, code }) => ({
      name: authority,
      acronym,
      stateCode: code as string | null,
    })),
    ...otherOrganisations,
  ].map(({ name, acronym, stateCode }) => {
    const short = plain(
      acronym ??
        name
          .split(/[\s,’]+/)
          .slice(0, 2)
          .join(' '),
    );
    return [name, acronym || !stateCode ? short : `${short}.${stateCode.toLowerCase()}`];
  }),
);

interface Term {
  group: 'REG' | 'NEN' | 'NCP';
  role: MembershipRole;
  stateCode?: string | null;
  /** Days from today. */
  from: number;
  to: number | null;
}

async function addMemberships(app: INestApplicationContext, persons: readonly Settled[]): Promise<void> {
  const service = app.get(MembershipService);
  const today = app.get(Clock).today();
  const groups = new Map((await app.get(GroupFinder).all()).map(({ code, id }) => [code, id]));
  const join = (person: Settled, { group, role, stateCode = person.stateCode, from, to }: Term) =>
    service.add(system, groups.get(group)!, {
      ...{ personId: person.id, role, stateCode },
      ...{ validFrom: addDays(today, from), validTo: to === null ? null : addDays(today, to) },
    });
  const byAddress = new Map(persons.map((person) => [person.email, person]));
  const special = specialTerms();
  for (const [email, terms] of special) for (const term of terms) await join(byAddress.get(email)!, term);
  const rest = persons.filter(({ email }) => !special.has(email));
  for (const [person, term] of stateTerms(rest)) await join(person, term);
}

/** Who the people of the cast are in the groups. */
function specialTerms(): Map<string, Term[]> {
  const reg = (role: MembershipRole, to: number | null = null): Term => ({ group: 'REG', role, from: -700, to });
  const nen: Term = { group: 'NEN', role: 'member', from: -900, to: null };
  const ncp = (role: MembershipRole): Term => ({ group: 'NCP', role, from: -1100, to: null });
  return new Map([
    [cast.chair.email, [{ ...reg('chair'), stateCode: null }]],
    [cast.secretariat.email, [{ ...reg('secretariat'), stateCode: null }, nen, ncp('member')]],
    [cast.coordinator.email, [ncp('chair'), nen]],
    [cast.administrator.email, [ncp('member')]],
    [cast.stateContact.email, [reg('member'), ncp('chair')]],
    [cast.expert.email, [nen, reg('alternate')]],
    [cast.swede.email, [reg('member', 21)]],
    [cast.pole.email, [reg('member')]],
    [cast.german.email, [reg('member')]],
  ]);
}

/** Of each authority the first is contact point, the second in REG, the third alternate or in REG before. */
function stateTerms(persons: readonly Settled[]): [Settled, Term][] {
  const counts = new Map<string, number>();
  return persons.flatMap((person, index): [Settled, Term][] => {
    const turn = counts.get(person.organisation) ?? 0;
    counts.set(person.organisation, turn + 1);
    const term = termOf(person, turn, index);
    return term ? [[person, term]] : [];
  });
}

function termOf(person: Settled, turn: number, index: number): Term | null {
  const { stateCode, type, organisation } = person;
  if (stateCode === 'NO' && organisation !== 'Politiets utlendingsenhet') {
    return { group: 'NEN', role: 'member', from: -800 + (index % 9) * 40, to: terms(index) };
  }
  if (type === 'governmental' && stateCode !== null) return termOfAuthority(stateCode, turn, index);
  const role = roleOf[type];
  if (!role || turn > 0) return null;
  return { group: 'REG', role, stateCode, from: -550, to: null };
}

const terms = (index: number) => (index % 11 === 3 ? 45 : null);

/** What the first person of such an organisation is in REG. */
const roleOf: Record<string, MembershipRole | undefined> = {
  police: 'alternate',
  eu_agency: 'observer',
  international: 'observer',
};

function termOfAuthority(stateCode: string, turn: number, index: number): Term | null {
  if (turn === 0) return { group: 'NCP', role: 'member', from: -1000, to: null };
  if (turn === 2) return { group: 'REG', role: 'member', from: -1800, to: -660 };
  if (gaps.includes(stateCode)) return null;
  const to = index % 8 === 2 ? 14 + (index % 40) : null;
  return { group: 'REG', role: 'member', from: -650 + (index % 7) * 50, to };
}

/** Some who have left, and one who has changed place of work. */
async function addHistory(
  app: INestApplicationContext,
  persons: readonly Settled[],
  organisations: ReadonlyMap<string, string>,
): Promise<void> {
  const today = app.get(Clock).today();
  const former = persons.filter(({ stateCode }, index) => index > 30 && stateCode !== 'NO' && index % 47 === 0);
  for (const [index, person] of former.entries()) {
    await app.get(PersonService).leave(system, person.id, { leftOn: addDays(today, -20 - index * 30), version: 1 });
  }
  const mover = persons.find(({ email }) => email === cast.expert.email)!;
  await app.get(AffiliationService).add(system, mover.id, {
    organisationId: organisations.get('Norsk senter for returstudier')!,
    ...{ function: 'Researcher', validFrom: addDays(today, -2500), validTo: addDays(today, -1901) },
  });
}
