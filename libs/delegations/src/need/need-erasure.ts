import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Erasures } from '@samrad/network';
import { Db, sql } from '@samrad/platform/database';

/** What somebody needed at meetings goes with their other data. */
@Injectable()
export class NeedErasure implements OnModuleInit {
  constructor(
    private readonly erasures: Erasures,
    private readonly db: Db,
  ) {}

  onModuleInit(): void {
    this.erasures.offer({
      erase: async (_, { personId }) => {
        await this.db.run(sql`
          DELETE FROM need WHERE invitation_id IN (SELECT id FROM invitation WHERE person_id = ${personId})`);
      },
    });
  }
}
