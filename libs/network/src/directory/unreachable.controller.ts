import { Body, Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { z } from 'zod';
import { Allow, Ctx, Page, Submit } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { toCsv, type CsvColumn } from '@samrad/platform/files';
import { Traces } from '@samrad/platform/traces';
import { check, download, requiredLine, seeOther, Views, wholeNumber, type Answer } from '@samrad/platform/views';
import { canManageNetwork } from '../person/person.policy.js';
import { stateName } from '../state/known-states.js';
import { AddressStanding } from './address-standing.service.js';
import { UnreachableFinder, type UnreachableRow } from './unreachable.finder.js';

const query = z.object({ last: wholeNumber(1, 5).catch(2).default(2) });
const addressInput = z.object({ address: requiredLine(254) });

/** Persons whom the last invitations did not reach, and putting an address right again. */
@ApiExcludeController()
@Controller('persons')
export class UnreachableController {
  constructor(
    private readonly finder: UnreachableFinder,
    private readonly addresses: AddressStanding,
    private readonly clock: Clock,
    private readonly traces: Traces,
    private readonly views: Views,
  ) {}

  @Page('unreachable', canManageNetwork)
  async list(@Ctx() ctx: Ctx): Promise<Answer> {
    const { last } = check(query, ctx.query);
    const rows = await this.finder.list(last);
    await this.traces.read(ctx.actor, {
      ...{ what: 'unreachable', detail: { filter: { last } } },
      amount: async () => rows.length,
    });
    return this.views.page(ctx, 'network/directory/unreachable', {
      title: this.say(ctx, 'title'),
      crumbs: [{ href: '/persons', key: 'network.title' }],
      rows,
      last: String(last),
      csv: `/persons/unreachable.csv?last=${last}`,
      options: [1, 2, 3, 4, 5].map((count) => ({ value: String(count), label: this.say(ctx, 'option', { count }) })),
    });
  }

  @Get('unreachable.csv')
  @Allow(canManageNetwork)
  async csv(@Ctx() ctx: Ctx): Promise<Answer> {
    const rows = await this.finder.list(check(query, ctx.query).last);
    await this.traces.exported(ctx.actor, { what: 'unreachable', amount: rows.length });
    const name = `${this.say(ctx, 'file')}-${this.clock.today()}.csv`;
    return download(toCsv(this.columns(ctx), rows), name, 'text/csv; charset=utf-8');
  }

  @Submit(':id/address-repair', canManageNetwork)
  async repair(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const { address } = check(addressInput, body);
    await this.addresses.works(ctx.actor, id, address);
    return seeOther(`/persons/${id}`, 'network.unreachable.repaired', { address });
  }

  private columns(ctx: Ctx): CsvColumn<UnreachableRow>[] {
    const column = (head: string, value: CsvColumn<UnreachableRow>['value']) => ({
      head: this.say(ctx, `column.${head}`),
      value,
    });
    return [
      column('name', ({ name }) => name),
      column('address', ({ address }) => address),
      column('state', ({ stateCode }) => stateCode && stateName(stateCode, ctx.lang)),
      column('organisation', ({ organisation }) => organisation),
      column('inRow', ({ inRow }) => String(inRow)),
      column('since', ({ since }) => since),
      column('words', ({ words }) => words),
    ];
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `network.unreachable.${key}`, params);
  }
}
