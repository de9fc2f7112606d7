import { Injectable } from '@nestjs/common';
import { isAnswerable, MeetingFinder, secretPage, whenText, type InvitationRow } from '@samrad/meetings';
import { system, type Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { found } from '@samrad/platform/errors';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { CandidateFinder } from '../candidate.finder.js';

interface Shown {
  way: 'link' | 'portal';
  form?: FormState;
  status?: number;
}

/** The form in which somebody says who comes instead; the same by link and signed in. */
@Injectable()
export class SubstitutePage {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly candidates: CandidateFinder,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  async show(ctx: Ctx, invitation: InvitationRow, { way, form, status = 200 }: Shown): Promise<Answer> {
    const meeting = found(await this.meetings.one(system, invitation.meetingId));
    const isLink = way === 'link';
    const own = { ...ctx, lang: isLink && !ctx.query.lang ? invitation.language : ctx.lang };
    const people = isAnswerable(invitation, meeting, this.clock.instant()) ? await this.candidates.of(invitation) : [];
    const page = this.views.page(
      own,
      'delegations/substitute/propose',
      {
        ...(isLink && { layout: 'plain' }),
        title: this.views.i18n.t(own.lang, 'delegations.substitute.propose.title'),
        meeting,
        when: whenText(own.lang, meeting),
        name: invitation.name,
        isOwn: isLink || ctx.actor.personId === invitation.personId,
        back: ctx.path.replace(/\/substitute$/, isLink ? '' : '/reply'),
        action: ctx.path,
        people: people.map(({ personId, name, organisation }) => ({
          value: personId,
          label: organisation ? `${name} (${organisation})` : name,
        })),
        form: form ?? freshForm({ sequence: meeting.sequence }),
      },
      status,
    );
    return isLink ? page.with(secretPage) : page;
  }
}
