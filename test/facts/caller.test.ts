import { expect, it } from 'vitest';
import { caller } from '../../src/facts/caller.ts';
import { gather } from '../support/gather.ts';
import { fakeAws } from '../support/probes.ts';

it('tells the account and the principal of this run', async () => {
  const Arn = 'arn:aws:sts::111122223333:assumed-role/ops/jane';
  const aws = fakeAws({ 'sts:GetCallerIdentity': { Account: '111122223333', Arn } });
  expect(await gather(caller, { probes: { aws } })).toEqual({ account: '111122223333', arn: Arn });
});
