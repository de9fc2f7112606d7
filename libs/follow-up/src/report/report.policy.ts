import { has, isOrganiser, type Actor } from '@samrad/platform/auth';

/** Ask for reports, see which are missing, remind. States write by their personal link. */
export const canAskForReports = (actor: Actor): boolean => isOrganiser(actor);

/** What reports ask of somebody who reads them. */
export interface ReportReader {
  isOrganiser: boolean;
  /** Invited to the meeting, or a member of its group: those who see its papers. */
  takesPart: boolean;
  /** States whose drafts they may read. */
  ownStates: readonly string[];
}

/** The contact of a State reads its report anyway; others who speak for it when they take part. */
export function reportReaderOf(actor: Actor, takesPart: boolean): ReportReader {
  const isOfState = takesPart || has(actor, 'state_contact');
  return { isOrganiser: isOrganiser(actor), takesPart, ownStates: isOfState ? actor.stateCodes : [] };
}

interface Readable {
  stateCode: string;
  isCleared: boolean;
}

/**
 * The one answer to who reads the report of a State, on pages, in files and in the API: what is not cleared only the State
 * and the organisers, what is cleared everybody who takes part. The minutes have their own readers.
 */
export const canReadReport = (reader: ReportReader, { stateCode, isCleared }: Readable): boolean =>
  reader.isOrganiser || reader.ownStates.includes(stateCode) || (isCleared && reader.takesPart);

/** Whether there is anything to read for them at all. */
export const canReadReports = (reader: ReportReader): boolean =>
  reader.isOrganiser || reader.takesPart || reader.ownStates.length > 0;
