import type { Language } from '../i18n/languages.js';

export const roles = ['administrator', 'coordinator', 'secretariat', 'state_contact', 'expert'] as const;
export type Role = (typeof roles)[number];

/** Parts of the network that something may be meant for: the national contact points, those who represent a State. */
export type Circle = 'ncps' | 'states';

/** Whom somebody works for, where that opens or closes a session: an authority of a State, the Commission. */
export type Body = 'state' | 'commission';

/** Who acts: what every policy is asked about. */
export interface Actor {
  readonly accountId: string | null;
  readonly personId: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly roles: readonly Role[];
  /** States the person speaks for: current affiliations and memberships. */
  readonly stateCodes: readonly string[];
  /** Groups the person is a current member of. */
  readonly groupIds: readonly string[];
  /** Circles that the person belongs to by a current membership. */
  readonly circles?: readonly Circle[];
  /** Whom the person works for by a current affiliation. */
  readonly bodies?: readonly Body[];
  readonly language: Language | null;
}

/** A public visitor. */
export const anonymous: Actor = {
  accountId: null,
  personId: null,
  name: '',
  email: null,
  roles: [],
  stateCodes: [],
  groupIds: [],
  language: null,
};

/** The product itself: reminders, incoming mail, the command line. */
export const system: Actor = { ...anonymous, name: 'Samråd', roles: ['administrator'] };

export const has = (actor: Actor, ...wanted: Role[]): boolean => wanted.some((role) => actor.roles.includes(role));
export const isOrganiser = (actor: Actor): boolean => has(actor, 'administrator', 'coordinator', 'secretariat');
export const isAdministrator = (actor: Actor): boolean => has(actor, 'administrator');
/** Whom an actor speaks for in closed sessions: contact points and the contacts of States are of the State. */
export const bodiesOf = (actor: Actor): readonly Body[] => {
  const isOfState = actor.circles?.includes('ncps') || has(actor, 'state_contact');
  return [...(actor.bodies ?? []), ...(isOfState ? ['state' as const] : [])];
};
export const signedIn = (actor: Actor): boolean => actor.accountId !== null;
/** Open to all: say so on purpose. */
export const everyone = (): boolean => true;
