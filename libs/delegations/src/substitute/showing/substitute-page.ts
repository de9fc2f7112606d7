import { Injectable } from '@nestjs/common';
import { MeetingFinder, secretPage, whenText, whyClosed, type InvitationRow, type MeetingRow } from '@samrad/meetings';
import { system, type Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { found } from '@samrad/platform/errors';
import { freshForm, seeOther, Views, type Answer, type FormState } from '@samrad/platform/views';
import { CandidateFinder, type Candidate } from '../candidate.finder.js';

interface Shown {
  way: 'link' | 'portal';
  form?: FormState;
  status?: number;
}

interface Asked {
  invitation: InvitationRow;
  meeting: MeetingRow;
  people: readonly Candidate[];
  back: string;
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

  /** Leads back to the answer, which says why, when there is nothing to answer any more. */
  async show(ctx: Ctx, invitation: InvitationRow, shown: Shown): Promise<Answer> {
    const meeting = found(await this.meetings.one(system, invitation.meetingId));
    const back = ctx.path.replace(/\/substitute$/, shown.way === 'link' ? '' : '/reply');
    const isOpen = whyClosed(invitation, meeting, this.clock.instant()) === null;
    if (!isOpen && !shown.form) return seeOther(back);
    const people = isOpen ? await this.candidates.of(invitation) : [];
    return this.form(ctx, { invitation, meeting, people, back }, shown);
  }

  private form(
    ctx: Ctx,
    { invitation, meeting, people, back }: Asked,
    { way, form = freshForm({ sequence: meeting.sequence }), status = 200 }: Shown,
  ): Answer {
    const isLink = way === 'link';
    const own = { ...ctx, lang: isLink && !ctx.query.lang ? invitation.language : ctx.lang };
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
        back,
        action: ctx.path,
        people: people.map(({ personId, name, organisation }) => ({
          value: personId,
          label: organisation ? `${name} (${organisation})` : name,
        })),
        form,
      },
      status,
    );
    return isLink ? page.with(secretPage) : page;
  }
}
