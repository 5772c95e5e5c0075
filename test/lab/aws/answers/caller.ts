import type { Answers } from './answer.ts';

/** Whose credentials the lab takes. */
export const callerAnswers: Answers<'sts:GetCallerIdentity'> = {
  'sts:GetCallerIdentity': () => ({
    Account: '111122223333',
    Arn: 'arn:aws:iam::111122223333:user/operator',
    UserId: 'AIDAEXAMPLE',
  }),
};
