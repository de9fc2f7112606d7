import { Module, type OnModuleInit } from '@nestjs/common';
import { Search } from '@samrad/platform/search';
import { DocumentApiController } from './document/document.api.controller.js';
import { DocumentController } from './document/document.controller.js';
import { DocumentFile } from './document/document-file.js';
import { DocumentFinder } from './document/document.finder.js';
import { DocumentForms } from './document/document-forms.js';
import { DocumentGrants } from './document/document-grants.js';
import { DocumentHome } from './document/document-home.js';
import { DocumentService } from './document/document.service.js';
import { Openings } from './opening/openings.js';
import { VersionApiController } from './version/version.api.controller.js';
import { VersionController } from './version/version.controller.js';
import { VersionFinder } from './version/version.finder.js';
import { VersionService } from './version/version.service.js';

/** Documents with an audience. */
@Module({
  controllers: [DocumentApiController, DocumentController, VersionApiController, VersionController],
  providers: [
    ...[DocumentFinder, DocumentService, DocumentForms, DocumentFile, DocumentGrants, DocumentHome, Openings],
    ...[VersionFinder, VersionService],
  ],
  exports: [DocumentFinder, DocumentService, DocumentFile, DocumentGrants, Openings, VersionFinder, VersionService],
})
export class LibraryModule implements OnModuleInit {
  constructor(
    private readonly search: Search,
    private readonly finder: DocumentFinder,
  ) {}

  onModuleInit(): void {
    this.search.register('document', (actor) => this.finder.foundBy(actor));
  }
}
