import { expect, it } from 'vitest';
import { createFactStore } from '../../src/engine/gather.ts';
import { caller, callerOfDelegated, callerOfDenied } from '../../src/facts/caller.ts';
import { ledger } from '../../src/facts/ledger.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { gather } from '../support/gather.ts';
import { fakeAws, fakeProbes } from '../support/probes.ts';
import { targetWith } from '../support/target.ts';

it('tells the account and the principal of this run', async () => {
  const Arn = 'arn:aws:sts::111122223333:assumed-role/ops/jane';
  const aws = fakeAws({ 'sts:GetCallerIdentity': { Account: '111122223333', Arn } });
  expect(await gather(caller, { probes: { aws } })).toEqual({ account: '111122223333', arn: Arn });
});

it('is asked early only where an identity is named by its ARN', async () => {
  const Arn = 'arn:aws:iam::111122223333:user/jane';
  const aws = fakeAws({ 'sts:GetCallerIdentity': { Account: '111122223333', Arn } });
  const sourceArn = 'arn:aws:ses:eu-west-1:444455556666:identity/example.com';
  expect(await gather(callerOfDelegated, { probes: { aws }, target: { sourceArn } })).toMatchObject({
    account: '111122223333',
  });
  expect(await gather(callerOfDelegated, { probes: { aws: fakeAws({}) } })).toBeNull();
});

it('is asked at the end where AWS denied something, and nowhere else', async () => {
  const Arn = 'arn:aws:iam::111122223333:user/jane';
  const aws = fakeAws({ 'sts:GetCallerIdentity': { Account: '111122223333', Arn } });
  const after = async (reason: 'access-denied' | 'throttled', answers: typeof aws): Promise<unknown> => {
    const store = createFactStore({ probes: fakeProbes({ aws: answers }), target: targetWith() });
    const { why } = new Unavailable(reason, 'no', { question: 'ses:GetAccount' });
    store.put(ledger, [{ why, facts: ['account'], blinds: [] }]);
    return await store.read(callerOfDenied, null);
  };
  expect(await after('access-denied', aws)).toMatchObject({ account: '111122223333' });
  expect(await after('throttled', fakeAws({}))).toBeNull();
});
