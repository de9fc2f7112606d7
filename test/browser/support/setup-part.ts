// How an empty installation gets its first people.
import type { Visitor } from '../../support/chromium.js';
import { letterTo, linkIn } from './letters.js';
import { administrator, nameOf, type Colleague } from './story.js';
import type { World } from './world.js';

const password = 'fjord og fjell i tåke 2026';

/** The first visit leads to the first administrator. */
export async function createAdministrator(world: World): Promise<Visitor> {
  const visitor = await world.visitor();
  await visitor.open('/');
  expect(visitor.path).toBe('/setup');
  await visitor.fill({ 'Given name': administrator.givenName, 'Family name': administrator.familyName });
  await visitor.fill({ 'E-mail address': administrator.email, Password: password, 'The password once more': password });
  await visitor.fill({ 'One-time code': 'WRONG' });
  await visitor.press('Create and sign in');
  await visitor.sees('This is not the code', '.ds-error-summary, main');
  await visitor.fill({ 'One-time code': world.product.setupCode(), Password: password });
  await visitor.fill({ 'The password once more': password });
  await visitor.press('Create and sign in');
  expect(visitor.path).toBe('/');
  await visitor.sees(nameOf(administrator));
  return visitor;
}

/** The administrator enters somebody and lets them in. */
export async function giveAccess(visitor: Visitor, colleague: Colleague): Promise<void> {
  await visitor.open('/persons/new');
  await visitor.fill({ 'Given name': colleague.givenName, 'Family name': colleague.familyName });
  await visitor.fill({ 'E-mail addresses': colleague.email });
  await visitor.choose('State', 'Norway');
  await visitor.press('Add the person');
  expect(await visitor.heading()).toBe(nameOf(colleague));
  await giveAccount(visitor, colleague);
}

/** The administrator lets somebody in who is in the register already. */
export async function giveAccount(visitor: Visitor, colleague: Colleague): Promise<void> {
  await visitor.open(`/accounts/new?q=${encodeURIComponent(colleague.email)}`);
  await visitor.tick(new RegExp(nameOf(colleague)));
  await visitor.tick(new RegExp(`^${colleague.role}`));
  await visitor.tick(/Mail a sign-in link now/);
  await visitor.press('Create the account');
  await visitor.sees(nameOf(colleague), 'main');
}

/** Opens the sign-in link out of the mail, in a browser of their own. */
export async function signInByMail(world: World, colleague: Colleague): Promise<Visitor> {
  const visitor = await world.visitor();
  const letter = await letterTo(world.sink, colleague.email, /sign-in link|invited|account/i);
  await visitor.open(linkIn(letter, '/sign-in/link/'));
  await visitor.press('Sign in', 'main');
  await visitor.sees(nameOf(colleague), 'header');
  return visitor;
}

/** Chooses a password, signs out, and comes back with it. */
export async function choosePassword(visitor: Visitor, colleague: Colleague): Promise<void> {
  await visitor.open('/profile/password');
  await visitor.fill({ 'New password': password, 'The password once more': password });
  await visitor.press('Save the password');
  await visitor.page.getByRole('button', { name: /User menu/ }).click();
  await visitor.press('Sign out');
  await visitor.open('/sign-in');
  await visitor.fill({ 'E-mail address': colleague.email, Password: password });
  await visitor.press('Sign in', 'main');
  await visitor.sees(nameOf(colleague), 'header');
}
