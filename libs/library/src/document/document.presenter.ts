import { isOrganiser, type Actor, type Audience } from '@samrad/platform/auth';
import type { DocumentRow } from './document.finder.js';

/** A document for the API: what may leave, and where the content is. Why it is exempted is the organisers' to know. */
export const presentDocument =
  (actor: Actor) =>
  ({ fileHash: _, textPassages: __, ...row }: DocumentRow) => ({
    ...row,
    ...(!isOrganiser(actor) && { exemptionReason: null, exemptionReviewOn: null }),
    url: `/documents/${row.id}/file`,
  });

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

const tags: Record<Audience, { color: string; icon: string }> = {
  organisers: { color: 'neutral', icon: 'PadlockLocked' },
  ncps: { color: 'info', icon: 'PersonGroup' },
  states: { color: 'info', icon: 'PersonGroup' },
  group: { color: 'info', icon: 'PersonGroup' },
  network: { color: 'info', icon: 'Buildings3' },
  public: { color: 'success', icon: 'Globe' },
};

/** A row of the list as the page shows it. */
export const presentRow = (row: DocumentRow) => ({
  id: row.id,
  title: row.title,
  reference: row.reference,
  language: row.language,
  filename: row.filename,
  size: row.size,
  createdAt: row.createdAt,
  exemption: row.exemption,
  kind: kindOf(row.mediaType),
  audienceColor: tags[row.audience].color,
  audienceIcon: tags[row.audience].icon,
  audienceKey: `library.audience.${row.audience}`,
});

/** Whether its text can be read and found; that it cannot be, and why, is told to those who can do something about it. */
export const presentText = ({ textStatus, textFault }: DocumentRow, mayChange: boolean) => ({
  isRead: textStatus === 'read',
  isShown: mayChange || textStatus === 'read',
  key: textFault ? `library.text.fault.${textFault}` : `library.text.status.${textStatus}`,
});
