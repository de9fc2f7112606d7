import { addressKey } from '@samrad/platform/pure';
import { overlap } from '../../person/person.rules.js';
import { organisationKey } from './import-plan.rules.js';
import type { ImportedPerson } from './import.rules.js';

interface Period {
  validFrom: string | null;
  validTo: string | null;
}

/** What the register says of a person. */
interface Register {
  /** Absent: not in the register. */
  person?: {
    stateCode: string | null;
    phone: string | null;
    note: string | null;
    languages: string[];
    topics: string[];
    affiliations: (Period & { organisationId: string })[];
  };
  /** Key of an address → the person who has it. */
  addresses: ReadonlyMap<string, string>;
  /** `organisationKey` → id. */
  organisations: ReadonlyMap<string, string>;
}

/** Whether the row holds anything that the register lacks; an import only adds, see `ImportWriter`. */
export function addsSomething(person: ImportedPerson, register: Register): boolean {
  const before = register.person;
  return !before || person.membership !== null || fillsGaps(person, before) || adds(person, before, register);
}

function fillsGaps(person: ImportedPerson, before: NonNullable<Register['person']>): boolean {
  return (
    (before.stateCode === null && person.stateCode !== null) ||
    (before.phone === null && person.phone !== null) ||
    (person.note !== null && !before.note?.includes(person.note))
  );
}

function adds(person: ImportedPerson, before: NonNullable<Register['person']>, register: Register): boolean {
  return (
    person.languages.some((code) => !before.languages.includes(code)) ||
    person.topics.some((code) => !before.topics.includes(code)) ||
    person.addresses.some((address) => !register.addresses.has(addressKey(address))) ||
    isNewPlace(person, before, register)
  );
}

function isNewPlace(
  { organisation, from, to }: ImportedPerson,
  { affiliations }: NonNullable<Register['person']>,
  { organisations }: Register,
): boolean {
  if (!organisation) return false;
  const id = organisations.get(organisationKey(organisation));
  const period = { validFrom: from, validTo: to };
  return !affiliations.some((one) => one.organisationId === id && overlap(one, period));
}
