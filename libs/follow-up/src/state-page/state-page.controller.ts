import { Body, Controller, Param, Req } from '@nestjs/common';
import { Extension, ProgressReport } from '@samrad/actions';
import { AnswerParts, answerForm, InvitationFinder, LostLinkPage, ReplyService, secretPage } from '@samrad/meetings';
import { anonymous, Ctx, everyone, Page, Submit, type RequestWithCtx } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { seeOther, submit, type Answer } from '@samrad/platform/views';
import { proposalInput } from '@samrad/preparation';
import { ReportService } from '../report/report.service.js';
import { StateActions } from './state-actions.js';
import { StateDoor } from './state-door.js';
import { StateItems } from './state-items.js';
import { doneAt, homeOf, StatePage, type Refused } from './state-page.js';
import { clearanceForm, reportForm, withdrawalForm } from './state-page.dto.js';
import { StatePapers } from './state-papers.js';

/**
 * The personal link to the page of a State before a meeting. Who holds it works for that State: no sign-in. Opening it
 * changes nothing; only the forms do.
 */
@ApiExcludeController()
@Controller('s/:token')
export class StatePageController {
  constructor(
    private readonly door: StateDoor,
    private readonly invitations: InvitationFinder,
    private readonly replies: ReplyService,
    private readonly answers: AnswerParts,
    private readonly reports: ReportService,
    private readonly actions: StateActions,
    private readonly items: StateItems,
    private readonly papers: StatePapers,
    private readonly page: StatePage,
    private readonly lost: LostLinkPage,
  ) {}

  @Page('', everyone)
  async show(@Ctx() ctx: Ctx, @Param('token') token: string): Promise<Answer> {
    return this.lost.instead(ctx, async () => this.page.show(ctx, await this.door.open(ctx, token)));
  }

  @Submit('answer', everyone)
  async answer(@Ctx() ctx: Ctx, @Param('token') token: string, @Body() body: unknown): Promise<Answer> {
    const { actor, meeting } = await this.door.enter(ctx, token);
    const invitation = found(await this.invitations.own(actor, meeting.id));
    return submit(ctx, {
      schema: answerForm,
      body,
      run: ({ answer: choice, ...rest }) =>
        this.answers.around({ actor: anonymous, invitation, body }, () =>
          this.replies.byLink(anonymous, invitation, { choice, ...rest }),
        ),
      done: () => back(ctx, 'answer'),
      again: this.again(ctx, token, 'answer'),
    });
  }

  @Submit('report', everyone)
  async report(@Ctx() ctx: Ctx, @Param('token') token: string, @Body() body: unknown): Promise<Answer> {
    const { asked, topics } = await this.door.enter(ctx, token);
    return submit(ctx, {
      schema: reportForm(topics.map(({ id }) => id)),
      body,
      run: (texts) => this.reports.save(asked, texts),
      done: ({ isLate }) => back(ctx, isLate ? 'late' : 'report'),
      again: this.again(ctx, token, 'report'),
    });
  }

  @Submit('clearance', everyone)
  async clear(@Ctx() ctx: Ctx, @Param('token') token: string, @Body() body: unknown): Promise<Answer> {
    const { asked } = await this.door.enter(ctx, token);
    return submit(ctx, {
      schema: clearanceForm,
      body,
      run: ({ mark }) => this.reports.clear(asked, mark),
      done: () => back(ctx, 'clearance'),
      again: this.again(ctx, token, 'clearance'),
    });
  }

  @Submit('clearance-withdrawal', everyone)
  async takeBack(@Ctx() ctx: Ctx, @Param('token') token: string, @Body() body: unknown): Promise<Answer> {
    const { asked } = await this.door.enter(ctx, token);
    return submit(ctx, {
      schema: withdrawalForm,
      body,
      run: () => this.reports.takeBack(asked),
      done: () => back(ctx, 'withdrawal'),
      again: this.again(ctx, token, 'clearance'),
    });
  }

  @Submit('actions/:id', everyone)
  async action(@Ctx() ctx: Ctx, @Param() { token, id }: Place, @Body() body: unknown): Promise<Answer> {
    const { actor } = await this.door.enter(ctx, token);
    return submit(ctx, {
      schema: ProgressReport,
      body,
      run: (report) => this.actions.report(actor, id, report),
      done: () => back(ctx, 'action'),
      again: this.again(ctx, token, 'action', id),
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
      again: this.again(ctx, token, 'extension', id),
    });
  }

  @Submit('items', everyone)
  async propose(@Ctx() ctx: Ctx, @Param('token') token: string, @Body() body: unknown): Promise<Answer> {
    const { asked, meeting } = await this.door.enter(ctx, token);
    return submit(ctx, {
      schema: proposalInput,
      body,
      run: (input) => this.items.propose({ asked, meetingId: meeting.id }, input),
      done: (isLate) => back(ctx, isLate ? 'itemLate' : 'item'),
      again: this.again(ctx, token, 'item'),
    });
  }

  @Page('documents/:id', everyone)
  async document(@Ctx() ctx: Ctx, @Param() { token, id }: Place, @Req() request: RequestWithCtx): Promise<Answer> {
    const answer = await this.papers.paper(await this.door.open(ctx, token), id, request);
    return answer.with({ ...secretPage });
  }

  /** The newest agenda that was published, as far as the person may see it. */
  @Page('agenda.pdf', everyone)
  async agenda(@Ctx() ctx: Ctx, @Param('token') token: string): Promise<Answer> {
    return (await this.papers.agenda(ctx, await this.door.open(ctx, token))).with(secretPage);
  }

  /** The page again with what was typed, as everything else is now. */
  private again(ctx: Ctx, token: string, part: Refused['part'], id?: string) {
    return async (form: Refused['form'], status: number): Promise<Answer> =>
      this.page.show(ctx, await this.door.open(ctx, token), { part, form, status, id });
  }
}

interface Place {
  token: string;
  id: string;
}

const back = (ctx: Ctx, done: string): Answer =>
  seeOther(`${homeOf(ctx.path)}?done=${done}${ctx.query.lang ? `&lang=${ctx.lang}` : ''}#${doneAt[done]}`).with(
    secretPage,
  );
