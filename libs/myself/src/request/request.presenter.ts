import type { I18n, Language } from '@samrad/platform/i18n';

const tabs = ['requests', 'unconfirmed', 'outside-eea'] as const;

/** Title and tabs of the pages about people's data. */
export const privacyHead = (i18n: I18n, lang: Language, tab: (typeof tabs)[number]) => ({
  title: i18n.t(lang, 'myself.privacy.title'),
  crumbs: [{ href: '/persons', key: 'network.title' }],
  tabs: tabs.map((name) => ({
    key: `myself.privacy.tab.${name}`,
    href: name === 'requests' ? '/data-protection' : `/data-protection/${name}`,
    current: name === tab,
  })),
});
