import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { Outbox } from '@samrad/platform/mail';
import { freshForm, seeOther, submit, Views, type Answer, type FormState } from '@samrad/platform/views';
import { audiences, exemptionLabels, exemptionOptions, type Audience, type Exempted } from '@samrad/library';
import { MeetingFinder } from '../../meeting/meeting.finder.js';
import { MinutesRecord } from '../minutes-record.js';
import { Publication, PublicationQuery } from '../minutes.dto.js';
import { MinutesFinder } from '../minutes.finder.js';
import { canWriteMinutes } from '../minutes.policy.js';
import { isSameText } from '../minutes.rules.js';
import { MinutesPresenter } from '../minutes.presenter.js';
import { MinutesWords } from '../reading/minutes-words.js';
import { MinutesPublisher } from './publication.service.js';
import { MinutesRecipients } from './recipients.js';

const isAudience = (value: unknown): value is Audience => audiences.includes(value as Audience);

/** The page before publishing: for whom, who gets a mail, how it will look. */
@ApiExcludeController()
@Controller('meetings/:id/minutes/publication')
export class PublicationController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly finder: MinutesFinder,
    private readonly record: MinutesRecord,
    private readonly recipients: MinutesRecipients,
    private readonly publisher: MinutesPublisher,
    private readonly presenter: MinutesPresenter,
    private readonly words: MinutesWords,
    private readonly views: Views,
    private readonly outbox: Outbox,
  ) {}

  @Page('', canWriteMinutes)
  form(
    @Ctx() ctx: Ctx,
    @Param('id') id: string,
    @Query({ schema: PublicationQuery }) query: { audience?: Audience },
  ): Promise<Answer> {
    return this.page(ctx, id, { form: freshForm({ ...query, tell: true }) });
  }

  @Submit('', canWriteMinutes)
  publish(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: Record<string, unknown>): Promise<Answer> {
    if (body?.look) return this.page(ctx, id, { form: freshForm(body) });
    return submit(ctx, {
      schema: Publication,
      body,
      run: (input) => this.publisher.publish(ctx.actor, id, input),
      done: ({ number, told }) =>
        seeOther(
          `/meetings/${id}/minutes`,
          this.outbox.said('meetings.minutes.publishedFlash', 'meetings.minutes.publishedFlashKept'),
          {
            number,
            count: told,
          },
        ),
      again: (form, status) => this.page(ctx, id, { form, status }),
    });
  }

  private async page(ctx: Ctx, id: string, { form, status = 200 }: Shown): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    const minutes = found(await this.finder.ofMeeting(ctx.actor, id));
    const audience = isAudience(form.values.audience) ? form.values.audience : minutes.audience;
    const recipients = await this.recipients.of(id, audience);
    const last = await this.finder.version(minutes.id);
    const values = {
      ...exemptionOf(last),
      ...form.values,
      audience,
      version: minutes.version,
      recipients: recipients.mark,
    };
    const number = await this.finder.nextNumber(minutes.id);
    const draft = await this.record.compose(ctx.actor, meeting, minutes, audience);
    const adopted = last ? null : await this.finder.adopted(minutes);
    return this.views.page(
      ctx,
      'meetings/minutes/publication',
      {
        title: this.words.say(ctx.lang, last ? 'republishTitle' : 'publishTitle', { number }),
        meeting,
        number,
        ...this.presenter.publishing(meeting, ctx.lang),
        isCorrection: last !== undefined || (adopted !== null && !isSameText(adopted, draft)),
        form: { ...form, values },
        labels: { note: 'meetings.minutes.note', audience: 'meetings.minutes.audience', ...exemptionLabels },
        exemptionOptions,
        audiences: audiences.map((value) => ({
          value,
          key: `library.audience.${value}`,
          hint: this.words.say(ctx.lang, `audienceHint.${value}`),
        })),
        isUnattended: draft.present.length === 0,
        ...{ told: recipients.told, untold: recipients.untold },
        minutes: this.presenter.page(draft, ctx.lang),
      },
      status,
    );
  }
}

interface Shown {
  form: FormState;
  status?: number;
}

/** A correction keeps the exemption of the version before until another is named. */
const exemptionOf = (last?: Exempted) =>
  last && {
    exemption: last.exemption ?? '',
    exemptionReason: last.exemptionReason ?? '',
    exemptionReviewOn: last.exemptionReviewOn ?? '',
  };
