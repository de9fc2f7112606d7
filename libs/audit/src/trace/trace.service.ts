import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Actor, Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { newId } from '@samrad/platform/database';
import { demand } from '@samrad/platform/errors';
import { csvLines } from '@samrad/platform/files';
import { I18n } from '@samrad/platform/i18n';
import { Traces } from '@samrad/platform/traces';
import type { TraceExportInput, TraceFilter, TraceQuery, TraceRow } from './trace.dto.js';
import { TraceFinder } from './trace.finder.js';
import { canSeeTraces } from './trace.policy.js';
import { traceColumns } from './trace.presenter.js';

export interface TraceFile {
  content: Readable;
  filename: string;
  type: string;
}

/** Takes the log out. That is told in the log first. */
@Injectable()
export class TraceService {
  constructor(
    private readonly finder: TraceFinder,
    private readonly traces: Traces,
    private readonly clock: Clock,
    private readonly i18n: I18n,
  ) {}

  /** Whoever looks who read what leaves a trace, too; once a day for each filter. */
  async noteReading(actor: Actor, { page: _, per: __, ...filter }: TraceQuery): Promise<void> {
    await this.traces.read(actor, {
      what: 'log',
      detail: { filter: given(filter) },
      amount: () => this.finder.count(filter),
    });
  }

  async export({ actor, lang }: Pick<Ctx, 'actor' | 'lang'>, input: TraceExportInput): Promise<TraceFile> {
    demand(canSeeTraces(actor));
    const { receiver, purpose, format, ...filter } = input;
    const amount = await this.finder.count(filter);
    const start = { at: this.clock.instant(), id: newId() };
    await this.traces.exported(actor, {
      ...{ what: 'log', amount, handover: { receiver, purpose } },
      detail: { format, filter },
    });
    const rows = this.finder.before(filter, start);
    const word = this.i18n.t(lang, 'audit.trace.file');
    const name = `${word}-${this.clock.today()}`;
    if (format === 'jsonl') {
      return { content: Readable.from(jsonLines(rows)), filename: `${name}.jsonl`, type: 'application/jsonl' };
    }
    const lines = csvLines(traceColumns(this.i18n, lang), rows, lang);
    return { content: Readable.from(lines), filename: `${name}.csv`, type: 'text/csv; charset=utf-8' };
  }
}

const given = (filter: TraceFilter): object => Object.fromEntries(Object.entries(filter).filter(([, value]) => value));

async function* jsonLines(rows: AsyncIterable<TraceRow>): AsyncGenerator<string, void> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`;
}
