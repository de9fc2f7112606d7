import { z } from 'zod';
import { groupKinds } from './group.entity.js';
import type { GroupRecord, GroupRow } from './group.finder.js';

export const groupOut = z.object({
  id: z.string(),
  code: z.string(),
  nameEn: z.string(),
  nameNb: z.string(),
  nameNn: z.string(),
  kind: z.enum(groupKinds),
  description: z.string().nullable(),
  version: z.number(),
});
export type GroupOut = z.infer<typeof groupOut>;

export const groupItem = groupOut.extend({ members: z.number(), states: z.number() });
export type GroupItem = z.infer<typeof groupItem>;

export const groupOf = ({ id, code, nameEn, nameNb, nameNn, kind, description, version }: GroupRecord): GroupOut => ({
  ...{ id, code, nameEn, nameNb, nameNn, kind, description, version },
});

export const itemOf = (row: GroupRow): GroupItem => ({ ...groupOf(row), members: row.members, states: row.states });
