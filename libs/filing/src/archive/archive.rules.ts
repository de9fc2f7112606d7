import type { Audience, Exemption } from '@samrad/library';
import type { SessionAccess } from '@samrad/meetings';
import { fileStem } from '@samrad/platform/pure';

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
export const pathOf = (place: number, name: string, extension: string): string =>
  `dokumenter/${String(place).padStart(2, '0')} ${fileStem(name) || 'dokument'}.${extension}`;

interface Filable {
  audience: Audience | null;
  exemption: Exemption | null;
  /** What the file holds is of a closed session, though it may be published with that left out. */
  closed: SessionAccess | null;
}

/** The public may read all that is in the file. */
export const isOpen = ({ audience, closed }: Pick<Filable, 'audience' | 'closed'>): boolean =>
  audience === 'public' && closed === null;

/**
 * What is not public is filed when somebody has decided: a paragraph, on the document itself or here, or that none applies.
 * What the file holds counts: an agenda for everybody is filed with its closed items.
 * @param said of the exemption, here; undefined: nothing
 */
export const isUndecided = (one: Filable, said: Exemption | null | undefined): boolean =>
  !isOpen(one) && one.exemption === null && said === undefined;
