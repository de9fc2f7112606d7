import { Global, Module } from '@nestjs/common';
import { Chrome } from '@samrad/platform/views';
import { HealthController } from './health.controller.js';
import { MainNavigation } from './main-navigation.js';
import { OpenApi } from './open-api.js';
import { OpenApiController } from './open-api.controller.js';
import { UnknownController } from './unknown.controller.js';

/** Pages and routes that no single context owns. `UnknownController` stays last. */
@Global()
@Module({
  providers: [{ provide: Chrome, useClass: MainNavigation }, OpenApi],
  exports: [Chrome],
  controllers: [HealthController, OpenApiController, UnknownController],
})
export class PagesModule {}
