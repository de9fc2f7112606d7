import { Injectable } from '@nestjs/common';
import { StateNames } from '@samrad/network';
import type { Actor, Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Views, type Answer } from '@samrad/platform/views';
import { ProgressNotes } from '../progress/progress-notes.js';
import { ProgressFinder, type ProgressRow } from '../progress/progress.finder.js';
import { canReport, canSeeNotes } from '../progress/progress.policy.js';
import {
  askedName,
  presentLine,
  priorityOf,
  responsibleText,
  statusTag,
  supersederOf,
  type Reading,
} from '../progress/progress.presenter.js';
import { daysLate } from '../progress/progress.rules.js';
import { ChasingFinder } from '../chasing/chasing.finder.js';
import { nextDay } from '../chasing/chasing.rules.js';
import { refusalToExtend } from '../extension/extension.rules.js';
import { ActionHistory } from '../overview/action-history.js';
import { ChoiceFinder } from '../overview/choice.finder.js';
import { RelationFinder } from '../relation/relation.finder.js';
import { presentRelations } from '../relation/relation.presenter.js';
import { ResponsibleFinder } from '../progress/responsible.finder.js';
import { ActionTopics } from '../overview/action-topics.js';
import { ActionForms } from './action-forms.js';
import type { ActionRow } from './action.finder.js';
import { canManageActions } from './action.policy.js';
import { isOpen, isUntouched, mayGetMore, referenceOf, statusOf } from './action.rules.js';

/** The page of one action. */
@Injectable()
export class ActionPage {
  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly history: ActionHistory,
    private readonly relations: RelationFinder,
    private readonly choices: ChoiceFinder,
    private readonly lines: ProgressFinder,
    private readonly responsible: ResponsibleFinder,
    private readonly chasing: ChasingFinder,
    private readonly forms: ActionForms,
    private readonly topics: ActionTopics,
    private readonly states: StateNames,
    private readonly notes: ProgressNotes,
  ) {}

  async show(ctx: Ctx, action: ActionRow): Promise<Answer> {
    const lines = await this.lines.ofAction(ctx.actor, action.id);
    const statuses = lines.map(({ status }) => status);
    const mayManage = canManageActions(ctx.actor);
    const [reading, organisations, silent, related] = await Promise.all([
      this.reading(ctx, lines),
      this.lines.organisationsOf(ctx.actor),
      mayManage ? this.unreachable(lines) : new Set<string>(),
      this.relations.of(ctx.actor, action.id),
    ]);
    const notes = await this.notes.of(ctx, lines, `/actions/${action.id}`);
    const late = daysLate({ isFinished: !isOpen(statuses), dueOn: action.dueOn }, reading.today);
    return this.views.page(ctx, 'actions/action/show', {
      title: action.title,
      crumbs: this.forms.crumbs(),
      ...factsOf(action),
      relations: presentRelations(related),
      topic: await this.topics.one(ctx.actor, action.topicId),
      tag: statusTag(statusOf(statuses)),
      late: late ? this.views.i18n.t(ctx.lang, 'actions.progress.late', { count: late }) : null,
      asked: askedText(action, lines, reading),
      finished: lines.filter((line) => line.isFinished).length,
      supersededBy: supersederOf(lines),
      lines: lines.map((line) => ({
        ...presentLine(line, reading),
        ...mayWith(ctx.actor, line, organisations),
        asked: askedName(line, reading),
        notes: notes.get(line.id) ?? [],
        answering: line.stateCode && canSeeNotes(ctx.actor) ? responsibleText(line, reading) : null,
        isSilent: silent.has(line.id),
        mayWithdraw: mayManage && lines.length > 1,
      })),
      reminders: mayManage && isOpen(statuses) ? await this.reminders(action) : null,
      isOpen: isOpen(statuses),
      mayManage,
      mayRemove: mayManage && isUntouched(lines),
      ...(mayManage ? await this.more(ctx, action, lines) : {}),
      events: await this.told(ctx, action.id),
    });
  }

  private told({ actor, lang }: Ctx, id: string) {
    return canSeeNotes(actor) ? this.history.of(lang, id, { seesTitles: canManageActions(actor) }) : [];
  }

  private async reading({ actor, lang }: Ctx, lines: ProgressRow[]): Promise<Reading> {
    const codes = lines.map(({ stateCode }) => stateCode).filter((code) => code !== null);
    const contacts = await this.responsible.ofStates(codes);
    return { i18n: this.views.i18n, lang, actor, today: this.clock.today(), contacts };
  }

  /** The next day on which those responsible are reminded. */
  private async reminders({ id, dueOn, audience }: ActionRow) {
    const { days } = await this.chasing.scheduleOf(id);
    const nextOn = audience === 'organisers' ? null : nextDay(dueOn, days, this.clock.today());
    return { nextOn, isOff: days === '' };
  }

  /** Lines that nobody can be written to about, as long as something is expected of them. */
  private async unreachable(lines: ProgressRow[]): Promise<Set<string>> {
    const left = lines.filter(({ isFinished }) => !isFinished);
    const people = await this.responsible.answering(left);
    const silent = left.filter(({ id }) => !people.get(id)?.some(({ address }) => address !== null));
    return new Set(silent.map(({ id }) => id));
  }

  /** Who can be asked as well. */
  private async more({ lang }: Ctx, { responsibleKind }: ActionRow, lines: ProgressRow[]) {
    const kind = lines[0]?.supersededByNumber ? null : mayGetMore(responsibleKind);
    const known = new Set(lines.map((line) => line.stateCode ?? line.personId));
    if (kind === 'states') {
      return { otherStates: this.states.options(lang).filter(({ value }) => !known.has(value)) };
    }
    if (kind === null) return {};
    const persons = (await this.choices.persons()).filter(({ id }) => !known.has(id));
    return { otherPersons: persons.map(({ id, name }) => ({ value: id, label: name })) };
  }
}

/** What is told of the action itself. */
const factsOf = (action: ActionRow) => ({
  action: { ...action, ref: referenceOf(action.number), audienceKey: `actions.action.audience.${action.audience}` },
  priority: priorityOf(action.priority),
  isFree: Boolean(action.isFree),
  paragraphs: action.description?.split(/\n+/) ?? [],
  notShared: action.audience === 'organisers',
});

/** What the actor may do with a line. @param organisations where the actor works */
function mayWith(actor: Actor, line: ProgressRow, organisations: string[]) {
  const mayReport = canReport(actor, line, organisations);
  const isAsked = line.askedDueOn !== null;
  return {
    mayReport,
    mayDecide: canManageActions(actor) && isAsked,
    mayExtend: mayReport && refusalToExtend(line) === null && !isAsked,
  };
}

/** `All States`, `Finland, Sweden and 3 more`, `IOM Norway`. */
export function askedText(
  action: Pick<ActionRow, 'responsibleKind' | 'groupCode'>,
  lines: ProgressRow[],
  reading: Reading,
): string {
  const { i18n, lang } = reading;
  if (action.responsibleKind === 'all_states') return i18n.t(lang, 'actions.action.kind.all_states');
  if (action.groupCode) return i18n.t(lang, 'actions.action.membersOf', { group: action.groupCode });
  const names = lines.map((line) => askedName(line, reading));
  if (names.length <= 3) return names.join(', ');
  return i18n.t(lang, 'actions.action.andMore', { names: names.slice(0, 2).join(', '), count: names.length - 2 });
}
