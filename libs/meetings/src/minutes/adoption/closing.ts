import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Conflict } from '@samrad/platform/errors';
import { DecisionFinder } from '../../decision/decision.finder.js';
import { undecided } from '../../decision/decision.rules.js';
import { MinutesFinder } from '../minutes.finder.js';

/** What must be settled before minutes are closed: adopted, or published for the first time. */
@Injectable()
export class MinutesClosing {
  constructor(
    private readonly finder: MinutesFinder,
    private readonly decisions: DecisionFinder,
  ) {}

  /** @throws Conflict that lists the items for decision without one */
  async refuseUndecided(actor: Actor, meeting: { id: string; startWall: string }): Promise<void> {
    const items = await this.finder.items(meeting);
    const open = undecided(items, await this.decisions.ofMeeting(actor, meeting.id));
    if (!open.length) return;
    const listed = open.map(({ number, title }) => (number === null ? title : `${number}. ${title}`)).join('; ');
    throw new Conflict('meetings.decision.refused.undecided', {}, { items: listed });
  }
}
