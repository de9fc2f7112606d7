import { Injectable } from '@nestjs/common';
import { Conflict } from '@samrad/platform/errors';
import { Db } from '@samrad/platform/database';
import {
  AskedFinder,
  AskedLink,
  AskedPeople,
  isOwnProposal,
  ItemCallFinder,
  ProposalFinder,
  ProposalService,
  type AskedRow,
  type ProposalInput,
} from '@samrad/preparation';

interface Proposer {
  asked: AskedRow;
  meetingId: string;
}

/** Items that the State proposes from its page, where items are called for. */
@Injectable()
export class StateItems {
  constructor(
    private readonly db: Db,
    private readonly calls: ItemCallFinder,
    private readonly proposals: ProposalFinder,
    private readonly service: ProposalService,
    private readonly people: AskedPeople,
    private readonly asked: AskedFinder,
    private readonly link: AskedLink,
  ) {}

  /** @returns null when nobody calls for items of this meeting */
  async of({ asked, meetingId }: Proposer) {
    const call = await this.calls.ofMeeting(meetingId);
    if (!call) return null;
    const own = await this.rowOf(asked, call.id);
    const [window, all] = await Promise.all([this.service.window(call.id), this.proposals.ofCall(call.id)]);
    return {
      call,
      window,
      proposals: all.filter((row) => isOwnProposal(row, own ?? asked)),
      /** Where own proposals are changed and documents added; null before anything was proposed. */
      path: own ? this.link.pathOf(own) : null,
    };
  }

  /** @returns whether it came late. @throws Conflict when items are not called for, or not any more */
  async propose({ asked, meetingId }: Proposer, input: ProposalInput): Promise<boolean> {
    return this.db.tx(async () => {
      const call = await this.calls.ofMeeting(meetingId);
      if (!call) throw new Conflict('preparation.itemProposal.refused.closed');
      const { personId, stateCode, address } = asked;
      const [own] = await this.people.enter('item_call', call.id, [{ personId, stateCode, address }]);
      return this.service.propose(own!, input, null);
    });
  }

  private async rowOf({ personId }: AskedRow, callId: string): Promise<AskedRow | undefined> {
    return (await this.asked.of('item_call', personId)).find(({ aboutId }) => aboutId === callId);
  }
}
