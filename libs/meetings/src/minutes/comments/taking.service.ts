import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { toPlain } from '@samrad/platform/richtext';
import { DecisionFinder } from '../../decision/decision.finder.js';
import { DecisionService } from '../../decision/decision.service.js';
import { MinutesComment } from '../circulation/circulation.entity.js';
import { CirculationFinder } from '../circulation/circulation.finder.js';
import { canCirculate } from '../circulation/circulation.policy.js';
import { SectionService } from '../editing/section.service.js';
import { MinutesFinder } from '../minutes.finder.js';
import type { CommentRuling, Taking } from './comment.dto.js';
import { CommentFinder, type CommentRow } from './comment.finder.js';
import { CommentService } from './comment.service.js';
import { anchored, withWording, type Anchored } from './taken-text.js';

/** What can be done with an accepted wording. */
export interface Takeable {
  /** The text reads as it was commented: one press puts the wording in. Otherwise a person does it. */
  isReady: boolean;
  /** Where the text is written; null when the item is gone. */
  sectionId: string | null;
  /** How the text reads now, where it does not read as it was commented. */
  now: string | null;
}

/** A person reads it and decides where it goes. */
const byHand: Takeable = { isReady: false, sectionId: null, now: null };

/** Takes accepted wordings into the text of the minutes. */
@Injectable()
export class TakingService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly circulations: CirculationFinder,
    private readonly comments: CommentFinder,
    private readonly commenting: CommentService,
    private readonly minutes: MinutesFinder,
    private readonly sections: SectionService,
    private readonly decisionFinder: DecisionFinder,
    private readonly decisions: DecisionService,
    private readonly events: Events,
  ) {}

  /**
   * Puts the wording where the paragraph stands that was commented; with `byHand` notes that a person has done it.
   * Recorded as `minutes.wording_taken` `{ author }` with the meeting as subject.
   * @throws NotFound, Conflict when it is not accepted, taken already, or the text does not read as it did
   */
  async take(actor: Actor, id: string, { version, byHand }: Taking): Promise<void> {
    demand(canCirculate(actor));
    await this.db.tx(async () => {
      const comment = found(await this.comments.one(id));
      const round = found(await this.circulations.one(actor, comment.circulationId));
      if (comment.version !== version || comment.takenAt) throw new Conflict();
      if (comment.ruling !== 'accepted') throw new Conflict('meetings.minutes.comment.refusedNotAccepted');
      if (!byHand && !(await this.put(actor, comment))) throw new Conflict('meetings.minutes.comment.refusedChanged');
      const patch = { takenAt: this.clock.instant(), takenBy: actor.name };
      await this.db.update(MinutesComment, { id, version }, patch);
      await this.events.record('minutes.wording_taken', round.meetingId, actor, { author: comment.author });
    });
  }

  /**
   * Rules on a comment and, if so asked, puts an accepted wording into the text by the same press. The ruling holds also
   * when the text does not read as it did.
   * @throws NotFound, Conflict: see `CommentService.rule`
   */
  async rule(actor: Actor, id: string, input: CommentRuling): Promise<'ruled' | 'ruledNotTaken' | 'taken'> {
    await this.commenting.rule(actor, id, input);
    if (!input.take || input.ruling !== 'accepted') return 'ruled';
    const comment = found(await this.comments.one(id));
    if (!(await this.takeable(actor, comment))?.isReady) return 'ruledNotTaken';
    await this.take(actor, id, { version: comment.version, byHand: false });
    return 'taken';
  }

  /** Of a wording that is accepted and not taken yet; null for others. @param actor an organiser */
  async takeable(actor: Actor, comment: CommentRow): Promise<Takeable | null> {
    if (comment.ruling !== 'accepted' || comment.takenAt || !comment.wording) return null;
    const at = anchored(comment.anchor);
    if (!at || !comment.quote) return byHand;
    return at.kind === 'decision' ? this.ofDecision(actor, at, comment) : this.ofText(at, comment);
  }

  private async ofText(at: Anchored, comment: CommentRow): Promise<Takeable> {
    const section = await this.minutes.section(at.sectionId);
    if (!section) return byHand;
    const isReady = at.kind === 'block' && textWith(section, at, comment) !== null;
    return { isReady, sectionId: section.id, now: isReady || at.kind === 'action' ? null : toPlain(section.content) };
  }

  private async ofDecision(actor: Actor, at: Anchored, { quote }: CommentRow): Promise<Takeable> {
    const decision = await this.decisionFinder.one(actor, at.recordId!);
    const section = await this.minutes.section(at.sectionId);
    const isReady = decision?.text === quote;
    return { isReady, sectionId: section?.id ?? null, now: isReady ? null : (decision?.text ?? null) };
  }

  /** @returns false when it is for a person to do */
  private async put(actor: Actor, comment: CommentRow): Promise<boolean> {
    const at = anchored(comment.anchor);
    if (!at || !(await this.takeable(actor, comment))?.isReady) return false;
    if (at.kind === 'decision') {
      const { version } = found(await this.decisionFinder.one(actor, at.recordId!));
      await this.decisions.change(actor, at.recordId!, { text: comment.wording!, version });
      return true;
    }
    const section = found(await this.minutes.section(at.sectionId));
    const content = textWith(section, at, comment);
    await this.sections.save(actor, section.id, { content, version: section.version });
    return true;
  }
}

const textWith = (
  { content }: { content: Parameters<typeof withWording>[0] },
  { place }: Anchored,
  { quote, wording }: CommentRow,
) => withWording(content, { place, quote: quote! }, wording!);
