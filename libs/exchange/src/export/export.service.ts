import { Injectable } from '@nestjs/common';
import { canExportNetwork, PersonChoices } from '@samrad/network';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { demand, Invalid } from '@samrad/platform/errors';
import { I18n } from '@samrad/platform/i18n';
import { Traces } from '@samrad/platform/traces';
import type { Noun } from '../row/import-columns.rules.js';
import type { OrganisationExportInput, PersonExportInput } from './export.dto.js';
import { ExportFile } from './export-file.js';
import type { ExportedRecords, ExportFormat } from './export.types.js';
import { OrganisationRecords } from './organisation-records.js';
import { PersonRecords } from './person-records.js';

export interface ExportedFile {
  content: string | Buffer;
  filename: string;
  type: string;
}

interface Handed {
  noun: Noun;
  format: ExportFormat;
  handover: { receiver: string; purpose: string };
  filter: object;
  /** Persons of the filter of whom nothing may go outside the EEA. */
  leftOut?: number;
}

type Reader = Pick<Ctx, 'actor' | 'lang'>;

/** Takes the register out as a file: noted first, with receiver and purpose, then given. */
@Injectable()
export class ExportService {
  constructor(
    private readonly personRecords: PersonRecords,
    private readonly organisationRecords: OrganisationRecords,
    private readonly choices: PersonChoices,
    private readonly files: ExportFile,
    private readonly traces: Traces,
    private readonly i18n: I18n,
    private readonly clock: Clock,
  ) {}

  async persons(ctx: Reader, input: PersonExportInput): Promise<ExportedFile> {
    demand(canExportNetwork(ctx.actor));
    const { receiver, purpose, format, outsideEea, ...filter } = input;
    if (filter.status === 'restricted') throw new Invalid({ status: { key: 'exchange.export.restricted' } });
    await this.choices.demandKnown(filter);
    const records = await this.personRecords.of(ctx.actor, filter, { outsideEea });
    const asked = { noun: 'person' as const, format, handover: { receiver, purpose } };
    if (!outsideEea) return this.give(ctx, records, { ...asked, filter });
    const leftOut = (await this.personRecords.count(ctx.actor, filter)) - records.records.length;
    return this.give(ctx, records, { ...asked, filter: { ...filter, outsideEea }, leftOut });
  }

  async organisations(ctx: Reader, input: OrganisationExportInput): Promise<ExportedFile> {
    demand(canExportNetwork(ctx.actor));
    const { receiver, purpose, format, ...filter } = input;
    const records = await this.organisationRecords.of(ctx.actor, filter);
    return this.give(ctx, records, { noun: 'organisation', format, handover: { receiver, purpose }, filter });
  }

  private async give({ actor, lang }: Reader, records: ExportedRecords, { noun, format, handover, ...how }: Handed) {
    const { content, ending, type } = this.files.make(records, format, { noun, lang });
    const detail = { format, ...how };
    await this.traces.exported(actor, { what: `${noun}s`, amount: records.records.length, handover, detail });
    const name = this.i18n.t(lang, noun === 'person' ? 'exchange.csv.file' : 'exchange.csv.organisationsFile');
    return { content, type, filename: `${name}-${this.clock.today()}.${ending}` };
  }
}
