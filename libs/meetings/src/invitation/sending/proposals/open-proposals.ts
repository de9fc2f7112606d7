import { Injectable } from '@nestjs/common';
import type { Language } from '@samrad/platform/i18n';
import type { MeetingRow } from '../../../meeting/meeting.finder.js';

/** What somebody proposed for the date as it was and nobody has decided: another time, a substitute. */
export interface OpenProposal {
  /** Of the person who proposed. */
  invitationId: string;
  /** A sentence to that person: the proposal no longer counts. */
  text(language: Language): string;
  /** The same to organisers, in a few words. */
  about(language: Language): string;
  /** Closes it, with a line in the history. Inside the transaction that tells the new date. */
  lapse(): Promise<unknown>;
}

type Source = (meeting: MeetingRow) => Promise<OpenProposal[]>;

/** Who knows of open proposals. Filled at start; asked when a new date is told, because it ends them. */
@Injectable()
export class OpenProposals {
  private readonly sources: Source[] = [];

  offer(source: Source): void {
    this.sources.push(source);
  }

  /** By id of the invitation. */
  async of(meeting: MeetingRow): Promise<Map<string, OpenProposal[]>> {
    const all = await Promise.all(this.sources.map((source) => source(meeting)));
    const found = new Map<string, OpenProposal[]>();
    for (const one of all.flat()) found.set(one.invitationId, [...(found.get(one.invitationId) ?? []), one]);
    return found;
  }

  async lapse(meeting: MeetingRow, invitationIds: readonly string[]): Promise<void> {
    const open = await this.of(meeting);
    for (const id of invitationIds) for (const proposal of open.get(id) ?? []) await proposal.lapse();
  }
}
