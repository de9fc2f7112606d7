import { Injectable } from '@nestjs/common';
import { anonymous, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid, NotFound } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { MinutesComment } from '../circulation/circulation.entity.js';
import { CirculationFinder, type CirculationRow, type RecipientRow } from '../circulation/circulation.finder.js';
import { canCirculate } from '../circulation/circulation.policy.js';
import type { CommentRuling, NewComment } from './comment.dto.js';
import { CommentFinder, type CommentRow } from './comment.finder.js';
import { RoundReading } from './round-reading.js';
import { paragraphAt } from './paragraphs.js';

/** Whether a comment came in time, or is kept for the secretariat alone. */
export type Taken = 'inTime' | 'late';

/** Takes comments on minutes that went round, and rules on them. */
@Injectable()
export class CommentService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly circulations: CirculationFinder,
    private readonly reading: RoundReading,
    private readonly finder: CommentFinder,
    private readonly events: Events,
  ) {}

  /** By somebody signed in whom the text went round to. @throws NotFound, Invalid for an unknown paragraph */
  async add(actor: Actor, circulationId: string, input: NewComment): Promise<Taken> {
    const round = await this.reading.forActor(actor, found(await this.circulations.one(actor, circulationId)));
    const recipient = actor.personId ? await this.circulations.recipient(round.id, actor.personId) : undefined;
    if (!recipient) throw new NotFound();
    return this.store(actor, { round, recipient }, input);
  }

  /** By personal link: whoever holds it is the person it was sent to. */
  byLink(at: Place, input: NewComment): Promise<Taken> {
    return this.store({ ...anonymous, personId: at.recipient.personId, name: at.recipient.name }, at, input);
  }

  /**
   * Accepts a proposal, or refuses it with the reason; recorded as `minutes.comment_ruled`.
   * @throws NotFound, Conflict with both reasons when somebody else ruled first
   */
  async rule(actor: Actor, id: string, { ruling, reason, version }: CommentRuling): Promise<CommentRow> {
    demand(canCirculate(actor));
    return this.db.tx(async () => {
      const before = found(await this.finder.one(id));
      const round = found(await this.circulations.one(actor, before.circulationId));
      if (before.version !== version) throw stale(before, reason);
      if (before.takenAt) throw new Conflict('meetings.minutes.comment.refusedTaken');
      if (ruling === 'accepted') await this.refuseRival(before);
      const patch = { ruling, rulingReason: reason, ruledBy: actor.name, ruledAt: this.clock.instant() };
      await this.db.update(MinutesComment, { id, version }, patch);
      await this.events.record('minutes.comment_ruled', round.meetingId, actor, { author: before.author });
      return before;
    });
  }

  /** @throws Conflict when another wording of the same paragraph is accepted already */
  private async refuseRival({ id, circulationId, anchor }: CommentRow): Promise<void> {
    const rival = await this.db.row<{ author: string }>(sql`
      SELECT author FROM minutes_comment WHERE circulation_id = ${circulationId} AND anchor = ${anchor} AND anchor <> ''
        AND id <> ${id} AND ruling = 'accepted' AND wording IS NOT NULL LIMIT 1`);
    if (rival) throw new Conflict('meetings.minutes.comment.refusedRival', {}, { author: rival.author });
  }

  private store(actor: Actor, { round, recipient }: Place, input: NewComment): Promise<Taken> {
    return this.db.tx(async () => {
      const now = this.clock.instant();
      const isLate = round.outcome !== null || round.closesAt <= now;
      if (!isLate) await this.answered(recipient.id, now);
      if (input.kind !== 'nothing' && !(await this.isSaid({ round, recipient }, input))) {
        await this.write({ round, recipient }, input, { isLate, createdAt: now });
        const kind = input.kind === 'objection' ? 'minutes.objection_made' : 'minutes.commented';
        await this.events.record(kind, round.meetingId, actor, { name: recipient.name });
      }
      return isLate ? 'late' : 'inTime';
    });
  }

  /** The same was sent before: pressed twice, or sent again after a lost answer. */
  private async isSaid({ round, recipient }: Place, { kind, anchor, text, wording }: NewComment): Promise<boolean> {
    const same = await this.db.row(sql`
      SELECT id FROM minutes_comment WHERE circulation_id = ${round.id} AND person_id = ${recipient.personId}
        AND anchor = ${anchor} AND COALESCE(text, '') = ${text ?? ''} AND COALESCE(wording, '') = ${wording ?? ''}
        AND is_objection = ${kind === 'objection' ? 1 : 0} AND ruling IS NULL LIMIT 1`);
    return same !== undefined;
  }

  private async write({ round, recipient }: Place, input: NewComment, when: { isLate: boolean; createdAt: string }) {
    const { kind, anchor, text, wording } = input;
    await this.db.repo(MinutesComment).insert({
      ...{ id: newId(), circulationId: round.id, personId: recipient.personId, author: recipient.name },
      ...{ stateCode: recipient.stateCode, anchor, quote: quoteAt(round, anchor) },
      ...{ text: text || null, wording: wording || null, isObjection: kind === 'objection', ...when, version: 1 },
    });
  }

  private async answered(recipientId: string, now: string) {
    await this.db.run(sql`UPDATE circulation_recipient SET answered_at = ${now} WHERE id = ${recipientId}`);
  }
}

/** The round that is commented, and by whom. */
export interface Place {
  round: CirculationRow;
  recipient: RecipientRow;
}

/** The words as they went round. @throws Invalid for a paragraph that the text does not have */
function quoteAt({ snapshot }: CirculationRow, anchor: string): string | null {
  if (!anchor) return null;
  const paragraph = paragraphAt(snapshot, anchor);
  if (!paragraph) throw new Invalid({ anchor: { key: 'meetings.minutes.comment.invalid.paragraph' } });
  return paragraph.plain;
}

const stale = (before: CommentRow, reason: string | null) =>
  new Conflict('platform.error.changed', {
    theirs: { reason: before.rulingReason },
    yours: { reason },
    version: before.version,
  });
