import type { Changes } from './changes.js';
import type { RawRows } from './raw-rows.js';
import type { Row } from './table-graph.js';

/** The personal link of a row that is set aside opens what the one beside it opens. */
export async function leadOn(
  { rows, changes }: { rows: RawRows; changes: Changes },
  gone: Row,
  stays: Row,
): Promise<void> {
  const [hash, leadsTo] = [gone.link_hash, stays.link_hash];
  if (!hash || !leadsTo) return;
  for (const earlier of await rows.where('former_link', { leads_to: hash }, ['hash'])) {
    await changes.change('former_link', earlier, { leads_to: leadsTo });
  }
  await changes.add('former_link', { hash, leads_to: leadsTo });
}

/** The key in another system that is not chosen still finds the record. */
export async function keepFormerKey(
  { rows, changes }: { rows: RawRows; changes: Changes },
  { noun, keptId }: { noun: string; keptId: string },
  { kept, lost, chosen }: { kept: Row; lost: Row; chosen: unknown },
): Promise<void> {
  const other = kept.external_key === chosen ? lost.external_key : kept.external_key;
  if (!other || other === chosen) return;
  const row = { [`${noun}_id`]: keptId, external_key: other };
  if (!(await rows.one(`${noun}_former_key`, row))) await changes.add(`${noun}_former_key`, row);
}
