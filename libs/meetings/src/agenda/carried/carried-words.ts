import { Injectable } from '@nestjs/common';
import { StateNames } from '@samrad/network';
import type { Language } from '@samrad/platform/i18n';
import { formatDay, Views } from '@samrad/platform/views';
import type { Responsible } from '../../minutes/meeting-actions.js';
import type { FollowedAction, FollowedActions, FollowUp, TopicReason } from './carried.types.js';

/** One of the lists of actions, in words. */
export interface FollowedList {
  heading: string;
  lines: { ref: string; href: string; title: string; sub: string }[];
  /** `and 12 more`; null: all are shown. */
  more: string | null;
}

/** What stands under an item: lists of actions with a sentence that sums them up, or a sentence about its topic. */
export interface FollowUpView {
  summary: string;
  lists: FollowedList[];
  /** Page of the topic. */
  href: string | null;
}

/** More than that is for the list of actions. */
const mostShown = 40;
const mostNamed = 4;

/** Says what comes from the meetings before in a reader's words; the same for page, file and minutes. */
@Injectable()
export class CarriedWords {
  constructor(
    private readonly views: Views,
    private readonly names: StateNames,
  ) {}

  view(lang: Language, followUp: FollowUp): FollowUpView {
    if (followUp.kind === 'topic') {
      return {
        summary: this.reasons(lang, followUp.reasons),
        lists: [],
        href: `/series-topics/${followUp.topicId}`,
      };
    }
    const lists = (['late', 'open', 'closed'] as const)
      .filter((name) => followUp[name].length)
      .map((name) => this.list(lang, name, followUp));
    return { summary: this.summary(lang, followUp), lists, href: null };
  }

  /** The same for a file: one line after the other. */
  lines(lang: Language, followUp: FollowUp): string[] {
    const { summary, lists } = this.view(lang, followUp);
    return [
      ...(summary ? [summary] : []),
      ...lists.flatMap(({ heading, lines, more }) => [
        ...lines.map(({ ref, title, sub }) => `${heading}: ${ref} ${title} (${sub})`),
        ...(more ? [`${heading}: ${more}`] : []),
      ]),
    ];
  }

  /** `Not discussed at REG 41 · recurring · 2 open actions` */
  reasons(lang: Language, reasons: readonly TopicReason[]): string {
    const texts = reasons.map((reason) => this.reason(lang, reason));
    return texts.map((text, at) => (at === 0 ? text : text[0]!.toLowerCase() + text.slice(1))).join(' · ');
  }

  private reason(lang: Language, reason: TopicReason): string {
    if (reason.kind === 'actions') return this.say(lang, 'reason.actions', { count: reason.actions.length });
    return this.say(lang, `reason.${reason.kind}`, 'meeting' in reason ? { meeting: reason.meeting } : {});
  }

  private summary(lang: Language, { since, late, open, closed }: FollowedActions): string {
    if (!late.length && !open.length && !closed.length) return this.say(lang, 'nothing', { meeting: since });
    return [
      late.length ? this.say(lang, 'count.late', { count: late.length }) : null,
      this.say(lang, 'count.open', { count: open.length }),
      this.say(lang, 'count.closed', { count: closed.length, meeting: since }),
    ]
      .filter(Boolean)
      .join(' · ');
  }

  private list(lang: Language, name: 'late' | 'open' | 'closed', followUp: FollowedActions): FollowedList {
    const actions = followUp[name];
    const rest = actions.length - mostShown;
    return {
      heading: this.say(lang, `heading.${name}`, { meeting: followUp.since }),
      lines: actions.slice(0, mostShown).map((action) => ({
        ref: action.ref,
        href: `/actions/${action.id}`,
        title: action.title,
        sub: this.about(lang, action),
      })),
      more: rest > 0 ? this.say(lang, 'more', { count: rest }) : null,
    };
  }

  /** Who, by when, how many have finished. */
  private about(lang: Language, action: FollowedAction): string {
    const { responsible, dueOn, closedOn, finished, asked } = action;
    const when = closedOn
      ? this.say(lang, 'closedOn', { day: formatDay(closedOn, lang) })
      : dueOn && this.say(lang, 'dueOn', { day: formatDay(dueOn, lang) });
    const progress = asked > 1 && !closedOn ? this.say(lang, 'finishedOf', { finished, asked }) : null;
    return [this.who(lang, responsible), when, progress].filter(Boolean).join(', ');
  }

  private who(lang: Language, { kind, stateCodes, name }: Responsible): string {
    if (kind === 'all_states') return this.views.i18n.t(lang, 'meetings.minutes.allStates');
    if (kind !== 'states') return name ?? '';
    const named = stateCodes.slice(0, mostNamed).map((code) => this.names.nameOf(code, lang));
    const rest = stateCodes.length - named.length;
    return [...named, ...(rest > 0 ? [this.say(lang, 'more', { count: rest })] : [])].join(', ');
  }

  private say(lang: Language, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `meetings.carried.${key}`, params);
  }
}
