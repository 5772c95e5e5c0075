import { sendingAccount } from '../facts/event-path/sender.ts';
import { defineFact } from '../model/fact.ts';
import { valueOr } from '../model/unavailable.ts';
import { parseArn } from '../parse/arn.ts';
import { ways } from './ways.ts';

/**
 * The account of this run, asked where an SNS topic is on the way: the topic may be another account's, whose CloudWatch alone
 * counts what passes there. Null where no topic is.
 */
export const ownAccount = defineFact({
  id: 'proof-own-account',
  title: 'the account of this run',
  actions: ['sts:GetCallerIdentity'],
  from: { ways },
  maybe: { sendingAccount },
  gather: async ({ aws }, { ways: { ways: all }, sendingAccount: known }): Promise<string | null> =>
    valueOr(known, null) ??
    (all.some(({ kind }) => kind === 'sns') ? (await aws('sts:GetCallerIdentity', {})).Account : null),
});

/** The account of an ARN where it is surely another one than this run's; null otherwise. */
export function otherAccount(arn: string, own: string | null): string | null {
  const account = parseArn(arn)?.account ?? '';
  return own === null || account === '' || account === own ? null : account;
}
