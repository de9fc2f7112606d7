import { Injectable } from '@nestjs/common';
import { hasLeft, PersonFinder, Consents, currentVersion, OrganisationService } from '@samrad/network';
import { anonymous, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, NotFound } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import type { Language } from '@samrad/platform/i18n';
import { addressKey, canStep } from '@samrad/platform/pure';
import { Admission } from '../admission/admission.service.js';
import { JoiningLink } from '../letter/joining-link.js';
import type { Acceptance, ApplicationInput, Refusal } from './application.dto.js';
import { Application, type Wish } from './application.entity.js';
import { ApplicationFinder, type ApplicationRow } from './application.finder.js';
import { ApplicationLetters } from './application-letters.js';
import { canDecideApplications } from './application.policy.js';
import { linkSeconds, nextOfApplication } from './application.rules.js';

/** The text that the applicant read and agreed to. */
interface Shown {
  lang: Language;
  consentText: string;
}

/** From a form on the web to a member: applied, confirmed by mail, decided by the organisers. */
@Injectable()
export class ApplicationService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: ApplicationFinder,
    private readonly persons: PersonFinder,
    private readonly organisations: OrganisationService,
    private readonly admission: Admission,
    private readonly consents: Consents,
    private readonly link: JoiningLink,
    private readonly letters: ApplicationLetters,
    private readonly events: Events,
  ) {}

  /**
   * What happens is told by mail to the address alone: who sends the form learns nothing of who is known. An application
   * that was not confirmed yet is replaced; one that waits for a decision stays as it is.
   */
  async apply(input: ApplicationInput, shown: Shown): Promise<void> {
    const key = addressKey(input.address);
    await this.db
      .tx(async () => {
        const known = await this.persons.byAddress(input.address);
        if (known && !hasLeft(known, this.clock.today())) return this.letters.known(known);
        const open = await this.finder.openFor(key);
        if (open?.status === 'to_decide') return this.letters.waiting(open);
        if (open) await this.db.run(sql`DELETE FROM membership_application WHERE id = ${open.id}`);
        const id = await this.insert(input, key, shown);
        await this.letters.confirm(found(await this.finder.one(id)));
        await this.events.record('application.submitted', id, anonymous, { kind: input.kind });
      })
      .catch((error: unknown) => {
        // Somebody pressed twice: the first one counts.
        if (!isDuplicate(error)) throw error;
      });
  }

  /** @throws NotFound when the link was used meanwhile, or is too old */
  async confirm({ id }: { id: string }): Promise<void> {
    await this.db.tx(async () => {
      const now = this.clock.instant();
      const changed = await this.db.run(sql`
        UPDATE membership_application SET status = 'to_decide', confirmed_at = ${now}, link_hash = NULL,
          link_until = NULL, version = version + 1
        WHERE id = ${id} AND status = 'to_confirm' AND link_until > ${now}`);
      if (!changed) throw new NotFound('joining.unknownLink');
      await this.events.record('application.confirmed', id, anonymous);
    });
  }

  /** @throws Conflict when it is decided already, Invalid for somebody else's address or a term that overlaps another one */
  async accept(actor: Actor, id: string, input: Acceptance): Promise<string> {
    demand(canDecideApplications(actor));
    return this.db.tx(async () => {
      const application = await this.decidable(id, 'accepted', input.version);
      const organisationId = await this.organisationFor(actor, application, input.organisationId);
      const { givenName, familyName, address, language, stateCode, phone } = application;
      const { groupId, role, stateCode: represented, validFrom, validTo } = input;
      const granted = { groupId, role, stateCode: represented, validFrom, validTo };
      const personId = await this.admission.admit(
        actor,
        {
          ...{ givenName, familyName, address, language, stateCode, phone, organisationId },
          ...{ personId: input.personId, function: application.function },
        },
        granted,
      );
      const became = { personId, organisationId, granted };
      await this.close(actor, application, { status: 'accepted', reason: input.reason, ...became });
      await this.keepWishes(personId, application);
      await this.letters.accepted(application, { ...input, personId });
      return personId;
    });
  }

  async refuse(actor: Actor, id: string, { reason, version }: Refusal): Promise<void> {
    demand(canDecideApplications(actor));
    await this.db.tx(async () => {
      const application = await this.decidable(id, 'refused', version);
      await this.close(actor, application, { status: 'refused', reason });
      await this.letters.refused(application, reason);
    });
  }

  private async insert(input: ApplicationInput, key: string, { lang, consentText }: Shown): Promise<string> {
    const { consent: _c, newsletter: _n, profile: _p, opened: _o, fax: _f, ...own } = input;
    const id = newId();
    const now = this.clock.instant();
    await this.db.insert(Application, {
      ...{ id, ...own, addressKey: key, openKey: key, language: lang, status: 'to_confirm' },
      ...{
        consentVersion: currentVersion('register'),
        consentText,
        consentedAt: now,
        wishes: wishesOf(input),
        createdAt: now,
        version: 1,
      },
      ...{ linkHash: this.link.hashOf('j', id), linkUntil: this.clock.instantIn(linkSeconds) },
    });
    return id;
  }

  private async decidable(id: string, to: 'accepted' | 'refused', version: number): Promise<ApplicationRow> {
    const application = found(await this.finder.one(id));
    if (!canStep(nextOfApplication, application.status, to)) throw new Conflict('joining.application.notOpen');
    if (application.version !== version) throw new Conflict();
    return application;
  }

  private async close(
    actor: Actor,
    { id, version }: ApplicationRow,
    {
      status,
      reason,
      ...became
    }: { status: string; reason: string | null } & Partial<
      Pick<Application, 'personId' | 'organisationId' | 'granted'>
    >,
  ): Promise<void> {
    const decision = { decidedAt: this.clock.instant(), decidedBy: actor.name, decisionReason: reason };
    await this.db.update(Application, { id, version }, { status, openKey: null, ...decision, ...became });
    await this.events.record(`application.${status}`, id, actor, { ...(reason && { why: reason }) });
  }

  private async organisationFor(
    actor: Actor,
    { organisation, organisationType, stateCode, website }: ApplicationRow,
    chosen: string | null,
  ): Promise<string | null> {
    if (chosen !== 'new') return chosen;
    if (!organisation) return null;
    const type = organisationType ?? 'other';
    const rest = { acronym: null, website, number: null, note: null };
    return this.organisations.create(actor, { name: organisation, type, stateCode, ...rest });
  }

  /** What the applicant agreed to, as it was said then: their word, whoever let them in. */
  private async keepWishes(
    personId: string,
    { name, wishes, consentVersion, consentedAt }: ApplicationRow,
  ): Promise<void> {
    const applicant = { ...anonymous, personId, name };
    const register = consentVersion ? [{ purpose: 'register' as const, textVersion: consentVersion }] : [];
    for (const { purpose, textVersion } of [...register, ...wishes]) {
      const said = { personId, purpose, textVersion, isGiven: true, way: 'application' as const };
      await this.consents.record(applicant, { ...said, at: consentedAt ?? this.clock.instant() });
    }
  }
}

function wishesOf({ newsletter, profile }: ApplicationInput): Wish[] {
  const purposes = [newsletter && ('newsletter' as const), profile && ('profile_network' as const)];
  return purposes
    .filter((purpose) => purpose !== false)
    .map((purpose) => ({ purpose, textVersion: currentVersion(purpose) }));
}
