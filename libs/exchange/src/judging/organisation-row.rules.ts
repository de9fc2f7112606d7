import type { OrganisationType } from '@samrad/network';
import type { Mapping } from '../row/import-columns.rules.js';
import { RowReader } from '../row/import-row.rules.js';
import { looksLikeFormula } from '../row/import-text.rules.js';
import { readOrganisationType, readState } from '../row/import-words.rules.js';

/** An organisation as the register takes it. */
export interface OrganisationInput {
  name: string;
  acronym: string | null;
  type: OrganisationType;
  stateCode: string | null;
  website: string | null;
  number: string | null;
  externalKey: string | null;
  note: string | null;
}

/** What a row says; null: nothing. */
export type OrganisationRow = { [Field in keyof OrganisationInput]: OrganisationInput[Field] | null } & {
  name: string;
};

export interface ReadOrganisation {
  reader: RowReader;
  /** Absent when a place could not be read. */
  organisation?: OrganisationRow;
}

const longest = { organisation: 200, acronym: 40, website: 1000, organisationNumber: 40, externalKey: 100 } as const;

/** Reads one row of a list of organisations. */
export function readOrganisation(
  row: { number: number; cells: readonly string[] },
  mapping: Mapping,
  states: ReadonlyMap<string, string>,
): ReadOrganisation {
  const reader = new RowReader(row, mapping);
  const organisation = {
    name: lineOf(reader, 'organisation') ?? '',
    acronym: lineOf(reader, 'acronym'),
    type: typeOf(reader),
    stateCode: stateOf(reader, states),
    website: websiteOf(reader),
    number: lineOf(reader, 'organisationNumber'),
    externalKey: lineOf(reader, 'externalKey'),
    note: noteOf(reader),
  };
  if (organisation.name === '' && !reader.isEmpty && !reader.hasErrorIn('organisation'))
    reader.error('organisation', 'organisationNameMissing');
  return { reader, ...(reader.hasErrors ? {} : { organisation }) };
}

function lineOf(reader: RowReader, field: keyof typeof longest): string | null {
  const text = reader.oneLine(field);
  if (text === '') return null;
  reader.checkLength(field, text, longest[field]);
  if (looksLikeFormula(text)) reader.warn(field, 'formula');
  return text;
}

function typeOf(reader: RowReader): OrganisationType | null {
  const text = reader.oneLine('organisationType');
  const type = readOrganisationType(text);
  if (text !== '' && !type) reader.error('organisationType', 'organisationTypeUnknown');
  return type ?? null;
}

function stateOf(reader: RowReader, states: ReadonlyMap<string, string>): string | null {
  const text = reader.oneLine('state');
  const code = text === '' ? undefined : readState(text, states);
  if (text !== '' && !code) reader.error('state', 'stateUnknown');
  return code ?? null;
}

function websiteOf(reader: RowReader): string | null {
  const text = lineOf(reader, 'website');
  if (text === null || /^https?:\/\/[^\s/]+\.[^\s]+$/i.test(text)) return text;
  reader.error('website', 'websiteOdd');
  return null;
}

function noteOf(reader: RowReader): string | null {
  const text = reader.text('note');
  reader.checkLength('note', text, 4000);
  return text === '' ? null : text;
}
