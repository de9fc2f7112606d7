import { Injectable } from '@nestjs/common';
import { AgendaFinder, crumbsOf, type MeetingRow } from '@samrad/meetings';
import { shownCode, stateName } from '@samrad/network';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Events } from '@samrad/platform/events';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { AskedFinder, AskedLink, AskedReminders, firstRespondBy } from '@samrad/preparation';
import { ReportCallService } from './asking/report-call.service.js';
import { ReportPeople, type ReportPerson } from './asking/report-people.js';
import type { ReportCallRow } from './report.finder.js';
import { canAskForReports } from './report.policy.js';
import { presentReport } from './report.presenter.js';
import { mayAsk, titleIn } from './report.rules.js';
import { ReportPapers } from './showing/report-papers.js';
import { byName, type Tour } from './showing/tour.js';

interface Shown {
  form?: FormState;
  status?: number;
}

const labels = Object.fromEntries(
  ['respondBy', 'message', 'mostLetters', 'states', 'items'].map((name) => [name, `followUp.report.field.${name}`]),
);

/** Pages of the reports of a meeting: asking for them, and the tour de table. */
@Injectable()
export class ReportPage {
  constructor(
    private readonly calls: ReportCallService,
    private readonly people: ReportPeople,
    private readonly agenda: AgendaFinder,
    private readonly asked: AskedFinder,
    private readonly link: AskedLink,
    private readonly reminders: AskedReminders,
    private readonly papers: ReportPapers,
    private readonly events: Events,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  async show(ctx: Ctx, meeting: MeetingRow, tour: Tour): Promise<Answer> {
    const { call, topics } = tour;
    const reports = byName(tour.reports, ctx.lang);
    const views = reports.map((report) => presentReport(report, topics, ctx.lang));
    return this.views.page(ctx, 'follow-up/report/show', {
      title: this.say(ctx, 'title'),
      crumbs: crumbsOf(meeting),
      meetingId: meeting.id,
      call,
      reports: views.filter(({ said }) => said.length > 0),
      phase: await this.calls.phase(call, meeting),
      ownPath: await this.ownPath(ctx, call),
      pdf: this.papers.isAvailable,
      mayAsk: canAskForReports(ctx.actor),
      ...(canAskForReports(ctx.actor) && (await this.forOrganiser(ctx, { meeting, tour, views }))),
    });
  }

  /** The form; whom each State's mail goes to stands beside its name. */
  async askPage(ctx: Ctx, meeting: MeetingRow, { form, status = 200 }: Shown = {}): Promise<Answer> {
    const isAskable = mayAsk(meeting, this.clock.instant());
    const people = isAskable ? await this.people.of(meeting) : new Map<string, ReportPerson[]>();
    const states = [...people].map(([code, all]) => this.stateOption(ctx, code, all));
    const reachable = states.filter(({ isReachable }) => isReachable);
    const { lines } = await this.agenda.unplaced(meeting.id);
    return this.views.page(
      ctx,
      'follow-up/report/ask',
      {
        title: this.say(ctx, 'askTitle'),
        crumbs: crumbsOf(meeting),
        meetingId: meeting.id,
        isAskable,
        states: reachable,
        unreachable: states.filter((state) => !state.isReachable).map(({ label }) => label),
        persons: new Set(reachable.flatMap(({ ids }) => ids)).size,
        languages: meeting.languages.split(',').map((code) => this.languageField(ctx, code)),
        items: lines.filter(({ type }) => type !== 'break' && type !== 'buffer').map((line) => itemOption(line)),
        form: form ?? this.fresh(meeting, reachable),
        labels,
      },
      status,
    );
  }

  editPage(ctx: Ctx, meeting: MeetingRow, { call, form, status }: Shown & { call: ReportCallRow }): Answer {
    const data = {
      title: this.say(ctx, 'editTitle'),
      crumbs: [...crumbsOf(meeting), { href: `/meetings/${meeting.id}/reports`, key: 'followUp.report.title' }],
      meetingId: meeting.id,
      version: form?.conflict ? call.version : (form?.values.version ?? call.version),
      form: form ?? freshForm(call),
      labels,
    };
    return this.views.page(ctx, 'follow-up/report/edit', data, status);
  }

  private fresh(meeting: MeetingRow, states: readonly { value: string }[]): FormState {
    const respondBy = firstRespondBy(this.clock.today(), meeting.startWall.slice(0, 10));
    return freshForm({ respondBy, mostLetters: 1500, states: states.map(({ value }) => value), items: [] });
  }

  private stateOption({ lang }: Ctx, code: string, people: readonly ReportPerson[]) {
    const told = people.filter(({ address }) => address);
    return {
      value: code,
      label: stateName(code, lang),
      hint: told.map(({ name }) => name).join(', '),
      ids: told.map(({ personId }) => personId),
      isReachable: told.length > 0,
    };
  }

  private languageField({ lang }: Ctx, code: string) {
    const language = new Intl.DisplayNames([lang === 'en' ? 'en-GB' : lang], { type: 'language' }).of(code) ?? code;
    return { name: `topics-${code}`, label: this.views.i18n.t(lang, 'followUp.report.field.topics', { language }) };
  }

  /** What organisers see besides: who is missing, what can be done, the history. */
  private async forOrganiser(ctx: Ctx, { meeting, tour, views }: Whole) {
    const { call, topics } = tour;
    const isAskable = mayAsk(meeting, this.clock.instant());
    const [asked, unasked, reminding, events] = await Promise.all([
      this.asked.all('state_report', call.id),
      isAskable ? this.calls.unasked(meeting, call) : [],
      isAskable ? this.reminders.toRemind('state_report', call.id) : [],
      this.events.history('report_call', call.id, 40),
    ]);
    const count = (standing: string) => views.filter((one) => one.standing === standing).length;
    return {
      isAskable,
      missing: views.filter(({ standing }) => standing === 'missing').map(({ state }) => state),
      counts: { all: views.length, said: views.length - count('missing'), cleared: count('cleared') },
      topics: topics.map(({ titles }) => titleIn(titles, ctx.lang)),
      asked: asked.length,
      unasked: unasked.length,
      reminding: reminding.length,
      events: this.views.history(ctx.lang, 'followUp.event', events.map(readable)),
    };
  }

  private async ownPath({ actor }: Ctx, call: ReportCallRow): Promise<string | null> {
    if (!actor.personId) return null;
    const own = (await this.asked.of('state_report', actor.personId)).find(({ aboutId }) => aboutId === call.id);
    return own ? this.link.pathOf(own) : null;
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `followUp.report.${key}`, params);
  }
}

interface Whole {
  meeting: MeetingRow;
  tour: Tour;
  views: ReturnType<typeof presentReport>[];
}

const itemOption = ({ id, title }: { id: string; title: string }) => ({ value: id, label: title });

/** An event with the State as people know its code. */
const readable = <E extends { data: Record<string, unknown> }>(event: E): E => ({
  ...event,
  data: { ...event.data, state: typeof event.data.state === 'string' ? shownCode(event.data.state) : '' },
});
