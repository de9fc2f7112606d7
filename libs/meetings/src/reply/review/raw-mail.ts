import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Env } from '../../../../../config/env.js';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { Jobs } from '@samrad/platform/jobs';

const day = 86_400;

/** Deletes the octets of mail after a set time, and keeps what was made of it. What waits to be looked at stays readable. */
@Injectable()
export class RawMail implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly env: Env,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.hourly(() => this.forget());
  }

  /** @returns how many messages were emptied */
  async forget(): Promise<number> {
    const before = this.clock.instantIn(-this.env.values.RAW_MAIL_DAYS * day);
    return this.db.tx(() =>
      this.db.run(sql`UPDATE incoming_mail SET raw = ''
        WHERE review IN ('none', 'applied', 'dismissed', 'refused') AND received_at < ${before} AND raw <> ''`),
    );
  }
}
