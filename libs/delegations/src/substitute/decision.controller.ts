import { Body, Controller, Param } from '@nestjs/common';
import { crumbsOf, MeetingFinder, whenText, type MeetingRow } from '@samrad/meetings';
import { Ctx, Page, Submit, system } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { check, freshForm, seeOther, submit, Views, type Answer, type FormState } from '@samrad/platform/views';
import { confirmation, ending, refusal } from './substitute.dto.js';
import { SubstituteFinder, type SubstitutionRow } from './substitute.finder.js';
import { mayDecide } from './substitute.policy.js';
import { doubleTag, statusTag } from './substitute.presenter.js';
import { isDouble, whoIs, whyNotConfirm, whyNotDecide } from './substitute.rules.js';
import { SubstituteService } from './substitute.service.js';

/** Proposed substitutes: what waits, and the decision. */
@ApiExcludeController()
@Controller()
export class DecisionController {
  constructor(
    private readonly finder: SubstituteFinder,
    private readonly meetings: MeetingFinder,
    private readonly substitutes: SubstituteService,
    private readonly views: Views,
  ) {}

  @Page('substitutes', mayDecide)
  async open(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.list(ctx, await this.finder.open(ctx.actor));
  }

  @Page('meetings/:id/substitutes', mayDecide)
  async ofMeeting(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const meeting = found(await this.meetings.one(system, id));
    const rows = await this.finder.ofMeeting(ctx.actor, id);
    // A meeting that the contact may not see shows nothing of itself, not even that it exists.
    if (!rows.length) found(await this.meetings.one(ctx.actor, id));
    return this.list(ctx, rows, meeting);
  }

  @Page('substitutes/:id/confirmation', mayDecide)
  async confirmForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.decide(ctx, id, { act: 'confirmation' });
  }

  @Submit('substitutes/:id/confirmation', mayDecide)
  confirm(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: confirmation,
      body,
      run: ({ name }) => this.substitutes.confirm(ctx.actor, id, name),
      done: (row) => done(row, 'delegations.substitute.flash.confirmed'),
      again: (form, status) => this.decide(ctx, id, { act: 'confirmation', form, status }),
    });
  }

  @Page('substitutes/:id/refusal', mayDecide)
  async refuseForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.decide(ctx, id, { act: 'refusal' });
  }

  @Submit('substitutes/:id/refusal', mayDecide)
  refuse(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: refusal,
      body,
      run: ({ reason }) => this.substitutes.refuse(ctx.actor, id, reason),
      done: (row) => done({ ...row, name: whoIs(row) }, 'delegations.substitute.flash.refused'),
      again: (form, status) => this.decide(ctx, id, { act: 'refusal', form, status }),
    });
  }

  /** Both come: one press says whether both are kept. */
  @Submit('substitutes/:id/ending', mayDecide)
  async end(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const { keep } = check(ending, body);
    return done(await this.substitutes.end(ctx.actor, id, keep), `delegations.substitute.flash.${keep}`);
  }

  private list(ctx: Ctx, rows: readonly SubstitutionRow[], meeting?: MeetingRow): Answer {
    return this.views.page(ctx, 'delegations/substitute/list', {
      title: this.views.i18n.t(ctx.lang, 'delegations.substitute.title'),
      subtitle: meeting?.title,
      crumbs: meeting && crumbsOf(meeting),
      rows: rows.map((row) => ({
        ...row,
        ...asKnown(row),
        when: whenText(ctx.lang, row),
        isOpen: whyNotDecide(row) === null,
        isDouble: isDouble(row),
        tag: isDouble(row) ? doubleTag : statusTag(row.status),
        channelKey: `meetings.reply.channel.${row.channel}`,
      })),
    });
  }

  private async decide(
    ctx: Ctx,
    id: string,
    { act, form, status = 200 }: { act: 'confirmation' | 'refusal'; form?: FormState; status?: number },
  ): Promise<Answer> {
    const row = found(await this.finder.one(ctx.actor, id));
    const reason = act === 'confirmation' ? whyNotConfirm(row) : whyNotDecide(row);
    const known = asKnown(row);
    const data = {
      title: this.views.i18n.t(ctx.lang, `delegations.substitute.${act}.title`, { name: known.who }),
      crumbs: [{ href: `/meetings/${row.meetingId}/substitutes`, key: 'delegations.substitute.title' }],
      row: { ...row, ...known },
      act,
      isRefusal: act === 'refusal',
      isNew: row.personId === null,
      reasonKey: reason && `delegations.substitute.refusedBecause.${reason}`,
      when: whenText(ctx.lang, row),
      form: form ?? freshForm({ name: row.name }),
    };
    return this.views.page(ctx, 'delegations/substitute/decide', data, status);
  }
}

const done = ({ meetingId, name }: SubstitutionRow, flash: string): Answer =>
  seeOther(`/meetings/${meetingId}/substitutes`, flash, { name });

/** For those who decide: who it is, whether it was typed otherwise, and whether another State would be stood for. */
function asKnown(row: SubstitutionRow) {
  const { name, registeredName, registeredStateCode, stateCode, status } = row;
  const isOpen = status === 'proposed';
  return {
    who: whoIs(row),
    isOtherName: isOpen && registeredName !== null && registeredName !== name,
    isOtherState: isOpen && stateCode !== null && registeredStateCode !== null && registeredStateCode !== stateCode,
  };
}
