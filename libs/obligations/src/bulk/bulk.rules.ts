/** What can be done to many lines at once. */
export const bulkVerbs = ['extend', 'close', 'reassign'] as const;
export type BulkVerb = (typeof bulkVerbs)[number];

/** No more lines at once. */
export const mostAtOnce = 500;

/** A line as the page has shown it. */
export interface Chosen {
  id: string;
  version: number;
}

const pair = /^([^:]{1,36}):([1-9]\d{0,8})$/;

/** `id:version`; null: not one. */
export function chosenIn(text: string): Chosen | null {
  const [, id, version] = pair.exec(text) ?? [];
  return id === undefined ? null : { id, version: Number(version) };
}

interface Line {
  version: number;
  isFinished: boolean | number;
  personId: string | null;
}

/**
 * Why a line is left as it is, before its own rules are asked: the end of a locale key under `obligations.bulk.refused`;
 * null: go on.
 * @param version that the page has shown
 */
export function refusalBefore(
  line: Line | undefined,
  { verb, version, fromPersonId }: { verb: BulkVerb; version: number; fromPersonId: string | null },
): 'gone' | 'stale' | 'finished' | 'ofOther' | null {
  if (!line) return 'gone';
  if (line.version !== version) return 'stale';
  if (line.isFinished) return 'finished';
  return verb === 'reassign' && line.personId !== fromPersonId ? 'ofOther' : null;
}
