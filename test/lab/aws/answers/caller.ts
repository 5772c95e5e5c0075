import type { Answers } from './answer.ts';

/** Whose credentials the lab takes. */
export const callerAnswers: Answers<'sts:GetCallerIdentity'> = {
  'sts:GetCallerIdentity': (_, { account }) => ({
    Account: account,
    Arn: `arn:aws:iam::${account}:user/operator`,
    UserId: 'AIDAEXAMPLE',
  }),
};
