import type { AffiliationText } from '../row/affiliation-text.rules.js';
import type { ImportedOrganisation, ImportedPerson } from '../row/import.rules.js';
import { cleaned, wordKey } from '../row/import-text.rules.js';
import { membershipText } from '../row/membership-text.rules.js';
import type { Choices, FieldChange } from '../import/import.types.js';
import type { KnownAffiliation, KnownMembership, KnownPerson } from './known.types.js';

/** Where a row's organisation is: in the register, or to be made under this key. */
export type OrganisationPlace = { id: string } | { key: string };

export interface NewAffiliation {
  organisation: OrganisationPlace;
  /** As the row names it. */
  named: ImportedOrganisation;
  function: string | null;
  from: string | null;
  to: string | null;
}

export interface NewMembership {
  groupId: string;
  role: string;
  /** Undefined: the person's own. */
  stateCode?: string | null;
  from: string | null;
  to: string | null;
}

export interface Places {
  affiliations: NewAffiliation[];
  /** Places of work of which the function is to change. */
  moved: (KnownAffiliation & { becomes: string })[];
  memberships: NewMembership[];
  /** Terms that last longer by the row. */
  prolonged: (KnownMembership & { until: string })[];
  changes: FieldChange[];
  /** In the group already in some of these days, in another role, for another State or in other days. */
  overlapping: { role: string; term: KnownMembership }[];
  /** Works there already, in other days. */
  shifted: KnownAffiliation[];
  /** Not made: the register was changed after the check. */
  late: FieldChange[];
}

/** Where the organisations of a row are; null: left out. */
export interface Resolved {
  /** Of the columns about one organisation. */
  main: OrganisationPlace | null;
  /** Of each place of work in the column that holds several. */
  listed: readonly (OrganisationPlace | null)[];
}

export interface PlacesContext {
  /** Absent: a new person. */
  before?: KnownPerson;
  whenKnown: Choices['whenKnown'];
  today: string;
  /** Group → its short name. */
  groupCodes: ReadonlyMap<string, string>;
  /** Whether the check told of this change. */
  isTold: (change: FieldChange) => boolean;
}

type Period = { from: string | null; to: string | null };
type Known = { validFrom: string | null; validTo: string | null };
const overlaps = (one: Known, { from, to }: Period): boolean =>
  (one.validTo === null || from === null || from <= one.validTo) &&
  (one.validFrom === null || to === null || one.validFrom <= to);

/** Places of work and memberships that a row adds, and terms that it prolongs; none is ended and none is made twice. */
export function newPlaces(person: ImportedPerson, resolved: Resolved, context: PlacesContext): Places {
  const { before } = context;
  const work = workOf(person, resolved, context);
  const none = { prolonged: [], overlapping: [] };
  if (!before) return { ...work, ...none, memberships: membershipsOf(person) };
  const places: Places = { ...work, ...none, memberships: [] };
  for (const wanted of membershipsOf(person)) takeTerm(places, wanted, { ...context, before });
  return places;
}

/** @returns whether the change is made */
function noted(work: Work, change: FieldChange, { isTold }: PlacesContext): boolean {
  const isMade = isTold(change);
  (isMade ? work.changes : work.late).push(change);
  return isMade;
}

function takeTerm(places: Places, wanted: NewMembership, context: PlacesContext & { before: KnownPerson }): void {
  const { before, whenKnown } = context;
  const there = termsThen(before, wanted);
  const [term] = there;
  const becomes = termText(wanted, wanted, context);
  if (!term) {
    const change = { field: 'membership', from: null, to: becomes };
    if (noted(places, change, context)) places.memberships.push(wanted);
  } else if (whenKnown === 'update' && there.length === 1 && lastsLonger(wanted, term)) {
    const lasted = termText(wanted, { from: term.validFrom, to: term.validTo }, context);
    const change = { field: 'membership', from: lasted, to: becomes };
    if (noted(places, change, context)) places.prolonged.push({ ...term, until: wanted.to! });
  } else if (!isSameTerm(term, wanted)) places.overlapping.push({ role: wanted.role, term });
}

const termsThen = (before: KnownPerson, wanted: NewMembership): KnownMembership[] =>
  before.memberships.filter((one) => one.groupId === wanted.groupId && overlaps(one, wanted));

const termText = ({ groupId, role, stateCode }: NewMembership, { from, to }: Period, { groupCodes }: PlacesContext) =>
  membershipText({ code: groupCodes.get(groupId) ?? '', role: role as 'member', stateCode, from, to });

const isSamePlaceIn = (term: KnownMembership, { role, stateCode }: NewMembership): boolean =>
  term.role === role && (stateCode === undefined || stateCode === term.stateCode);

/** From the same first day. What the register leaves open lasts longer than any day. */
const lastsLonger = (wanted: NewMembership, term: KnownMembership): boolean =>
  isSamePlaceIn(term, wanted) &&
  wanted.from === term.validFrom &&
  wanted.to !== null &&
  term.validTo !== null &&
  wanted.to > term.validTo;

/** A blank day says nothing. */
const isSameTerm = (term: KnownMembership, wanted: NewMembership): boolean =>
  isSamePlaceIn(term, wanted) &&
  (wanted.from === null || wanted.from === term.validFrom) &&
  (wanted.to === null || wanted.to === term.validTo);

function membershipsOf({ membership, memberships, from, to }: ImportedPerson) {
  return [...(membership ? [{ ...membership, from, to }] : []), ...memberships];
}

type Work = Pick<Places, 'affiliations' | 'moved' | 'changes' | 'shifted' | 'late'>;

function workOf(person: ImportedPerson, resolved: Resolved, context: PlacesContext): Work {
  const listed = person.affiliations.flatMap((one, at) => wantedOf(one, resolved.listed[at] ?? null));
  const main = mainOf(person, resolved.main, listed);
  const none = { moved: [], changes: [], shifted: [], late: [] };
  if (!context.before) return { affiliations: apart(joined(listed, main)), ...none };
  const work: Work = { affiliations: [], ...none };
  for (const wanted of [...(main ? [main] : []), ...listed]) take(work, wanted, { ...context, before: context.before });
  return work;
}

function wantedOf(
  { organisation: named, ...rest }: AffiliationText,
  organisation: OrganisationPlace | null,
): NewAffiliation[] {
  return organisation ? [{ organisation, named, ...rest }] : [];
}

/** A place of that name among those listed is this one: they say in which State it is. */
function mainOf(person: ImportedPerson, place: OrganisationPlace | null, listed: readonly NewAffiliation[]) {
  const { organisation: named, function: title } = person;
  if (!place || !named) return null;
  // With a membership in the row, the period is the membership's.
  const period = person.membership ? { from: null, to: null } : { from: person.from, to: person.to };
  const same = listed.find((one) => wordKey(one.named.name) === wordKey(named.name) && overlaps(known(one), period));
  return { organisation: same?.organisation ?? place, named: same?.named ?? named, function: title, ...period };
}

/** The same place of work in both: once, with the days of the one and the function of the other. */
function joined(listed: readonly NewAffiliation[], main: NewAffiliation | null): NewAffiliation[] {
  if (!main) return [...listed];
  const at = listed.findIndex((one) => isSamePlace(one, main) && overlaps(known(one), main));
  if (at < 0) return [main, ...listed];
  return listed.map((one, place) => (place === at ? { ...one, function: main.function ?? one.function } : one));
}

/** Without those that lie in the days of one before, in the same organisation. */
function apart(all: readonly NewAffiliation[]): NewAffiliation[] {
  return all.filter(
    (one, at) => !all.slice(0, at).some((other) => isSamePlace(other, one) && overlaps(known(other), one)),
  );
}

const known = ({ from, to }: Period): Known => ({ validFrom: from, validTo: to });

const placeKey = ({ organisation }: NewAffiliation): string =>
  'id' in organisation ? organisation.id : `new ${organisation.key}`;
const isSamePlace = (one: NewAffiliation, other: NewAffiliation): boolean => placeKey(one) === placeKey(other);
const lastsOn = ({ validFrom, validTo }: Known, day: string): boolean =>
  (validFrom === null || validFrom <= day) && (validTo === null || validTo >= day);

function take(work: Work, wanted: NewAffiliation, context: PlacesContext & { before: KnownPerson }): void {
  const { before, whenKnown } = context;
  const there = placeIn(before, wanted, context.today);
  if (!there) return add(work, wanted, context);
  if (hasDays(wanted) && (wanted.from !== there.validFrom || wanted.to !== there.validTo)) work.shifted.push(there);
  const becomes = functionOf(wanted, there, whenKnown);
  if (becomes === null || work.moved.some(({ id }) => id === there.id)) return;
  const change = { field: 'function', from: there.function, to: becomes };
  if (noted(work, change, context)) work.moved.push({ ...there, becomes });
}

function add(work: Work, wanted: NewAffiliation, context: PlacesContext): void {
  const isMore = apart([...work.affiliations, wanted]).length > work.affiliations.length;
  const change = { field: 'organisation', from: null, to: wanted.named.name };
  if (isMore && noted(work, change, context)) work.affiliations.push(wanted);
}

const hasDays = ({ from, to }: Period): boolean => from !== null || to !== null;

/** Null: stays. */
function functionOf({ function: becomes }: NewAffiliation, there: KnownAffiliation, whenKnown: Choices['whenKnown']) {
  if (becomes === null || becomes === cleaned(there.function ?? '')) return null;
  return whenKnown === 'complete' && there.function !== null ? null : becomes;
}

/**
 * The person works there, or at the only one of that name: whose State the list may say otherwise. Of several, the one
 * of today.
 */
function placeIn({ affiliations }: KnownPerson, wanted: NewAffiliation, today: string): KnownAffiliation | undefined {
  const { organisation, named } = wanted;
  const isThere = (one: KnownAffiliation): boolean =>
    'id' in organisation ? one.organisationId === organisation.id : wordKey(one.organisation) === wordKey(named.name);
  const current = affiliations.filter((one) => overlaps(one, wanted) && isThere(one));
  return current.find((one) => !hasDays(wanted) && lastsOn(one, today)) ?? current[0];
}
