import type { I18n } from '@samrad/platform/i18n';
import type { AgendaTemplate } from '../build/agenda-templates.js';

/** A template with its names and titles in all languages. */
export function presentTemplate({ code, items }: AgendaTemplate, i18n: I18n) {
  const key = `meetings.agenda.template.${code}`;
  return {
    ...{ code, nameEn: i18n.t('en', key), nameNb: i18n.t('nb', key), nameNn: i18n.t('nn', key) },
    items: items.map(({ type, minutes, title }) => ({
      ...{ type, minutes, titleEn: title.en, titleNb: title.nb, titleNn: title.nn },
    })),
  };
}
