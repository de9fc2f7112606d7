import { isOrganiser, signedIn, type Actor } from '@samrad/platform/auth';
import type { Change } from './history.rules.js';

/** An event of the register, as it is stored. */
interface Happened {
  kind: string;
  actorName: string;
  data: Record<string, unknown>;
}

/** Facts of organisations, groups and States, which are no personal data: everybody inside may know that they changed. */
const open = new Set([
  'organisation.created',
  'organisation.updated',
  'group.created',
  'group.updated',
  'state.updated',
]);

/** Written by organisers for organisers. */
const internal = ['note'];

/**
 * What of a record's history the actor is told. Organisers: everything. Somebody about themself: everything but what
 * organisers write for one another. Others inside: which facts of organisations, groups and States changed, not by whom
 * and why. Of other persons: nothing. A change of fields that the actor does not see is not told at all.
 */
export function toldOf<E extends Happened>(actor: Actor, events: readonly E[], subject: { personId?: string }): E[] {
  if (isOrganiser(actor)) return [...events];
  if (!signedIn(actor)) return [];
  const isOwn = subject.personId !== undefined && subject.personId === actor.personId;
  if (subject.personId !== undefined && !isOwn) return [];
  return events
    .filter(({ kind }) => isOwn || open.has(kind))
    .map((event) => without(event, isOwn))
    .filter(({ kind, data }) => !kind.endsWith('.updated') || (data.fields as string[]).length > 0);
}

function without<E extends Happened>(event: E, isOwn: boolean): E {
  const { why: _, ...data } = event.data;
  const fields = listOf<string>(data.fields).filter((field) => !internal.includes(field));
  const changes = listOf<Change>(data.changes).filter(({ field }) => !internal.includes(field));
  return { ...event, actorName: isOwn ? event.actorName : '', data: { ...data, fields, changes } };
}

const listOf = <T>(value: unknown): T[] => (Array.isArray(value) ? (value as T[]) : []);
