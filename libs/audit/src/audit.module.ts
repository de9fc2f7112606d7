import { Module } from '@nestjs/common';
import { NetworkModule } from '@samrad/network';
import { LogExport } from './seal/log-export.js';
import { SealedRecordFinder } from './seal/sealed-record.finder.js';
import { Sealer } from './seal/sealer.js';
import { Verifier } from './seal/verifier.js';

const seal = [LogExport, SealedRecordFinder, Sealer, Verifier];

/** Who changed, read and took out what: the log, and the chain that shows when somebody tampered with it. */
@Module({
  imports: [NetworkModule],
  controllers: [],
  providers: [...seal],
  exports: [...seal],
})
export class AuditModule {}
