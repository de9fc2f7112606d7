import type { DocumentRow } from './document.finder.js';

/** A document for the API: what may leave, and where the content is. */
export const presentDocument = ({ fileHash: _, ...row }: DocumentRow) => ({ ...row, url: `/documents/${row.id}/file` });

const words: Record<string, string> = {
  'application/pdf': 'PDF',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'text/plain; charset=utf-8': 'TXT',
  'text/csv; charset=utf-8': 'CSV',
};

/** The kind of a file in a word: `PDF`, `Word`, `Excel`. */
export function kindOf(mediaType: string): string {
  if (mediaType.includes('wordprocessingml')) return 'Word';
  if (mediaType.includes('spreadsheetml')) return 'Excel';
  if (mediaType.includes('presentationml')) return 'PowerPoint';
  return words[mediaType] ?? (mediaType.includes('opendocument') ? 'OpenDocument' : '');
}

const colours = { organisers: 'neutral', group: 'info', network: 'info', public: 'success' } as const;
const icons = { organisers: 'PadlockLocked', group: 'PersonGroup', network: 'Buildings3', public: 'Globe' } as const;

/** A row of the list as the page shows it. */
export const presentRow = (row: DocumentRow) => ({
  ...presentDocument(row),
  kind: kindOf(row.mediaType),
  audienceColor: colours[row.audience],
  audienceIcon: icons[row.audience],
  audienceKey: `library.audience.${row.audience}`,
});
