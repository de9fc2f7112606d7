import { ProposalNews, SubstituteFinder, SubstituteService } from '@samrad/delegations';
import { MeetingLife } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { startApp, type TestApp } from '../support/app.js';
import { cast } from '../support/cast.js';
import { called } from '../support/invited.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

let count = 0;
/** Maria of Sweden is invited and names somebody new. */
async function aProposal() {
  const { id, invitations } = await called(app, ['swede', 'expert']);
  const [maria, samuel] = invitations as [(typeof invitations)[0], (typeof invitations)[0]];
  const propose = async (link: string) => {
    count += 1;
    const who = { name: `Nils Ny${count}`, address: `nils${count}@example.org` };
    await app.visitor().post(`${link}/substitute`, who).expect(303);
  };
  await propose(maria.link);
  const [row] = await app.get(SubstituteFinder).ofMeeting(system, id);
  return { id, maria, samuel, propose, row: row! };
}
const mailsTo = async (address: string) => (await app.mails()).filter(({ toAddress }) => toAddress === address);
const waitingMails = async () => (await app.mails()).filter(({ raw }) => raw.includes('/substitutes'));

describe('substitutes that wait', () => {
  it('are told to those who decide, all in one mail with the way to the page', async () => {
    const { id, maria, propose } = await aProposal();
    await propose(maria.link);
    const before = (await waitingMails()).length;
    await app.get(ProposalNews).tell(id);
    await app.get(ProposalNews).tell(id);
    const mails = (await waitingMails()).slice(before);
    expect(new Set(mails.map(({ toAddress }) => toAddress)).size).toBe(mails.length);
    expect(mails.map(({ toAddress }) => toAddress)).toContain(cast.secretariat.email);
    expect(mails[0]!.raw).toContain(`/meetings/${id}/substitutes`);
    expect(mails[0]!.raw).toContain('Auto-Submitted: auto-generated');
  });

  it('cause no second mail within the hour, whatever is clicked', async () => {
    const { id, maria, propose } = await aProposal();
    await app.get(ProposalNews).tell(id);
    const before = (await waitingMails()).length;
    for (let n = 0; n < 3; n += 1) {
      await propose(maria.link);
      await app.get(ProposalNews).tell(id);
    }
    expect(await waitingMails()).toHaveLength(before);
  });

  it('are nothing to decide about after the meeting was cancelled: nobody is asked to answer again', async () => {
    const { id, row } = await aProposal();
    await app.get(MeetingLife).cancel(system, id, { reason: 'Too few' });
    const mails = (await mailsTo(cast.swede.email)).length;
    const ola = await app.as('secretariat');
    expect((await ola.get(`/substitutes/${row.id}/refusal?lang=en`)).text).toContain('nothing to decide');
    await expect(app.get(SubstituteService).refuse(system, row.id, 'Too late')).rejects.toMatchObject({
      key: 'delegations.substitute.refusedBecause.closed',
    });
    expect(await mailsTo(cast.swede.email)).toHaveLength(mails);
    expect((await app.get(SubstituteFinder).open(system)).map((open) => open.id)).not.toContain(row.id);
  });
});
