import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
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
  async json(): Promise<Answer> {
    return new Answer(JSON.stringify(await this.openApi.document), 200, { 'content-type': 'application/json' });
  }

  @Page('api/v1', everyone)
  async browse(@Ctx() ctx: Ctx): Promise<Answer> {
    const title = this.views.i18n.t(ctx.lang, 'pages.api.title');
    return this.views.page(ctx, 'pages/api', { title, groups: operationsOf(await this.openApi.document) });
  }
}
