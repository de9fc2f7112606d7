import { Injectable, Optional } from '@nestjs/common';
import { Env } from '../../../../config/env.js';
import { has, isOrganiser, signedIn } from '../auth/actor.js';
import type { Ctx } from '../auth/routes.js';
import type { EventRow } from '../events/events.js';
import { I18n } from '../i18n/i18n.js';
import { languages, type Language } from '../i18n/languages.js';
import { html, localPath, type Answer } from './answer.js';
import { Assets } from './assets.js';
import { Chrome } from './chrome.js';
import { registerHelpers } from './helpers.js';
import { told, type Telling, type Told } from './history.js';
import { Templates } from './templates.js';

const names = { nb: 'Bokmål', nn: 'Nynorsk', en: 'English' } as const;

/** Renders pages, fragments and mails from templates. Prose lives in the catalogues, never here. */
@Injectable()
export class Views {
  private readonly templates = new Templates();

  constructor(
    readonly i18n: I18n,
    private readonly env: Env,
    assets: Assets,
    @Optional() private readonly chrome?: Chrome,
  ) {
    registerHelpers(this.templates.handlebars, i18n, assets);
  }

  /** A further word for templates, from a context. @param helper gets the arguments and Handlebars' options last */
  addHelper(name: string, helper: (...args: never[]) => unknown): void {
    this.templates.handlebars.registerHelper(name, helper as never);
  }

  /**
   * A whole page in the layout.
   * @param data needs `title`; `layout: 'plain'` is the narrow layout of public answer pages
   */
  page(ctx: Ctx, template: string, data: Record<string, unknown> & { title: string }, status = 200): Answer {
    const root = { ...this.surroundings(ctx), ...data };
    const body = this.templates.render(template, root);
    const layout = data.layout === 'plain' ? 'platform/layout-plain' : 'platform/layout';
    return html(this.templates.render(layout, { ...root, body }), status);
  }

  /** A part of a page, for htmx. */
  fragment(ctx: Ctx, template: string, data: object, status = 200): Answer {
    return html(this.templates.render(template, { ...this.surroundings(ctx), ...data }), status);
  }

  /** Markup of a part, to be put into another. */
  markup(ctx: Ctx, template: string, data: object): string {
    return this.templates.render(template, { ...this.surroundings(ctx), ...data });
  }

  /** A mail: `<template>.text.hbs` and `<template>.html.hbs`. @param data needs `subject` */
  mail<D extends { subject: string }>(lang: Language, template: string, data: D) {
    const root = { ...data, lang, owner: this.env.ownerName(lang), publicUrl: this.env.publicUrl };
    const part = (kind: 'text' | 'html') => this.templates.render(`${template}.${kind}`, root);
    const layout = (kind: 'text' | 'html') =>
      this.templates.render(`platform/mail/layout.${kind}`, { ...root, body: part(kind) });
    return { subject: data.subject, text: layout('text'), html: layout('html') };
  }

  /** Events for the partial `platform/history`. @param telling where their sentences stand, or more: how changes read */
  history(lang: Language, telling: string | Telling, events: EventRow[]): Told[] {
    return told(this.i18n, lang, { telling, events });
  }

  private surroundings(ctx: Ctx) {
    const { actor } = ctx;
    return {
      lang: ctx.lang,
      path: ctx.path,
      url: ctx.url,
      csrfToken: ctx.csrf,
      flash: ctx.flash,
      demo: this.env.isDemo,
      demoSends: Boolean(this.env.values.SMTP_URL),
      owner: this.env.ownerName(ctx.lang),
      accessibilityUrl: this.env.values.ACCESSIBILITY_URL,
      nav: this.chrome?.navigation(ctx) ?? [],
      userMenu: this.chrome?.userMenu(ctx) ?? [],
      siteLanguages: languages.map((code) => ({
        code,
        name: names[code],
        short: code.toUpperCase(),
        current: code === ctx.lang,
        href: withLanguage(ctx.url, code),
      })),
      actor: {
        name: actor.name,
        initials: initialsOf(actor.name),
        signedIn: signedIn(actor),
        organiser: isOrganiser(actor),
        contact: has(actor, 'state_contact') && actor.stateCodes.length > 0,
        roles: actor.roles,
      },
    };
  }
}

const initialsOf = (name: string) =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => word[0]!.toUpperCase())
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('');

/** The same page in another language. */
function withLanguage(url: string, language: Language): string {
  const [path, query = ''] = url.split('?');
  const search = new URLSearchParams(query);
  search.set('lang', language);
  return `${localPath(path)}?${search}`;
}
