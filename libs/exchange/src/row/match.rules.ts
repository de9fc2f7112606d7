import { addressKey } from '@samrad/platform/pure';
import type { RowReader } from './import-row.rules.js';
import type { ImportLookups } from './import.rules.js';

interface Keys {
  addresses: readonly string[];
  externalKey: string | null;
}

/** The chosen key decides; where the other one points at somebody else, the row is nobody's. */
export function known(reader: RowReader, keys: Keys, lookups: ImportLookups) {
  const { chosen, other, isByKey } = foundBy(keys, lookups);
  const all = new Set([...chosen, ...other]);
  if (chosen.size < all.size || all.size > 1) {
    const params = { names: [...all].map((id) => lookups.names.get(id) ?? id).join('; ') };
    reader.error(isByKey ? 'externalKey' : 'email', all.size > 1 ? 'severalPersons' : 'otherKeyFinds', params);
  }
  const [personId = null] = chosen;
  if (personId === null) return { personId, decision: 'create' as const };
  return { personId, decision: lookups.whenKnown === 'skip' ? ('skip' as const) : ('update' as const) };
}

function foundBy({ addresses, externalKey }: Keys, { persons, keys, match }: ImportLookups) {
  const byAddress = new Set(addresses.flatMap((address) => persons.get(addressKey(address)) ?? []));
  const byKey = new Set(externalKey === null ? [] : (keys.get(externalKey) ?? []));
  const isByKey = match === 'externalKey' && externalKey !== null;
  return isByKey ? { chosen: byKey, other: byAddress, isByKey } : { chosen: byAddress, other: byKey, isByKey };
}
