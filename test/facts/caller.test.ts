import { expect, it } from 'vitest';
import { caller, callerOfDelegated } from '../../src/facts/caller.ts';
import { gather } from '../support/gather.ts';
import { fakeAws } from '../support/probes.ts';

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
