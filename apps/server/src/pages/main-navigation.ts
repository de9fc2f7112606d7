import { Injectable } from '@nestjs/common';
import { signedIn, type Ctx } from '@samrad/platform/auth';
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

/** Places that belong under a heading of the navigation though their address begins otherwise. */
const belongsTo: Record<string, string> = {
  '/persons': '/network',
  '/organisations': '/network',
  '/groups': '/network',
  '/states': '/network',
  '/series': '/meetings',
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
}
