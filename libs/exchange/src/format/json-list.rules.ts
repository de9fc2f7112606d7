/** Why a file of records cannot be read; `row` is the number of the record. */
export type RecordsFault = { fault: 'notJson' | 'notRecords'; row: number };

export interface Records {
  fields: string[];
  records: Record<string, string>[];
}

/** A list of flat records, alone or under `items`; a list in a record becomes one text. */
export function readRecords(text: string): Records | RecordsFault {
  const items = itemsIn(text);
  if (!items) return { fault: 'notJson', row: 1 };
  const fields = new Set<string>();
  const records: Record<string, string>[] = [];
  for (const [at, item] of items.entries()) {
    const record = recordOf(item);
    if (!record) return { fault: 'notRecords', row: at + 1 };
    for (const field of Object.keys(item as object)) fields.add(field);
    records.push(record);
  }
  return { fields: [...fields], records };
}

function recordOf(item: unknown): Record<string, string> | null {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return null;
  const read = Object.entries(item).map(([field, value]) => [field, textOf(value)] as const);
  if (read.some(([, text]) => text === null)) return null;
  return Object.fromEntries(read.filter(([, text]) => text !== '')) as Record<string, string>;
}

function itemsIn(text: string): unknown[] | null {
  try {
    const read = JSON.parse(text) as unknown;
    const items = Array.isArray(read) ? read : (read as { items?: unknown } | null)?.items;
    return Array.isArray(items) ? (items as unknown[]) : null;
  } catch {
    return null;
  }
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return '';
  if (['string', 'number', 'boolean'].includes(typeof value)) return String(value as string);
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string') ? value.join('; ') : null;
  return null;
}
