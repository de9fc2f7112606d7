import { Injectable } from '@nestjs/common';
import type { Language } from '@samrad/platform/i18n';
import type { InvitationRow } from '../../invitation/invitation.finder.js';
import { EarlierTime } from '../../invitation/sending/earlier-time.js';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import { whenText } from '../../meeting/meeting.presenter.js';
import { earlierAnswer } from '../answer.rules.js';
import { ReplyFinder } from '../reply.finder.js';
import { presentAnswers } from '../reply.presenter.js';

/** For somebody who is asked anew because the meeting was moved: from when, and what they answered for that time. */
@Injectable()
export class EarlierAnswer {
  constructor(
    private readonly times: EarlierTime,
    private readonly replies: ReplyFinder,
  ) {}

  async of(lang: Language, invitation: InvitationRow, meeting: MeetingRow) {
    const { status, sentAt } = invitation;
    if (status !== 'needs_action' || meeting.significantSequence === 0) return { movedFrom: null, earlierKey: null };
    const history = await this.replies.history(invitation.id);
    const { earlierKey } = presentAnswers(invitation, history, meeting.significantSequence);
    const answered = earlierAnswer(history, meeting.significantSequence)?.sequence ?? null;
    const before = await this.times.of(meeting, ({ at, sequence }) =>
      answered === null ? sentAt !== null && at > sentAt : sequence > answered,
    );
    return { movedFrom: before && Object.values(whenText(lang, before)).join(', '), earlierKey };
  }
}
