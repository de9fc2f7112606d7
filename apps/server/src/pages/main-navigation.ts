import { Injectable } from '@nestjs/common';
import { has, isOrganiser, signedIn, type Ctx } from '@samrad/platform/auth';
import { Chrome, type NavigationItem } from '@samrad/platform/views';

const forPeopleInside = [
  ['/', 'pages.nav.overview'],
  ['/meetings', 'pages.nav.meetings'],
  ['/network', 'pages.nav.network'],
  ['/actions', 'pages.nav.actions'],
  ['/documents', 'pages.nav.documents'],
] as const;

const forVisitors = [
  ['/about', 'pages.nav.about'],
  ['/meetings', 'pages.nav.meetings'],
  ['/documents', 'pages.nav.documents'],
  ['/contact', 'pages.nav.contact'],
] as const;

const ownPages = [
  ['/me', 'platform.user.me'],
  ['/profile', 'platform.user.profile'],
  ['/my-actions', 'platform.user.myActions'],
  ['/profile/calendar', 'platform.user.calendar'],
  ['/profile/sessions', 'platform.user.sessions'],
  ['/profile/tokens', 'platform.user.tokens'],
] as const;

const organisersPages = [
  ['/mail-to-review', 'platform.user.mailToReview'],
  ['/sent-mail', 'platform.user.sentMail'],
  ['/status', 'platform.user.status'],
] as const;

const administratorsPages = [
  ['/accounts', 'platform.user.accounts'],
  ['/audit', 'platform.user.audit'],
] as const;

/** Places that belong under a heading of the navigation though their address begins otherwise. */
const belongsTo: Record<string, string> = {
  '/persons': '/network',
  '/duplicates': '/network',
  '/imports': '/network',
  '/experts': '/network',
  '/methods': '/network',
  '/applications': '/network',
  '/group-invitations': '/network',
  '/nominations': '/network',
  '/terms': '/network',
  '/coverage': '/network',
  '/data-protection': '/network',
  '/mailings': '/network',
  '/mailing-lists': '/network',
  '/suppressions': '/network',
  '/organisations': '/network',
  '/groups': '/network',
  '/states': '/network',
  '/series': '/meetings',
  '/polls': '/meetings',
  '/planned-meetings': '/meetings',
  '/fixed-dates': '/meetings',
  '/my-actions': '/actions',
  '/mail-answers': '/actions',
  '/progress': '/actions',
  '/decisions': '/meetings',
};

/** The headings of every page. */
@Injectable()
export class MainNavigation extends Chrome {
  navigation({ actor, path }: Ctx): NavigationItem[] {
    const start = `/${path.split('/')[1]}`;
    const here = belongsTo[start] ?? start;
    return (signedIn(actor) ? forPeopleInside : forVisitors).map(([href, key]) => ({
      href,
      key,
      current: href === here,
    }));
  }

  override userMenu({ actor, path, badges }: Ctx): NavigationItem[] {
    const items = [
      ...ownPages,
      ...(isOrganiser(actor) ? organisersPages : []),
      ...(has(actor, 'administrator') ? administratorsPages : []),
    ];
    return items.map(([href, key]) => ({ href, key, current: href === path, count: badges?.[href] }));
  }
}
