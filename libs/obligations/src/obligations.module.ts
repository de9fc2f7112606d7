import { Module } from '@nestjs/common';
import { ActionsModule } from '@samrad/actions';
import { LibraryModule } from '@samrad/library';
import { MeetingsModule } from '@samrad/meetings';
import { NetworkModule } from '@samrad/network';
import { BulkApiController } from './bulk/bulk.api.controller.js';
import { BulkController } from './bulk/bulk.controller.js';
import { BulkPage } from './bulk/bulk-page.js';
import { BulkService } from './bulk/bulk.service.js';
import { HandOverApiController } from './hand-over/hand-over.api.controller.js';
import { HandOverController } from './hand-over/hand-over.controller.js';
import { HandOverFinder } from './hand-over/hand-over.finder.js';
import { HandOverHome } from './hand-over/hand-over-home.js';
import { HandOverPage } from './hand-over/hand-over-page.js';
import { HandOverService } from './hand-over/hand-over.service.js';
import { Leavings } from './hand-over/leavings.js';
import { TakenOverLetter } from './hand-over/taken-over-letter.js';
import { TakingOver } from './hand-over/taking-over.js';

const bulk = [BulkPage, BulkService];
const handOver = [HandOverFinder, HandOverHome, HandOverPage, HandOverService, Leavings, TakenOverLetter, TakingOver];

/** What many actions ask of many people, seen and changed together: hand-overs, bulk changes, overviews. */
@Module({
  imports: [NetworkModule, LibraryModule, MeetingsModule, ActionsModule],
  controllers: [...[BulkController, HandOverController], ...[BulkApiController, HandOverApiController]],
  providers: [...bulk, ...handOver],
  exports: [BulkService, HandOverFinder, HandOverService, Leavings],
})
export class ObligationsModule {}
