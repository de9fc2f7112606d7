import type { MembershipRole } from '@samrad/network';
import { isBlank, wordKey } from './import-text.rules.js';
import { readRole } from './import-words.rules.js';

/** A membership as one place of a file holds several of them. */
export interface MembershipText {
  groupId: string;
  role: MembershipRole;
  from: string | null;
  to: string | null;
}

/** `REG: chair 2024-01-01/2026-12-31`; an open side of the period is blank, no stroke means no days at all. */
export function membershipText({ code, role, from, to }: Omit<MembershipText, 'groupId'> & { code: string }): string {
  const period = from === null && to === null ? '' : ` ${from ?? ''}/${to ?? ''}`;
  return `${code}: ${role}${period}`;
}

const day = '\\d{4}-\\d\\d-\\d\\d';
const form = new RegExp(`^(?<group>[^:]+?)(?::\\s*(?<role>[^\\d/]+?))?(?:\\s+(?<from>${day})?/(?<to>${day})?)?$`, 'u');

/** @param groups `wordKey` of every code and name → group */
export function readMemberships(text: string, groups: ReadonlyMap<string, string>) {
  const read: { memberships: MembershipText[]; faulty: string[] } = { memberships: [], faulty: [] };
  if (isBlank(text)) return read;
  for (const piece of text.split(/[;\n]/).map((part) => part.trim())) {
    if (piece === '') continue;
    const membership = readOne(piece, groups);
    if (membership) read.memberships.push(membership);
    else read.faulty.push(piece);
  }
  return read;
}

function readOne(piece: string, groups: ReadonlyMap<string, string>): MembershipText | null {
  const parts = form.exec(piece)?.groups;
  if (!parts) return null;
  const groupId = groups.get(wordKey(parts.group ?? ''));
  const role = parts.role ? readRole(parts.role) : 'member';
  const { from = null, to = null } = parts;
  return groupId && role && isPeriod(from, to) ? { groupId, role, from, to } : null;
}

const isPeriod = (from: string | null, to: string | null): boolean =>
  [from, to].every((one) => one === null || isDay(one)) && !(from !== null && to !== null && to < from);

/** 31 February is none. */
const isDay = (text: string): boolean => {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};
