import type { Problem } from '../row/import-row.rules.js';
import type { Choices, FieldChange } from '../import/import.types.js';
import type { KnownOrganisation, OrganisationBook } from './organisation-book.js';
import type { OrganisationInput, OrganisationRow, ReadOrganisation } from './organisation-row.rules.js';
import { refusedRow, type RuledRow } from './ruled.types.js';

/** What earlier rows named, so that no record is written twice. */
export type NamedBefore = Map<string, number>;

interface Context {
  book: OrganisationBook;
  choices: Pick<Choices, 'match' | 'whenKnown'>;
  earlier: NamedBefore;
}

const fields = ['name', 'acronym', 'type', 'stateCode', 'website', 'number', 'externalKey'] as const;

/** What becomes of a row about an organisation. */
export function ruleOrganisation(row: number, { reader, organisation }: ReadOrganisation, context: Context): RuledRow {
  const refused = (isAmbiguous = false) => refusedRow({ row, problems: reader.problems }, isAmbiguous);
  if (!organisation) return refused();
  const { ids, isAmbiguous } = recordsOf(organisation, context);
  const [id] = ids;
  const record = id === undefined ? undefined : context.book.one(id);
  const twice = context.earlier.get(keyOf(organisation, id));
  if (isAmbiguous) reader.error('organisation', 'organisationAmbiguous', { names: context.book.names(ids) });
  else if (twice !== undefined) reader.error('organisation', 'organisationTwice', { other: twice });
  else if (!record && organisation.type === null) reader.error('organisationType', 'organisationTypeMissing');
  else if (isNameTaken(organisation, record, context)) reader.error('organisation', 'organisationNameTaken');
  if (reader.hasErrors) return refused(isAmbiguous);
  context.earlier.set(keyOf(organisation, id), row);
  return record
    ? ruleKnown(row, { organisation, record, problems: reader.problems }, context)
    : ruleNew(row, organisation, reader.problems);
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
function isNameTaken(organisation: OrganisationRow, record: KnownOrganisation | undefined, { book }: Context): boolean {
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

function ruleKnown(place: number, { organisation, record, problems }: Known, { choices }: Context): RuledRow {
  const ruled = { place, targetId: record.id, name: record.name, problems, conflicts: [] };
  const becomes = { ...record } as unknown as OrganisationInput;
  const changes: FieldChange[] = [];
  const isSkipped = choices.whenKnown === 'skip';
  for (const field of fields) {
    const [from, to] = [record[field], organisation[field]];
    if (isSkipped || to === null || to === from || (choices.whenKnown === 'complete' && from !== null)) continue;
    changes.push({ field, from, to });
    Object.assign(becomes, { [field]: to });
  }
  if (!isSkipped && organisation.note !== null && !record.note?.includes(organisation.note)) {
    const note = [record.note, organisation.note].filter(Boolean).join('\n');
    changes.push({ field: 'note', from: record.note, to: note });
    becomes.note = note;
  }
  if (!changes.length) return { ...ruled, ruling: 'unchanged', changes, writing: null };
  const { name, acronym, type, stateCode, website, number, externalKey, note } = becomes;
  const input = { name, acronym, type, stateCode, website, number, externalKey, note };
  const { id, version } = record;
  return { ...ruled, ruling: 'changed', changes, writing: { kind: 'organisation', id, version, organisation: input } };
}
