import { Module } from '@nestjs/common';
import { NetworkModule } from '@samrad/network';
import { ExportApiController } from './export/export.api.controller.js';
import { ExportController } from './export/export.controller.js';
import { ExportFile } from './export/export-file.js';
import { ExportService } from './export/export.service.js';
import { OrganisationRecords } from './export/organisation-records.js';
import { PersonParts } from './export/person-parts.js';
import { PersonRecords } from './export/person-records.js';
import { CheckService } from './import/check.service.js';
import { ImportFinder } from './import/import.finder.js';
import { ImportJobs } from './import/import.jobs.js';
import { ImportStore } from './import/import-store.js';
import { ImportErasure } from './import/import-erasure.js';
import { ImportSweep } from './import/import-sweep.js';
import { ListFiles } from './import/list-files.js';
import { RunService } from './import/run.service.js';
import { StagingService } from './import/staging.service.js';
import { KnownPersonsFinder } from './judging/known-persons.finder.js';
import { OwnFieldsFinder } from './judging/own-fields.finder.js';
import { RegisterFinder } from './judging/register.finder.js';
import { RowJudge } from './judging/row-judge.js';
import { MappingService } from './mapping/mapping.service.js';
import { ImportApiController } from './wizard/import.api.controller.js';
import { ImportsController } from './wizard/imports.controller.js';
import { RejectedFile } from './wizard/rejected-file.js';
import { ValueMeanings } from './wizard/value-meanings.js';
import { ValuesFinder } from './wizard/values.finder.js';
import { WizardController } from './wizard/wizard.controller.js';
import { WizardPages } from './wizard/wizard-pages.js';
import { ListWriter } from './writing/list-writer.js';
import { NewPersonWriter } from './writing/new-person-writer.js';
import { OrganisationWriter } from './writing/organisation-writer.js';
import { PersonWriter } from './writing/person-writer.js';

const imports = [
  ...[
    StagingService,
    CheckService,
    RunService,
    ImportErasure,
    ImportJobs,
    ImportSweep,
    ListFiles,
    ImportStore,
    ImportFinder,
  ],
  ...[RowJudge, RegisterFinder, KnownPersonsFinder, OwnFieldsFinder, MappingService],
  ...[ListWriter, NewPersonWriter, PersonWriter, OrganisationWriter],
  ...[WizardPages, ValuesFinder, ValueMeanings, RejectedFile],
];
const exports = [ExportService, ExportFile, PersonParts, PersonRecords, OrganisationRecords];

/** The register as files: bringing lists in step by step, taking persons and organisations out. */
@Module({
  imports: [NetworkModule],
  controllers: [ExportController, ImportsController, WizardController, ExportApiController, ImportApiController],
  providers: [...imports, ...exports],
  exports: [...imports, ...exports],
})
export class ExchangeModule {}
