import { defineFact } from '../model/fact.ts';

/** Whose credentials this run asks AWS with. */
export interface Caller {
  /** The twelve digits of the account. */
  account: string;
  /** Of a user, or of the session of a role. */
  arn: string;
}

/**
 * This run's account and principal. No permission is needed, and none can take it away (STS API Reference,
 * GetCallerIdentity). Asked only when nothing live explains a symptom: it tells whether the error is of this account.
 */
export const caller = defineFact({
  id: 'caller',
  title: 'the account and principal of this run',
  actions: ['sts:GetCallerIdentity'],
  async gather({ aws }): Promise<Caller> {
    const { Account: account, Arn: arn } = await aws('sts:GetCallerIdentity', {});
    return { account, arn };
  },
});
