import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { nameIn } from '@samrad/network';
import { audiencesOf, Ctx, everyone, Page, signedIn, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import type { I18n } from '@samrad/platform/i18n';
import { Events } from '@samrad/platform/events';
import {
  check,
  download,
  freshForm,
  ignoredIn,
  pageLinks,
  seeOther,
  submit,
  Views,
  type Answer,
  type FormState,
} from '@samrad/platform/views';
import { SeriesFinder } from '../series/series.finder.js';
import { MeetingFeed } from './meeting-feed.js';
import { MeetingForms } from './page/meeting-forms.js';
import { MeetingListFinder } from './meeting-list.finder.js';
import { MeetingPanels } from './meeting-panels.js';
import { faultsAcross, meetingChange, meetingInput, meetingQuery, statuses, type MeetingQuery } from './meeting.dto.js';
import { MeetingFinder, type MeetingRow } from './meeting.finder.js';
import { canPlanMeetings, canRunMeeting, canSeeAnswers } from './meeting.policy.js';
import { byMonth, formValues, presentHero, presentRow, statusTag } from './meeting.presenter.js';
import { MeetingService } from './meeting.service.js';

/** Pages of meetings: list, meeting, forms, history. */
@ApiExcludeController()
@Controller('meetings')
export class MeetingController {
  constructor(
    private readonly finder: MeetingFinder,
    private readonly lists: MeetingListFinder,
    private readonly series: SeriesFinder,
    private readonly meetings: MeetingService,
    private readonly forms: MeetingForms,
    private readonly panels: MeetingPanels,
    private readonly feed: MeetingFeed,
    private readonly events: Events,
    private readonly views: Views,
  ) {}

  @Page('', everyone)
  async list(@Ctx() ctx: Ctx, @Query() fields: Record<string, unknown>): Promise<Answer> {
    const query = check(meetingQuery, fields);
    const page = await this.lists.page(ctx.actor, query, true);
    const sees = canSeeAnswers(ctx.actor);
    const answers = await this.lists.answers(sees ? page.rows.map(({ id }) => id) : []);
    const { i18n } = this.views;
    const views = page.rows.map((row) => presentRow(i18n, ctx.lang, row, answers.get(row.id)));
    return this.views.page(ctx, 'meetings/meeting/list', {
      ignored: ignoredIn(meetingQuery, ctx.query),
      title: i18n.t(ctx.lang, 'meetings.meeting.listTitle'),
      months: byMonth(ctx.lang, page.rows, views),
      total: page.total,
      pages: pageLinks(ctx.url, page),
      filter: query,
      tabs: tabsOf(query),
      sees,
      mayPlan: canPlanMeetings(ctx.actor),
      isOfStates: audiencesOf(ctx.actor).includes('states'),
      feeds: [feedOf(ctx, i18n)],
      subscribeAt: signedIn(ctx.actor) ? '/profile/calendar' : feedOf(ctx, i18n).href,
      ...(await this.filters(ctx)),
    });
  }

  @Page('new', canPlanMeetings)
  async newForm(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.forms.newPage(ctx, await this.forms.fresh());
  }

  @Submit('', canPlanMeetings)
  plan(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: meetingInput,
      body: listed(body),
      across: faultsAcross,
      run: (input) => {
        this.forms.demandSeenPast(input.start, body);
        return this.meetings.plan(ctx.actor, input);
      },
      done: (id) => seeOther(`/meetings/${id}`, 'meetings.meeting.flash.planned'),
      again: (form, status) => this.forms.newPage(ctx, form, status),
    });
  }

  @Page(':id', everyone)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const meeting = found(await this.finder.one(ctx.actor, id));
    const { main, side } = await this.panels.render(ctx, meeting);
    return this.views.page(ctx, 'meetings/meeting/show', {
      title: meeting.title,
      hero: presentHero(this.views.i18n, ctx, meeting),
      acts: this.panels.acts(ctx, meeting),
      main,
      side,
      sections: [...main, ...side].filter((panel) => panel.navKey),
    });
  }

  @Page(':id/edit', canRunMeeting)
  async editForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const meeting = found(await this.finder.one(ctx.actor, id));
    return this.forms.editPage(ctx, meeting, { form: proposedForm(meeting, ctx.query) });
  }

  @Submit(':id/edit', canRunMeeting)
  async edit(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const meeting = found(await this.finder.one(ctx.actor, id));
    return submit(ctx, {
      schema: meetingChange,
      body: listed(body),
      across: faultsAcross,
      run: (input) => {
        this.forms.demandSeenPast(input.start, body);
        return this.meetings.change(ctx.actor, id, input);
      },
      done: () => seeOther(`/meetings/${id}`, 'meetings.meeting.flash.saved'),
      again: (form, status) => this.forms.editPage(ctx, meeting, { form, status }),
    });
  }

  /** One meeting to save into a calendar; the feed and the invitation carry the same UID. */
  @Page(':id/meeting.ics', everyone)
  async calendar(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const meeting = found(await this.finder.one(ctx.actor, id));
    return download(
      this.feed.one(ctx.actor, meeting, ctx.lang),
      `${meeting.title}.ics`,
      'text/calendar; charset=utf-8',
    );
  }

  @Page(':id/history', canRunMeeting)
  async history(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const meeting = found(await this.finder.one(ctx.actor, id));
    const events = await Promise.all(['meeting', 'agenda', 'attendance'].map((noun) => this.events.history(noun, id)));
    const sorted = events.flat().sort((a, b) => (a.id < b.id ? 1 : -1));
    return this.views.page(ctx, 'meetings/meeting/history', {
      title: this.views.i18n.t(ctx.lang, 'meetings.meeting.historyTitle', { title: meeting.title }),
      crumbs: this.forms.crumbs(meeting),
      events: this.views.history(ctx.lang, 'meetings.event', sorted),
    });
  }

  @Page(':id/removal', canPlanMeetings)
  async confirmRemoval(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.forms.confirmPage(ctx, 'removal', found(await this.finder.one(ctx.actor, id)));
  }

  @Submit(':id/removal', canPlanMeetings)
  async remove(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    await this.meetings.remove(ctx.actor, id);
    return seeOther('/meetings', 'meetings.meeting.flash.removed');
  }

  private async filters({ actor, lang }: Ctx) {
    const [series, groups, years] = await Promise.all([
      this.series.list(),
      this.series.groups(),
      this.lists.years(actor),
    ]);
    return {
      series: series.map(({ id, code }) => ({ value: id, label: code })),
      groups: groups.map((group) => ({ value: group.id, label: nameIn(group, lang) })),
      years: years.map((year) => ({ value: year, label: year })),
      statuses: statuses.map((status) => ({ value: status, key: statusTag(status).key })),
    };
  }
}

/** A single checkbox comes as a text; the form shows lists. */
function listed(body: unknown): Record<string, unknown> {
  const { languages, ...rest } = (body ?? {}) as Record<string, unknown>;
  return { ...rest, languages: languages === undefined ? [] : [languages].flat() };
}

function tabsOf({ when, page: _p, per: _n, ...filters }: MeetingQuery) {
  return (['upcoming', 'past'] as const).map((tab) => {
    const search = new URLSearchParams({ when: tab });
    for (const [name, value] of Object.entries(filters)) if (value) search.set(name, value);
    return { href: `/meetings?${search}`, key: `meetings.meeting.tab.${tab}`, current: tab === when };
  });
}

/** The calendar of public meetings, for the head of the page. */
const feedOf = ({ lang }: Ctx, i18n: I18n) => ({
  href: `/calendar/public.ics?lang=${lang}`,
  title: i18n.t(lang, 'meetings.feed.publicName'),
});

/** The form with another time filled in, as `?start=YYYY-MM-DDTHH:MM&end=…` names it by the meeting's clock. */
function proposedForm(meeting: MeetingRow, { start, end }: Ctx['query']): FormState | undefined {
  if (!isWall(start) || !isWall(end)) return undefined;
  const times = {
    start: start.slice(0, 10),
    startTime: start.slice(11),
    end: end.slice(0, 10),
    endTime: end.slice(11),
  };
  return freshForm({ ...formValues(meeting), ...times });
}

const isWall = (text: unknown): text is string => typeof text === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text);
