import { Module } from '@nestjs/common';
import { ActionsModule } from '@samrad/actions';
import { LibraryModule } from '@samrad/library';
import { MeetingsModule } from '@samrad/meetings';
import { NetworkModule } from '@samrad/network';
import { MailAnswerApiController } from './mail-answer/mail-answer.api.controller.js';
import { MailAnswerController } from './mail-answer/mail-answer.controller.js';
import { MailAnswerFinder } from './mail-answer/mail-answer.finder.js';
import { MailAnswerLetters } from './mail-answer/mail-answer-letters.js';
import { MailAnswerPages } from './mail-answer/mail-answer-page.js';
import { MailAnswerPlaces } from './mail-answer/mail-answer-places.js';
import { MailAnswerService } from './mail-answer/mail-answer.service.js';

const mailAnswer = [MailAnswerFinder, MailAnswerLetters, MailAnswerPages, MailAnswerPlaces, MailAnswerService];

/** What many actions ask of many people, seen and changed together: hand-overs, bulk changes, overviews, answers by mail. */
@Module({
  imports: [NetworkModule, LibraryModule, MeetingsModule, ActionsModule],
  controllers: [MailAnswerController, MailAnswerApiController],
  providers: [...mailAnswer],
  exports: [MailAnswerFinder, MailAnswerService],
})
export class ObligationsModule {}
