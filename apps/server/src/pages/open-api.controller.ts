import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Allow, Ctx, everyone, Page } from '@samrad/platform/auth';
import { Answer, Views } from '@samrad/platform/views';
import { OpenApi } from './open-api.js';
import { operationsOf } from './open-api.presenter.js';

/** The contract of the JSON API: for machines and for people. */
@ApiExcludeController()
@Controller()
export class OpenApiController {
  constructor(
    private readonly openApi: OpenApi,
    private readonly views: Views,
  ) {}

  @Get('api/v1/openapi.json')
  @Allow(everyone)
  json(): Answer {
    return new Answer(JSON.stringify(this.openApi.document), 200, { 'content-type': 'application/json' });
  }

  @Page('api/v1', everyone)
  browse(@Ctx() ctx: Ctx): Answer {
    const title = this.views.i18n.t(ctx.lang, 'pages.api.title');
    return this.views.page(ctx, 'pages/api', { title, groups: operationsOf(this.openApi.document) });
  }
}
