import { z } from 'zod';
import { checkbox, editVersion, line, orNull, paging, recordId, requiredLine } from '@samrad/platform/views';
import { audiences } from '@samrad/platform/auth';
import { exemptionFields } from '../exemption/exemption.dto.js';
import { exemptions } from '../exemption/exemption.rules.js';
import { textStatuses } from './document.entity.js';

export const documentLanguages = ['en', 'nb', 'nn', 'fr', 'de', 'other'] as const;

const facts = {
  title: requiredLine(),
  reference: orNull(line(100)),
  language: z.enum(documentLanguages).default('en'),
  audience: z.enum(audiences),
  groupId: orNull(recordId()),
  ...exemptionFields,
};

const groupNamed = (input: { audience: string; groupId: string | null }) =>
  input.audience !== 'group' || input.groupId !== null;
const groupMissing = { path: ['groupId'], message: 'library.document.groupMissing' };

/** What is told about a new document, besides its file. */
export const NewDocument = z.object(facts).refine(groupNamed, groupMissing).meta({ id: 'NewDocument' });
export type NewDocument = z.infer<typeof NewDocument>;

/** A change of what is told about a document. */
export const DocumentChange = z
  .object({ ...facts, version: editVersion() })
  .refine(groupNamed, groupMissing)
  .meta({ id: 'DocumentChange' });
export type DocumentChange = z.infer<typeof DocumentChange>;

export const documentOrders = ['createdAt-desc', 'createdAt-asc', 'title-asc', 'title-desc'] as const;

export const DocumentQuery = z.object({
  ...paging,
  q: z.string().trim().max(200).optional(),
  audience: orNull(z.enum(audiences)).catch(null),
  language: orNull(z.enum(documentLanguages)).catch(null),
  sort: z.enum(documentOrders).catch('createdAt-desc').default('createdAt-desc'),
  total: checkbox(),
});
export type DocumentQuery = z.infer<typeof DocumentQuery>;

export const DocumentOut = z
  .object({
    id: z.string(),
    title: z.string(),
    reference: z.string().nullable(),
    language: z.string(),
    audience: z.enum(audiences),
    groupId: z.string().nullable(),
    exemption: z.enum(exemptions).nullable().describe('paragraph of offentleglova; null: none is named'),
    exemptionReason: z.string().nullable().describe('for organisers; null for others'),
    exemptionReviewOn: z.string().nullable().describe('for organisers; null for others'),
    textStatus: z.enum(textStatuses).describe('whether what it says can be found'),
    textFault: z.string().nullable(),
    filename: z.string(),
    mediaType: z.string(),
    size: z.number().describe('bytes'),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.number(),
    url: z.string().describe('where the content can be fetched'),
  })
  .meta({ id: 'Document' });

export const DocumentPage = z
  .object({
    items: z.array(DocumentOut),
    page: z.number(),
    per: z.number(),
    more: z.boolean(),
    total: z.number().nullable(),
  })
  .meta({ id: 'DocumentPage' });
