import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { demand } from '@samrad/platform/errors';
import { I18n } from '@samrad/platform/i18n';
import { Traces } from '@samrad/platform/traces';
import { canExportNetwork } from '../person/person.policy.js';
import type { ExportInput } from './export.dto.js';
import { PersonExport } from './person-export.js';

export interface ExportedFile {
  text: string;
  filename: string;
}

/** Takes the directory out as a file: noted first, with receiver and purpose, then given. */
@Injectable()
export class ExportService {
  constructor(
    private readonly exports: PersonExport,
    private readonly traces: Traces,
    private readonly i18n: I18n,
    private readonly clock: Clock,
  ) {}

  async persons({ actor, lang }: Pick<Ctx, 'actor' | 'lang'>, input: ExportInput): Promise<ExportedFile> {
    demand(canExportNetwork(actor));
    const { receiver, purpose, outsideEea, ...filter } = input;
    const { text, amount } = await this.exports.csv(actor, { filter, outsideEea }, lang);
    const detail = { format: 'csv', filter, ...(outsideEea && { outsideEea }) };
    await this.traces.exported(actor, { what: 'persons', amount, handover: { receiver, purpose }, detail });
    return { text, filename: `${this.i18n.t(lang, 'network.person.csv.file')}-${this.clock.today()}.csv` };
  }
}
