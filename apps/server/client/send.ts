import { parse } from './page.js';

const tokenTag = () => document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]');

export const csrfToken = (): string => tokenTag()?.content ?? '';

/** Posts fields the way a form does. After a new sign-in in another tab the token is fetched once more. */
export async function post(
  address: string,
  fields: FormData | URLSearchParams,
  how: Pick<RequestInit, 'keepalive'> = {},
): Promise<Response> {
  const answer = await once(address, fields, how);
  if (answer.status !== 403 || !(await renewToken())) return answer;
  return once(address, fields, how);
}

/** Posts to the programming interface with the session of the page. */
export async function postJson(address: string, body: object): Promise<Response> {
  const send = () =>
    fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRF-Token': csrfToken() },
      body: JSON.stringify(body),
    });
  const answer = await send();
  return answer.status === 403 && (await renewToken()) ? send() : answer;
}

const once = (address: string, fields: FormData | URLSearchParams, how: RequestInit) =>
  fetch(address, {
    ...how,
    method: 'POST',
    headers: { 'HX-Request': 'true', 'X-CSRF-Token': csrfToken() },
    body: urlEncoded(fields),
  });

function urlEncoded(fields: FormData | URLSearchParams): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of fields) {
    if (typeof value === 'string' && name !== '_csrf') body.append(name, value);
  }
  return body;
}

/** @returns true when the page has another token now, so that a refused request may be tried again */
async function renewToken(): Promise<boolean> {
  const tag = tokenTag();
  const page = parse(await (await fetch(location.href)).text());
  const token = page.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content;
  if (!tag || !token || token === tag.content) return false;
  tag.content = token;
  for (const field of document.querySelectorAll<HTMLInputElement>('input[name="_csrf"]')) field.value = token;
  return true;
}
