import { Global, Module } from '@nestjs/common';
import { AccessModule } from '@samrad/access';
import { MeetingsModule } from '@samrad/meetings';
import { Chrome } from '@samrad/platform/views';
import { MailApiController } from './api/mail.api.controller.js';
import { StatusApiController } from './api/status.api.controller.js';
import { AboutController } from './about.controller.js';
import { CalendarFeedController } from './calendar-feed.controller.js';
import { HealthController } from './health.controller.js';
import { HomeController } from './home.controller.js';
import { MailController } from './mail.controller.js';
import { MailFinder } from './mail.finder.js';
import { MailService } from './mail.service.js';
import { MailTasks } from './mail-tasks.js';
import { MainNavigation } from './main-navigation.js';
import { OpenApi } from './open-api.js';
import { OpenApiController } from './open-api.controller.js';
import { SearchController } from './search.controller.js';
import { StatusController } from './status.controller.js';
import { StatusFinder } from './status.finder.js';
import { UnknownController } from './unknown.controller.js';

/** Pages and routes that no single context owns. */
@Global()
@Module({
  imports: [AccessModule, MeetingsModule],
  providers: [{ provide: Chrome, useClass: MainNavigation }, OpenApi, MailFinder, MailService, MailTasks, StatusFinder],
  exports: [Chrome],
  controllers: [
    AboutController,
    CalendarFeedController,
    HealthController,
    HomeController,
    MailController,
    OpenApiController,
    SearchController,
    StatusController,
    MailApiController,
    StatusApiController,
    // Takes whatever address is left: stays last.
    UnknownController,
  ],
})
export class PagesModule {}
