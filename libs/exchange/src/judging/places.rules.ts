import type { ImportedPerson } from '../row/import.rules.js';
import { wordKey } from '../row/import-text.rules.js';
import type { Choices, FieldChange } from '../import/import.types.js';
import type { KnownAffiliation, KnownMembership, KnownPerson } from './known.types.js';

/** Where a row's organisation is: in the register, or to be made under this key. */
export type OrganisationPlace = { id: string } | { key: string };

export interface NewAffiliation {
  organisation: OrganisationPlace;
  function: string | null;
  from: string | null;
  to: string | null;
}

export interface NewMembership {
  groupId: string;
  role: string;
  from: string | null;
  to: string | null;
}

export interface Places {
  affiliation: NewAffiliation | null;
  /** A place of work of which the function is to change. */
  moved: (KnownAffiliation & { becomes: string }) | null;
  memberships: NewMembership[];
  changes: FieldChange[];
  /** In the group already in these days, in another role. */
  overlapping: { role: string; term: KnownMembership }[];
}

type Period = { from: string | null; to: string | null };
type Known = { validFrom: string | null; validTo: string | null };
const overlaps = (one: Known, { from, to }: Period): boolean =>
  (one.validTo === null || from === null || from <= one.validTo) &&
  (one.validFrom === null || to === null || one.validFrom <= to);

/** Places of work and memberships that a row adds; none is ended and none is made twice. @param before absent: a new person */
export function newPlaces(
  person: ImportedPerson,
  organisation: OrganisationPlace | null,
  { before, whenKnown }: { before?: KnownPerson; whenKnown: Choices['whenKnown'] },
): Places {
  const work = workOf(person, organisation, { before, whenKnown });
  const places: Places = { ...work, memberships: [], overlapping: [] };
  for (const wanted of membershipsOf(person)) {
    const term = before?.memberships.find((one) => one.groupId === wanted.groupId && overlaps(one, wanted));
    if (!term) {
      places.memberships.push(wanted);
      if (before) places.changes.push({ field: 'membership', from: null, to: wanted.role });
    } else if (term.role !== wanted.role) places.overlapping.push({ role: wanted.role, term });
  }
  return places;
}

function membershipsOf({ membership, memberships, from, to }: ImportedPerson): NewMembership[] {
  return [...(membership ? [{ ...membership, from, to }] : []), ...memberships];
}

function workOf(
  person: ImportedPerson,
  organisation: OrganisationPlace | null,
  { before, whenKnown }: { before?: KnownPerson; whenKnown: Choices['whenKnown'] },
): Pick<Places, 'affiliation' | 'moved' | 'changes'> {
  const nothing = { affiliation: null, moved: null, changes: [] };
  if (!organisation || !person.organisation) return nothing;
  // With a membership in the row, the period is the membership's.
  const period = person.membership ? { from: null, to: null } : { from: person.from, to: person.to };
  const { name } = person.organisation;
  const there = before && placeIn(before, { organisation, name, period });
  if (there) return { ...nothing, ...moved(person.function, there, whenKnown) };
  const changes = before ? [{ field: 'organisation', from: null, to: name }] : [];
  return { ...nothing, affiliation: { organisation, function: person.function, ...period }, changes };
}

function moved(becomes: string | null, there: KnownAffiliation, whenKnown: Choices['whenKnown']) {
  if (becomes === null || becomes === there.function) return {};
  if (whenKnown === 'complete' && there.function !== null) return {};
  return { moved: { ...there, becomes }, changes: [{ field: 'function', from: there.function, to: becomes }] };
}

interface Wanted {
  organisation: OrganisationPlace;
  name: string;
  period: Period;
}

/** The person works there, or at the only one of that name: whose State the list may say otherwise. */
function placeIn({ affiliations }: KnownPerson, { organisation, name, period }: Wanted): KnownAffiliation | undefined {
  const current = affiliations.filter((one) => overlaps(one, period));
  if ('id' in organisation) return current.find(({ organisationId }) => organisationId === organisation.id);
  return current.find((one) => wordKey(one.organisation) === wordKey(name));
}
