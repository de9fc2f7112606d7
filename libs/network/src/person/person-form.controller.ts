import { Body, Controller, Param } from '@nestjs/common';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { type Answer, type FormState, freshForm, seeOther, submit, Views } from '@samrad/platform/views';
import { PersonReading } from './fields/person-reading.js';
import { LookAlikes } from '../look-alikes.js';
import { affiliationInput, personChange, personEntry, type PersonEntry } from './person.dto.js';
import { canManageNetwork } from './person.policy.js';
import { nameOf } from './person.rules.js';
import { AffiliationService } from './affiliation.service.js';
import { PersonChoices } from '../directory/person-choices.js';
import { personCrumbs } from './person.controller.js';
import { PersonRecordFinder } from './person-record.finder.js';
import { PersonService } from './person.service.js';
import type { Unconfirmed } from './expertise/expertise-parts.js';
import { expertiseKinds } from './expertise/expertise.rules.js';

interface Place {
  template: string;
  title: string;
  crumbs: object[];
  form: FormState;
  status?: number;
  more?: object;
  /** What the person said and nobody confirmed. */
  said?: Unconfirmed;
}

const field = (word: string) => [word, `network.field.${word}`] as const;
const fieldNames = [
  ...['givenName', 'familyName', 'emails', 'stateCode', 'phone', 'mailLanguage', 'languages', 'topics', 'note'],
  'externalKey',
  ...['countries', 'methods'],
  ...['organisationId', 'function', 'validFrom', 'validTo'],
];
/** Field → locale key of its label, for the summary of errors. */
export const labels = Object.fromEntries(fieldNames.map(field));

/** Forms about persons, for organisers. */
@Controller('persons')
export class PersonFormController {
  constructor(
    private readonly views: Views,
    private readonly persons: PersonService,
    private readonly affiliations: AffiliationService,
    private readonly records: PersonRecordFinder,
    private readonly choices: PersonChoices,
    private readonly alike: LookAlikes,
    private readonly reading: PersonReading,
  ) {}

  @Page('new', canManageNetwork)
  fresh(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.newPage(ctx, freshForm({ mailLanguage: 'en', languages: ['en'], topics: [] }));
  }

  @Submit('', canManageNetwork)
  create(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: personEntry,
      body,
      run: (input) => this.add(ctx, input),
      done: (id) => seeOther(`/persons/${id}`, 'network.person.flash.created'),
      again: (form, status) => this.newPage(ctx, form, status),
    });
  }

  /** A part of the form, while one types. */
  @Submit('look-alikes', canManageNetwork)
  async lookAlikes(@Ctx() ctx: Ctx, @Body() body: Record<string, unknown>): Promise<Answer> {
    const duplicates = await this.alike.find('person', body ?? {});
    return this.views.fragment(ctx, 'network/person/_look-alikes', { duplicates });
  }

  @Page(':id/edit', canManageNetwork)
  async edit(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const fields = found(await this.persons.fields(id));
    await this.reading.note(ctx.actor, { id, ...fields });
    return this.editPage(ctx, id, freshForm({ ...fields, emails: fields.emails.join('\n') }));
  }

  @Submit(':id', canManageNetwork)
  change(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: personChange,
      body,
      run: (input) => this.persons.change(ctx.actor, id, input),
      done: () => seeOther(`/persons/${id}`, 'network.person.flash.saved'),
      again: (form, status) => this.editPage(ctx, id, form, status),
    });
  }

  @Page(':id/affiliations/new', canManageNetwork)
  newPlace(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.placePage(ctx, id, { form: freshForm() });
  }

  @Submit(':id/affiliations', canManageNetwork)
  addPlace(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: affiliationInput,
      body,
      run: (input) => this.affiliations.add(ctx.actor, id, input),
      done: () => seeOther(`/persons/${id}`, 'network.person.flash.affiliated'),
      again: (form, status) => this.placePage(ctx, id, { form, status }),
    });
  }

  @Page(':id/affiliations/:placeId', canManageNetwork)
  async place(@Ctx() ctx: Ctx, @Param() { id, placeId }: { id: string; placeId: string }): Promise<Answer> {
    const places = await this.records.affiliations(id, null);
    const place = found(places.find((one) => one.id === placeId));
    return this.placePage(ctx, id, { form: freshForm(place), placeId });
  }

  @Submit(':id/affiliations/:placeId', canManageNetwork)
  async changePlace(
    @Ctx() ctx: Ctx,
    @Param() { id, placeId }: { id: string; placeId: string },
    @Body() body: unknown,
  ): Promise<Answer> {
    return submit(ctx, {
      schema: affiliationInput,
      body,
      run: (input) => this.affiliations.change(ctx.actor, placeId, input),
      done: () => seeOther(`/persons/${id}`, 'network.person.flash.saved'),
      again: (form, status) => this.placePage(ctx, id, { form, status, placeId }),
    });
  }

  private async add(ctx: Ctx, input: PersonEntry): Promise<string> {
    await this.alike.demandNone('person', input);
    const { saveAnyway: _, ...person } = input;
    return this.persons.create(ctx.actor, person);
  }

  private newPage(ctx: Ctx, sent: FormState, status?: number): Promise<Answer> {
    const form = withLists(sent);
    const title = this.choices.say(ctx, 'network.person.newTitle');
    return this.page(ctx, { template: 'network/person/form', title, crumbs: personCrumbs, form, status });
  }

  private async editPage(ctx: Ctx, id: string, form: FormState, status?: number): Promise<Answer> {
    const { title, crumbs } = await this.about(ctx, id, 'network.person.editTitle');
    const version = form.conflict?.version ?? form.values.version;
    const current = { ...form, values: { ...form.values, version } };
    const place = { template: 'network/person/form', title, crumbs, form: withLists(current) };
    return this.page(ctx, { ...place, status, more: { id }, said: await this.records.unconfirmed(id) });
  }

  private async placePage(
    ctx: Ctx,
    id: string,
    { form, status, placeId }: { form: FormState; status?: number; placeId?: string },
  ): Promise<Answer> {
    const key = placeId ? 'network.person.placeTitle' : 'network.person.newPlaceTitle';
    const { title, crumbs } = await this.about(ctx, id, key);
    const template = 'network/person/affiliation';
    return this.page(ctx, { template, title, crumbs, form, status, more: { id, placeId } });
  }

  private async about(ctx: Ctx, id: string, key: string) {
    const person = found(await this.persons.fields(id));
    const name = nameOf(person);
    return {
      title: this.choices.say(ctx, key, { name }),
      crumbs: [...personCrumbs, { href: `/persons/${id}`, text: name }],
    };
  }

  private async page(ctx: Ctx, { template, status, more, said, ...place }: Place): Promise<Answer> {
    const lists = await this.choices.forForm(ctx);
    const marked = said && withSaid(lists, said, this.choices.say(ctx, 'network.person.unconfirmed'));
    return this.views.page(ctx, template, { ...place, ...lists, ...marked, ...more, labels }, status ?? 200);
  }
}

type Options = readonly { value: string; label: string }[];

/** The choices with a mark at those that only the person said, and their names of each kind for the confirmation. */
function withSaid(lists: Record<(typeof expertiseKinds)[number], Options>, said: Unconfirmed, hint: string) {
  const marked = expertiseKinds.map((kind) => {
    const options = lists[kind].map((one) => (said[kind].includes(one.value) ? { ...one, hint } : one));
    return [kind, options] as const;
  });
  const names = marked.map(([kind, options]) => [
    kind,
    options.flatMap((one) => ('hint' in one ? one.label : [])).join(', '),
  ]);
  return { ...Object.fromEntries(marked), said: Object.fromEntries(names) as Record<string, string> };
}

/** A single ticked box is sent as a text, several as a list. */
const withLists = (form: FormState): FormState => {
  const list = (value: unknown) => (value === undefined ? [] : [value].flat());
  const { topics, languages, countries, methods, confirms } = form.values;
  const lists = {
    topics: list(topics),
    languages: list(languages),
    countries: list(countries),
    methods: list(methods),
    confirms: list(confirms),
  };
  return { ...form, values: { ...form.values, ...lists } };
};
