import { Injectable } from '@nestjs/common';
import { StateNames, stateName } from '@samrad/network';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import type { EventRow } from '@samrad/platform/events';
import type { Language } from '@samrad/platform/i18n';
import { formatDay, formatInstant, Views, type Answer } from '@samrad/platform/views';
import { ProgressNotes } from '../progress/progress-notes.js';
import { ProgressFinder, type ProgressRow } from '../progress/progress.finder.js';
import { canReport, canSeeNotes } from '../progress/progress.policy.js';
import { askedName, presentLine, responsibleText, statusTag, type Reading } from '../progress/progress.presenter.js';
import { daysLate } from '../progress/progress.rules.js';
import { ChasingFinder } from '../chasing/chasing.finder.js';
import { nextDay } from '../chasing/chasing.rules.js';
import { refusalToExtend } from '../extension/extension.rules.js';
import { ResponsibleFinder } from '../progress/responsible.finder.js';
import { ActionForms } from './action-forms.js';
import { ActionFinder, type ActionRow } from './action.finder.js';
import { canManageActions } from './action.policy.js';
import { isOpen, isUntouched, referenceOf, statusOf } from './action.rules.js';

/** The page of one action. */
@Injectable()
export class ActionPage {
  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly finder: ActionFinder,
    private readonly lines: ProgressFinder,
    private readonly responsible: ResponsibleFinder,
    private readonly chasing: ChasingFinder,
    private readonly forms: ActionForms,
    private readonly states: StateNames,
    private readonly notes: ProgressNotes,
  ) {}

  async show(ctx: Ctx, action: ActionRow): Promise<Answer> {
    const lines = await this.lines.ofAction(ctx.actor, action.id);
    const statuses = lines.map(({ status }) => status);
    const mayManage = canManageActions(ctx.actor);
    const codes = lines.map(({ stateCode }) => stateCode).filter((code) => code !== null);
    const [reading, organisations] = await Promise.all([
      this.reading(ctx, codes),
      this.lines.organisationsOf(ctx.actor),
    ]);
    const notes = await this.notes.of(ctx, lines, `/actions/${action.id}`);
    const late = daysLate({ isFinished: !isOpen(statuses), dueOn: action.dueOn }, reading.today);
    return this.views.page(ctx, 'actions/action/show', {
      title: action.title,
      crumbs: this.forms.crumbs(),
      action: { ...action, ref: referenceOf(action.number), audienceKey: `actions.action.audience.${action.audience}` },
      paragraphs: action.description?.split(/\n+/) ?? [],
      tag: statusTag(statusOf(statuses)),
      late: late ? this.views.i18n.t(ctx.lang, 'actions.progress.late', { count: late }) : null,
      asked: askedText(action, lines, reading),
      finished: lines.filter((line) => line.isFinished).length,
      notShared: action.audience === 'organisers',
      lines: lines.map((line) => ({
        ...presentLine(line, reading),
        asked: askedName(line, reading),
        notes: notes.get(line.id) ?? [],
        answering: line.stateCode && canSeeNotes(ctx.actor) ? responsibleText(line, reading) : null,
        mayReport: canReport(ctx.actor, line, organisations),
        mayWithdraw: mayManage && lines.length > 1,
        mayDecide: mayManage && line.askedDueOn !== null,
        mayExtend:
          canReport(ctx.actor, line, organisations) && refusalToExtend(line) === null && line.askedDueOn === null,
      })),
      reminders: mayManage && isOpen(statuses) ? await this.reminders(action) : null,
      isOpen: isOpen(statuses),
      mayManage,
      mayRemove: mayManage && isUntouched(lines),
      ...this.moreStates(ctx, action, codes),
      events: canSeeNotes(ctx.actor) ? this.told(ctx.lang, await this.finder.history(action.id)) : [],
    });
  }

  private async reading({ actor, lang }: Ctx, codes: string[]): Promise<Reading> {
    const contacts = await this.responsible.ofStates(codes);
    return { i18n: this.views.i18n, lang, actor, today: this.clock.today(), contacts };
  }

  /** The next day on which those responsible are reminded. */
  private async reminders({ id, dueOn, audience }: ActionRow) {
    const { days } = await this.chasing.scheduleOf(id);
    const nextOn = audience === 'organisers' ? null : nextDay(dueOn, days, this.clock.today());
    return { nextOn, isOff: days === '' };
  }

  private moreStates({ actor, lang }: Ctx, { responsibleKind }: ActionRow, codes: string[]) {
    const maySetStates = canManageActions(actor) && ['states', 'all_states'].includes(responsibleKind);
    const others = maySetStates ? this.states.options(lang).filter(({ value }) => !codes.includes(value)) : [];
    return { maySetStates, otherStates: others };
  }

  /** The history in sentences. */
  private told(lang: Language, events: EventRow[]) {
    return this.views.history(
      lang,
      'actions.event',
      events.map((event) => ({ ...event, data: this.words(lang, event) })),
    );
  }

  private words(lang: Language, { data }: EventRow): Record<string, unknown> {
    const { state, status, note, audience, from, to, at } = data as Record<string, string | null | undefined>;
    const t = (key: string) => this.views.i18n.t(lang, key);
    return {
      ...data,
      who: state ? stateName(state, lang) : t('actions.event.theResponsible'),
      status: status ? t(`actions.progress.status.${status}`) : '',
      note: note ? `: ${note}` : '',
      audience: audience ? t(`actions.action.audience.${audience}`) : '',
      said: status ? ` (${t(`actions.progress.status.${status}`)})` : '',
      written: at ? formatInstant(at, lang) : '',
      toDate: dayText(to, lang),
      dates: to === undefined ? '' : ` (${dayText(from, lang)} → ${dayText(to, lang)})`,
    };
  }
}

const dayText = (day: string | null | undefined, lang: Language) => (day ? formatDay(day, lang) : '–');

/** `All States`, `Finland, Sweden and 3 more`, `IOM Norway`. */
export function askedText(action: Pick<ActionRow, 'responsibleKind'>, lines: ProgressRow[], reading: Reading): string {
  const { i18n, lang } = reading;
  if (action.responsibleKind === 'all_states') return i18n.t(lang, 'actions.action.kind.all_states');
  const names = lines.map((line) => askedName(line, reading));
  if (names.length <= 3) return names.join(', ');
  return i18n.t(lang, 'actions.action.andMore', { names: names.slice(0, 2).join(', '), count: names.length - 2 });
}
