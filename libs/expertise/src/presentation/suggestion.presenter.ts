import type { I18n, Language } from '@samrad/platform/i18n';
import { formatDay } from '@samrad/platform/views';
import type { Suggestion } from './suggestion.service.js';

export const suggestionOf = ({ person, statedBy, onTopic, onWords, last }: Suggestion) => ({
  person: {
    id: person.personId,
    ...{ name: person.name, organisation: person.organisation, stateCode: person.stateCode },
  },
  ...{ statedBy, onTopic, onWords },
  last: last.map(({ title, meetingId, meeting, heldOn }) => ({ title, meetingId, meeting, heldOn })),
});

/** Somebody who could present, with the reasons in words. */
export function suggestionView({ i18n, lang }: { i18n: I18n; lang: Language }, suggestion: Suggestion) {
  const { person, statedBy, onTopic, onWords, last } = suggestion;
  const say = (key: string, params: Record<string, unknown> = {}) => i18n.t(lang, `expertise.why.${key}`, params);
  const newest = last[0] ? formatDay(last[0].heldOn, lang) : '';
  return {
    id: person.personId,
    name: person.name,
    stateCode: person.stateCode,
    place: [person.function, person.organisation].filter(Boolean).join(', '),
    reasons: [
      ...(onTopic ? [say('onTopic', { count: onTopic, date: newest })] : []),
      ...(onWords ? [say('onWords', { count: onWords })] : []),
      ...(statedBy ? [say(`topicBy.${statedBy}`)] : []),
    ],
    last: last.map((past) => ({ ...past, text: `${past.meeting}: ${past.title}` })),
  };
}
