import { Injectable } from '@nestjs/common';
import {
  askedName,
  canReport,
  choicesFrom,
  ExtensionService,
  presentLine,
  ProgressFinder,
  ProgressService,
  refusalToExtend,
  type Extension,
  type ProgressReport,
  type ProgressRow,
  type Reading,
} from '@samrad/actions';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import type { Language } from '@samrad/platform/i18n';
import { Views, type FormState } from '@samrad/platform/views';

/** More is not shown on one page. */
const most = 100;

/** The form of one action that was refused. */
export interface RefusedReport {
  id: string;
  what: 'report' | 'extension';
  form: FormState;
}

/** What the State, the person or where they work still has to do; reported by the rules that hold everywhere. */
@Injectable()
export class StateActions {
  constructor(
    private readonly finder: ProgressFinder,
    private readonly progress: ProgressService,
    private readonly extensions: ExtensionService,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  async open(actor: Actor, lang: Language, refused: RefusedReport | null) {
    const reading: Reading = { i18n: this.views.i18n, lang, actor, today: this.clock.today() };
    const [rows, organisations] = await Promise.all([
      this.finder.mine(actor, most),
      this.finder.organisationsOf(actor),
    ]);
    return rows
      .filter(({ isFinished }) => !isFinished)
      .map((row) => {
        const here = refused?.id === row.id ? refused : null;
        const form = here?.what === 'report' ? here.form : null;
        const typed = form?.values as Typed | undefined;
        return {
          ...presentLine(row, reading),
          asked: askedName(row, reading),
          mayReport: canReport(actor, row, organisations),
          statuses: choicesFrom(row.status).map((value) => ({ value, key: `actions.progress.status.${value}` })),
          chosen: typed?.status ?? row.status,
          text: typed ? typed.note : row.note,
          link: typed ? typed.link : row.link,
          based: form?.conflict ? row.version : (typed?.version ?? row.version),
          refusal: form && refusalIn(form),
          mayExtend: refusalToExtend(row) === null,
          later: laterOf(row, here?.what === 'extension' ? here.form : null),
        };
      });
  }

  /** @throws NotFound, Forbidden, Conflict, Invalid: see `ExtensionService.ask` */
  async extend(actor: Actor, id: string, extension: Extension): Promise<void> {
    await this.extensions.ask(actor, id, extension);
  }

  /** @throws NotFound, Forbidden, Conflict: see `ProgressService.report` */
  async report(actor: Actor, id: string, report: ProgressReport): Promise<void> {
    await this.progress.report(actor, id, report);
  }
}

interface Typed {
  status?: string;
  note?: string;
  link?: string;
  version?: string;
}

/** The form for a later date: what is asked for already, or what was typed and why it was refused. */
function laterOf({ askedDueOn, askedDueNote, dueOn }: ProgressRow, form: FormState | null) {
  const typed = form?.values as { dueOn?: string; reason?: string } | undefined;
  const refusal = form && refusalIn(form);
  return { after: dueOn, day: typed?.dueOn ?? askedDueOn, reason: typed?.reason ?? askedDueNote, refusal };
}

/** Why a report was not taken; with a colleague's report, when that was first. */
function refusalIn({ conflict, list }: FormState) {
  const theirs = conflict?.theirs as { status: string; note: string | null } | undefined;
  return {
    key: conflict?.key ?? list[0]?.key ?? 'platform.error.invalid',
    params: conflict?.params ?? list[0]?.params,
    theirs: theirs && { statusKey: `actions.progress.status.${theirs.status}`, note: theirs.note },
  };
}
