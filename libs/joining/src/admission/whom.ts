import { Injectable } from '@nestjs/common';
import { LookAlikes, nameOf, PersonFinder, stateName, type Contact } from '@samrad/network';
import { I18n, type Language } from '@samrad/platform/i18n';
import { fold } from '@samrad/platform/pure';

/** What was written of somebody who is to come in. */
interface Written {
  givenName: string;
  familyName: string;
  address: string;
  stateCode: string | null;
  phone?: string | null;
}

/** Where what was written and the register are not the same. */
interface Difference {
  /** Locale key of the field. */
  label: string;
  written: string;
  known: string;
}

/** Who somebody may be whom the organisers take in: whoever has the address and nobody else, or else who looks alike. */
@Injectable()
export class Whom {
  constructor(
    private readonly persons: PersonFinder,
    private readonly alike: LookAlikes,
    private readonly i18n: I18n,
  ) {}

  /** Nothing is suggested where somebody looks alike, or the register says something else: that is for them to see. */
  async of(written: Written, lang: Language) {
    const holder = await this.persons.byAddress(written.address);
    if (holder) return this.held(holder, written, lang);
    const persons = await this.alike.find('person', { ...written, emails: [written.address] });
    const fresh = { value: 'new', key: 'joining.application.somebodyNew' };
    return {
      ...{ holder: null, persons, suggested: persons.length ? undefined : 'new' },
      options: [...persons.map(({ id, name }) => this.option(id, name, lang)), fresh],
    };
  }

  private held(holder: Contact, written: Written, lang: Language) {
    const { personId: id, name } = holder;
    const differences = differencesOf(holder, written, lang);
    return {
      holder: { id, name, address: written.address, stateCode: holder.stateCode, differences },
      ...{ persons: [], suggested: differences.length ? undefined : id, options: [this.option(id, name, lang)] },
    };
  }

  private option(id: string, name: string, lang: Language) {
    return { value: id, label: this.i18n.t(lang, 'joining.application.isThis', { name }) };
  }
}

function differencesOf(holder: Contact, written: Written, lang: Language): Difference[] {
  const found: Difference[] = [];
  const name = nameOf(written);
  if (fold(name) !== fold(holder.name)) found.push({ label: 'network.field.name', written: name, known: holder.name });
  const { stateCode } = written;
  if (stateCode && stateCode !== holder.stateCode) {
    const known = holder.stateCode ? stateName(holder.stateCode, lang) : '–';
    found.push({ label: 'network.field.stateCode', written: stateName(stateCode, lang), known });
  }
  return found;
}
