import { Module } from '@nestjs/common';
import { ActionsModule } from '@samrad/actions';
import { LibraryModule } from '@samrad/library';
import { MeetingsModule } from '@samrad/meetings';
import { NetworkModule } from '@samrad/network';

/** What many actions ask of many people, seen and changed together: hand-overs, bulk changes, overviews. */
@Module({
  imports: [NetworkModule, LibraryModule, MeetingsModule, ActionsModule],
  controllers: [],
  providers: [],
  exports: [],
})
export class ObligationsModule {}
