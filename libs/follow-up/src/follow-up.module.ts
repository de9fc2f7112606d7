import { Module } from '@nestjs/common';
import { ActionsModule } from '@samrad/actions';
import { LibraryModule } from '@samrad/library';
import { MeetingsModule } from '@samrad/meetings';
import { NetworkModule } from '@samrad/network';

/** What goes from one meeting to the next: actions and topics that are carried over, and what States report. */
@Module({
  imports: [NetworkModule, LibraryModule, MeetingsModule, ActionsModule],
})
export class FollowUpModule {}
