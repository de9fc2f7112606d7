import { asTyped, cleaned } from '../row/import-text.rules.js';
import type { Problem } from '../row/import-row.rules.js';
import type { Choices, FieldChange } from '../import/import.types.js';
import type { KnownOrganisation, OrganisationBook } from './organisation-book.js';
import type { OrganisationInput, OrganisationRow, ReadOrganisation } from './organisation-row.rules.js';
import { refusedRow, type RuledRow } from './ruled.types.js';
import { goneRow, isGone, isTold, late, type Told } from './told.rules.js';

/** What earlier rows named, so that no record is written twice. */
export type NamedBefore = Map<string, number>;

interface Context {
  book: OrganisationBook;
  choices: Pick<Choices, 'match' | 'whenKnown'>;
  earlier: NamedBefore;
  /** What the check said; absent: this is the check. */
  told?: Told;
}

const fields = ['name', 'acronym', 'type', 'stateCode', 'website', 'number', 'externalKey'] as const;

/** What becomes of a row about an organisation. */
export function ruleOrganisation(row: number, { reader, organisation }: ReadOrganisation, context: Context): RuledRow {
  const { problems } = reader;
  if (!organisation) return refusedRow({ row, problems }, false);
  const { ids, isAmbiguous } = recordsOf(organisation, context);
  const record = ids[0] === undefined ? undefined : context.book.one(ids[0]);
  const key = keyOf(organisation, ids[0]);
  if (isAmbiguous) reader.error('organisation', 'organisationAmbiguous', { names: context.book.names(ids) });
  else refuse(reader, organisation, { ...context, record, key });
  if (reader.hasErrors) return refusedRow({ row, problems }, isAmbiguous);
  context.earlier.set(key, row);
  if (record) return ruleKnown(row, { organisation, record, problems }, context);
  const { told } = context;
  return isGone(told)
    ? goneRow({ place: row, name: organisation.name, problems }, told)
    : ruleNew(row, organisation, problems);
}

type Found = Context & { record?: KnownOrganisation; key: string };

function refuse(reader: ReadOrganisation['reader'], organisation: OrganisationRow, found: Found): void {
  const twice = found.earlier.get(found.key);
  if (twice !== undefined) reader.error('organisation', 'organisationTwice', { other: twice });
  else if (!found.record && organisation.type === null) reader.error('organisationType', 'organisationTypeMissing');
  else if (isNameTaken(organisation, found)) reader.error('organisation', 'organisationNameTaken');
}

const keyOf = ({ name, stateCode }: OrganisationRow, id: string | undefined): string =>
  id ?? `${name.toLowerCase()}|${stateCode ?? ''}`;

/** By the chosen key; by name and State where the row has no such key. The other keys must not point elsewhere. */
function recordsOf(organisation: OrganisationRow, { book, choices }: Context): { ids: string[]; isAmbiguous: boolean } {
  const named = book.named(organisation);
  const found = {
    organisationNumber: book.numbered(organisation.number),
    externalKey: book.keyed(organisation.externalKey),
    organisation: named === undefined ? [] : [named],
  };
  const match = choices.match === 'email' ? 'organisation' : choices.match;
  const hasKey = { organisationNumber: organisation.number, externalKey: organisation.externalKey, organisation: '' }[
    match
  ];
  const chosen = hasKey === null ? found.organisation : found[match];
  const others = match === 'organisation' || hasKey === null ? [...found.organisationNumber, ...found.externalKey] : [];
  const ids = [...new Set([...chosen, ...others])];
  return { ids, isAmbiguous: ids.length > 1 };
}

/** Two organisations of one State cannot have one name. */
function isNameTaken(organisation: OrganisationRow, { book, record }: Found): boolean {
  const stateCode = organisation.stateCode ?? record?.stateCode ?? null;
  const named = book.named({ name: organisation.name, stateCode });
  return named !== undefined && named !== record?.id;
}

const ruleNew = (place: number, organisation: OrganisationRow, problems: Problem[]): RuledRow => ({
  ...{ place, ruling: 'new', targetId: null, name: organisation.name, problems, changes: [], conflicts: [] },
  writing: { kind: 'newOrganisation', organisation: { ...organisation, type: organisation.type! } },
});

interface Known {
  organisation: OrganisationRow;
  record: KnownOrganisation;
  problems: Problem[];
}

function ruleKnown(place: number, { organisation, record, problems }: Known, { choices, told }: Context): RuledRow {
  const wanted = choices.whenKnown === 'skip' ? [] : changesOf(organisation, record, choices.whenKnown);
  const changes = wanted.filter(isTold(told, record.id));
  const conflicts = wanted.filter((change) => !changes.includes(change)).map(late);
  const ruled = { place, targetId: record.id, name: record.name, problems, conflicts };
  if (!changes.length) return { ...ruled, ruling: 'unchanged', changes, writing: null };
  const { id, version, name, acronym, type, stateCode, website, number, externalKey, note } = record;
  const before = { name, acronym, type, stateCode, website, number, externalKey, note };
  const becomes = Object.fromEntries(changes.map(({ field, to }) => [field, to]));
  const writing = {
    kind: 'organisation' as const,
    id,
    version,
    organisation: { ...before, ...becomes } as OrganisationInput,
  };
  return { ...ruled, ruling: 'changed', changes, writing };
}

/** A blank place says nothing; a note is added to. */
function changesOf(organisation: OrganisationRow, record: KnownOrganisation, whenKnown: string): FieldChange[] {
  const isOpen = (field: (typeof fields)[number]) => whenKnown !== 'complete' || record[field] === null;
  const changes = fields.flatMap((field): FieldChange[] => {
    const [from, to] = [record[field], organisation[field]];
    if (field === 'externalKey' && to !== null && record.formerKeys?.includes(to)) return [];
    return to !== null && to !== cleaned(from ?? '') && isOpen(field) ? [{ field, from, to }] : [];
  });
  if (organisation.note === null || asTyped(record.note ?? '').includes(organisation.note)) return changes;
  const to = [record.note, organisation.note].filter(Boolean).join('\n');
  return [...changes, { field: 'note', from: record.note, to }];
}
