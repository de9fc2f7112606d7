import type request from 'supertest';
import type { Response, Test } from 'supertest';

type Agent = ReturnType<typeof request.agent>;

/** A browser without a screen: keeps cookies, fills in the token that our forms carry. */
export class Browser {
  private token = '';

  /** Reads English unless told otherwise. */
  constructor(private readonly agent: Agent) {
    agent.set('accept-language', 'en');
  }

  async signIn(email: string, password: string): Promise<Response> {
    const answer = await this.agent.post('/sign-in').type('form').send({ email, password });
    if (answer.status !== 303) throw new Error(`Signing in as ${email} answered ${answer.status}`);
    await this.get('/profile');
    return answer;
  }

  /** Opens a page and remembers its form token. */
  async get(path: string): Promise<Response> {
    const page = await this.agent.get(path).set('accept', 'text/html');
    this.token = /name="_csrf" value="([^"]+)"/.exec(page.text ?? '')?.[1] ?? this.token;
    return page;
  }

  /** Sends a form with the token of the last page. */
  post(path: string, fields: Record<string, unknown> = {}): Test {
    return this.agent
      .post(path)
      .type('form')
      .send({ _csrf: this.token, ...fields });
  }

  /** Sends a form with a file. */
  upload(
    path: string,
    field: string,
    file: { content: Buffer; filename: string },
    fields: Record<string, string> = {},
  ): Test {
    let test = this.agent.post(path).field('_csrf', this.token);
    for (const [name, value] of Object.entries(fields)) test = test.field(name, value);
    return test.attach(field, file.content, file.filename);
  }

  /** The JSON API with this session. */
  api(method: 'get' | 'post' | 'patch' | 'put' | 'delete', path: string, body?: object): Test {
    const test = this.agent[method](`/api/v1${path}`).set('x-csrf-token', this.token).set('accept', 'application/json');
    return body ? test.send(body) : test;
  }

  /** The token of the last page. */
  get formToken(): string {
    return this.token;
  }

  /** A request as it is, for tests of what is refused. */
  get raw(): Agent {
    return this.agent;
  }
}
