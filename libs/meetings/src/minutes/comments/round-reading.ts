import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { readerOf, type AgendaReader } from '../../agenda/agenda.policy.js';
import { AgendaReaders } from '../../agenda/reader/agenda-readers.js';
import { MeetingFinder } from '../../meeting/meeting.finder.js';
import type { CirculationRow } from '../circulation/circulation.finder.js';
import { partsFor } from '../reading/minutes-reading.js';

/** The text that went round as one reader gets it: without what belongs to sessions that are closed to them. */
@Injectable()
export class RoundReading {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly readers: AgendaReaders,
  ) {}

  async forActor(actor: Actor, round: CirculationRow): Promise<CirculationRow> {
    const meeting = await this.meetings.one(actor, round.meetingId);
    return cut(readerOf(actor, meeting ?? { groupId: null, isInvited: false }), round);
  }

  /** For whoever the personal link belongs to. */
  async forPerson(personId: string, round: CirculationRow): Promise<CirculationRow> {
    return cut((await this.readers.invited([personId]))(personId), round);
  }
}

const cut = (reader: AgendaReader, round: CirculationRow): CirculationRow => ({
  ...round,
  snapshot: partsFor(reader, round.snapshot),
});
