export interface Names {
  givenName: string;
  familyName: string;
}

export interface NameParts extends Names {
  /** What a reader should look at, as the end of a locale key. */
  oddities: NameOddity[];
}

export type NameOddity = 'titleDropped' | 'capitals' | 'nameSplit' | 'oneName' | 'nameHasDigits';
export type NameFault = 'nameMissing' | 'nameIsAddress' | 'nameHasDigits';

/** As they stand; without titles; without titles and with ordinary letters for capitals. */
export const nameManners = ['keep', 'untitled', 'ordinary'] as const;
export type NameManner = (typeof nameManners)[number];

const particles = new Set(
  'von,vom,van,de,af,av,der,den,di,da,del,della,dos,das,du,la,le,ten,ter,zu,zum,zur,ó,o,mac,na,el,al,ibn,bin,san,st,st.,y,i'.split(
    ',',
  ),
);
const titles = /^((dr|prof|mr|mrs|ms|miss|mx|mme|phd|herr|frau|fru|hr)\.?|(mag|ing|ir|fr|dipl|msc|ma|mgr|bc|judr)\.)$/i;

/** A full name: `Last, First`, `First Last`, `LAST First`; particles belong to the family name, one word alone is a given name. */
export function splitName(text: string, manner: NameManner = 'ordinary'): NameParts | NameFault {
  const fault = faultOf(text);
  if (fault) return fault;
  const oddities = new Set<NameOddity>();
  const [front, ...behind] = text.replace(/\s*,\s*$/, '').split(/\s*,\s*/);
  const tidied = (list: string[]) => (manner === 'keep' ? list : withoutTitles(list, oddities));
  const back = tidied(words(behind.join(' ')));
  const start = tidied(words(front ?? ''));
  const isInOrder = behind.length === 0;
  const [given, family] =
    isInOrder && start.length > 1 ? parted(start, oddities) : isInOrder ? [start, []] : [back, start];
  return finished([given, family], oddities, manner);
}

/** A name that came in two columns. */
export function joinName(given: string, family: string, manner: NameManner = 'ordinary'): NameParts | NameFault {
  if (given === '' && family === '') return 'nameMissing';
  const whole = `${given} ${family}`;
  if (isAddress(whole)) return 'nameIsAddress';
  // Somebody parted the two, so that digits can hardly be an address of a house.
  const oddities = new Set<NameOddity>(hasDigits(whole) ? ['nameHasDigits'] : []);
  const first = given === '' || manner === 'keep' ? words(given) : withoutTitles(words(given), oddities);
  return finished([first, words(family)], oddities, manner);
}

function faultOf(text: string): NameFault | undefined {
  if (text.trim() === '') return 'nameMissing';
  if (isAddress(text)) return 'nameIsAddress';
  return hasDigits(text) ? 'nameHasDigits' : undefined;
}

const isAddress = (text: string): boolean => /\S@\S+\.\S/.test(text);
const hasDigits = (text: string): boolean => /\d/.test(text);

const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');

function withoutTitles(list: readonly string[], oddities: Set<NameOddity>): string[] {
  const kept = list.filter((word) => !titles.test(word));
  if (kept.length === 0) return [...list];
  if (kept.length < list.length) oddities.add('titleDropped');
  return kept;
}

type Parted = [given: string[], family: string[]];

function parted(list: string[], oddities: Set<NameOddity>): Parted {
  const capitals = list.map(isCapitals);
  if (capitals.includes(true) && capitals.includes(false)) {
    const byCase = partedByCase(list, capitals);
    if (byCase) return byCase;
  }
  const particle = list.findIndex((word, index) => index > 0 && isParticle(word));
  const start = particle > 0 && particle < list.length - 1 ? particle : list.length - 1;
  if (start === list.length - 1 && list.length > 3) oddities.add('nameSplit');
  return [list.slice(0, start), list.slice(start)];
}

/** The family name in capitals, before or behind: `NOWAK Jan`, `Anna DE VRIES`. */
function partedByCase(list: string[], capitals: boolean[]): Parted | undefined {
  const first = capitals.indexOf(true);
  const last = capitals.lastIndexOf(true);
  if (capitals.slice(first, last + 1).includes(false)) return undefined;
  if (first === 0) return [list.slice(last + 1), list.slice(0, last + 1)];
  return last === list.length - 1 ? [list.slice(0, first), list.slice(first)] : undefined;
}

/** Particles count as written small: `Anna Von Berg` has one too, `Ana Da` has not. */
const isParticle = (word: string) => particles.has(word.toLowerCase()) && word !== word.toUpperCase();

function isCapitals(word: string): boolean {
  const letters = word.replace(/[^\p{L}]/gu, '');
  return letters.length > 1 && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
}

function finished([given, family]: Parted, oddities: Set<NameOddity>, manner: NameManner): NameParts {
  const isOrdinary = manner === 'ordinary';
  if (isOrdinary && [family, given].some(isShouted)) oddities.add('capitals');
  if (given.length === 0 || family.length === 0) oddities.add('oneName');
  const text = (part: string[]) => (isOrdinary ? part.map(calmed) : part).join(' ');
  return { givenName: text(given), familyName: text(family), oddities: [...oddities] };
}

const isShouted = (part: readonly string[]): boolean => part.length > 0 && part.every(isCapitals);

/** Written in capitals alone. */
export const inCapitals = (name: string): boolean => isShouted(words(name));

/** A column of names of which nine in ten are in capitals. @param isWhole full names: one word in capitals is enough */
export function areCapitals(cells: readonly string[], isWhole: boolean): boolean {
  const named = cells.map(words).filter((list) => list.some(hasCase));
  const shouted = named.filter((list) => (isWhole ? list.some(isCapitals) : list.filter(hasCase).every(isCapitals)));
  return named.length > 0 && shouted.length * 10 >= named.length * 9;
}

const hasCase = (word: string): boolean => /(?:\p{Lu}|\p{Ll}).*\p{L}/u.test(word);

function calmed(word: string): string {
  if (!isCapitals(word)) return word;
  if (particles.has(word.toLowerCase())) return word.toLowerCase();
  return word
    .toLowerCase()
    .replace(/(^|[-'’.])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}
