/** Provisions of offentleglova (LOV-2006-05-19-16) under which a document is kept from the public. */
export const exemptions = ['13', '14', '15', '20', '21', '23'] as const;
export type Exemption = (typeof exemptions)[number];

/** Came in, went out, or stayed in the house. */
export const directions = ['in', 'out', 'internal'] as const;
export type Direction = (typeof directions)[number];

/** What is said about a document when it is filed. */
export interface Filed {
  direction: Direction;
  /** The title that the public may read; null: the title itself. */
  publicTitle: string | null;
  exemption: Exemption | null;
  /** Sender of what came in, recipient of what went out. */
  party: string | null;
}

interface Candidate {
  kind: string;
  publishedAt: string | null;
}

/** Agendas and minutes go out when they are published; everything else stays in the house until somebody says more. */
export const directionOf = ({ kind, publishedAt }: Candidate): Direction =>
  publishedAt !== null && (kind === 'agenda' || kind === 'minutes') ? 'out' : 'internal';

/** `02 Minutes REG 41.pdf`: sorted as they are listed, without signs that some file systems refuse. */
export function pathOf(place: number, name: string, extension: string): string {
  const stem = name
    .normalize('NFC')
    .replace(/[\x00-\x1f\x7f<>:"/\\|?*]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80)
    .trim();
  return `dokumenter/${String(place).padStart(2, '0')} ${stem || 'dokument'}.${extension}`;
}
