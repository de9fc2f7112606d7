import { Injectable } from '@nestjs/common';
import { DocumentFinder, DocumentService, type Audience } from '@samrad/library';
import {
  AgendaFinder,
  AgendaService,
  MeetingDocuments,
  MeetingFinder,
  type MeetingRow,
  outside,
} from '@samrad/meetings';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { AskedFinder } from '../asked/asked.finder.js';
import { canCallForItems } from '../item-call/item-call.policy.js';
import type { Acceptance, Deferral, Merger } from './item-proposal.dto.js';
import { ItemProposal } from './item-proposal.entity.js';
import { ProposalFinder, type ProposalRow } from './item-proposal.finder.js';
import { ProposalLetters } from './item-proposal-letters.js';
import { mayBecome } from './item-proposal.rules.js';

interface Given {
  to: 'accepted' | 'merged' | 'deferred';
  /** The meeting on whose agenda it goes; null: the one that was called for. */
  meetingId: string | null;
  answer: string | null;
  version: number;
  /** @returns the item of the agenda; null: none */
  work: (proposal: ProposalRow, meeting: MeetingRow) => Promise<string | null>;
}

/** Answers proposals: onto the agenda, into an item of it, or later. The proposer gets the answer by mail. */
@Injectable()
export class DecisionOfItems {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: ProposalFinder,
    private readonly asked: AskedFinder,
    private readonly meetings: MeetingFinder,
    private readonly agenda: AgendaService,
    private readonly items: AgendaFinder,
    private readonly papers: MeetingDocuments,
    private readonly documents: DocumentFinder,
    private readonly library: DocumentService,
    private readonly letters: ProposalLetters,
    private readonly events: Events,
  ) {}

  /** Becomes the last item of the agenda, presented by the State. @returns the meeting's id */
  accept(actor: Actor, id: string, { title, minutes, audience, ...more }: Acceptance): Promise<string> {
    const work = async (proposal: ProposalRow, meeting: MeetingRow) => {
      const presenters = [await this.presenterOf(proposal)];
      const facts = { ...outside, title, minutes, type: proposal.type, topicCode: null, note: null, presenters };
      const itemId = await this.agenda.add(actor, meeting.id, facts);
      await this.share(actor, proposal, { meeting, itemId, audience });
      return itemId;
    };
    return this.decide(actor, id, { ...more, to: 'accepted', work });
  }

  /** Goes into an item that is on the agenda. @returns the meeting's id */
  merge(actor: Actor, id: string, { itemId, audience, ...more }: Merger): Promise<string> {
    const work = async (proposal: ProposalRow, meeting: MeetingRow) => {
      const item = await this.items.item(itemId);
      if (item?.meetingId !== meeting.id) throw new Invalid({ itemId: { key: 'platform.invalid.missing' } });
      await this.share(actor, proposal, { meeting, itemId, audience });
      return itemId;
    };
    return this.decide(actor, id, { ...more, to: 'merged', work });
  }

  /** Not at this meeting; it is shown when a later one of the series or group is planned. @returns the meeting's id */
  defer(actor: Actor, id: string, { answer, version }: Deferral): Promise<string> {
    const work = () => Promise.resolve(null);
    return this.decide(actor, id, { answer, version, meetingId: null, to: 'deferred', work });
  }

  private async decide(actor: Actor, id: string, given: Given): Promise<string> {
    demand(canCallForItems(actor));
    const { to, answer, version, work } = given;
    return this.db.tx(async () => {
      const proposal = found(await this.finder.one(id));
      if (!mayBecome(proposal.status, to)) throw new Conflict('preparation.itemProposal.refused.answered');
      const meeting = found(await this.meetings.one(actor, given.meetingId ?? proposal.calledForId));
      const itemId = await work(proposal, meeting);
      const decided = { status: to, answer, itemId, meetingId: itemId && meeting.id, decidedBy: actor.name };
      const now = this.clock.instant();
      await this.db.update(ItemProposal, { id, version }, { ...decided, decidedAt: now, updatedAt: now });
      await this.letters.answer(found(await this.finder.one(id)));
      const data = { title: proposal.title, answer: answer ?? '' };
      await this.events.record(`item_call.proposal_${to}`, proposal.callId, actor, data);
      return meeting.id;
    });
  }

  private async presenterOf({ stateCode, callId, askedId }: ProposalRow) {
    if (stateCode) return { stateCode };
    const asked = await this.asked.all('item_call', callId);
    return { personId: found(asked.find(({ id }) => id === askedId)).personId };
  }

  /** Its document goes to the item, for those it is meant for now. */
  private async share(
    actor: Actor,
    { documentId }: ProposalRow,
    { meeting, itemId, audience }: { meeting: MeetingRow; itemId: string; audience: Audience | null },
  ): Promise<void> {
    const document = documentId ? await this.documents.one(actor, documentId) : undefined;
    if (!document) return;
    if (audience && audience !== document.audience) {
      const { id, title, reference, version } = document;
      const groupId = audience === 'group' ? meeting.groupId : null;
      const facts = { title, reference, language: document.language as 'en', audience, groupId, version };
      await this.library.change(actor, id, facts);
    }
    await this.papers.attach(actor, meeting.id, { documentId: document.id, itemId });
  }
}
