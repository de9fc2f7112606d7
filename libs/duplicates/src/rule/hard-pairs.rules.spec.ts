import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { organisationKeys, organisationLikeness, preparedOrganisation } from './organisation-likeness.rules.js';
import { personKeys, personLikeness, prepared } from './person-likeness.rules.js';
import { isAlike } from './rule-sets.rules.js';

const folder = join(import.meta.dirname, '../../../../test/support/fixtures/duplicates');

interface Labelled {
  line: string;
  isSame: boolean;
  sides: [string[], string[]];
}

/** `+` or `-`, then two records with their fields between semicolons. */
function labelled(file: string): Labelled[] {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  return lines
    .filter((line) => /^[+-]/.test(line))
    .map((line) => {
      const [left, right] = line.slice(1).split(' ~ ');
      const fields = (side: string) => side.split(';').map((field) => field.trim());
      return { line, isSame: line[0] === '+', sides: [fields(left!), fields(right!)] };
    });
}

const person = ([givenName = '', familyName = '', state, phone, email, organisation]: string[]) =>
  prepared({
    ...{ givenName, familyName, stateCode: state || null, phone: phone || null },
    ...{ emails: email ? [email] : [], organisations: organisation ? [organisation] : [] },
  });
const organisation = ([name = '', acronym, state, website, number]: string[]) =>
  preparedOrganisation({
    ...{ name, acronym: acronym || null, stateCode: state || null },
    ...{ website: website || null, number: number || null },
  });

const judged = [
  ...labelled('persons.txt').map((pair) => {
    const [left, right] = pair.sides.map(person) as [ReturnType<typeof person>, ReturnType<typeof person>];
    const isMet = personKeys(left).some((key) => personKeys(right).includes(key));
    return { ...pair, isMet, likeness: personLikeness(left, right) };
  }),
  ...labelled('organisations.txt').map((pair) => {
    const [left, right] = pair.sides.map(organisation) as [
      ReturnType<typeof organisation>,
      ReturnType<typeof organisation>,
    ];
    const isMet = organisationKeys(left).some((key) => organisationKeys(right).includes(key));
    return { ...pair, isMet, likeness: organisationLikeness(left, right) };
  }),
].map((pair) => ({ ...pair, isFound: pair.isMet && isAlike(pair.likeness, 'usual') }));

const told = (pairs: typeof judged) =>
  pairs.map(
    ({ line, isMet, likeness }) =>
      `${line} [${isMet ? '' : 'never met '}${likeness.score}: ${likeness.reasons.map(({ sign }) => sign).join()}]`,
  );

it('finds at least 95 of 100 of the hard pairs that are one, and of what it finds at least 95 of 100 are', () => {
  const ones = judged.filter(({ isSame }) => isSame);
  const missed = ones.filter(({ isFound }) => !isFound);
  const found = judged.filter(({ isFound }) => isFound);
  const wrong = found.filter(({ isSame }) => !isSame);
  expect(judged.length).toBeGreaterThanOrEqual(200);
  const recall = (ones.length - missed.length) / ones.length;
  const precision = (found.length - wrong.length) / found.length;
  expect({ missed: told(missed), isEnough: recall >= 0.95 }).toMatchObject({ isEnough: true });
  expect({ wrong: told(wrong), isEnough: precision >= 0.95 }).toMatchObject({ isEnough: true });
});

it.each([
  ['Otto Institute', 'Institutet för återvändandeforskning'],
  ['Retur Senter', 'Senteret for asylforskning'],
  ['Oslo University', 'Universitetet i Bergen'],
])('two houses of one kind and nothing else in common are not alike: %s, %s', (left, right) => {
  expect(isAlike(organisationLikeness(organisation([left, '', 'SE']), organisation([right, '', 'SE'])), 'usual')).toBe(
    false,
  );
});
