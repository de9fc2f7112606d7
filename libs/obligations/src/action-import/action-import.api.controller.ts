import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { ImportedRows } from './action-import.dto.js';
import { canImportActions } from './action-import.policy.js';
import { importColumns, type ImportRow, type Judged } from './action-import.rules.js';
import { ActionImportService } from './action-import.service.js';

const Outcome = z
  .object({
    ready: z.number().describe('rows that are, or would be, added'),
    faults: z.array(
      z.object({
        row: z.number().describe('counted from 1'),
        column: z.enum(importColumns),
        value: z.string(),
        reason: z.string(),
        part: z.string().optional().describe('what of the value it is about'),
      }),
    ),
  })
  .meta({ id: 'ActionImportOutcome' });

/** Many new actions for States at once. */
@ApiTags('actions')
@Controller('api/v1/action-imports')
export class ActionImportApiController {
  constructor(private readonly imports: ActionImportService) {}

  @Post('preview')
  @HttpCode(200)
  @Allow(canImportActions)
  @ApiOperation({ summary: 'What would be added, and what is refused: row, column, value, reason; changes nothing' })
  @ApiOkResponse({ standardSchema: Outcome })
  async preview(@By() actor: Actor, @Body({ schema: ImportedRows }) { rows }: ImportedRows) {
    return presented(await this.imports.check(actor, asRows(rows)));
  }

  @Post()
  @HttpCode(200)
  @Allow(canImportActions)
  @ApiOperation({
    summary: 'Add them, all or none; 409 when a row has a fault, unless `withoutFaulty` leaves those out',
  })
  @ApiOkResponse({ standardSchema: Outcome })
  async carryOut(@By() actor: Actor, @Body({ schema: ImportedRows }) { rows, withoutFaulty }: ImportedRows) {
    return presented(await this.imports.carryOut(actor, asRows(rows), withoutFaulty));
  }
}

const asRows = (rows: ImportedRows['rows']): ImportRow[] =>
  rows.map((row, at) => ({ ...row, number: at + 1, dueOn: row.dueOn ?? '', description: row.description ?? '' }));

const presented = ({ ready, faults }: Judged) => ({ ready: ready.length, faults });
