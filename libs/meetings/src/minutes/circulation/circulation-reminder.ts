import { Injectable } from '@nestjs/common';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import { Outbox } from '@samrad/platform/mail';
import { CirculationFinder, type CirculationRow } from './circulation.finder.js';
import { CirculationLetters, type LetterKind } from './circulation-letters.js';

/** Mails to those whom minutes went round to, after the first. */
@Injectable()
export class CirculationReminder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: CirculationFinder,
    private readonly letters: CirculationLetters,
    private readonly outbox: Outbox,
    private readonly events: Events,
  ) {}

  /** Those who have neither commented nor said that they have nothing to say. Nothing when the round is over. */
  async remind(id: string): Promise<void> {
    await this.db.tx(async () => {
      const round = await this.finder.one(system, id);
      if (!round || round.outcome !== null || round.closesAt <= this.clock.instant()) return;
      const told = await this.tell('reminder', round, ({ answeredAt }) => answeredAt === null);
      if (told) await this.events.record('minutes.reminded', round.meetingId, system, { told });
    });
  }

  /** @returns how many got the letter */
  async tell(
    kind: LetterKind,
    round: CirculationRow,
    wanted: (recipient: { answeredAt: string | null }) => boolean = () => true,
  ): Promise<number> {
    const recipients = (await this.finder.reachable(round.id)).filter((one) => one.address !== null && wanted(one));
    await this.outbox.queueAll(recipients.map((one) => this.letters.for(kind, one, round)));
    return recipients.length;
  }
}
