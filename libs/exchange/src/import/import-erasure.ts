import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Erasures, type Erased } from '@samrad/network';
import { Db, join, sql } from '@samrad/platform/database';

/** Rows of lists that were about somebody go with their other data. */
@Injectable()
export class ImportErasure implements OnModuleInit {
  constructor(
    private readonly erasures: Erasures,
    private readonly db: Db,
  ) {}

  onModuleInit(): void {
    this.erasures.offer({ erase: (_, erased) => this.erase(erased) });
  }

  private async erase({ personId, formerIds }: Erased): Promise<void> {
    await this.db.run(sql`DELETE FROM register_import_row WHERE target_id IN (${join([personId, ...formerIds])})`);
  }
}
