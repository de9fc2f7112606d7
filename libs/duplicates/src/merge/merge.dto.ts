import { z } from 'zod';
import { editVersion, recordId } from '@samrad/platform/views';
import { nouns } from '../rule/rule.types.js';

export const sides = ['kept', 'lost'] as const;
const side = z.enum(sides).default('kept');
/** Texts can also be put one after the other. */
const sideOrBoth = z.enum([...sides, 'both']).default('kept');

/** Whose value stays, field by field; `kept` is the record that stays, `lost` the one that becomes part of it. */
export const mergeInput = z.object({
  noun: z.enum(nouns),
  keptId: recordId(),
  lostId: recordId(),
  /** The versions that the choice is based on. */
  keptVersion: editVersion(),
  lostVersion: editVersion(),
  name: side,
  stateCode: side,
  note: sideOrBoth,
  externalKey: side,
  /** Persons. */
  phone: side,
  email: side,
  mailLanguage: side,
  leftOn: side,
  about: sideOrBoth,
  /** Which account stays; asked for when both have one. */
  account: z.enum(sides).optional(),
  /** Organisations. */
  acronym: side,
  type: side,
  website: side,
  number: side,
});
export type MergeInput = z.infer<typeof mergeInput>;

export const undoInput = z.object({ version: editVersion() });
export type UndoInput = z.infer<typeof undoInput>;

/** The two records that a page or a preview is about. */
export const twoRecords = z.object({ noun: z.enum(nouns), keep: recordId(), join: recordId() });
export type TwoRecords = z.infer<typeof twoRecords>;
