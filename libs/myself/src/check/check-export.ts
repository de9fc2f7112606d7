import { Injectable } from '@nestjs/common';
import { canExportNetwork, nameOf, stateName } from '@samrad/network';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { demand } from '@samrad/platform/errors';
import { toCsv, type CsvColumn } from '@samrad/platform/files';
import { I18n } from '@samrad/platform/i18n';
import { Traces } from '@samrad/platform/traces';
import { CheckService, type OverdueRow } from './check.service.js';
import type { OverdueExport } from './check.dto.js';

/** More than anybody writes to by hand. */
const most = 10_000;

/** Who has not confirmed their data, as a file. That is told in the log first. */
@Injectable()
export class CheckExport {
  constructor(
    private readonly checks: CheckService,
    private readonly traces: Traces,
    private readonly clock: Clock,
    private readonly i18n: I18n,
  ) {}

  async take(ctx: Pick<Ctx, 'actor' | 'lang'>, input: OverdueExport): Promise<{ text: string; filename: string }> {
    demand(canExportNetwork(ctx.actor));
    const { receiver, purpose, ...filter } = input;
    const { rows } = await this.checks.overdue(filter, { page: 1, per: most });
    await this.traces.exported(ctx.actor, {
      ...{ what: 'persons', amount: rows.length, handover: { receiver, purpose } },
      detail: { list: 'unconfirmed', format: 'csv', filter },
    });
    const word = this.i18n.t(ctx.lang, 'myself.overdue.file');
    return { text: toCsv(this.columns(ctx), rows, ctx.lang), filename: `${word}-${this.clock.today()}.csv` };
  }

  private columns({ lang }: Pick<Ctx, 'lang'>): CsvColumn<OverdueRow>[] {
    const column = (key: string, value: CsvColumn<OverdueRow>['value']) => ({ head: this.i18n.t(lang, key), value });
    return [
      column('network.person.name', nameOf),
      column('network.field.stateCode', ({ stateCode }) => stateCode && stateName(stateCode, lang)),
      column('network.field.email', ({ address }) => address),
      column('myself.overdue.askedOn', ({ askedAt }) => askedAt.slice(0, 10)),
      column('myself.overdue.confirmedOn', ({ confirmedAt }) => confirmedAt?.slice(0, 10)),
      column('myself.overdue.remindedOn', ({ remindedOn }) => remindedOn),
    ];
  }
}
