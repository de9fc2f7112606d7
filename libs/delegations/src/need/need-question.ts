import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AnswerParts, type AnswerPart, type AnswerShown, type InvitationRow } from '@samrad/meetings';
import type { Actor, Ctx } from '@samrad/platform/auth';
import { check, Views } from '@samrad/platform/views';
import { Env } from '../../../../config/env.js';
import { needsForm } from './need.dto.js';
import { NeedFinder } from './need.finder.js';
import { NeedService } from './need.service.js';

/** Asks on the answer page what somebody who comes needs. The link may be passed on, so it shows nothing that is noted. */
@Injectable()
export class NeedQuestion implements AnswerPart, OnModuleInit {
  readonly name = 'needs';
  readonly place = 'form';
  readonly order = 10;

  constructor(
    private readonly parts: AnswerParts,
    private readonly finder: NeedFinder,
    private readonly needs: NeedService,
    private readonly env: Env,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.parts.offer(this);
  }

  async render(ctx: Ctx, { invitation, meeting, form, way, closed }: AnswerShown): Promise<string | null> {
    const isOwn = way === 'link' || ctx.actor.personId === invitation.personId;
    if (closed || !isOwn) return null;
    const noted = await this.finder.of(invitation.id);
    const isShown = way === 'portal';
    const again = 'needs' in form.values;
    const values = again ? form.values : { ...form.values, ...(isShown ? noted : {}) };
    return this.views.markup(ctx, 'delegations/need/_question', {
      form: { ...form, values },
      mode: isShown ? 'shown' : 'hidden',
      hasNoted: noted !== null,
      notedKey: isShown ? 'delegations.need.notedShown' : 'delegations.need.noted',
      asksDiet: meeting.place !== null,
      days: this.env.values.NEEDS_KEPT_DAYS,
    });
  }

  async take(_actor: Actor, invitation: InvitationRow, body: Record<string, unknown>): Promise<void> {
    if (body.needs === undefined) return;
    await this.needs.take(invitation, check(needsForm, body));
  }
}
