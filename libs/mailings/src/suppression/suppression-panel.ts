import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RegisterPanels } from '@samrad/network';
import type { Ctx } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { Views } from '@samrad/platform/views';
import { canRunLists } from '../mailing/mailing.policy.js';
import { SuppressionFinder } from './suppression.finder.js';

/** On a person's page, for organisers: which of the addresses get no mail from mailings, and why. */
@Injectable()
export class SuppressionPanel implements OnModuleInit {
  constructor(
    private readonly panels: RegisterPanels,
    private readonly views: Views,
    private readonly db: Db,
    private readonly finder: SuppressionFinder,
  ) {}

  onModuleInit(): void {
    this.panels.offer({ noun: 'person', order: 10, render: (ctx, id) => this.ofPerson(ctx, id) });
  }

  private async ofPerson(ctx: Ctx, personId: string): Promise<string | null> {
    if (!canRunLists(ctx.actor)) return null;
    const addresses = await this.db.rows<{ address: string }>(sql`
      SELECT address FROM person_email WHERE person_id = ${personId} ORDER BY is_primary DESC, id`);
    const found = await Promise.all(addresses.map(({ address }) => this.finder.ofAddress(address)));
    const rows = found
      .flat()
      .filter(({ liftedAt }) => liftedAt === null)
      .map((row) => ({ ...row, href: `/suppressions?address=${encodeURIComponent(row.address ?? '')}` }));
    return rows.length ? this.views.markup(ctx, 'mailings/suppression/_person', { rows }) : null;
  }
}
