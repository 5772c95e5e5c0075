import { describe, expect, it } from 'vitest';
import type { ListedIdentity } from '../../../src/facts/identity/identities.ts';
import { chosenFrom, senders } from '../../../src/facts/identity/senders.ts';
import type { Target } from '../../../src/model/target.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { candidate, symptomOf } from '../../support/checks.ts';
import { gather } from '../../support/gather.ts';
import { fakeAws } from '../../support/probes.ts';

const one = (name: string, sendingEnabled = true): ListedIdentity => ({
  name,
  type: name.includes('@') ? 'address' : 'domain',
  verificationStatus: sendingEnabled ? 'SUCCESS' : 'PENDING',
  sendingEnabled,
});

describe('the senders of a run that names none', () => {
  it('are unavailable, not none, when the list may not be read', async () => {
    const aws = fakeAws({
      'ses:ListEmailIdentities': () => {
        throw new Unavailable('access-denied', 'not allowed', { action: 'ses:ListEmailIdentities' });
      },
    });
    await expect(gather(senders, { probes: { aws } })).rejects.toMatchObject({ reason: 'access-denied' });
  });

  const named: Record<string, Partial<Target>> = {
    'a recipient': { recipients: ['a@example.net'] },
    'an IP address': { ips: ['192.0.2.1'] },
    'a message id': { messageId: '0100' },
    'a template': { template: { kind: 'stored', name: 'welcome' } },
    'a plan': { plan: { recipients: 10, withinSeconds: null } },
    'a symptom': { symptom: symptomOf(candidate('send/throttled')) },
    'a message': { message: { source: 'a.eml', bytes: '' } },
  };
  for (const [what, target] of Object.entries(named))
    it(`are not chosen when ${what} is named`, async () => {
      const aws = fakeAws({ 'ses:ListEmailIdentities': () => ({ EmailIdentities: [] }) });
      await expect(gather(senders, { probes: { aws }, target })).rejects.toMatchObject({
        reason: 'not-asked',
      });
    });

  it('are those that can send: domains, then addresses, by name', () => {
    expect(
      chosenFrom([one('a@example.org'), one('old.example', false), one('b.example'), one('a.example')]),
    ).toEqual({
      lookedAt: ['a.example', 'b.example', 'a@example.org'],
      of: 3,
      canSend: true,
      cannotSend: [one('old.example', false)],
    });
  });

  it('are ten at most', () => {
    const twelve = Array.from({ length: 12 }, (_, index) =>
      one(`d${String(index).padStart(2, '0')}.example`),
    );
    const { lookedAt, of } = chosenFrom(twelve.toReversed());
    expect(lookedAt).toEqual(twelve.slice(0, 10).map(({ name }) => name));
    expect(of).toBe(12);
  });

  it('are those that cannot send when none can, ten at most', () => {
    const twelve = Array.from({ length: 12 }, (_, index) => one(`d${index}.example`, false));
    const choice = chosenFrom(twelve);
    expect(choice).toMatchObject({ of: 12, canSend: false, cannotSend: [] });
    expect(choice.lookedAt).toHaveLength(10);
  });

  it('are none of a Region without identities', () => {
    expect(chosenFrom([])).toEqual({ lookedAt: [], of: 0, canSend: false, cannotSend: [] });
  });

  it.each([
    '',
    'localhost',
    '*.example.com',
    'a b@example.com',
    '-.example',
    'x\u001b[31m.example',
    '$(id).com',
  ])('are never a name that is none of a sender: %j', (name) => {
    expect(chosenFrom([one(name), one('example.com')]).lookedAt).toEqual(['example.com']);
  });

  it('count where their name is none of a sender, and are no clean ones where all are such', () => {
    expect(chosenFrom([one('localhost'), one('example.com')])).toMatchObject({ of: 2, canSend: true });
    expect(chosenFrom([one('localhost', false), one('example.com')]).of).toBe(1);
    expect(chosenFrom([one('localhost'), one('example.com')]).unaskable).toEqual(['localhost']);
    expect(chosenFrom([one('localhost'), one('example.com', false)])).toMatchObject({
      lookedAt: ['example.com'],
      canSend: false,
      unaskable: ['localhost'],
    });
    expect(chosenFrom([one('localhost', false), one('example.com')]).unaskable).toBeUndefined();
    for (const names of [['localhost'], ['b\u00fccher.example', 'a b@example.com'], ['']])
      expect(() => chosenFrom(names.map((name) => one(name)))).toThrow('neither a domain');
  });
});

describe('whether a listed identity may send', () => {
  it.each([
    [{ SendingEnabled: true, VerificationStatus: 'FROBNICATED' }, true],
    [{ SendingEnabled: false, VerificationStatus: 'SUCCESS' }, false],
    [{ VerificationStatus: 'SUCCESS' }, true],
    [{ VerificationStatus: 'FROBNICATED' }, true],
    [{ VerificationStatus: 'PENDING' }, false],
    [{ VerificationStatus: 'TEMPORARY_FAILURE' }, false],
    [{}, false],
  ])('is told by %j: %s', async (state, may) => {
    const aws = fakeAws({
      'ses:ListEmailIdentities': {
        EmailIdentities: [{ IdentityName: 'a.example', IdentityType: 'DOMAIN', ...state }],
      } as never,
    });
    expect(await gather(senders, { probes: { aws } })).toMatchObject({
      lookedAt: ['a.example'],
      canSend: may,
    });
  });
});
