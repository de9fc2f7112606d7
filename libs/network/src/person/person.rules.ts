import { fold } from '@samrad/platform/pure';

/** Family name first, folded: the order of lists. At most 200 characters. */
export const sortNameOf = ({ givenName, familyName }: { givenName: string; familyName: string }): string =>
  fold(`${familyName} ${givenName}`.trim()).slice(0, 200);

export const nameOf = ({ givenName, familyName }: { givenName: string; familyName: string }): string =>
  `${givenName} ${familyName}`.trim();

/** First and last letter of a name, for the round badge. */
export const initialsOf = ({ givenName, familyName }: { givenName: string; familyName: string }): string =>
  `${[...givenName][0] ?? ''}${[...familyName][0] ?? ''}`.toUpperCase();

interface Period {
  validFrom: string | null;
  validTo: string | null;
}

/** Whether a period, both days included, includes the day; an open end goes on for ever. */
export const lastsOn = ({ validFrom, validTo }: Period, day: string): boolean =>
  (validFrom === null || validFrom <= day) && (validTo === null || validTo >= day);

/** Whether it is still to begin. */
export const isAhead = ({ validFrom }: Pick<Period, 'validFrom'>, day: string): boolean =>
  validFrom !== null && validFrom > day;

/** Two periods that share a day. */
export const overlap = (a: Period, b: Period): boolean =>
  (a.validTo === null || b.validFrom === null || b.validFrom <= a.validTo) &&
  (b.validTo === null || a.validFrom === null || a.validFrom <= b.validTo);

/** The day someone has left is the first day they are no longer in the network. */
export const hasLeft = ({ leftOn }: { leftOn: string | null }, today: string): boolean =>
  leftOn !== null && leftOn <= today;

/** May be offered, chosen, asked and written to: in the network, and not left alone by their own wish. */
export const isAskable = (person: { leftOn: string | null; restrictedAt: string | null }, today: string): boolean =>
  !hasLeft(person, today) && person.restrictedAt === null;
