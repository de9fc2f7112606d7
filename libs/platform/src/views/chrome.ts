import type { Ctx } from '../auth/routes.js';

export interface NavigationItem {
  href: string;
  /** Locale key. */
  key: string;
  current: boolean;
  /** How much waits there. */
  count?: number;
}

/** What surrounds every page; supplied by the server application, which knows all contexts. */
export abstract class Chrome {
  abstract navigation(ctx: Ctx): NavigationItem[];

  /** What is behind the name of a person who is signed in; signing out is added by the page. */
  userMenu(_ctx: Ctx): NavigationItem[] {
    return [];
  }
}
