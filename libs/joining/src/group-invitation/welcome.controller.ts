import { Body, Controller, Param } from '@nestjs/common';
import { GroupFinder, hasLeft, nameIn, PersonFinder } from '@samrad/network';
import { Ctx, everyone, Page, PersonalDoor, Submit } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { type Answer, type FormState, freshForm, seeOther, submit, Views } from '@samrad/platform/views';
import { JoinForm } from '../application/join-form.js';
import { secretPage } from '../letter/joining-link.js';
import { mailLanguages } from '../nomination/nomination-page.js';
import { knownAnswer, newAnswer } from './group-invitation.dto.js';
import { InvitationFinder, type InvitationRow } from './group-invitation.finder.js';
import { InvitationService } from './group-invitation.service.js';

const labels = {
  ...{ givenName: 'network.field.givenName', familyName: 'network.field.familyName', phone: 'network.field.phone' },
  ...{ organisation: 'joining.field.organisation', function: 'network.field.function' },
  ...{ language: 'network.field.mailLanguage', consent: 'joining.field.consent', validFrom: 'joining.field.term' },
  validTo: 'network.field.validTo',
};

/** The personal link of somebody who was invited into a group. Opening it changes nothing; only the forms do. */
@ApiExcludeController()
@Controller('g/:token')
export class WelcomeController {
  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly finder: InvitationFinder,
    private readonly service: InvitationService,
    private readonly groups: GroupFinder,
    private readonly persons: PersonFinder,
    private readonly form: JoinForm,
    private readonly door: PersonalDoor,
  ) {}

  @Page('', everyone)
  async show(@Ctx() ctx: Ctx, @Param('token') token: string): Promise<Answer> {
    const invitation = await this.door.open(ctx, this.lock(token));
    return this.page(ctx, invitation, freshForm({ language: invitation.language }));
  }

  @Submit('', everyone)
  async accept(@Ctx() ctx: Ctx, @Param('token') token: string, @Body() body: unknown): Promise<Answer> {
    const invitation = await this.door.enter(ctx, this.lock(token));
    const lang = this.languageOf(ctx, invitation);
    return submit(ctx, {
      schema: (await this.isKnown(invitation)) ? knownAnswer : newAnswer,
      body,
      run: (input) => this.service.accept(invitation, input, this.form.consentText({ lang })),
      done: () => seeOther(`/join/welcome?lang=${lang}`).with(secretPage),
      again: (form, status) => this.page(ctx, invitation, form, status),
    });
  }

  @Submit('refusal', everyone)
  async decline(@Ctx() ctx: Ctx, @Param('token') token: string): Promise<Answer> {
    const invitation = await this.door.enter(ctx, this.lock(token));
    await this.service.decline(invitation);
    return seeOther(`/join/declined?lang=${this.languageOf(ctx, invitation)}`).with(secretPage);
  }

  private lock(token: string) {
    return { token, find: (hash: string) => this.finder.byLink(hash), unknown: 'joining.unknownLink' };
  }

  private languageOf({ query, lang }: Ctx, { language }: InvitationRow) {
    return query.lang ? lang : language;
  }

  private async isKnown({ address }: InvitationRow): Promise<boolean> {
    return Boolean(await this.persons.byAddress(address));
  }

  private async page(ctx: Ctx, invitation: InvitationRow, form: FormState, status?: number): Promise<Answer> {
    const own = { ...ctx, lang: this.languageOf(ctx, invitation) };
    const [group, person] = await Promise.all([
      this.groups.one(invitation.groupId),
      this.persons.byAddress(invitation.address),
    ]);
    const data = {
      ...{
        layout: 'plain',
        title: this.views.i18n.t(own.lang, 'joining.invitation.welcomeTitle', { group: group?.code }),
      },
      ...{
        invitation,
        groupName: group && nameIn(group, own.lang),
        path: ctx.path.replace(/\/refusal$/, ''),
        labels,
        form,
      },
      ...{ mailLanguages, consentText: this.form.consentText(own), isKnown: Boolean(person) },
      name: person && !hasLeft(person, this.clock.today()) ? person.name : null,
    };
    return this.views.page(own, 'joining/group-invitation/welcome', data, status ?? 200).with(secretPage);
  }
}
