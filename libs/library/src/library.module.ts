import { Module } from '@nestjs/common';
import { NetworkModule } from '@samrad/network';
import { DocumentApiController } from './document/document.api.controller.js';
import { DocumentController } from './document/document.controller.js';
import { DocumentFile } from './document/document-file.js';
import { DocumentFinder } from './document/document.finder.js';
import { DocumentForms } from './document/document-forms.js';
import { DocumentGrants } from './document/document-grants.js';
import { DocumentHome } from './document/document-home.js';
import { DocumentService } from './document/document.service.js';
import { RestrictedReading } from './opening/restricted-reading.js';
import { Openings } from './opening/openings.js';
import { VersionApiController } from './version/version.api.controller.js';
import { VersionController } from './version/version.controller.js';
import { VersionFinder } from './version/version.finder.js';
import { VersionService } from './version/version.service.js';
import { ExemptionController } from './exemption/exemption.controller.js';
import { ExemptionSources } from './exemption/exemption-sources.js';
import { ExemptionFinder } from './exemption/exemption.finder.js';
import { DocumentIndex } from './text/document-index.js';
import { TextController } from './text/text.controller.js';
import { TextFinder } from './text/text.finder.js';
import { TextJobs } from './text/text.jobs.js';
import { TextService } from './text/text.service.js';

const document = [DocumentFinder, DocumentService, DocumentForms, DocumentFile, DocumentGrants, DocumentHome];

/** Documents: who may read them, what exempts them, what they say. */
@Module({
  imports: [NetworkModule],
  // The exemptions before the document: `/documents/exemptions` is no id.
  controllers: [
    ...[ExemptionController, TextController, DocumentApiController, DocumentController],
    ...[VersionApiController, VersionController],
  ],
  providers: [
    ...document,
    ...[DocumentIndex, TextFinder, TextService, TextJobs, ExemptionSources, ExemptionFinder],
    ...[Openings, RestrictedReading, VersionFinder, VersionService],
  ],
  exports: [
    ...[DocumentFinder, DocumentService, DocumentFile, DocumentGrants, ExemptionSources],
    ...[Openings, RestrictedReading, VersionFinder, VersionService],
  ],
})
export class LibraryModule {}
