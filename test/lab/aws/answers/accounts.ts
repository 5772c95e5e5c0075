import { AwsError } from '../aws-error.ts';
import { pageOf } from '../paging.ts';
import { homeAccount } from '../world.ts';
import type { Answers } from './answer.ts';

/** STS and Organizations: who one is, and who one may become. */
export const accountsAnswers: Answers<'sts:AssumeRole' | 'organizations:ListAccounts'> = {
  'sts:AssumeRole': ({ RoleArn = '', ExternalId }, { account, world }) => {
    const [, number = '', name = ''] = /^arn:aws:iam::(\d{12}):role\/(.+)$/.exec(RoleArn) ?? [];
    const wanted = world.accounts[number]?.roles[name];
    if (wanted === undefined || (wanted !== null && wanted !== ExternalId))
      throw new AwsError(
        'AccessDenied',
        `User: arn:aws:iam::${account}:user/lab is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
        403,
      );
    return {
      Credentials: {
        AccessKeyId: `ASIALAB${number}`,
        SecretAccessKey: 'lab/secret/of/a/role/0000000000000000000',
        SessionToken: 'lab-session-token',
        Expiration: new Date(Date.now() + 3_600_000),
      },
    };
  },

  'organizations:ListAccounts': ({ NextToken, MaxResults }, { most, world }) => {
    const all = [
      { Id: homeAccount, Name: 'management', Status: 'ACTIVE' as const },
      ...Object.entries(world.accounts).map(([Id, { status }]) => ({
        ...{ Id, Name: `account ${Id}` },
        Status: status as 'ACTIVE',
      })),
    ];
    const { items, ...next } = pageOf(all, { token: NextToken, size: MaxResults, most: most(20) });
    return { Accounts: items, ...next };
  },
};
