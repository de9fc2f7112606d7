import { roles, type Role } from '@samrad/platform/auth';
import type { EventRow } from '@samrad/platform/events';
import type { I18n, Language } from '@samrad/platform/i18n';
import type { SignInMethod } from '../session/session.entity.js';
import type { AccountRow } from './account.finder.js';

/** Each role with what it may do, for checkboxes and filters. */
export const roleOptions = (i18n: I18n, lang: Language) =>
  roles.map((role) => ({
    value: role,
    label: i18n.t(lang, `access.role.${role}`),
    hint: i18n.t(lang, `access.roleHint.${role}`),
  }));

const roleNames = (i18n: I18n, lang: Language, list: readonly Role[]) =>
  list.map((role) => i18n.t(lang, `access.role.${role}`)).join(', ');

export type AccountStatus = 'active' | 'disabled' | 'left';

const colours = { active: 'success', disabled: 'danger', left: 'neutral' } as const;
const icons = {
  active: { icon: 'CheckmarkCircle' },
  disabled: { icon: 'PadlockLocked' },
  left: { icon: 'Leave' },
} as const;

const statusOf = ({ isDisabled, hasLeft }: AccountRow): AccountStatus => {
  if (hasLeft) return 'left';
  return isDisabled ? 'disabled' : 'active';
};

/** An account as a row of the list and on its page. */
export function accountView(i18n: I18n, lang: Language, account: AccountRow) {
  const status = statusOf(account);
  return {
    ...account,
    roleText: roleNames(i18n, lang, account.roles),
    status: { key: `access.account.status.${status}`, color: colours[status], icon: icons[status].icon },
    isActive: status === 'active',
  };
}

/** An account on the API. */
export const accountJson = ({ language: _pages, ...account }: AccountRow) => account;

/** The history of an account in words. */
export const historyView = (i18n: I18n, lang: Language, events: EventRow[]) =>
  events.map(({ kind, at, actorName, data }) => {
    const params = {
      ...data,
      granted: roleNames(i18n, lang, (data.granted as Role[]) ?? []) || '–',
      revoked: roleNames(i18n, lang, (data.revoked as Role[]) ?? []) || '–',
      roles: roleNames(i18n, lang, (data.roles as Role[]) ?? []),
      method: data.method ? i18n.t(lang, `access.session.method.${data.method as SignInMethod}`) : '',
    };
    const text = i18n.t(lang, `access.history.${kind.split('.')[1]}`, params);
    return { at, actor: actorName, text, why: data.why as string | undefined };
  });
