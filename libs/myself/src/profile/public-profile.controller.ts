import { Controller, Param } from '@nestjs/common';
import {
  countryName,
  languageName,
  MethodFinder,
  nameIn,
  nameOf,
  PersonRecordFinder,
  TopicFinder,
} from '@samrad/network';
import { Ctx, everyone, Page } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Views, type Answer } from '@samrad/platform/views';

/** What somebody who agreed to a public profile shows to everybody. Of others nothing is told, not even that they are here. */
@ApiExcludeController()
@Controller('profiles')
export class PublicProfileController {
  constructor(
    private readonly persons: PersonRecordFinder,
    private readonly topics: TopicFinder,
    private readonly methods: MethodFinder,
    private readonly views: Views,
  ) {}

  @Page(':id', everyone)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const person = found(await this.persons.publicly(id));
    const names = new Map((await this.topics.options(ctx.lang)).map(({ value, label }) => [value, label]));
    const methods = new Map((await this.methods.all()).map((one) => [one.code, nameIn(one, ctx.lang)]));
    return this.views.page(ctx, 'myself/profile/public', {
      title: nameOf(person),
      stateCode: person.stateCode,
      about: person.about,
      places: person.affiliations.map((place) => ({ organisation: place.organisation, function: place.function })),
      address: person.emails[0] ?? null,
      phone: person.phone,
      languages: person.languages.map((code) => languageName(code, ctx.lang)).join(', '),
      topics: person.topics.map((code) => names.get(code) ?? code).join(', '),
      countries: person.countries.map((code) => countryName(code, ctx.lang)).join(', '),
      methods: person.methods.map((code) => methods.get(code) ?? code).join(', '),
    });
  }
}
