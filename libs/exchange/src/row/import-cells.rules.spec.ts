import { readAddresses } from './import-addresses.rules.js';
import { isOpenEnd, readDay } from './import-days.rules.js';
import { joinName, splitName } from './import-names.rules.js';
import { cleaned, isBlank, listed, looksLikeFormula, textFault, wordKey } from './import-text.rules.js';
import { readLanguage, readOrganisationType, readRole, readState, stateIndex } from './import-words.rules.js';

describe('text', () => {
  it.each([
    ['\u00a0 Åse\t Berg \u2009', 'Åse Berg'],
    ['A\u030ase', 'Åse'],
    ['one \r\n two', 'one\ntwo'],
    ['so\u00adft\u200b\ufeff', 'soft'],
    ['\u2063\u{e0041}', ''],
  ])('of %j is kept as %j', (raw, text) => {
    expect(cleaned(raw)).toBe(text);
  });

  it.each([
    ['a\u0000b', 'controlCharacter'],
    ['a\u0085b', 'controlCharacter'],
    ['a\u202eb', 'controlCharacter'],
    ['BjÃ¸rn', 'garbled'],
    ['Bj\ufffdrn', 'garbled'],
    ['\ud800', 'garbled'],
    ['#REF!', 'spreadsheetError'],
    ['Łódź, Ægir Ødegård, Ñuñoa, Ãlvaro, “quoted” – 5 €', undefined],
    ['one\ntwo\tthree', undefined],
  ])('%j has the fault %s', (raw, fault) => {
    expect(textFault(raw)).toBe(fault);
  });

  it.each(['', '-', '–', 'N/A', 'ingen', 'Unknown', 'tbc'])('%j stands for nothing', (text) => {
    expect(isBlank(text)).toBe(true);
  });

  it.each([
    ['=1+1', true],
    ['@SUM(A1)', true],
    ['+cmd|calc', true],
    ['-2+3(4)', true],
    ['+47 22 33 44 55', false],
    ['- one thing', false],
    ['Head of unit', false],
  ])('%j looks like a formula: %s', (text, answer) => {
    expect(looksLikeFormula(text)).toBe(answer);
  });

  it('is compared folded, and lists are taken apart', () => {
    expect(wordKey('  Føre-TILTAK / Łódź ')).toBe('fore tiltak lodz');
    expect(listed('Return; reintegration, – Return\nN/A')).toEqual(['Return', 'reintegration']);
  });
});

describe('names', () => {
  it.each([
    ['Kari Nordmann', 'Kari', 'Nordmann'],
    ['Nordmann, Kari', 'Kari', 'Nordmann'],
    ['Nordmann , Kari Anne', 'Kari Anne', 'Nordmann'],
    ['Kari Anne Nordmann', 'Kari Anne', 'Nordmann'],
    ['Anneliese von der Heide', 'Anneliese', 'von der Heide'],
    ['van der Meer, Daniël', 'Daniël', 'van der Meer'],
    ['Eva de Vries', 'Eva', 'de Vries'],
    ['Jens af Geijerstam', 'Jens', 'af Geijerstam'],
    ["Aoife O'Byrne", 'Aoife', "O'Byrne"],
    ['Łukasz Łęcki', 'Łukasz', 'Łęcki'],
    ['Maria del Carmen', 'Maria', 'del Carmen'],
  ])('%s is %s + %s', (text, givenName, familyName) => {
    expect(splitName(text)).toEqual({ givenName, familyName, oddities: [] });
  });

  it.each([
    ['NOWAK Jan', { givenName: 'Jan', familyName: 'Nowak', oddities: ['capitals'] }],
    ['Anna DE VRIES', { givenName: 'Anna', familyName: 'de Vries', oddities: ['capitals'] }],
    ['JEAN-NOËL ŁĘCKI', { givenName: 'Jean-Noël', familyName: 'Łęcki', oddities: ['capitals'] }],
    ["O'BYRNE, Aoife", { givenName: 'Aoife', familyName: "O'Byrne", oddities: ['capitals'] }],
    ['Dr. Eva Berg', { givenName: 'Eva', familyName: 'Berg', oddities: ['titleDropped'] }],
    ['Berg, Prof. Eva', { givenName: 'Eva', familyName: 'Berg', oddities: ['titleDropped'] }],
    ['Suharto', { givenName: 'Suharto', familyName: '', oddities: ['oneName'] }],
    ['SUHARTO', { givenName: 'Suharto', familyName: '', oddities: ['capitals', 'oneName'] }],
    ['Berg,', { givenName: 'Berg', familyName: '', oddities: ['oneName'] }],
    [', Eva', { givenName: 'Eva', familyName: '', oddities: ['oneName'] }],
    ['Ana Maria Ioana Pop', { givenName: 'Ana Maria Ioana', familyName: 'Pop', oddities: ['nameSplit'] }],
  ])('%s is %j', (text, name) => {
    expect(splitName(text)).toEqual(name);
  });

  it.each([
    ['', 'nameMissing'],
    ['eva@example.org', 'nameIsAddress'],
    ['Eva Berg 2', 'nameHasDigits'],
  ])('%j is refused: %s', (text, fault) => {
    expect(splitName(text)).toBe(fault);
  });

  it('may come in two columns', () => {
    expect(joinName('Kari', 'Nordmann Berg')).toEqual({ givenName: 'Kari', familyName: 'Nordmann Berg', oddities: [] });
    expect(joinName('KARI', 'NORDMANN')).toMatchObject({ givenName: 'Kari', familyName: 'Nordmann' });
    expect(joinName('Kari', '')).toEqual({ givenName: 'Kari', familyName: '', oddities: ['oneName'] });
    expect(joinName('', 'BERG')).toEqual({ givenName: '', familyName: 'Berg', oddities: ['capitals', 'oneName'] });
    expect([joinName('', ''), joinName('Kari', 'x@y.no')]).toEqual(['nameMissing', 'nameIsAddress']);
  });
});

describe('addresses', () => {
  const [a, b] = ['kari@example.org', 'ola@example.test'];
  it.each([
    [a, [a], null],
    [`${a}; ${b}`, [a, b], null],
    [`${a},${b}`, [a, b], null],
    [`${a} / ${b}`, [a, b], null],
    [`${a}\n${b}`, [a, b], null],
    [`${a} ${b}`, [a, b], null],
    [`${a} og ${b}`, [a, b], null],
    [`${a}; KARI@Example.org`, [a], null],
    [`Kari Nordmann <${a}>`, [a], 'Kari Nordmann'],
    [`"Nordmann, Kari" <${a}>; Ola <${b}>`, [a, b], 'Nordmann, Kari'],
    [`<${a}>, <${b}>`, [a, b], null],
    ['post@blåbær.example', ['post@blåbær.example'], null],
  ])('%j holds %j and the name %j', (text, addresses, displayName) => {
    expect(readAddresses(text)).toMatchObject({ addresses, displayName, invalid: [] });
  });

  it.each([`mailto:${a}`, `${a}.`, `(${a})`, `E-post: ${a}`, `mailto:${a}?subject=Hi`, `${a},;`])(
    '%j is tidied',
    (text) => {
      expect(readAddresses(text)).toMatchObject({ addresses: [a], invalid: [] });
    },
  );

  it.each([
    ['kari', ['kari']],
    ['kari@', ['kari@']],
    ['@example.org', ['@example.org']],
    ['kari@example', ['kari@example']],
    ['kari(at)example.org', ['kari(at)example.org']],
    [`${a}; ola@`, ['ola@']],
    ['bjørn@example.org', ['bjørn@example.org']],
    ['a@@b.org', ['a@@b.org']],
  ])('%j is not taken', (text, invalid) => {
    expect(readAddresses(text).invalid).toEqual(invalid);
  });

  it('takes no long time over a long cell', () => {
    const long = `${'<'.repeat(20_000)}${'a@'.repeat(20_000)}`;
    expect(readAddresses(long)).toMatchObject({ addresses: [], displayName: null });
  });
});

describe('days', () => {
  it.each([
    ['2026-12-31', '2026-12-31'],
    ['2026-12-31T00:00', '2026-12-31'],
    ['2026.12.31', '2026-12-31'],
    ['20261231', '2026-12-31'],
    ['31.12.2026', '2026-12-31'],
    ['1.2.2026', '2026-02-01'],
    ['31. 12. 2026', '2026-12-31'],
    ['31/12/2026', '2026-12-31'],
    ['31-12-2026', '2026-12-31'],
    ['05/05/2026', '2026-05-05'],
    ['31. desember 2026', '2026-12-31'],
    ['31 December 2026', '2026-12-31'],
    ['31st of Dec 2026', '2026-12-31'],
    ['December 31, 2026', '2026-12-31'],
    ['1-mai-2026', '2026-05-01'],
    ['29.02.2028', '2028-02-29'],
  ])('%s is %s', (text, day) => {
    expect(readDay(text, 'from')).toEqual({ day });
  });

  it.each([
    ['2026', ['2026-01-01', '2026-12-31'], 'dayFromYear'],
    ['juni 2026', ['2026-06-01', '2026-06-30'], 'dayFromMonth'],
    ['Feb. 2028', ['2028-02-01', '2028-02-29'], 'dayFromMonth'],
    ['06.2026', ['2026-06-01', '2026-06-30'], 'dayFromMonth'],
    ['2026-06', ['2026-06-01', '2026-06-30'], 'dayFromMonth'],
    ['46023', ['2026-01-01', '2026-01-01'], 'dayFromSerial'],
    ['31.12.26', ['2026-12-31', '2026-12-31'], 'dayShortYear'],
    ['12/31/2026', ['2026-12-31', '2026-12-31'], 'dayOrder'],
  ])('%s begins and ends on %j, and is worth a look: %s', (text, [first, last], oddity) => {
    expect(readDay(text, 'from')).toEqual({ day: first, oddity });
    expect(readDay(text, 'to')).toEqual({ day: last, oddity });
  });

  it.each([
    ['03/04/2026', 'dayAmbiguous'],
    ['3-4-2026', 'dayAmbiguous'],
    ['31.02.2026', 'dayImpossible'],
    ['32.01.2026', 'dayImpossible'],
    ['2026-13-01', 'dayImpossible'],
    ['13.2026', 'dayImpossible'],
    ['01.01.1026', 'dayOutOfRange'],
    ['1026', 'dayOutOfRange'],
    ['99999', 'dayOutOfRange'],
    ['31. Brumaire 2026', 'dayUnknown'],
    ['next year', 'dayUnknown'],
    ['12', 'dayUnknown'],
  ])('%s is refused: %s', (text, fault) => {
    expect(readDay(text, 'from')).toEqual({ fault });
  });

  it.each(['present', 'Ongoing', 'løpende', 'nå', 'd.d.'])('%s means that there is no end', (text) => {
    expect(isOpenEnd(text)).toBe(true);
  });
});

describe('words', () => {
  const index = stateIndex([
    { code: 'NO', names: ['Norge', 'Noreg', 'Norway'] },
    { code: 'GR', eurostatCode: 'EL', names: ['Hellas', 'Greece'] },
    { code: 'CZ', names: ['Tsjekkia', 'Czechia'] },
    { code: 'MK', names: ['Nord-Makedonia', 'North Macedonia'] },
    { code: 'NL', names: ['Nederland', 'Netherlands'] },
  ]);
  it.each([
    ['NO', 'NO'],
    ['norge', 'NO'],
    ['Noreg', 'NO'],
    ['Norway (NO)', 'NO'],
    ['EL', 'GR'],
    ['gr', 'GR'],
    ['EL – Greece', 'GR'],
    ['Ελλάδα', 'GR'],
    ['Czech Republic', 'CZ'],
    ['Česko', 'CZ'],
    ['The Netherlands', 'NL'],
    ['North  Macedonia', 'MK'],
    ['Severna Makedonija', 'MK'],
    ['Norway/Greece', undefined],
    ['Atlantis', undefined],
    ['Switzerland', undefined],
  ])('%s is the State %s', (text, code) => {
    expect(readState(text, index)).toBe(code);
  });

  it.each([
    ['Offentlig', 'governmental'],
    ['offentleg verksemd', 'governmental'],
    ['Ministry', 'governmental'],
    ['Politi', 'police'],
    ['Non-governmental organisation', 'ngo'],
    ['N.G.O.', 'ngo'],
    ['Frivillig organisasjon', 'ngo'],
    ['forsking', 'research'],
    ['IGO', 'international'],
    ['EU agency', 'eu_agency'],
    ['EU-byrå', 'eu_agency'],
    ['eu_institution', 'eu_institution'],
    ['Klubb', undefined],
  ])('%s is an organisation of type %s', (text, type) => {
    expect(readOrganisationType(text)).toBe(type);
  });

  it.each([
    ['Leder', 'chair'],
    ['leiar', 'chair'],
    ['Medlem', 'member'],
    ['vara', 'alternate'],
    ['Observatør', 'observer'],
    ['sekretær', 'secretariat'],
    ['sjef', undefined],
  ])('%s is the role %s', (text, role) => {
    expect(readRole(text)).toBe(role);
  });

  it.each([
    ['Norsk', 'nb'],
    ['nynorsk', 'nn'],
    ['English (C1)', 'en'],
    ['Français', 'fr'],
    ['EN', 'en'],
    ['Klingon', undefined],
  ])('%s is the language %s', (text, code) => {
    expect(readLanguage(text)).toBe(code);
  });
});
