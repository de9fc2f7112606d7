import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AssignmentService, type HandedOver } from '@samrad/actions';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { Jobs } from '@samrad/platform/jobs';
import { Outbox } from '@samrad/platform/mail';
import { TakenOver } from './hand-over.entity.js';
import { TakenOverLetter } from './taken-over-letter.js';

const job = 'obligations.tell-taken-over';
/** Several lines for one person become one mail. */
const waitSeconds = 60;

/** Moves lines to another person, who is told of all of them in one mail. */
@Injectable()
export class TakingOver implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly assignment: AssignmentService,
    private readonly letter: TakenOverLetter,
    private readonly outbox: Outbox,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.on(job, ({ personId }: { personId: string }) => this.tell(personId));
  }

  /** Refusals as of `AssignmentService.handOver`. */
  async move(actor: Actor, lineId: string, input: HandedOver): Promise<void> {
    await this.db.tx(async () => {
      await this.assignment.handOver(actor, lineId, input);
      const { toPersonId: personId } = input;
      await this.db.run(sql`DELETE FROM taken_over WHERE progress_id = ${lineId}`);
      const createdAt = this.clock.instant();
      await this.db.insert(TakenOver, { id: newId(), personId, progressId: lineId, createdAt });
      await this.jobs.later(job, { personId }, this.clock.instantIn(waitSeconds));
    });
  }

  /** A second run finds nothing to tell. */
  private async tell(personId: string): Promise<void> {
    await this.db.tx(async () => {
      const rows = await this.db.rows<{ progressId: string }>(sql`
        SELECT progress_id AS progressId FROM taken_over WHERE person_id = ${personId}`);
      const gone = await this.db.run(sql`DELETE FROM taken_over WHERE person_id = ${personId}`);
      if (!gone) return;
      const mail = await this.letter.of(
        personId,
        rows.map(({ progressId }) => progressId),
      );
      if (mail) await this.outbox.queue(mail);
    });
  }
}
