// Rows that several parts of a scratch database share.
import { tokensOf } from '@samrad/platform/search';
import type { Row } from './bulk.js';

export const longAgo = '2026-01-05T09:00:00.000Z';

/** What the search finds. */
export const entry = (
  noun: string,
  recordId: string,
  { title, body, url }: { title: string; body: string; url: string },
): Row => ({
  ...{ noun, record_id: recordId, place: 0, dated: '', title, section: null, body, url },
  words: tokensOf(title, [body]),
});

/** A paragraph of a document. @param place 1, 2, 3 … */
export const passage = (
  documentId: string,
  { title, body, place }: { title: string; body: string; place: number },
): Row => ({
  ...{ noun: 'document', record_id: documentId, place, dated: '', title, section: null, body },
  url: `/documents/${documentId}/text#p${place}`,
  words: tokensOf('', [title, body]),
});

export const paper = (id: string, title: string): Row => ({
  ...{ id, title, reference: null, language: 'en', audience: 'network', group_id: null, file_hash: 'a'.repeat(64) },
  ...{ filename: 'paper.pdf', media_type: 'application/pdf', size: 120_000, uploaded_by: null },
  ...{ created_at: longAgo, updated_at: longAgo, version: 1 },
});
