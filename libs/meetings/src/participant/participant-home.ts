import { Injectable, type OnModuleInit } from '@nestjs/common';
import { isOrganiser, type Ctx } from '@samrad/platform/auth';
import { HomePanels, Views, type Task } from '@samrad/platform/views';
import { InvitationFinder, type OwnInvitation } from '../invitation/invitation.finder.js';
import { whenText } from '../meeting/meeting.presenter.js';
import { referenceOf } from '../meeting/meeting.rules.js';
import { IncomingMailFinder } from '../reply/incoming-mail.finder.js';

const isOpen = (row: OwnInvitation) => row.status === 'needs_action' && row.meetingStatus === 'called';

/** One's own invitations on the first page, and mail that a person has to judge. */
@Injectable()
export class ParticipantHome implements OnModuleInit {
  constructor(
    private readonly home: HomePanels,
    private readonly invitations: InvitationFinder,
    private readonly mail: IncomingMailFinder,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.home.offer({ name: 'invitations', column: 'main', order: 10, render: (ctx) => this.render(ctx) });
    this.home.offerTasks((ctx) => this.tasks(ctx));
  }

  private async tasks({ actor }: Ctx): Promise<Task[]> {
    const own = (await this.invitations.mine(actor)).filter(isOpen).length;
    const waiting = isOrganiser(actor) ? await this.mail.waiting() : 0;
    return [
      { key: 'meetings.home.unanswered', count: own, href: '/invitations', tone: 'warning' },
      { key: 'meetings.home.mailToReview', count: waiting, href: '/mail-to-review', tone: 'warning' },
    ];
  }

  private async render(ctx: Ctx): Promise<string | null> {
    const rows = (await this.invitations.mine(ctx.actor, 5)).filter((row) => row.meetingStatus === 'called');
    if (!rows.length) return null;
    return this.views.markup(ctx, 'meetings/participant/_home', {
      rows: rows.map((row) => ({
        ...row,
        ...whenText(ctx.lang, row),
        reference: referenceOf(row),
        isOpen: isOpen(row),
        answerKey: `meetings.home.answer.${row.status === 'accepted' && row.mode === 'online' ? 'online' : row.status}`,
      })),
    });
  }
}
