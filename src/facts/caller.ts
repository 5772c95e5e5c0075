import type { AwsProbe } from '../model/aws.ts';
import { defineFact } from '../model/fact.ts';
import { ledger } from './ledger.ts';

/** Whose credentials this run asks AWS with. */
export interface Caller {
  /** The twelve digits of the account. */
  account: string;
  /** Of a user, or of the session of a role. */
  arn: string;
}

/** Asked where an identity is named by its ARN alone: whether it is of this account. Null where none is. */
export const callerOfDelegated = defineFact({
  id: 'caller-of-delegated',
  title: 'the account of this run',
  actions: ['sts:GetCallerIdentity'],
  gather: async ({ aws, target }): Promise<Caller | null> =>
    target.sourceArn === undefined ? null : await ask(aws),
});

/** Asked where AWS denied something: a reply may name anybody, and commands are for this run's own account. Null where nothing was denied. */
export const callerOfDenied = defineFact({
  id: 'caller-of-denied',
  title: 'the account whose calls were denied',
  actions: ['sts:GetCallerIdentity'],
  from: { callerOfDelegated, ledger },
  gather: async ({ aws }, { callerOfDelegated: known, ledger }): Promise<Caller | null> =>
    ledger.some(({ why }) => why.reason === 'access-denied') ? (known ?? (await ask(aws))) : null,
});

/**
 * This run's account and principal. Where no ARN is named it is asked only when nothing live explains a symptom: it
 * tells whether the error is of this account.
 */
export const caller = defineFact({
  id: 'caller',
  title: 'the account and principal of this run',
  actions: ['sts:GetCallerIdentity'],
  from: { callerOfDelegated },
  gather: async ({ aws }, { callerOfDelegated: known }): Promise<Caller> => known ?? (await ask(aws)),
});

async function ask(aws: AwsProbe<'sts:GetCallerIdentity'>): Promise<Caller> {
  const { Account: account, Arn: arn } = await aws('sts:GetCallerIdentity', {});
  return { account, arn };
}
