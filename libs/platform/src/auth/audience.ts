import { has, isOrganiser, signedIn, type Actor } from './actor.js';

/**
 * Who may read, from few to all: organisers only, the national contact points, those who represent a State, the members
 * of a group, the whole network (signed in), everybody.
 */
export const audiences = ['organisers', 'ncps', 'states', 'group', 'network', 'public'] as const;
export type Audience = (typeof audiences)[number];

/** Audiences that an actor belongs to; whether they are of a certain group is asked by whoever knows the group. */
export function audiencesOf(actor: Actor): Audience[] {
  if (isOrganiser(actor)) return [...audiences];
  if (!signedIn(actor)) return ['public'];
  if (has(actor, 'state_contact')) return ['ncps', 'states', 'network', 'public'];
  return [...(actor.circles ?? []), 'network', 'public'];
}

/** Fewer than the whole network may read it: who does is noted. */
export const isRestricted = (audience: Audience): boolean => audience !== 'network' && audience !== 'public';
