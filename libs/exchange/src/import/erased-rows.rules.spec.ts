import { expect, it } from '@jest/globals';
import type { ImportField } from '../row/import-columns.rules.js';
import { hintsOf, isAbout } from './erased-rows.rules.js';

const known = {
  names: [{ givenName: 'Åse "Fröken"', familyName: "O'Brien; d'Été" }],
  addresses: ['Ase@Example.org'],
};
const columns: (ImportField | null)[] = ['name', 'email', 'note'];

const rows: [string, string[], (ImportField | null)[], boolean][] = [
  ['the address', ['Somebody', 'mailto:ase@example.org', ''], columns, true],
  ['the address in a column nobody has named', ['Somebody', '', 'ase@example.org'], [null, null, null], true],
  ['the address in a line that was not parted', ["Åse;O'Brien;ase@example.org;12"], [null], true],
  ['the name in one cell', ["O'Brien; d'Été,  Åse “Fröken”", '', ''], columns, true],
  ['the name in two cells', ["O'BRIEN; D'ÉTÉ", 'ase fröken', ''], [null, null, null], true],
  ['half of the name', ["O'Brien; d'Été", 'other@example.org', ''], columns, false],
  ['somebody who is to ask her', ['Per', 'per@example.org', 'Ask ase@example.org'], columns, false],
  ['somebody else', ['Per', 'mase@example.org', ''], columns, false],
];

it.each(rows)('a row with %s', (...[, cells, mapping, expected]) => {
  expect(isAbout(known, cells, mapping)).toBe(expected);
});

it('says what such a row holds', () => {
  expect(hintsOf(known)).toEqual(['Ase@Example.org', 'ase@example.org', "O'Brien;", "o'brien;"]);
});
