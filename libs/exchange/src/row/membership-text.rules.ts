import type { MembershipRole } from '@samrad/network';
import { isBlank, wordKey } from './import-text.rules.js';
import { readRole, readState } from './import-words.rules.js';

/** A membership as one place of a file holds several of them. */
export interface MembershipText {
  groupId: string;
  role: MembershipRole;
  /** The State that is represented; null: none; undefined: the person's own. */
  stateCode?: string | null;
  from: string | null;
  to: string | null;
}

/**
 * `REG: chair (SE) 2024-01-01/2026-12-31`; an open side of the period is blank, no stroke means no days at all. The State
 * stands there when it is another than the person's own, and `-` for none.
 */
export function membershipText({
  code,
  role,
  stateCode,
  from,
  to,
}: Omit<MembershipText, 'groupId'> & { code: string }) {
  const state = stateCode === undefined ? '' : ` (${stateCode ?? '-'})`;
  const period = from === null && to === null ? '' : ` ${from ?? ''}/${to ?? ''}`;
  return `${code}: ${role}${state}${period}`;
}

const day = '\\d{4}-\\d\\d-\\d\\d';
const form = new RegExp(
  `^(?<group>[^:]+?)(?::\\s*(?<role>[^\\d/(]+?))?(?:\\s*\\((?<state>[^()]+)\\))?(?:\\s+(?<from>${day})?/(?<to>${day})?)?$`,
  'u',
);

export interface MembershipWords {
  /** `wordKey` of every code and name → group. */
  groups: ReadonlyMap<string, string>;
  /** From `stateIndex`. */
  states: ReadonlyMap<string, string>;
}

export function readMemberships(text: string, words: MembershipWords) {
  const read: { memberships: MembershipText[]; faulty: string[] } = { memberships: [], faulty: [] };
  if (isBlank(text)) return read;
  for (const piece of text.split(/[;\n]/).map((part) => part.trim())) {
    if (piece === '') continue;
    const membership = readOne(piece, words);
    if (membership) read.memberships.push(membership);
    else read.faulty.push(piece);
  }
  return read;
}

function readOne(piece: string, { groups, states }: MembershipWords): MembershipText | null {
  const parts = form.exec(piece)?.groups;
  if (!parts) return null;
  const groupId = groups.get(wordKey(parts.group ?? ''));
  const role = parts.role ? readRole(parts.role) : 'member';
  const { from = null, to = null, state } = parts;
  const stateCode = state === undefined || isBlank(state) ? null : readState(state, states);
  if (!groupId || !role || stateCode === undefined || !isPeriod(from, to)) return null;
  return { groupId, role, ...(state !== undefined && { stateCode }), from, to };
}

interface Days {
  from: string | null;
  to: string | null;
}

/** Two of them with days in common, in what the key says is one place. */
export function clashing<T extends Days>(all: readonly T[], keyOf: (one: T) => string): [T, T] | undefined {
  for (const [at, one] of all.entries()) {
    const other = all.slice(0, at).find((before) => keyOf(before) === keyOf(one) && shareDays(before, one));
    if (other) return [other, one];
  }
  return undefined;
}

const shareDays = (one: Days, other: Days): boolean =>
  (one.to === null || other.from === null || other.from <= one.to) &&
  (other.to === null || one.from === null || one.from <= other.to);

/** Days that there are, in order; null: open. */
export const isPeriod = (from: string | null, to: string | null): boolean =>
  [from, to].every((one) => one === null || isDay(one)) && !(from !== null && to !== null && to < from);

/** 31 February is none. */
const isDay = (text: string): boolean => {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};
