import { Body, Controller, Param } from '@nestjs/common';
import { LostLinkPage, secretPage } from '@samrad/meetings';
import { Ctx, everyone, Page, PersonalDoor, Submit } from '@samrad/platform/auth';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { seeOther, submit, type Answer } from '@samrad/platform/views';
import { AskedLink } from '../asked/asked-link.js';
import { RankingPage } from './ranking-page.js';
import { rankingForm } from './ranking.dto.js';
import { RankingService } from './ranking.service.js';

/** The personal link of a consultation. Who holds it may answer for the State: no sign-in. Opening it changes nothing. */
@ApiExcludeController()
@Controller('r/:token')
export class RankingController {
  constructor(
    private readonly rankings: RankingService,
    private readonly link: AskedLink,
    private readonly page: RankingPage,
    private readonly lost: LostLinkPage,
    private readonly door: PersonalDoor,
  ) {}

  @Page('', everyone)
  async show(@Ctx() ctx: Ctx, @Param('token') token: string): Promise<Answer> {
    return this.lost.instead(ctx, async () => {
      const asked = await this.door.open(ctx, this.link.lock('consultation', token));
      return this.page.show(ctx, asked, { isDone: ctx.query.done !== undefined });
    });
  }

  @Submit('', everyone)
  async answer(@Ctx() ctx: Ctx, @Param('token') token: string, @Body() body: unknown): Promise<Answer> {
    const asked = await this.door.enter(ctx, this.link.lock('consultation', token));
    return submit(ctx, {
      schema: rankingForm,
      body,
      run: (input) => this.rankings.answer(asked, input),
      done: () => seeOther(`${ctx.path}?done${ctx.query.lang ? `&lang=${ctx.lang}` : ''}`).with(secretPage),
      again: (form, status) => this.page.show(ctx, asked, { form, status }),
    });
  }
}
