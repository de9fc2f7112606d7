import type { ImportField, Mapping } from './import-columns.rules.js';
import { areCapitals, joinName, type NameManner, type Names, splitName } from './import-names.rules.js';
import type { RowReader } from './import-row.rules.js';

const longest = 100;

interface NameSource {
  parts: ReturnType<typeof splitName>;
  field: ImportField;
}

/** From two columns, from one, or else from the display name of an address. */
function nameSource(reader: RowReader, displayName: string | null, manner: NameManner): NameSource {
  const [given, family, whole] = [reader.oneLine('givenName'), reader.oneLine('familyName'), reader.oneLine('name')];
  if (given !== '' || family !== '') {
    const isInGiven = given !== '' && typeof joinName(given, '') === 'string';
    return { parts: joinName(given, family, manner), field: isInGiven ? 'givenName' : 'familyName' };
  }
  if (whole === '' && displayName !== null) return { parts: splitName(displayName, manner), field: 'email' };
  return { parts: splitName(whole, manner), field: reader.hasColumn('name') ? 'name' : 'familyName' };
}

/** The name of a row; `written`: as it stands there. */
export function name(
  reader: RowReader,
  displayName: string | null,
  { manner }: { manner: NameManner },
): Names & { written: Names } {
  const { parts, field } = nameSource(reader, displayName, manner);
  if (typeof parts === 'string') {
    reader.error(field, parts);
    const none = { givenName: '', familyName: '' };
    return { ...none, written: none };
  }
  const { givenName, familyName, oddities } = parts;
  if (field === 'email') reader.warn('email', 'nameFromAddress', { used: `${givenName} ${familyName}`.trim() });
  for (const oddity of oddities) reader.warn(field, oddity, { given: givenName, family: familyName });
  for (const part of [givenName, familyName]) reader.checkLength(field, part, longest);
  const asItStands = manner === 'keep' ? parts : nameSource(reader, displayName, 'keep').parts;
  const { givenName: given, familyName: family } = typeof asItStands === 'string' ? parts : asItStands;
  return { givenName, familyName, written: { givenName: given, familyName: family } };
}

/** With these six every file of ours about persons begins; no other list does. */
const ofOurs: readonly ImportField[] = [
  ...(['familyName', 'givenName', 'email', 'organisation', 'organisationNumber', 'organisationType'] as const),
];

/**
 * How names are to be taken when nobody has said so: in a file of ours, and in records of programs, as they stand; capitals
 * as ordinary letters only where a whole column is written so.
 */
export function likelyManner(
  columns: Mapping,
  rows: readonly (readonly string[])[],
  { isSheet }: { isSheet: boolean },
): NameManner {
  if (!isSheet || ofOurs.every((field, at) => columns[at] === field)) return 'keep';
  const isWritten = (field: ImportField) => {
    const column = columns.indexOf(field);
    return (
      column >= 0 &&
      areCapitals(
        rows.map((cells) => cells[column] ?? ''),
        field === 'name',
      )
    );
  };
  return (['name', 'givenName', 'familyName'] as const).some(isWritten) ? 'ordinary' : 'untitled';
}
