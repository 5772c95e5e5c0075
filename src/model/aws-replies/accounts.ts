import type { AccountState, AccountStatus } from '@aws-sdk/client-organizations';
import * as v from 'valibot';
import { maybe, next, text, time, word } from './kinds.ts';

/** AssumeRole. */
export const assumeRole = v.object({
  Credentials: v.object({ AccessKeyId: text, SecretAccessKey: text, SessionToken: text, Expiration: time }),
});

/** ListAccounts: `Status` gives way to `State` in 2026. */
export const listAccounts = v.object({
  Accounts: v.array(
    v.object({
      Id: text,
      Name: maybe(text),
      Status: maybe(word<AccountStatus>()),
      State: maybe(word<AccountState>()),
    }),
  ),
  ...next,
});
