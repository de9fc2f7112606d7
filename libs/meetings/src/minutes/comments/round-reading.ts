import { Injectable } from '@nestjs/common';
import { isOrganiser, type Actor } from '@samrad/platform/auth';
import { readerOf, type AgendaReader } from '../../agenda/agenda.policy.js';
import { AgendaReaders } from '../../agenda/reader/agenda-readers.js';
import { MeetingFinder } from '../../meeting/meeting.finder.js';
import type { CirculationRow } from '../circulation/circulation.finder.js';
import { CommentFinder, type CommentRow } from './comment.finder.js';
import { canReadComment } from './comment.policy.js';
import { partsFor } from '../reading/minutes-reading.js';

/** The text that went round as one reader gets it: without what belongs to sessions that are closed to them. */
@Injectable()
export class RoundReading {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly readers: AgendaReaders,
    private readonly comments: CommentFinder,
  ) {}

  async forActor(actor: Actor, round: CirculationRow): Promise<CirculationRow> {
    const meeting = await this.meetings.one(actor, round.meetingId);
    return cut(readerOf(actor, meeting ?? { groupId: null, isInvited: false }), round);
  }

  /** For whoever the personal link belongs to. */
  async forPerson(personId: string, round: CirculationRow): Promise<CirculationRow> {
    return cut((await this.readers.invited([personId]))(personId), round);
  }

  /** In order of time. @param personId whom the personal link belongs to; null: the actor, who reads the round */
  async commentsFor(actor: Actor, personId: string | null, roundId: string): Promise<CommentRow[]> {
    const rows = await this.comments.of(actor, roundId);
    if (isOrganiser(actor)) return rows;
    const own = personId ?? actor.personId ?? '';
    const readers = await this.readers.invited([...new Set([own, ...rows.map((row) => row.personId ?? '')])]);
    const isOfState = (row: CommentRow) => readers(row.personId ?? '').bodies.includes('state');
    return rows.filter((row) =>
      canReadComment(readers(own), { isOwn: row.personId === own, isOfState: isOfState(row) }),
    );
  }
}

const cut = (reader: AgendaReader, round: CirculationRow): CirculationRow => ({
  ...round,
  snapshot: partsFor(reader, round.snapshot),
});
