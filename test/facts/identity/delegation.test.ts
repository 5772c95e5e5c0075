import { expect, it } from 'vitest';
import { caller } from '../../../src/facts/caller.ts';
import { delegation } from '../../../src/facts/identity/delegation.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { gather } from '../../support/gather.ts';
import { fakeAws } from '../../support/probes.ts';

const arnIn = (account: string): string => `arn:aws:ses:eu-west-1:${account}:identity/example.com`;
const self = { Account: '111122223333', Arn: 'arn:aws:iam::111122223333:user/jane' };
const aws = fakeAws({ 'sts:GetCallerIdentity': self });
const look = (sourceArn: string, probes = { aws }, subject = 'news@example.com') =>
  gather(delegation, { probes, target: { sourceArn }, subject });

it('belongs to another account', async () => {
  expect(await look(arnIn('444455556666'))).toMatchObject({
    source: { account: '444455556666' },
    isForeign: true,
  });
});

it('is none where the ARN is of this account', async () => {
  expect(await look(arnIn('111122223333'))).toEqual({ source: null, isForeign: false });
});

it('is none of the sender’s where the ARN is of another domain', async () => {
  expect(await look(arnIn('444455556666'), { aws }, 'other.example')).toEqual({
    source: null,
    isForeign: false,
  });
});

it('goes by the ARN alone where this run cannot tell its account', async () => {
  const silent = fakeAws({ 'sts:GetCallerIdentity': new Unavailable('switched-off', '--no-aws was given') });
  expect(await look(arnIn('111122223333'), { aws: silent })).toMatchObject({
    source: { account: '111122223333' },
    isForeign: false,
  });
});

it('may be this account’s own where AWS does not say whose this run is', async () => {
  const why = new Unavailable('access-denied', 'sts:GetCallerIdentity is denied');
  const denied = fakeAws({ 'sts:GetCallerIdentity': why });
  expect(await look(arnIn('111122223333'), { aws: denied })).toMatchObject({
    isForeign: false,
    silent: { reason: 'access-denied' },
  });
});

it('asks nobody without an ARN', async () => {
  const nobody = fakeAws({});
  expect(await gather(delegation, { probes: { aws: nobody }, subject: 'example.com' })).toEqual({
    source: null,
    isForeign: false,
  });
});

it('asks once who this run is', async () => {
  let asked = 0;
  const counting = fakeAws({
    'sts:GetCallerIdentity': () => {
      asked += 1;
      return self;
    },
  });
  await gather(caller, { probes: { aws: counting }, target: { sourceArn: arnIn('444455556666') } });
  expect(asked).toBe(1);
});
