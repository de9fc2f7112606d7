import { newId } from '@samrad/platform/database';
import { fold } from '@samrad/platform/pure';
import type { Bulk, Row } from './bulk.js';
import { entry, longAgo } from './records.js';
import { nameAt } from './words.js';

const states =
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK AM CH GE MD RS UA'.split(' ');
const statesOf = (index: number) => (index % 5 === 0 ? 'NO' : states[index % states.length]!);

/** Persons with addresses, topics, places of work and groups. */
export async function fillNetwork(bulk: Bulk, size: number): Promise<Row[]> {
  const organisations = Array.from({ length: Math.max(60, size / 100) }, (_, index) => organisationAt(index));
  const people = Array.from({ length: size }, (_, index) => personAt(index));
  const groups = ['REG', 'NEN'].map((code) => ({
    id: newId(),
    code,
    name_en: code,
    name_nb: code,
    name_nn: code,
    kind: 'expert_group',
    description: null,
    created_at: longAgo,
    version: 1,
  }));
  await bulk.insert('organisation', organisations);
  await bulk.insert('network_group', groups);
  await bulk.insert('person', people);
  await bulk.insert('person_email', people.flatMap(emailsOf));
  await bulk.insert('person_language', people.flatMap(languagesOf));
  await bulk.insert('person_country', people.flatMap(countriesOf));
  await bulk.insert('person_method', people.flatMap(methodsOf));
  await bulk.insert(
    'person_topic',
    people.flatMap((person, index) => topicsOf(person, index)),
  );
  const affiliations = people.flatMap((person, index) =>
    affiliationsOf(person, organisations[index % organisations.length]!, index),
  );
  await bulk.insert('affiliation', affiliations);
  const members = people.filter((_, index) => index % 4 === 0 || index < 40);
  await bulk.insert(
    'membership',
    members.map((person, index) => membershipOf(person, groups[index % 2]!)),
  );
  await bulk.insert(
    'search_entry',
    people.map((person, index) => personEntry(person, organisations[index % organisations.length]!)),
  );
  return people;
}

function organisationAt(index: number): Row {
  const name = `${nameAt(index * 7)} Directorate ${index}`;
  const own = {
    id: newId(),
    name,
    sort_name: fold(name),
    acronym: null,
    type: index % 3 ? 'governmental' : 'ngo',
    state_code: statesOf(index),
  };
  return { ...own, website: null, note: null, created_at: longAgo, updated_at: longAgo, version: 1 };
}

function personAt(index: number): Row {
  const [given, family] = [
    nameAt(index * 13 + 5),
    `${nameAt(index)}${nameAt(Math.floor(index / 600) + 11).toLowerCase()}`,
  ];
  const own = {
    id: newId(),
    given_name: given,
    family_name: family,
    sort_name: fold(`${family} ${given}`),
    state_code: statesOf(index),
  };
  const rest = {
    phone: '+47 22 00 00 00',
    mail_language: 'en',
    note: null,
    left_on: index % 50 === 49 ? '2026-02-01' : null,
    has_departure: index % 50 === 49 ? 1 : 0,
  };
  return { ...own, ...rest, created_at: longAgo, updated_at: longAgo, version: 1 };
}

function emailsOf(person: Row, index: number): Row[] {
  const address = (number: number) =>
    `${fold(String(person.given_name))}.${index}.${number}@agency${index % 60}.example`;
  const row = (number: number) => ({
    id: newId(),
    person_id: person.id!,
    address: address(number),
    address_key: address(number),
    is_primary: number === 0 ? 1 : 0,
  });
  return index % 10 === 0 ? [row(0), row(1)] : [row(0)];
}

const topics = [
  'good_practices_coherence',
  'barriers_solutions',
  'stakeholder_expertise',
  'statistics',
  'voluntary_return',
  'forced_return',
];
const countries = 'AF ER SO ET IQ IR SY NG GM PK BD GE AM TR RU CN IN LK VN DZ'.split(' ');
const methods = ['policy_analysis', 'law', 'research', 'statistics'];
const stated = (index: number) => ({ stated_by: index % 3 ? 'coordinator' : 'person' });

const languagesOf = ({ id }: Row, index: number): Row[] =>
  (index % 3 ? ['en'] : ['en', 'fr']).map((language) => ({ person_id: id!, language, ...stated(index) }));
const countriesOf = (person: Row, index: number): Row[] =>
  [index % 20, (index + 7) % 20].map((at) => ({
    ...{ person_id: person.id!, country_code: countries[at]!, sort_name: person.sort_name! },
    ...stated(index),
  }));
const methodsOf = (person: Row, index: number): Row[] => [
  { person_id: person.id!, method_code: methods[index % 4]!, sort_name: person.sort_name!, ...stated(index) },
];

const topicsOf = (person: Row, index: number): Row[] =>
  [index % 6, (index + 2) % 6].map((at) => ({
    person_id: person.id!,
    topic_code: topics[at]!,
    sort_name: person.sort_name!,
  }));

function affiliationsOf(person: Row, organisation: Row, index: number): Row[] {
  const now = {
    id: newId(),
    person_id: person.id!,
    organisation_id: organisation.id!,
    function: 'Senior adviser',
    valid_from: '2024-01-01',
    valid_to: null,
  };
  const before = { ...now, id: newId(), function: 'Adviser', valid_from: '2019-01-01', valid_to: '2023-12-31' };
  return index % 5 === 0 ? [before, now] : [now];
}

const membershipOf = (person: Row, group: Row): Row => ({
  ...{ id: newId(), group_id: group.id!, person_id: person.id!, role: 'member', state_code: person.state_code! },
  ...{ sort_name: person.sort_name!, valid_from: '2024-01-01', valid_to: null, version: 1 },
});

function personEntry(person: Row, organisation: Row): Row {
  const title = `${person.given_name} ${person.family_name}`;
  const body = `Senior adviser, ${organisation.name} · ${person.state_code}`;
  return entry('person', String(person.id), { title, body, url: `/persons/${person.id}` });
}
