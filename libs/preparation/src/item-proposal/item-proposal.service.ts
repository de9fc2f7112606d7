import { Injectable } from '@nestjs/common';
import { DocumentService } from '@samrad/library';
import { MeetingFinder } from '@samrad/meetings';
import { anonymous, system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId } from '@samrad/platform/database';
import { Conflict, found, NotFound } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import type { UploadedFile } from '@samrad/platform/files';
import type { AskedRow } from '../asked/asked.finder.js';
import { AskedPeople } from '../asked/asked-people.js';
import { ItemCallFinder } from '../item-call/item-call.finder.js';
import { windowOf } from '../item-call/item-call.rules.js';
import type { ProposalChange, ProposalInput } from './item-proposal.dto.js';
import { ItemProposal } from './item-proposal.entity.js';
import { ProposalFinder, type ProposalRow } from './item-proposal.finder.js';
import { isEditable, isOwn, isSameProposal } from './item-proposal.rules.js';

const mostOfOne = 20;

/** What those asked do with their proposals. Their documents are the organisers' until an item is accepted. */
@Injectable()
export class ProposalService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly meetings: MeetingFinder,
    private readonly calls: ItemCallFinder,
    private readonly finder: ProposalFinder,
    private readonly library: DocumentService,
    private readonly people: AskedPeople,
    private readonly events: Events,
  ) {}

  /**
   * The same once more is the same proposal: a form that was sent twice proposes once.
   * @returns whether it came late. @throws Conflict when the call is closed, Invalid for a file that may not come in
   */
  async propose(asked: AskedRow, input: ProposalInput, file: UploadedFile | null): Promise<boolean> {
    return this.db.tx(async () => {
      // First, so that two at once come one after the other.
      await this.people.answered(asked.id);
      const window = await this.window(asked.aboutId);
      if (window === 'closed') throw new Conflict('preparation.itemProposal.refused.closed');
      const own = (await this.finder.ofCall(asked.aboutId)).filter((one) => isOwn(one, asked));
      const same = own.find((one) => one.askedId === asked.id && isSameProposal(one, input));
      if (same) return this.again(same, file);
      if (own.length >= mostOfOne) throw new Conflict('preparation.itemProposal.refused.tooMany');
      const [id, now] = [newId(), this.clock.instant()];
      const documentId = file && (await this.store(input.title, file));
      const fixed = { id, callId: asked.aboutId, askedId: asked.id, stateCode: asked.stateCode, documentId };
      const status = { status: 'proposed' as const, isLate: window === 'late', createdAt: now, updatedAt: now };
      await this.db.repo(ItemProposal).insert({ ...fixed, ...input, ...status });
      await this.record('proposed', asked, input.title);
      return window === 'late';
    });
  }

  /** @throws Conflict after the day, or when somebody of the same State saved first */
  async change(
    asked: AskedRow,
    id: string,
    given: { input: ProposalChange; file: UploadedFile | null },
  ): Promise<void> {
    const { version, removesFile, ...facts } = given.input;
    await this.db.tx(async () => {
      const before = await this.editable(asked, id);
      const fresh = given.file && (await this.store(facts.title, given.file));
      const documentId = fresh ?? (removesFile ? null : before.documentId);
      await this.db.update(ItemProposal, { id, version }, { ...facts, documentId, updatedAt: this.clock.instant() });
      if (before.documentId && before.documentId !== documentId) await this.library.remove(system, before.documentId);
      await this.record('proposal_changed', asked, facts.title);
    });
  }

  /** Its document goes with it. */
  async withdraw(asked: AskedRow, id: string): Promise<void> {
    await this.db.tx(async () => {
      const { title, version, documentId } = await this.editable(asked, id);
      const patch = { status: 'withdrawn' as const, documentId: null, updatedAt: this.clock.instant() };
      await this.db.update(ItemProposal, { id, version }, patch);
      if (documentId) await this.library.remove(system, documentId);
      await this.record('proposal_withdrawn', asked, title);
    });
  }

  /** Of the proposer's own list. @throws NotFound for those of others */
  async own(asked: AskedRow, id: string): Promise<ProposalRow> {
    const proposal = found(await this.finder.one(id));
    if (proposal.callId !== asked.aboutId || !isOwn(proposal, asked)) throw new NotFound();
    return proposal;
  }

  /** Whether a call takes proposals now. */
  async window(callId: string): Promise<ReturnType<typeof windowOf>> {
    const call = found(await this.calls.one(callId));
    const meeting = found(await this.meetings.one(system, call.meetingId));
    return windowOf(call, meeting, { now: this.clock.instant(), today: this.clock.today(meeting.zone) });
  }

  /** A document that came with the second sending only is kept. */
  private async again({ id, title, version, documentId, isLate }: ProposalRow, file: UploadedFile | null) {
    if (file && !documentId) {
      await this.db.update(ItemProposal, { id, version }, { documentId: await this.store(title, file) });
    }
    return Boolean(isLate);
  }

  private async editable(asked: AskedRow, id: string): Promise<ProposalRow> {
    const proposal = await this.own(asked, id);
    if (!isEditable(proposal.status, await this.window(proposal.callId)))
      throw new Conflict('preparation.itemProposal.refused.fixed');
    return proposal;
  }

  private store(title: string, file: UploadedFile): Promise<string> {
    const facts = { title, reference: null, language: 'en' as const, audience: 'organisers' as const, groupId: null };
    return this.library.add(system, facts, file);
  }

  private async record(what: string, { aboutId, personId, name }: AskedRow, title: string): Promise<void> {
    await this.events.record(`item_call.${what}`, aboutId, { ...anonymous, personId, name }, { title });
  }
}
