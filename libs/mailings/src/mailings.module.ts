import { Module } from '@nestjs/common';
import { MeetingsModule } from '@samrad/meetings';
import { NetworkModule } from '@samrad/network';
import { DeliveryFinder } from './delivery/delivery.finder.js';
import { MailingLetters } from './delivery/mailing-letters.js';
import { MailingRecipients } from './delivery/mailing-recipients.js';
import { SendingService } from './delivery/sending.service.js';
import { SilentStates } from './delivery/silent-states.js';
import { MailingListApiController } from './mailing-list/mailing-list.api.controller.js';
import { MailingListController } from './mailing-list/mailing-list.controller.js';
import { MailingListFinder } from './mailing-list/mailing-list.finder.js';
import { MailingListPage } from './mailing-list/mailing-list-page.js';
import { MailingListService } from './mailing-list/mailing-list.service.js';
import { MailingApiController } from './mailing/mailing.api.controller.js';
import { MailingChoices } from './mailing/mailing-choices.js';
import { MailingController } from './mailing/mailing.controller.js';
import { MailingFinder } from './mailing/mailing.finder.js';
import { MailingForm } from './mailing/mailing-form.js';
import { MailingPage } from './mailing/mailing-page.js';
import { MailingService } from './mailing/mailing.service.js';
import { SubscriptionController } from './subscription/subscription.controller.js';
import { SubscriptionFinder } from './subscription/subscription.finder.js';
import { SubscriptionLink } from './subscription/subscription-link.js';
import { SubscriptionPage } from './subscription/subscription-page.js';
import { SubscriptionRequests } from './subscription/subscription-requests.js';
import { SubscriptionService } from './subscription/subscription.service.js';
import { SubscriptionWishes } from './subscription/subscription-wishes.js';
import { AddressHashes } from './suppression/address-hashes.js';
import { SuppressionApiController } from './suppression/suppression.api.controller.js';
import { SuppressionController } from './suppression/suppression.controller.js';
import { SuppressionFinder } from './suppression/suppression.finder.js';
import { SuppressionPage } from './suppression/suppression-page.js';
import { SuppressionPanel } from './suppression/suppression-panel.js';
import { SuppressionService } from './suppression/suppression.service.js';

const delivery = [DeliveryFinder, MailingLetters, MailingRecipients, SendingService, SilentStates];
const lists = [MailingListFinder, MailingListPage, MailingListService];
const mailing = [MailingChoices, MailingFinder, MailingForm, MailingPage, MailingService];
const subscription = [
  ...[SubscriptionFinder, SubscriptionLink, SubscriptionPage, SubscriptionRequests, SubscriptionService],
  SubscriptionWishes,
];
const suppression = [AddressHashes, SuppressionFinder, SuppressionPage, SuppressionPanel, SuppressionService];

/** Mail to groups, newsletters, who subscribes, and which addresses get no mail. */
@Module({
  imports: [NetworkModule, MeetingsModule],
  controllers: [
    ...[MailingController, MailingListController, SubscriptionController, SuppressionController],
    ...[MailingApiController, MailingListApiController, SuppressionApiController],
  ],
  providers: [...delivery, ...lists, ...mailing, ...subscription, ...suppression],
  exports: [
    ...[DeliveryFinder, MailingFinder, MailingRecipients, MailingService, SendingService],
    ...[MailingListFinder, MailingListService, SubscriptionFinder, SubscriptionLink, SubscriptionRequests],
    ...[SubscriptionService, SuppressionFinder, SuppressionService],
  ],
})
export class MailingsModule {}
