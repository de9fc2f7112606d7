import { Body, Controller, Param } from '@nestjs/common';
import { Extension, ProgressReport } from '@samrad/actions';
import { secretPage } from '@samrad/meetings';
import { Ctx, everyone, Page, Submit } from '@samrad/platform/auth';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { seeOther, submit, type Answer, type FormState } from '@samrad/platform/views';
import { StateActions } from '../state-page/state-actions.js';
import { homeOf } from '../state-page/state-page.js';
import { TaskDoor } from './task-door.js';
import { TasksPage, type Refused } from './tasks-page.js';

/** The personal link of a reminder: what its holder has to do. Opening it changes nothing; only the forms do. */
@ApiExcludeController()
@Controller('t/:token')
export class TasksController {
  constructor(
    private readonly door: TaskDoor,
    private readonly actions: StateActions,
    private readonly page: TasksPage,
  ) {}

  @Page('', everyone)
  async show(@Ctx() ctx: Ctx, @Param('token') token: string): Promise<Answer> {
    return this.page.show(ctx, await this.door.open(ctx, token));
  }

  @Submit('actions/:id', everyone)
  async report(@Ctx() ctx: Ctx, @Param() { token, id }: Place, @Body() body: unknown): Promise<Answer> {
    const { actor } = await this.door.enter(ctx, token);
    return submit(ctx, {
      schema: ProgressReport,
      body,
      run: (report) => this.actions.report(actor, id, report),
      done: () => back(ctx, 'action'),
      again: this.again(ctx, { token, id, what: 'report' }),
    });
  }

  @Submit('actions/:id/extension', everyone)
  async extend(@Ctx() ctx: Ctx, @Param() { token, id }: Place, @Body() body: unknown): Promise<Answer> {
    const { actor } = await this.door.enter(ctx, token);
    return submit(ctx, {
      schema: Extension,
      body,
      run: (extension) => this.actions.extend(actor, id, extension),
      done: () => back(ctx, 'extension'),
      again: this.again(ctx, { token, id, what: 'extension' }),
    });
  }

  private again(ctx: Ctx, { token, id, what }: Place & Pick<Refused, 'what'>) {
    return async (form: FormState, status: number): Promise<Answer> =>
      this.page.show(ctx, await this.door.open(ctx, token), { id, what, form, status });
  }
}

interface Place {
  token: string;
  id: string;
}

const back = (ctx: Ctx, done: string): Answer =>
  seeOther(`${homeOf(ctx.path)}?done=${done}${ctx.query.lang ? `&lang=${ctx.lang}` : ''}`).with(secretPage);
