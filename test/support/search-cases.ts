// Records and what is found of them: one table, asked of every database that the product runs on.
import type { Findable } from '@samrad/platform/search';

const meeting = (id: string, dated: string, [title, body]: [string, string]): Findable => ({
  ...{ title, body, dated, url: `/meetings/${id}` },
});

const report: Findable = {
  title: 'Håndbok om frivillig retur',
  body: 'handbok.pdf',
  url: '/documents/d1',
  dated: '2026-02-01',
  passages: [
    {
      section: 'Innledning',
      text: 'Direktiv 2008/115/EC om retur, og COM(2025) 101. Spørsmål A-118 står i dok. 3.5.',
      url: '/documents/d1/text#p1',
    },
    {
      section: 'Støtte',
      text: `${'Æresord på øya og i Ålesund, så lenge våren varer. '.repeat(6)}Hjemreise og reintegrering støttes av UDI.`,
      url: '/documents/d1/text#p2',
    },
  ],
};

/** By noun and id. */
export const records: Record<string, Record<string, Findable>> = {
  person: {
    p1: { title: 'Łukasz Żółkiewski', body: 'Urząd do Spraw Cudzoziemców', url: '/persons/p1' },
    p2: { title: 'Åse Ødegård', body: 'Utlendingsdirektoratet, JD', also: 'Norge Noreg Norway', url: '/persons/p2' },
    p3: { title: 'Jürgen Weiß', body: 'Straße 7, Bundesamt für Migration', url: '/persons/p3' },
    p4: { title: 'ნინო ბერიძე', body: 'საქართველო', url: '/persons/p4' },
    p5: { title: 'Šárka Þórsdóttir', body: 'The what and who of it', url: '/persons/p5' },
    p6: { title: 'Αλέξανδρος Παπαδόπουλος', body: 'Υπουργείο', url: '/persons/p6' },
  },
  meeting: {
    m1: meeting('m1', '2026-03-10', ['Reintegration after return', 'Oslo, EU and JD']),
    m2: meeting('m2', '2025-05-20', ['Voluntary departure', 'On return in Europe, A-1180']),
    m3: meeting('m3', '2026-01-15', ['Return decisions', 'Directive 2008/115/EF']),
    m4: meeting('m4', '2026-06-01', ['Returnees in schools', 'The children']),
    secret: meeting('secret', '2019-01-01', ['Canary return', 'canary']),
  },
  document: { d1: report, d2: { title: 'Om lønn', body: 'notat 35', url: '/documents/d2' } },
};

/** A search, and the records it gives in order; with the heading where a passage is found. */
export const cases: [query: string, expected: string[]][] = [
  // Case, accents and letters of other alphabets.
  ['lukasz zol', ['p1']],
  ['ODEGARD ase', ['p2']],
  ['Ødegård', ['p2']],
  ['cudzoziemcow', ['p1']],
  ['weiss', ['p3']],
  ['WEIẞ', ['p3']],
  ['jurgen strasse', ['p3']],
  ['sarka thorsdottir', ['p5']],
  ['aeresord alesund', ['d1 Støtte']],
  ['Æresord Ålesund', ['d1 Støtte']],
  ['ნინო', ['p4']],
  ['საქართ', ['p4']],
  ['αλεξανδρος', ['p6']],
  ['ΑΛΈΞΑΝΔΡΟΣ', ['p6']],
  // Short and common words.
  ['EU', ['m1', 'm2']],
  ['jd', ['m1', 'p2']],
  ['of', ['p5']],
  ['the', ['m4', 'p5']],
  ['who what', ['p5']],
  ['om', ['d1', 'd2']],
  ['7', ['p3']],
  // Codes, whole and in part.
  ['2008/115/EC', ['d1 Innledning']],
  ['2008/115/ef', ['m3']],
  ['2008/115', ['d1 Innledning', 'm3']],
  ['2008-115', ['d1 Innledning', 'm3']],
  ['115/EC', ['d1 Innledning']],
  ['2008 115', ['d1 Innledning', 'm3']],
  ['COM(2025) 101', ['d1 Innledning']],
  ['A-118', ['d1 Innledning', 'm2']],
  ['3.5', ['d1 Innledning']],
  ['35', ['d2']],
  // Parts of words: the beginning always, the middle from four letters on.
  ['reinteg', ['m1', 'd1 Støtte']],
  ['direktorat', ['p2']],
  ['integr', ['m1', 'd1 Støtte']],
  ['gra', []],
  // Titles first, then the newest.
  ['return', ['m4', 'm1', 'm3', 'm2']],
  // Words of the title and of a passage together; the record itself where the title has them all.
  ['frivillig', ['d1']],
  ['håndbok hjemreise', ['d1 Støtte']],
  ['handbok.pdf', ['d1']],
  ['reintegrering støttes', ['d1 Støtte']],
  // All words must be met.
  ['return nowhere', []],
  ['norway', ['p2']],
  ['"return decisions"', ['m3']],
  [`${'return '.repeat(30)}`, ['m4', 'm1', 'm3', 'm2']],
  ['x'.repeat(200), []],
];

export const junk = [
  '',
  ' ',
  '"',
  '*',
  '((',
  '--',
  '%',
  '_',
  '+-~<>()"@*',
  '\u0000',
  '\ud800',
  '😀',
  '//..//',
  '\\',
  "'",
  '“”',
];
