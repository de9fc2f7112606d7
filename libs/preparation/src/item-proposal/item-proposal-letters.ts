import { Injectable } from '@nestjs/common';
import { MeetingFinder, whenText } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { Views } from '@samrad/platform/views';
import { Env } from '../../../../config/env.js';
import { AskedFinder } from '../asked/asked.finder.js';
import { AskedLetters } from '../asked/asked-letters.js';
import type { ProposalRow } from './item-proposal.finder.js';

/** Writes the answer to who proposed an item. */
@Injectable()
export class ProposalLetters {
  constructor(
    private readonly asked: AskedFinder,
    private readonly meetings: MeetingFinder,
    private readonly letters: AskedLetters,
    private readonly views: Views,
    private readonly env: Env,
  ) {}

  /** Joins the open transaction. */
  async answer(proposal: ProposalRow): Promise<void> {
    const people = await this.asked.all('item_call', proposal.callId);
    const meeting = found(await this.meetings.one(system, proposal.meetingId ?? proposal.calledForId));
    const proposers = people.filter(({ id }) => id === proposal.askedId);
    await this.letters.send(proposers, ({ language }) => {
      const say = (key: string, params: Record<string, unknown> = {}) =>
        this.views.i18n.t(language, `preparation.itemProposal.mail.${key}`, params);
      const { day } = whenText(language, meeting);
      return {
        subject: say(`subject.${proposal.status}`, { title: proposal.title }),
        heading: proposal.title,
        lead: say(`lead.${proposal.status}`, { meeting: meeting.title, day, owner: this.env.ownerName(language) }),
        text: proposal.answer,
        button: say('button'),
        reason: say('reason', { meeting: proposal.calledForTitle }),
      };
    });
  }
}
