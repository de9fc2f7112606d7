import { Module } from '@nestjs/common';
import { NetworkModule } from '@samrad/network';
import { LogExport } from './seal/log-export.js';
import { SealedRecordFinder } from './seal/sealed-record.finder.js';
import { Sealer } from './seal/sealer.js';
import { Verifier } from './seal/verifier.js';
import { TraceApiController } from './trace/trace.api.controller.js';
import { TraceController } from './trace/trace.controller.js';
import { TraceFinder } from './trace/trace.finder.js';
import { TraceService } from './trace/trace.service.js';

const seal = [LogExport, SealedRecordFinder, Sealer, Verifier];

/** Who changed, read and took out what: the log, and the chain that shows when somebody tampered with it. */
@Module({
  imports: [NetworkModule],
  controllers: [TraceController, TraceApiController],
  providers: [...seal, TraceFinder, TraceService],
  exports: [...seal],
})
export class AuditModule {}
