import { z } from 'zod';
import { exemptionFields } from '@samrad/library';
import { editVersion, many, orNull, recordId, requiredLine } from '@samrad/platform/views';
import { attributions, sessionAccesses } from './session.types.js';

const group = z.object({
  /** Absent or null: a new one. */
  id: orNull(recordId()).default(null),
  name: requiredLine(),
  room: orNull(z.string().trim().max(200)).default(null),
  /** A person. */
  chairId: orNull(recordId()).default(null),
});
export type GroupInput = z.infer<typeof group>;

/** A session as it comes in. The API sends `groups`, a form one field of each kind for each row. */
const fields = {
  title: requiredLine(),
  access: z.enum(sessionAccesses),
  attribution: z.enum(attributions),
  /** Asked of every session that is not open. */
  ...exemptionFields,
  /** All groups in order: who is not named is taken away. */
  groups: many(group),
};

type Row = Record<'groupId' | 'groupName' | 'groupRoom' | 'groupChair', unknown>;

/** Rows without a name are not there. */
function rowsOf(body: unknown): unknown {
  const { groupId, groupName, groupRoom, groupChair, ...rest } = (body ?? {}) as Partial<Row> & object;
  if (groupName === undefined) return rest;
  const [ids, names, rooms, chairs] = [groupId, groupName, groupRoom, groupChair].map((value) => [value ?? []].flat());
  const groups = names!.map((name, at) => ({ id: ids![at], name, room: rooms![at], chairId: chairs![at] }));
  return { ...rest, groups: groups.filter(({ name }) => typeof name !== 'string' || name.trim() !== '') };
}

export const sessionInput = z.object(fields);
export type SessionInput = z.infer<typeof sessionInput>;
export const sessionForm = z.preprocess(rowsOf, sessionInput);

export const sessionChange = sessionInput.extend({ version: editVersion() });
export type SessionChange = z.infer<typeof sessionChange>;
export const sessionChangeForm = z.preprocess(rowsOf, sessionChange);
