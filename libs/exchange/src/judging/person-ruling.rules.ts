import type { ImportedPerson, JudgedRow } from '../row/import.rules.js';
import type { ImportField, Mapping } from '../row/import-columns.rules.js';
import type { Problem } from '../row/import-row.rules.js';
import type { FieldChange } from '../import/import.types.js';
import { differences, type Manner } from './differences.rules.js';
import type { KnownPerson } from './known.types.js';
import type { Resolution } from './organisation-book.js';
import { newPlaces, type Places, type Resolved } from './places.rules.js';
import { refusedRow, type RuledRow } from './ruled.types.js';
import { goneRow, isGone, isTold, late, type Told } from './told.rules.js';

/** Reasons that mean: it could be more than one. */
const ambiguous = new Set(
  ['severalPersons', 'otherKeyFinds', 'organisationAmbiguous'].map((word) => `exchange.import.problem.${word}`),
);

/** What the register says that a row's fate depends on. */
export interface PersonContext {
  mapping: Mapping;
  manner: Manner;
  /** Absent: a new person. */
  before?: KnownPerson;
  /** What the check said; absent: this is the check. */
  told?: Told;
  /** Fields that the person changed last, after the list came in last. */
  ownFields: ReadonlySet<string>;
  organisation: Resolution;
  /** Of each place of work in the column that holds several. */
  listed: readonly Resolution[];
  today: string;
  /** Group → its short name. */
  groupCodes: ReadonlyMap<string, string>;
  /** When the data of whoever had an address of the new person were erased. */
  erasedOn?: string;
  /** Others who are called so. */
  namesakes: readonly string[];
  /** Others who could be the new person. */
  lookAlikes: readonly string[];
  cells: readonly string[];
}

/** What becomes of a row about a person. */
export function rulePerson(judged: JudgedRow, context: PersonContext): RuledRow {
  const { person } = judged;
  if (!person)
    return refusedRow(
      judged,
      judged.problems.some(({ key }) => ambiguous.has(key)),
    );
  const { organisation, listed } = context;
  const faulty = [organisation, ...listed].find(isProblem);
  if (faulty) return withoutOrganisation(judged, faulty, context);
  const resolved = { main: placeOf(organisation), listed: listed.map(placeOf) };
  return context.before
    ? ruleKnown(person, judged, { ...context, before: context.before, resolved })
    : ruleNew(person, judged, { ...context, resolved });
}

const placeOf = (resolution: Resolution) => ('place' in resolution ? resolution.place : null);
const isProblem = (resolution: Resolution): resolution is Extract<Resolution, { problem: string }> =>
  'problem' in resolution;

function withoutOrganisation(
  judged: JudgedRow,
  faulty: Extract<Resolution, { problem: string }>,
  context: PersonContext,
): RuledRow {
  const { problem, names } = faulty;
  const field = faulty === context.organisation ? 'organisation' : 'affiliations';
  const told = problemOf(judged.row, context, { field, word: problem, params: { names } });
  const problems = [...judged.problems, { ...told, severity: 'error' as const }];
  return refusedRow({ ...judged, problems }, problem === 'organisationAmbiguous');
}

type Placed = PersonContext & { resolved: Resolved };
const all = (): boolean => true;

function ruleNew(person: ImportedPerson, judged: JudgedRow, context: Placed): RuledRow {
  const { namesakes, lookAlikes, erasedOn: day, told, resolved, today, groupCodes } = context;
  const name = `${person.givenName} ${person.familyName}`.trim();
  const problems = [...judged.problems];
  if (isGone(told)) return goneRow({ place: judged.row, name, problems }, told);
  const { whenKnown } = context.manner;
  const places = newPlaces(person, resolved, { whenKnown, today, groupCodes, isTold: all });
  if (day) problems.push(problemOf(judged.row, context, { field: 'email', word: 'erasedBefore', params: { day } }));
  const others = lookAlikes.length ? lookAlikes : namesakes;
  if (others.length) {
    const params = { names: others.slice(0, 3).join('; ') };
    const word = lookAlikes.length ? 'looksAlike' : 'looksLike';
    problems.push(problemOf(judged.row, context, { field: 'name', word, params }));
  }
  const writing = { kind: 'newPerson' as const, person, places };
  return { place: judged.row, ruling: 'new', targetId: null, name, problems, changes: [], conflicts: [], writing };
}

function ruleKnown(person: ImportedPerson, judged: JudgedRow, context: Placed & { before: KnownPerson }): RuledRow {
  const { before, manner, ownFields, resolved, told } = context;
  const name = `${before.givenName} ${before.familyName}`.trim();
  const ruled = { place: judged.row, targetId: before.id, name };
  if (person.decision === 'skip') {
    return { ...ruled, ruling: 'unchanged', problems: judged.problems, changes: [], conflicts: [], writing: null };
  }
  const mayWrite = isTold(told, before.id);
  const { fields, changes, ...found } = differences(person, before, { manner, ownFields, isTold: mayWrite });
  const places = newPlaces(person, resolved, { ...context, before, ...manner, isTold: mayWrite });
  const conflicts = [...found.conflicts, ...places.late.map(late)];
  const isMoot = mootFor(changes, context);
  const problems = [...judged.problems.filter(({ key }) => !isMoot(key)), ...overlaps(judged.row, places, context)];
  const all = [...changes, ...places.changes];
  if (!all.length) return { ...ruled, ruling: 'unchanged', problems, changes: all, conflicts, writing: null };
  const writing = { kind: 'person' as const, before, fields: changes.length ? fields : null, person, places };
  return { ...ruled, ruling: 'changed', problems, changes: all, conflicts, writing };
}

const keysOf = (...words: string[]) => new Set(words.map((word) => `exchange.import.problem.${word}`));
const [aboutSpelling, aboutWork] = [keysOf('capitals', 'titleDropped'), keysOf('organisationMissing')];

/** What need not be told of somebody who keeps the name of the register, or whose place of work the register has. */
function mootFor(changes: readonly FieldChange[], { before, today }: { before: KnownPerson; today: string }) {
  const isNamed = !changes.some(isOfName);
  const works = before.affiliations.some(({ validTo }) => validTo === null || validTo >= today);
  return (key: string): boolean => (isNamed && aboutSpelling.has(key)) || (works && aboutWork.has(key));
}

const isOfName = ({ field }: FieldChange): boolean => field === 'givenName' || field === 'familyName';

const overlaps = (row: number, { overlapping, shifted }: Places, context: PersonContext): Problem[] => [
  ...overlapping.map(({ role, term }) =>
    problemOf(row, context, {
      ...{ field: fieldOfTerms(context.mapping), word: 'membershipOverlaps' },
      params: { role, ...daysOf(term) },
    }),
  ),
  ...shifted.map((place) =>
    problemOf(row, context, {
      ...{
        field: context.mapping.includes('affiliations') ? 'affiliations' : 'organisation',
        word: 'affiliationOverlaps',
      },
      params: { name: place.organisation, ...daysOf(place) },
    }),
  ),
];

const fieldOfTerms = (mapping: Mapping): ImportField =>
  (['role', 'group'] as const).find((field) => mapping.includes(field)) ?? 'memberships';

const daysOf = ({ validFrom, validTo }: { validFrom: string | null; validTo: string | null }) => ({
  from: validFrom ?? '…',
  to: validTo ?? '…',
});

interface Finding {
  field: ImportField;
  word: string;
  params: Record<string, unknown>;
}

function problemOf(row: number, { mapping, cells }: PersonContext, { field, word, params }: Finding): Problem {
  const column = field === 'name' && !mapping.includes('name') ? mapping.indexOf('familyName') : mapping.indexOf(field);
  const value = (cells[column] ?? '').slice(0, 200);
  return { row, column, field, value, key: `exchange.import.problem.${word}`, params, severity: 'warning' };
}
