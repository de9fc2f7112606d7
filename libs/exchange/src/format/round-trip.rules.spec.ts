import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { streamSheet, toCsv, toXlsx } from '@samrad/platform/files';
import { asWritten, fromWorkbook, inert, inertInWorkbook } from './inert.rules.js';
import { type AffiliationText, affiliationText, readAffiliations } from '../row/affiliation-text.rules.js';
import { type Card, cardText, readCards } from './vcard.rules.js';

/** Texts that spreadsheets would run, telephones, separators, quotes, line ends, letters of many scripts. */
const piece = fc.constantFrom(
  ...['=', '+', '-', '@', "'", '"', ';', ',', '\t', '\n', '\r', '|', ' ', '\\', ':', '+47 22 00 00 00', '=1+1'],
  ...['=HYPERLINK("http://x")', '\u200b', '＝', 'Ødegård', 'Łódź', '日本', '👩‍💻', '_x0041_', '<b>&amp;', 'a', '0', '-5'],
);
const nasty = fc.oneof(
  fc.array(piece, { maxLength: 6 }).map((all) => all.join('')),
  fc.string({ maxLength: 20 }),
);
const speakable = (text: string) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff\p{Cs}]/u.test(text);
/** What runs: a sign at the start, after what cannot be seen, or where another separator would begin a place. */
const runs = /^[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]|[;,\t\r\n][^\S\r\n]*(?:[=+@]|-\S)/;

describe('a text on its way out and in again', () => {
  it('never runs in a spreadsheet and comes back as it was', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(inert(text)).not.toMatch(runs);
        expect(asWritten(inert(text))).toBe(text);
        expect(fromWorkbook(inertInWorkbook(text))).toBe(text);
      }),
      { numRuns: 5000 },
    );
  });

  it.each(['+47 22 00 00 00', '=1', "'=1", "''+", '-5', '@x', '\t=x', 'a;=b', "a;'=b"])('%j is one of them', (text) => {
    expect(inert(text)).not.toMatch(runs);
    expect(asWritten(inert(text))).toBe(text);
  });
});

describe('places of work in one text', () => {
  const line = fc
    .stringMatching(/^[a-zA-Z|;\\\\ =+@/-]{1,12}$/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
  const place: fc.Arbitrary<AffiliationText> = fc.record({
    organisation: fc.record({
      name: line,
      type: orNull(fc.constantFrom('police' as const, 'eu_agency' as const)),
      stateCode: orNull(fc.constantFrom('NO', 'GR')),
      number: orNull(line),
    }),
    function: orNull(line),
    from: orNull(fc.constantFrom('2020-02-29', '2021-01-01')),
    to: orNull(fc.constantFrom('2021-01-01', '2022-12-31')),
  });
  const states = new Map([
    ['no', 'NO'],
    ['gr', 'GR'],
  ]);

  it('come back one by one, whatever stands in names and functions', () => {
    fc.assert(
      fc.property(fc.array(place, { maxLength: 3 }), (places) => {
        const text = places.map(affiliationText).join('; ');
        expect(readAffiliations(text, states)).toEqual({ affiliations: places, faulty: [] });
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a file', () => {
  const rows = fc.array(fc.array(nasty.filter(speakable), { minLength: 3, maxLength: 3 }), {
    minLength: 1,
    maxLength: 5,
  });
  const columns = (tame: (text: string) => string) =>
    [0, 1, 2].map((at) => ({ head: `H${at}`, value: (row: string[]) => tame(row[at]!) }));
  const read = async (content: Buffer, filename: string, back: (text: string) => string) => {
    const cells: string[][] = [];
    for await (const row of (await streamSheet(content, filename)).rows()) cells.push(row.cells.map(back));
    return cells.slice(1);
  };
  /** Blank rows and blank places at the end of a row are not there. */
  const kept = (all: string[][]) =>
    all.map((row) => row.slice(0, row.findLastIndex((cell) => cell.trim() !== '') + 1)).filter((row) => row.length > 0);
  /** A place with nothing but blanks is blank. */
  const blanked = (all: string[][]) => all.map((row) => row.map((cell) => (cell.trim() === '' ? '' : cell)));

  it.each(['nb', 'en'] as const)('of comma separated values comes back cell by cell (%s)', async (lang) => {
    await fc.assert(
      fc.asyncProperty(rows, async (all) => {
        const content = Buffer.from(toCsv(columns(inert), all, lang));
        expect(kept(await read(content, 'a.csv', asWritten))).toEqual(kept(all));
      }),
      { numRuns: 150 },
    );
  });

  it('of a workbook comes back cell by cell', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (all) => {
        const content = toXlsx('S', columns(inertInWorkbook), all);
        expect(blanked(kept(await read(content, 'a.xlsx', fromWorkbook)))).toEqual(blanked(kept(all)));
      }),
      { numRuns: 150 },
    );
  });
});

describe('a card', () => {
  const text = nasty.filter((one) => speakable(one) && one !== '').map((one) => one.replace(/\r\n?/g, '\n'));
  const pieces = fc
    .array(
      text.filter((one) => !one.includes('; ')),
      { minLength: 1, maxLength: 3 },
    )
    .map((all) => all.join('; '))
    .filter((one) => !/(^|; )(; |$)/.test(one) && !one.includes('; ; '));
  const card = fc.record(
    {
      ...{ familyName: text, givenName: text, organisation: text, function: text, phone: text, note: text },
      ...{ externalKey: text, organisationNumber: text, memberships: text, state: text },
      ...{ countries: text, methods: text, affiliations: text },
      ...{ email: pieces, languages: pieces, topics: pieces },
    },
    { requiredKeys: ['familyName'] },
  ) as fc.Arbitrary<Card>;

  it('comes back field by field, however it is folded', () => {
    fc.assert(
      fc.property(fc.array(card, { minLength: 1, maxLength: 3 }), (cards) => {
        const file = cards.map((one, at) => cardText(one, { uid: String(at), isOrganisation: false })).join('');
        expect(file.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
        const back = (readCards(file) as Card[]).map(({ name: _, ...one }) => one);
        expect(back).toEqual(cards);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['3.0', 'BEGIN:VCARD\nVERSION:3.0\nN:Nordmann;Kari;;;\nitem1.EMAIL;TYPE=INTERNET:kari@example.org\nEND:VCARD\n'],
    ['4.0', 'BEGIN:VCARD\r\nVERSION:4.0\r\nN:Nordmann;Kari\r\nEMAIL:kari@exam\r\n ple.org\r\nEND:VCARD\r\n'],
  ])('of version %s is read', (_, file) => {
    expect(readCards(file)).toEqual([{ familyName: 'Nordmann', givenName: 'Kari', email: 'kari@example.org' }]);
  });

  it.each(['\n', '\r\n', '\r'])('is read in however many pieces, with ends of lines as %j', (end) => {
    const card = (name: string) => ['BEGIN:VCARD', 'VERSION:4.0', name, 'TITLE:Head', 'END:VCARD', ''].join(end);
    const [read] = readCards(card(`FN:${`ab${end} `.repeat(10_000)}`)) as Card[];
    expect([read!.name, read!.function]).toEqual(['ab'.repeat(10_000), 'Head']);
  });

  it('does not take apart what no field can hold', () => {
    const long = `A;${'\\,'.repeat(20_000)}`;
    expect(readCards(`BEGIN:VCARD\nVERSION:4.0\nN:${long}\nEND:VCARD\n`)).toEqual([{ familyName: long }]);
  });

  it('that is cut off, old or none is refused by its number', () => {
    expect(readCards('BEGIN:VCARD\nVERSION:4.0\nFN:A\n')).toEqual({ fault: 'cardOpen', row: 1 });
    expect(readCards('BEGIN:VCARD\nVERSION:2.1\nEND:VCARD\n')).toEqual({ fault: 'cardVersion', row: 1 });
    expect(readCards('Name;E-mail\n')).toEqual({ fault: 'notCards', row: 1 });
  });
});
