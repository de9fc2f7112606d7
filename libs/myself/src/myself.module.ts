import { Module } from '@nestjs/common';
import { ActionsModule } from '@samrad/actions';
import { MeetingsModule } from '@samrad/meetings';
import { NetworkModule } from '@samrad/network';
import { CheckApiController } from './check/check.api.controller.js';
import { CheckController } from './check/check.controller.js';
import { CheckExport } from './check/check-export.js';
import { CheckService } from './check/check.service.js';
import { ErasureFinder } from './erasure/erasure.finder.js';
import { ErasureService } from './erasure/erasure.service.js';
import { HeldTables } from './erasure/held-tables.js';
import { Sweep } from './erasure/sweep.js';
import { LinkPage } from './link/link-page.js';
import { LinkController } from './link/link.controller.js';
import { OwnDoor } from './link/own-door.js';
import { OwnLinks } from './link/own-links.service.js';
import { PrivacyLetters } from './link/privacy-letters.js';
import { AddressDoor } from './profile/address-door.js';
import { NewAddresses } from './profile/new-address.service.js';
import { OwnPage } from './profile/own-page.js';
import { OwnMails } from './profile/own-mails.js';
import { OwnRecord } from './profile/own-record.js';
import { OwnApiController } from './profile/own.api.controller.js';
import { OwnController } from './profile/own.controller.js';
import { OwnService } from './profile/own.service.js';
import { PublicProfileController } from './profile/public-profile.controller.js';
import { ProposalFinder } from './proposal/proposal.finder.js';
import { ProposalService } from './proposal/proposal.service.js';
import { PrivacyHome } from './request/privacy-home.js';
import { PrivacyController } from './request/privacy.controller.js';
import { RequestApiController } from './request/request.api.controller.js';
import { RequestFinder } from './request/request.finder.js';
import { RequestReading } from './request/request-reading.js';
import { RequestService } from './request/request.service.js';
import { TakeoutNames } from './takeout/takeout-names.js';
import { TakeoutService } from './takeout/takeout.service.js';

const pages = [LinkPage, OwnDoor, OwnPage, AddressDoor, OwnMails, OwnRecord];
const own = [...pages, OwnLinks, PrivacyLetters, NewAddresses, OwnService, ProposalFinder, ProposalService];
const privacy = [
  PrivacyHome,
  RequestFinder,
  RequestReading,
  RequestService,
  ErasureFinder,
  ErasureService,
  HeldTables,
  Sweep,
];

/** What people see and decide about themselves: own page, proposals, download, yearly check, erasure. */
@Module({
  imports: [NetworkModule, MeetingsModule, ActionsModule],
  // What is more exact comes first: `/me/link` before `/me`.
  controllers: [
    ...[LinkController, OwnController, CheckController, PrivacyController, PublicProfileController],
    ...[OwnApiController, RequestApiController, CheckApiController],
  ],
  providers: [...own, ...privacy, CheckService, CheckExport, TakeoutNames, TakeoutService],
  exports: [...own, ...privacy, CheckService, TakeoutNames, TakeoutService],
})
export class MyselfModule {}
