import { Module } from '@nestjs/common';
import { MeetingsModule } from '@samrad/meetings';
import { NetworkModule } from '@samrad/network';
import { AskedFinder } from './asked/asked.finder.js';
import { AskedLetters } from './asked/asked-letters.js';
import { AskedLink } from './asked/asked-link.js';
import { AskedPeople } from './asked/asked-people.js';
import { AskedReminders } from './asked/asked-reminders.js';
import { PreparationPanel } from './asked/meeting-panel.js';
import { PresenterAnswerController } from './confirmation/answer.controller.js';
import { AnswerPage } from './confirmation/answer-page.js';
import { ConfirmationController } from './confirmation/confirmation.controller.js';
import { ConfirmationFinder } from './confirmation/confirmation.finder.js';
import { ConfirmationJobs } from './confirmation/confirmation.jobs.js';
import { ConfirmationLetters } from './confirmation/confirmation-letters.js';
import { ConfirmationNotes } from './confirmation/confirmation-notes.js';
import { ConfirmationPage } from './confirmation/confirmation-page.js';
import { ConfirmationService } from './confirmation/confirmation.service.js';

const asked = [AskedFinder, AskedLetters, AskedLink, AskedPeople, AskedReminders, PreparationPanel];
const confirmation = [
  ...[ConfirmationFinder, ConfirmationJobs, ConfirmationLetters, ConfirmationNotes, ConfirmationPage],
  ...[ConfirmationService, AnswerPage],
];

/** What goes before a meeting: presenters who confirm, items that States propose, consultations. */
@Module({
  imports: [NetworkModule, MeetingsModule],
  controllers: [ConfirmationController, PresenterAnswerController],
  providers: [...asked, ...confirmation],
  exports: [AskedFinder, AskedLink, ConfirmationService],
})
export class PreparationModule {}
